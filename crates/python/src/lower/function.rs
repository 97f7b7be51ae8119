//! Functions, lambdas and classes.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::Ranged;

use super::lowering::{Lowering, documentation};
use super::program::program;
use crate::tree::{self, ClassBody, Defaults, ExprKind, Function, Parameters, Program, ProgramKind, Scope, StmtKind};
use crate::value::Symbol;

impl Lowering<'_> {
    pub(super) fn function_statement(&mut self, function: &ast::StmtFunctionDef) -> StmtKind {
        let name_range = function.name.range();
        let decorators = self.decorators(&function.decorator_list);
        let defaults = self.defaults(&function.parameters);
        let target = self.name_target(&function.name, name_range);
        let qualified_name = self.qualified_name(&function.name, name_range);
        let inside = format!("{qualified_name}.<locals>.").into();
        let (mut scope, (parameters, (documentation, body), kind)) = self.within(function.range(), inside, |this| {
            this.frame.is_async = function.is_async;
            let parts = (this.parameters(&function.parameters), this.documented(&function.body));
            (parts.0, parts.1, this.program_kind())
        });
        let (body, program) = programmed(kind, body, &mut scope);
        let name = Symbol::new(&function.name);
        let annotations = self.annotations(&function.parameters, function.returns.as_deref());
        let range = self.range(function.range());
        let function =
            Function { range, name, qualified_name, documentation, parameters, annotations, scope, body, program };
        StmtKind::Function { target, function: Rc::new(function), decorators, defaults }
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> ExprKind {
        let none = ast::Parameters::default();
        let parameters = lambda.parameters.as_deref().unwrap_or(&none);
        let defaults = self.defaults(parameters);
        let qualified_name = self.qualified_name("<lambda>", lambda.range());
        let inside = format!("{qualified_name}.<locals>.").into();
        let (mut scope, (parameters, body, kind)) = self.within(lambda.range(), inside, |this| {
            let parts = (this.parameters(parameters), this.expression(&lambda.body));
            (parts.0, parts.1, this.program_kind())
        });
        let body = vec![tree::Stmt { range: body.range, kind: StmtKind::Return(Some(body)) }];
        let (body, program) = programmed(kind, body, &mut scope);
        let name = Symbol::new("<lambda>");
        let (range, annotations, documentation) = (self.range(lambda.range()), Vec::new(), None);
        let function =
            Function { range, name, qualified_name, documentation, parameters, annotations, scope, body, program };
        ExprKind::Lambda(Rc::new(function), Box::new(defaults))
    }

    pub(super) fn class_statement(&mut self, class: &ast::StmtClassDef) -> StmtKind {
        let name_range = class.name.range();
        let decorators = self.decorators(&class.decorator_list);
        let is_generic = class.type_params.is_some();
        let arguments = class.arguments.as_deref();
        let bases = arguments.map(|arguments| self.items(&arguments.args)).unwrap_or_default();
        let keywords = arguments.map(|arguments| self.keywords(arguments)).unwrap_or_default();
        let target = self.name_target(&class.name, name_range);
        let qualified_name = self.qualified_name(&class.name, name_range);
        let inside = format!("{qualified_name}.").into();
        let (scope, (documentation, body)) = self.within(class.range(), inside, |this| this.documented(&class.body));
        let name = Symbol::new(&class.name);
        let class = ClassBody { name, qualified_name, is_generic, documentation, scope, body };
        StmtKind::Class { target, class: Rc::new(class), decorators, bases, keywords }
    }

    /// What kind of program the function that was lowered is, if it can stop.
    fn program_kind(&self) -> Option<ProgramKind> {
        match (self.frame.yields, self.frame.is_async) {
            (true, false) => Some(ProgramKind::Generator),
            (false, true) => Some(ProgramKind::Coroutine),
            (true, true) => Some(ProgramKind::AsyncGenerator),
            (false, false) => None,
        }
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Vec<tree::Expr> {
        decorators.iter().map(|decorator| self.expression(&decorator.expression)).collect()
    }

    /// The docstring, and the statements after it.
    fn documented(&mut self, body: &[Stmt]) -> (Option<Rc<str>>, Vec<tree::Stmt>) {
        match (documentation(body), body.split_first()) {
            (Some(text), Some((_, rest))) => (Some(self.string(text)), self.block(rest)),
            _ => (None, self.block(body)),
        }
    }

    fn parameters(&mut self, parameters: &ast::Parameters) -> Parameters {
        let name_of = |with: &ast::ParameterWithDefault| self.symbol(&with.parameter.name);
        Parameters {
            positional: parameters.posonlyargs.iter().chain(&parameters.args).map(name_of).collect(),
            positional_only: parameters.posonlyargs.len(),
            rest: parameters.vararg.as_ref().map(|rest| self.symbol(&rest.name)),
            keyword_only: parameters.kwonlyargs.iter().map(name_of).collect(),
            keywords: parameters.kwarg.as_ref().map(|keywords| self.symbol(&keywords.name)),
        }
    }

    fn annotations(&mut self, parameters: &ast::Parameters, returns: Option<&ast::Expr>) -> Vec<(Symbol, Rc<str>)> {
        let plain = parameters.args.iter().chain(&parameters.posonlyargs).map(|with| &with.parameter);
        let keyword_only = parameters.kwonlyargs.iter().map(|with| &with.parameter);
        let all = plain.chain(parameters.vararg.as_deref()).chain(keyword_only).chain(parameters.kwarg.as_deref());
        let stated = all.filter_map(|parameter| Some((self.symbol(&parameter.name), parameter.annotation.as_deref()?)));
        let result = returns.map(|returns| (Symbol::new("return"), returns));
        stated.chain(result).map(|(name, expression)| (name, self.annotation(expression))).collect()
    }

    fn defaults(&mut self, parameters: &ast::Parameters) -> Defaults {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        Defaults {
            positional: positional.filter_map(|with| self.optional(with.default())).collect(),
            keyword_only: parameters.kwonlyargs.iter().map(|with| self.optional(with.default())).collect(),
        }
    }
}

/// The body of a function, or the program in its place.
fn programmed(
    kind: Option<ProgramKind>,
    body: Vec<tree::Stmt>,
    scope: &mut Scope,
) -> (Vec<tree::Stmt>, Option<Program>) {
    match kind {
        None => (body, None),
        Some(kind) => (Vec::new(), Some(program(kind, body, scope))),
    }
}
