//! The scopes of a file, each with the names it mentions.

use std::collections::HashMap;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::super::bounds::MAX_CLASS_NAME;
use super::super::mangle::Privacy;
use super::super::problems::Problems;
use super::{Kind, ScopeId};
use crate::value::Symbol;

/// A scope whose names are not resolved yet.
pub(super) struct Draft {
    pub(super) kind: Kind,
    /// The scope around it; the module has itself.
    pub(super) parent: ScopeId,
    pub(super) privacy: Privacy,
    /// Names in the order in which they are first mentioned; parameters first.
    pub(super) order: Vec<Symbol>,
    pub(super) names: HashMap<Symbol, Mention>,
}

/// What a scope does with a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mention {
    pub(super) is_parameter: bool,
    pub(super) is_bound: bool,
    pub(super) is_used: bool,
    pub(super) is_annotated: bool,
    pub(super) declared: Option<Declared>,
    /// Where `:=` in this comprehension, or in one inside it, binds the name for the function around.
    pub(super) walrus: Option<TextRange>,
    pub(super) range: TextRange,
}

/// What `global` or `nonlocal` says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    Global,
    Nonlocal,
}

pub(super) struct Drafts {
    pub(super) scopes: Vec<Draft>,
    pub(super) by_range: HashMap<TextRange, ScopeId>,
}

impl Drafts {
    pub(super) fn get(&self, id: ScopeId) -> Option<&Draft> {
        self.scopes.get(id.0)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.scopes.len()).map(ScopeId)
    }
}

pub(super) fn collect(body: &[Stmt], problems: &mut Problems<'_>) -> Drafts {
    let mut drafts = Drafts { scopes: Vec::new(), by_range: HashMap::new() };
    drafts.scopes.push(Draft::new(Kind::Module, ScopeId::MODULE, Privacy::default()));
    let mut collector = Collector { drafts, current: ScopeId::MODULE, iterables: 0, problems };
    collector.visit_body(body);
    collector.drafts
}

/// Walks over the file.
pub(super) struct Collector<'p, 'f> {
    pub(super) drafts: Drafts,
    pub(super) current: ScopeId,
    /// Iterables of comprehensions around the expression.
    pub(super) iterables: usize,
    pub(super) problems: &'p mut Problems<'f>,
}

impl Draft {
    fn new(kind: Kind, parent: ScopeId, privacy: Privacy) -> Self {
        Self { kind, parent, privacy, order: Vec::new(), names: HashMap::new() }
    }

    pub(super) fn mention(&mut self, name: Symbol, range: TextRange) -> &mut Mention {
        self.names.entry(name).or_insert_with(|| {
            self.order.push(name);
            Mention { range, ..Mention::default() }
        })
    }
}

impl<'a> Visitor<'a> for Collector<'_, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Global(global) => self.declare(&global.names, Declared::Global),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, Declared::Nonlocal),
            Stmt::TypeAlias(alias) => self.visit_expr(&alias.name),
            Stmt::AnnAssign(assignment) => self.annotated_assignment(assignment),
            Stmt::Import(import) => import.names.iter().for_each(|alias| self.import(alias)),
            Stmt::ImportFrom(import) => self.import_from(import),
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => self.name(name),
            Expr::BinOp(operation) => self.operation(operation),
            Expr::Named(named) => self.named(named),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(list) => self.comprehension(expression, [Some(&*list.elt), None], &list.generators),
            Expr::SetComp(set) => self.comprehension(expression, [Some(&*set.elt), None], &set.generators),
            Expr::Generator(generator) => {
                self.comprehension(expression, [Some(&*generator.elt), None], &generator.generators);
            }
            Expr::DictComp(dict) => {
                self.comprehension(expression, [dict.key.as_deref(), Some(&*dict.value)], &dict.generators);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }

    /// Annotations are not evaluated.
    fn visit_annotation(&mut self, _annotation: &'a Expr) {}

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchStar(star) => star.name.as_ref(),
            ast::Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
            ast::Pattern::MatchAs(named) => named.name.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name, name.range());
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind(name, name.range());
        }
        visitor::walk_except_handler(self, handler);
    }
}

impl Collector<'_, '_> {
    pub(super) fn draft(&mut self) -> Option<&mut Draft> {
        self.drafts.scopes.get_mut(self.current.0)
    }

    pub(super) fn symbol(&mut self, name: &str) -> Symbol {
        match self.draft() {
            Some(draft) => Symbol::new(&draft.privacy.mangle(name)),
            None => Symbol::new(name),
        }
    }

    /// What the current scope does with a name.
    pub(super) fn mention(&mut self, name: &str, range: TextRange, change: impl FnOnce(&mut Mention)) {
        let symbol = self.symbol(name);
        if let Some(draft) = self.draft() {
            change(draft.mention(symbol, range));
        }
    }

