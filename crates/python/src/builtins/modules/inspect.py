"""Our `inspect`: what can be said of functions, classes and modules of the script."""

import os.path
import sys
import types
import _system


class _Empty:
    """Stands for a default or annotation that is not there."""




_KIND_NAMES = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
_KIND_DESCRIPTIONS = ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                      "variadic keyword")


class _ParameterKind:
    def __init__(self, value):
        self.value = value
        self.name = _KIND_NAMES[value]
        self.description = _KIND_DESCRIPTIONS[value]

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, _ParameterKind) else other)

    def __hash__(self):
        return hash(self.value)

    def __lt__(self, other):
        return self.value < other.value

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {self.value}>"


_KINDS = [_ParameterKind(value) for value in range(5)]


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation).replace("typing.", "")


class Parameter:
    empty = _Empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS

    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        values.update(changes)
        return type(self)(values.pop("name"), values.pop("kind"), **values)

    def __str__(self):
        text = self.name
        if self.annotation is not _Empty:
            text = f"{text}: {formatannotation(self.annotation)}"
        if self.default is not _Empty:
            text += (" = " if self.annotation is not _Empty else "=") + repr(self.default)
        if self.kind == Parameter.VAR_POSITIONAL:
            return "*" + text
        if self.kind == Parameter.VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == \
            (other.name, other.kind, other.default, other.annotation)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        values = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD) or name not in self.arguments:
                break
            if parameter.kind == Parameter.VAR_POSITIONAL:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        values = {}
        is_named = False
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD) or name not in self.arguments:
                is_named = True
            if name not in self.arguments or not is_named:
                continue
            if parameter.kind == Parameter.VAR_KEYWORD:
                values.update(self.arguments[name])
            else:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _Empty:
                arguments[name] = parameter.default
            elif parameter.kind == Parameter.VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter.kind == Parameter.VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<BoundArguments ({shown})>"


class Signature:
    empty = _Empty

    def __init__(self, parameters=None, *, return_annotation=_Empty):
        self.parameters = {}
        for parameter in parameters or []:
            self.parameters[parameter.name] = parameter
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=_Empty):
        parameters = self.parameters.values() if parameters is None else parameters
        if return_annotation is _Empty:
            return_annotation = self.return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, is_partial):
        arguments = {}
        rest = list(args)
        others = None
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind == Parameter.VAR_POSITIONAL:
                if rest:
                    arguments[name] = tuple(rest)
                rest = []
            elif kind == Parameter.VAR_KEYWORD:
                others = name
            elif rest and kind != Parameter.KEYWORD_ONLY:
                if name in kwargs and kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = rest.pop(0)
            elif name in kwargs and kind != Parameter.POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _Empty and not is_partial:
                which = " keyword-only" if kind == Parameter.KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{which} argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if kwargs:
            if others is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[others] = kwargs
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self.parameters.values()) == list(other.parameters.values()) \
            and self.return_annotation == other.return_annotation

    def __str__(self):
        parts = []
        previous = None
        has_star = False
        for parameter in self.parameters.values():
            if previous == Parameter.POSITIONAL_ONLY and parameter.kind != Parameter.POSITIONAL_ONLY:
                parts.append("/")
            if parameter.kind == Parameter.VAR_POSITIONAL:
                has_star = True
            elif parameter.kind == Parameter.KEYWORD_ONLY and not has_star:
                parts.append("*")
                has_star = True
            parts.append(str(parameter))
            previous = parameter.kind
        if previous == Parameter.POSITIONAL_ONLY:
            parts.append("/")
        text = "(" + ", ".join(parts) + ")"
        if self.return_annotation is not _Empty:
            text += " -> " + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


