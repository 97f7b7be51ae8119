"""`typing`: names for annotations, and the few classes among them that scripts derive from."""

import abc

TYPE_CHECKING = False
Text = str


def _shown(value):
    if isinstance(value, type):
        name = value.__qualname__
        return name if value.__module__ == "builtins" else f"{value.__module__}.{name}"
    if value is ...:
        return "..."
    if isinstance(value, list):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    return repr(value)


def _all_shown(values):
    return ", ".join(_shown(value) for value in values)


def _type(value):
    if value is None:
        return type(None)
    return ForwardRef(value) if isinstance(value, str) else value


def _tuple(value):
    return value if isinstance(value, tuple) else (value,)


def _parameters(values):
    found = []
    for value in values:
        if isinstance(value, (TypeVar, ParamSpec, TypeVarTuple)):
            inner = (value,)
        elif isinstance(value, (list, tuple)):
            inner = _parameters(value)
        else:
            inner = () if isinstance(value, type) else getattr(value, "__parameters__", ())
        found.extend(item for item in inner if item not in found)
    return tuple(found)


class _Form:
    """A name that stands in annotations, alone or with arguments."""

    def __init__(self, name, subscribe=None):
        self._name = name
        self._subscribe = subscribe

    def __getitem__(self, arguments):
        if self._subscribe is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._subscribe(self, arguments)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, instance):
        if self._name in ("Union", "Optional"):
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        raise TypeError(f"{self!r} cannot be used with isinstance()")


class _Alias:
    """A type with arguments. What it derives from may be a name, looked up when it is needed."""

    def __init__(self, origin, arguments, name=None, module=None):
        self._origin = origin
        self._name = name
        self._module = module
        self.__args__ = arguments
        self.__parameters__ = _parameters(arguments)

    @property
    def __origin__(self):
        if self._module is not None:
            module = __import__(self._module)
            if self._module == "collections.abc":
                module = module.abc
            self._origin, self._module = getattr(module, self._origin), None
        return self._origin

    def __repr__(self):
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        return f"{name}[{_all_shown(self.__args__) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def _key(self):
        return (self.__origin__, self.__args__)

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, arguments):
        arguments = _tuple(arguments)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        if len(arguments) != len(self.__parameters__) and not isinstance(self.__parameters__[0], ParamSpec):
            few = "few" if len(arguments) < len(self.__parameters__) else "many"
            expected = len(self.__parameters__)
            raise TypeError(f"Too {few} arguments for {self!r}; actual {len(arguments)}, expected {expected}")
        given = {variable: _type(value) for variable, value in zip(self.__parameters__, arguments)}
        return self._with(tuple(_substituted(value, given) for value in self.__args__))

    def _with(self, arguments):
        return type(self)(self.__origin__, arguments, self._name)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, instance):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _substituted(value, given):
    if isinstance(value, (TypeVar, ParamSpec)):
        return given.get(value, value)
    if isinstance(value, _Alias) and value.__parameters__:
        return value._with(tuple(_substituted(item, given) for item in value.__args__))
    return value


class _Generic(_Alias):
    """`List`, `Mapping` and their like, without arguments yet."""

    def __init__(self, name, origin, module=None):
        super().__init__(origin, (), name, module)

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, arguments):
        arguments = _tuple(arguments)
        if self._name == "Tuple":
            if arguments == ((),):
                arguments = ()
        return _Alias(self.__origin__, tuple(_type(value) for value in arguments), self._name)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _Callable(_Generic):
    def __getitem__(self, arguments):
        if not isinstance(arguments, tuple) or len(arguments) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        taken, result = arguments
        if isinstance(taken, list):
            return _CallableAlias(self.__origin__, (*map(_type, taken), _type(result)), self._name)
        return _CallableAlias(self.__origin__, (taken, _type(result)), self._name)


class _CallableAlias(_Alias):
    def __repr__(self):
        *taken, result = self.__args__
        if len(taken) == 1 and (taken[0] is ... or isinstance(taken[0], ParamSpec)):
            return f"typing.Callable[{_shown(taken[0])}, {_shown(result)}]"
        return f"typing.Callable[[{_all_shown(taken)}], {_shown(result)}]"


class _Union(_Alias):
    def __repr__(self):
        arguments = self.__args__
        if len(arguments) == 2 and type(None) in arguments:
            other = arguments[0] if arguments[1] is type(None) else arguments[1]
            return f"typing.Optional[{_shown(other)}]"
        return f"typing.Union[{_all_shown(arguments)}]"

    def _key(self):
        return frozenset(self.__args__)

    def _with(self, arguments):
        return Union[arguments]

    def __call__(self, *args, **kwargs):
        raise TypeError("Cannot instantiate typing.Union")

    def __instancecheck__(self, instance):
        return any(isinstance(instance, kind) for kind in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, kind) for kind in self.__args__)