    fn bind(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.problems.error(range, "cannot assign to `__debug__`", "choose another name");
        }
        self.mention(name, range, |mention| mention.is_bound = true);
    }

    fn use_name(&mut self, name: &str, range: TextRange) {
        self.mention(name, range, |mention| mention.is_used = true);
        let is_function = self.draft().is_some_and(|draft| matches!(draft.kind, Kind::Function | Kind::Comprehension));
        if name == "super" && is_function {
            self.mention("__class__", range, |mention| mention.is_used = true);
        }
    }

    fn name(&mut self, name: &ast::ExprName) {
        match name.ctx {
            ExprContext::Store | ExprContext::Del => self.bind(&name.id, name.range()),
            ExprContext::Load | ExprContext::Invalid => self.use_name(&name.id, name.range()),
        }
    }

    /// A chain may be thousands of operators long.
    fn operation(&mut self, operation: &ast::ExprBinOp) {
        let mut operands = vec![&*operation.right];
        let mut first = &*operation.left;
        while let Expr::BinOp(inner) = first {
            operands.push(&*inner.right);
            first = &*inner.left;
        }
        operands.push(first);
        operands.into_iter().rev().for_each(|operand| self.visit_expr(operand));
    }

    fn annotated_assignment(&mut self, assignment: &ast::StmtAnnAssign) {
        if let Some(value) = &assignment.value {
            self.visit_expr(value);
        }
        match &*assignment.target {
            Expr::Name(name) if assignment.simple || assignment.value.is_some() => {
                self.bind(&name.id, name.range());
                self.mention(&name.id, name.range(), |mention| mention.is_annotated |= assignment.simple);
            }
            Expr::Name(name) => self.mention(&name.id, name.range(), |_| {}),
            target => self.visit_expr(target),
        }
    }

    /// `import a.b` binds `a`, `import a.b as c` binds `c`.
    fn import(&mut self, alias: &ast::Alias) {
        match &alias.asname {
            Some(name) => self.bind(name, name.range()),
            None => self.bind(alias.name.split('.').next().unwrap_or(""), alias.name.range()),
        }
    }

    fn import_from(&mut self, import: &ast::StmtImportFrom) {
        for alias in &import.names {
            if &*alias.name != "*" {
                self.import(alias);
            } else if self.current != ScopeId::MODULE {
                let help = "import the names you need, or move the import to the top of the file";
                self.problems.error(import.range(), "`import *` is only allowed at module level", help);
            }
        }
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) {
        function.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
        self.defaults(&function.parameters);
        self.bind(&function.name, function.name.range());
        let privacy = self.privacy();
        self.within(Kind::Function, privacy, function.range(), |collector| {
            collector.parameters(&function.parameters);
            collector.visit_body(&function.body);
        });
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda) {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters);
        }
        let privacy = self.privacy();
        self.within(Kind::Function, privacy, lambda.range(), |collector| {
            if let Some(parameters) = &lambda.parameters {
                collector.parameters(parameters);
            }
            collector.visit_expr(&lambda.body);
        });
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        class.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
        if let Some(arguments) = &class.arguments {
            self.visit_arguments(arguments);
        }
        self.bind(&class.name, class.name.range());
        let privacy = if class.name.len() <= MAX_CLASS_NAME {
            Privacy::of_class(&class.name)
        } else {
            self.problems.refuse(class.name.range(), "the name of the class is too long", "choose a shorter name");
            Privacy::default()
        };
        self.within(Kind::Class, privacy, class.range(), |collector| collector.visit_body(&class.body));
    }

    /// The first iterable is evaluated outside.
    fn comprehension(&mut self, whole: &Expr, values: [Option<&Expr>; 2], clauses: &[ast::Comprehension]) {
        if let Some(first) = clauses.first() {
            self.iterable(&first.iter);
        }
        let privacy = self.privacy();
        self.within(Kind::Comprehension, privacy, whole.range(), |collector| {
            for (at, clause) in clauses.iter().enumerate() {
                collector.visit_expr(&clause.target);
                if at > 0 {
                    collector.iterable(&clause.iter);
                }
                clause.ifs.iter().for_each(|condition| collector.visit_expr(condition));
            }
            values.into_iter().flatten().for_each(|value| collector.visit_expr(value));
        });
    }

    fn iterable(&mut self, iterable: &Expr) {
        self.iterables += 1;
        self.visit_expr(iterable);
        self.iterables -= 1;
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        let defaults = parameters.iter_non_variadic_params().filter_map(ast::ParameterWithDefault::default);
        defaults.for_each(|default| self.visit_expr(default));
    }

    /// In the order of their slots: positional, `*args`, keyword-only, `**kwargs`.
    fn parameters(&mut self, parameters: &ast::Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args).map(|with| &with.parameter);
        let keyword_only = parameters.kwonlyargs.iter().map(|with| &with.parameter);
        let ordered =
            positional.chain(parameters.vararg.as_deref()).chain(keyword_only).chain(parameters.kwarg.as_deref());
        for parameter in ordered {
            let (name, range) = (&parameter.name, parameter.name.range());
            let mut is_duplicate = false;
            self.bind(name, range);
            self.mention(name, range, |mention| {
                is_duplicate = std::mem::replace(&mut mention.is_parameter, true);
            });
            if is_duplicate {
                self.problems.error(range, format!("duplicate parameter `{name}`"), "give it another name");
            }
        }
    }

    fn privacy(&mut self) -> Privacy {
        self.draft().map(|draft| draft.privacy.clone()).unwrap_or_default()
    }

    /// Collects an inner scope.
    fn within(&mut self, kind: Kind, privacy: Privacy, range: TextRange, inside: impl FnOnce(&mut Self)) {
        let parent = self.current;
        self.current = ScopeId(self.drafts.scopes.len());
        self.drafts.scopes.push(Draft::new(kind, parent, privacy));
        self.drafts.by_range.insert(range, self.current);
        inside(self);
        self.current = parent;
    }
}