def signature(obj, *, follow_wrapped=True, **kwargs):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if isinstance(obj, type):
        init = getattr(obj, "__init__", None)
        if _system.kind(init) in ("function", "method"):
            return _without_first(signature(init))
        if init is None or obj.__init__ is getattr(object, "__init__", None):
            return Signature()
        if hasattr(obj, "__dataclass_fields__"):
            return _signature_of_fields(obj.__dataclass_fields__.values())
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if follow_wrapped:
        obj = unwrap(obj)
    if hasattr(obj, "__signature__"):
        return obj.__signature__
    found = _system.parameters(obj, _Empty)
    if found is None:
        call = getattr(type(obj), "__call__", None)
        if _system.kind(call) == "function":
            return _without_first(signature(call))
        raise ValueError(f"no signature found for {obj!r}")
    annotations = getattr(obj, "__annotations__", {})
    parameters = [
        Parameter(name, _KINDS[kind], default=default, annotation=annotations.get(name, _Empty))
        for name, kind, default in found
    ]
    return Signature(parameters, return_annotation=annotations.get("return", _Empty))


class _Factory:
    def __repr__(self):
        return "<factory>"


def _signature_of_fields(fields):
    """The signature of the `__init__` that a dataclass got."""
    from dataclasses import MISSING, InitVar

    parameters = []
    for field in fields:
        if not field.init or str(field._field_type) == "_FIELD_CLASSVAR":
            continue
        kind = Parameter.KEYWORD_ONLY if field.kw_only else Parameter.POSITIONAL_OR_KEYWORD
        default = field.default if field.default is not MISSING else _Empty
        if field.default_factory is not MISSING:
            default = _Factory()
        annotation = field.type.type if isinstance(field.type, InitVar) else field.type
        parameters.append(Parameter(field.name, kind, default=default, annotation=annotation))
    parameters.sort(key=lambda parameter: parameter.kind)
    return Signature(parameters, return_annotation=None)


def _without_first(whole):
    return whole.replace(parameters=list(whole.parameters.values())[1:])


class FullArgSpec:
    def __init__(self, *values):
        self.args, self.varargs, self.varkw, self.defaults, self.kwonlyargs, self.kwonlydefaults, self.annotations = values
        self._values = values

    def __iter__(self):
        return iter(self._values)

    def __getitem__(self, index):
        return self._values[index]

    def __repr__(self):
        names = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")
        return f"FullArgSpec({', '.join([f'{name}={value!r}' for name, value in zip(names, self._values)])})"


def getfullargspec(func):
    args = []
    defaults = []
    only = []
    only_defaults = {}
    rest = others = None
    annotations = {}
    if ismethod(func):
        func = func.__func__
    for name, parameter in signature(func).parameters.items():
        if parameter.annotation is not _Empty:
            annotations[name] = parameter.annotation
        if parameter.kind == Parameter.VAR_POSITIONAL:
            rest = name
        elif parameter.kind == Parameter.VAR_KEYWORD:
            others = name
        elif parameter.kind == Parameter.KEYWORD_ONLY:
            only.append(name)
            if parameter.default is not _Empty:
                only_defaults[name] = parameter.default
        else:
            args.append(name)
            if parameter.default is not _Empty:
                defaults.append(parameter.default)
    return FullArgSpec(args, rest, others, tuple(defaults) or None, only, only_defaults or None, annotations)


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return _system.kind(object) == "module"


def isfunction(object):
    return _system.kind(object).endswith("function")


def ismethod(object):
    return _system.kind(object) == "method"


def isbuiltin(object):
    return _system.kind(object) == "builtin"


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def _is_kind_of_function(object, kind):
    if ismethod(object):
        object = object.__func__
    return _system.kind(object) == kind


def isgeneratorfunction(obj):
    return _is_kind_of_function(obj, "generator function")


def iscoroutinefunction(obj):
    return _is_kind_of_function(obj, "coroutine function")


def isasyncgenfunction(obj):
    return _is_kind_of_function(obj, "async generator function")


def isgenerator(object):
    return _system.kind(object) == "generator"


def iscoroutine(object):
    return _system.kind(object) == "coroutine"


def isasyncgen(object):
    return _system.kind(object) == "async_generator"


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def isdatadescriptor(object):
    return _system.kind(object) == "property" or hasattr(type(object), "__set__")