class _Literal(_Alias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"

    def _key(self):
        return frozenset((value, type(value)) for value in self.__args__)


class _Annotated(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def _key(self):
        return (self.__origin__, self.__metadata__)

    def _with(self, arguments):
        return _Annotated(arguments[0], self.__metadata__)


def _union(form, arguments):
    if arguments == ():
        raise TypeError("Cannot take a Union of no types.")
    members = []
    for argument in _tuple(arguments):
        argument = _type(argument)
        is_union = isinstance(argument, _Union) or type(argument).__name__ == "UnionType"
        for member in argument.__args__ if is_union else (argument,):
            if member not in members:
                members.append(member)
    return members[0] if len(members) == 1 else _Union(form, tuple(members), "Union")


def _literal(form, arguments):
    values = []
    for value in _tuple(arguments):
        values.extend(value.__args__ if isinstance(value, _Literal) else (value,))
    kept = []
    for value in values:
        if not any(value == known and type(value) is type(known) for known in kept):
            kept.append(value)
    return _Literal(form, tuple(kept), "Literal")


def _annotated(form, arguments):
    if not isinstance(arguments, tuple) or len(arguments) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin, *metadata = arguments
    origin = _type(origin)
    if isinstance(origin, _Annotated):
        return _Annotated(origin.__origin__, (*origin.__metadata__, *metadata))
    return _Annotated(origin, tuple(metadata))


def _one(form, argument):
    return _Alias(form, (_type(argument),), form._name)


def _several(form, arguments):
    return _Alias(form, tuple(map(_type, _tuple(arguments))), form._name)


Any = _Form("Any")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
Union = _Form("Union", _union)
Optional = _Form("Optional", lambda form, argument: Union[argument, None])
Literal = _Form("Literal", _literal)
Annotated = _Form("Annotated", _annotated)
ClassVar = _Form("ClassVar", _one)
Final = _Form("Final", _one)
Required = _Form("Required", _one)
NotRequired = _Form("NotRequired", _one)
ReadOnly = _Form("ReadOnly", _one)
TypeGuard = _Form("TypeGuard", _one)
TypeIs = _Form("TypeIs", _one)
Unpack = _Form("Unpack", _one)
Concatenate = _Form("Concatenate", _several)
List = _Generic("List", list)
Dict = _Generic("Dict", dict)
Set = _Generic("Set", set)
FrozenSet = _Generic("FrozenSet", frozenset)
Tuple = _Generic("Tuple", tuple)
Type = _Generic("Type", type)
Callable = _Callable("Callable", "Callable", "collections.abc")
DefaultDict = _Generic("DefaultDict", "defaultdict", "collections")
OrderedDict = _Generic("OrderedDict", "OrderedDict", "collections")
Counter = _Generic("Counter", "Counter", "collections")
ChainMap = _Generic("ChainMap", "ChainMap", "collections")
Deque = _Generic("Deque", "deque", "collections")
AbstractSet = _Generic("AbstractSet", "Set", "collections.abc")
ContextManager = _Generic("ContextManager", "AbstractContextManager", "contextlib")
AsyncContextManager = _Generic("AsyncContextManager", "AbstractAsyncContextManager", "contextlib")
Pattern = _Generic("Pattern", "Pattern", "re")
Match = _Generic("Match", "Match", "re")


def _from_collections():
    names = "Hashable Sized Container Iterable Iterator Reversible Generator Collection Sequence MutableSequence "
    names += "ByteString MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView Awaitable "
    names += "Coroutine AsyncIterable AsyncIterator AsyncGenerator"
    for name in names.split():
        globals()[name] = _Generic(name, name, "collections.abc")


_from_collections()


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


class _Variable:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, **others):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self.__name__ = name
        self.__constraints__ = tuple(map(_type, constraints))
        self.__bound__ = None if bound is None else _type(bound)
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar(_Variable):
    pass


class ParamSpec(_Variable):
    @property
    def args(self):
        return _Part(self, "args")

    @property
    def kwargs(self):
        return _Part(self, "kwargs")


class _Part:
    def __init__(self, origin, name):
        self.__origin__ = origin
        self._name = name

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._name}"


class TypeVarTuple:
    def __init__(self, name, **others):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = type_params

    def __repr__(self):
        return self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __getitem__(self, arguments):
        return _Alias(self, _tuple(arguments))


AnyStr = TypeVar("AnyStr", bytes, str)


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__module__ = "__main__"
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class Generic:
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, arguments):
        arguments = tuple(map(_type, _tuple(arguments)))
        if cls is Generic or cls is Protocol:
            if not all(isinstance(item, (TypeVar, ParamSpec, TypeVarTuple, _Alias)) for item in arguments):
                name = cls.__name__
                raise TypeError(f"Parameters to {name}[...] must all be type variables or parameter specification variables.")
            return _Alias(cls, arguments, cls.__name__)
        return _Alias(cls, arguments)