def ismethoddescriptor(object):
    return not isclass(object) and not isroutine(object) and hasattr(type(object), "__get__") \
        and not hasattr(type(object), "__set__")


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def iscode(object):
    return False


def isframe(object):
    return False


def istraceback(object):
    return hasattr(object, "tb_frame")


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    seen = [func]
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if any(func is other for other in seen):
            raise ValueError(f"wrapper loop when unwrapping {seen[0]!r}")
        seen.append(func)
    return func


def getmembers(object, predicate=None):
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return members


getmembers_static = getmembers


def getattr_static(obj, attr, *default):
    for holder in [obj, *(obj.__mro__ if isclass(obj) else type(obj).__mro__)]:
        names = vars(holder) if hasattr(holder, "__dict__") or isclass(holder) else {}
        if attr in names:
            return names[attr]
    if default:
        return default[0]
    raise AttributeError(attr)


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(indents) if indents else 0
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        for base in object.__mro__[1:]:
            if base.__doc__ is not None and base.__module__ != "builtins":
                doc = base.__doc__
                break
    if doc is None and ismethod(object):
        holder = object.__self__
        for base in (holder if isclass(holder) else type(holder)).__mro__:
            doc = getattr(vars(base).get(object.__name__), "__doc__", None)
            if doc is not None:
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getcomments(object):
    return None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getmodulename(path):
    name = os.path.basename(path)
    return name[:-3] if name.endswith(".py") else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if ismethod(object):
        object = object.__func__
    module = sys.modules.get(getattr(object, "__module__", None))
    if not (isclass(object) or isfunction(object)):
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                        + type(object).__name__)
    if module is not None and getattr(module, "__file__", None) and not module.__file__.startswith("<"):
        return module.__file__
    raise TypeError(f"{object!r} is a built-in class" if isclass(object) else "source code not available")


getsourcefile = getfile


def getsourcelines(object):
    object = unwrap(object)
    if ismethod(object):
        object = object.__func__
    if ismodule(object):
        found = _system.module_source(object.__name__)
        if found is None:
            raise OSError("source code not available")
        return found[0].splitlines(keepends=True), 0
    if isclass(object):
        return _class_lines(object)
    if not isfunction(object):
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                        + type(object).__name__)
    found = _system.source(object)
    if found is None or found[2].startswith("<"):
        raise OSError("could not get source code")
    return found[0].splitlines(keepends=True), found[1]


def _class_lines(cls):
    found = _system.module_source(cls.__module__)
    if found is None:
        raise OSError("source code not available")
    lines = found[0].splitlines(keepends=True)
    starts = [at for at, line in enumerate(lines) if _is_class_header(line.strip(), cls.__name__)]
    if not starts:
        raise OSError("could not find class definition")
    start = starts[0]
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines):
        text = lines[end].strip()
        if text and len(lines[end]) - len(lines[end].lstrip()) <= indent and text[0] not in ")]}":
            break
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    while start > 0 and lines[start - 1].strip().startswith("@"):
        start -= 1
    return lines[start:end], start + 1


def _is_class_header(line, name):
    if not line.startswith("class " + name):
        return False
    return line[len("class " + name):].lstrip()[:1] in ("(", ":")


def getsource(object):
    return "".join(getsourcelines(object)[0])


class FrameInfo:
    def __init__(self, filename, lineno, function, code_context):
        self.frame = None
        self.filename = filename
        self.lineno = lineno
        self.function = function
        self.code_context = code_context
        self.index = 0

    def __iter__(self):
        return iter((self.frame, self.filename, self.lineno, self.function, self.code_context, self.index))

    def __getitem__(self, index):
        return tuple(self)[index]


def stack(context=1):
    entries = _system.stack(1000)
    return [FrameInfo(file, line, function, [text + "\n"]) for file, line, function, text in reversed(entries)]


def currentframe():
    _system.refuse("`inspect.currentframe` looks at the variables of running functions, which a model may not")