_NOT_MEMBERS = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__init_subclass__", "__orig_bases__", "__parameters__",
    "_is_protocol", "_is_runtime_protocol", "__hash__",
}


def _members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base in (Protocol, Generic) or not base.__dict__.get("_is_protocol", False):
            continue
        names.update(name for name in base.__dict__ if name not in _NOT_MEMBERS)
        names.update(getattr(base, "__annotations__", {}))
    return names


class _ProtocolMeta(abc.ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol", False) or cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not cls.__dict__.get("_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if type.__instancecheck__(cls, instance):
            return True
        for name in _members(cls):
            if not hasattr(instance, name):
                return False
            if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                return False
        return True

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol", False) or cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if not cls.__dict__.get("_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if not all(callable(getattr(cls, name, None)) for name in _members(cls)):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        return type.__subclasscheck__(cls, other) or all(hasattr(other, name) for name in _members(cls))


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol_init


def _no_protocol_init(self, *args, **kwargs):
    cls = type(self)
    if cls.__dict__.get("_is_protocol", False):
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__")
        if init is not None and init is not _no_protocol_init:
            return init(self, *args, **kwargs)


def _protocol(name, *methods):
    def method(self):
        pass

    cls = type(Protocol)(name, (Protocol,), {"__module__": "typing", **dict.fromkeys(methods, method)})
    return runtime_checkable(cls)


def runtime_checkable(cls):
    if not isinstance(cls, type) or not cls.__dict__.get("_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


SupportsInt = _protocol("SupportsInt", "__int__")
SupportsFloat = _protocol("SupportsFloat", "__float__")
SupportsComplex = _protocol("SupportsComplex", "__complex__")
SupportsBytes = _protocol("SupportsBytes", "__bytes__")
SupportsIndex = _protocol("SupportsIndex", "__index__")
SupportsAbs = _protocol("SupportsAbs", "__abs__")
SupportsRound = _protocol("SupportsRound", "__round__")


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


def cast(typ, val):
    return val


def assert_type(val, typ):
    return val


def assert_never(arg):
    shown = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {shown[:100]}")


def reveal_type(obj):
    return obj


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed."
    )


def overload(func):
    return _overload_dummy


def get_overloads(func):
    return []


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def dataclass_transform(**options):
    return lambda decorated: decorated


def is_typeddict(tp):
    return isinstance(tp, type) and "__total__" in tp.__dict__


def get_origin(tp):
    if isinstance(tp, _Annotated):
        return Annotated
    if isinstance(tp, _Alias):
        return tp.__origin__
    if tp is Generic:
        return Generic
    kind = type(tp)
    if kind.__name__ == "GenericAlias":
        return tp.__origin__
    return kind if kind.__name__ == "UnionType" else None


def get_args(tp):
    if isinstance(tp, _Annotated):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, _CallableAlias):
        *taken, result = tp.__args__
        if len(taken) == 1 and (taken[0] is ... or isinstance(taken[0], ParamSpec)):
            return (taken[0], result)
        return (taken, result)
    if isinstance(tp, _Alias) or type(tp).__name__ in ("GenericAlias", "UnionType"):
        return tp.__args__
    return ()


def _evaluated(value, names, own):
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        value = eval(value, names, own)
        return _evaluated(value, names, own)
    if value is None:
        return type(None)
    if isinstance(value, _Annotated):
        return _Annotated(_evaluated(value.__origin__, names, own), value.__metadata__)
    if isinstance(value, _Alias) and not isinstance(value, (_Literal, _Generic)):
        return value._with(tuple(_evaluated(item, names, own) for item in value.__args__))
    return value


def _without_extras(value):
    if isinstance(value, _Annotated):
        return _without_extras(value.__origin__)
    if isinstance(value, _Alias) and getattr(value, "_name", None) in ("Required", "NotRequired"):
        return _without_extras(value.__args__[0])
    if isinstance(value, _Alias) and not isinstance(value, (_Literal, _Generic)):
        return value._with(tuple(map(_without_extras, value.__args__)))
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            own = base.__dict__.get("__annotations__", {})
            names = _globals_of(base) if globalns is None else globalns
            for name in own:
                hints[name] = _evaluated(base.__annotations__[name], dict(names), localns or dict(vars(base)))
    else:
        names = globalns
        if names is None:
            names = getattr(getattr(obj, "__wrapped__", obj), "__globals__", {})
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, value in annotations.items():
            hints[name] = _evaluated(value, dict(names), localns or {})
    if include_extras:
        return hints
    return {name: _without_extras(value) for name, value in hints.items()}
