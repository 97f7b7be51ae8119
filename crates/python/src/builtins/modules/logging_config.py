"""Our `logging.config`: configuration by dict."""

import logging
import logging.handlers
import sys
import _system

_PLACES = {"ext://sys.stdout": lambda: sys.stdout, "ext://sys.stderr": lambda: sys.stderr}


def _resolve(name):
    module, _, attribute = name.rpartition(".")
    __import__(module)
    return getattr(sys.modules[module], attribute)


def _made(config, default):
    """What the entry `class` or `()` of a configuration makes, and what it is given."""
    config = dict(config)
    make = config.pop("()", None) or config.pop("class", None) or default
    config.pop("class", None)
    values = {}
    for name, value in config.items():
        values[name] = _PLACES[value]() if isinstance(value, str) and value in _PLACES else value
    return (_resolve(make) if isinstance(make, str) else make), values


def _formatter(config):
    make, values = _made(config, logging.Formatter)
    if "format" in values and make is logging.Formatter:
        values["fmt"] = values.pop("format")
    return make(**values)


def _add(target, config, handlers, is_root):
    level = config.get("level")
    if level is not None:
        target.setLevel(level)
    if not is_root and config.get("propagate") is not None:
        target.propagate = config["propagate"]
    for handler in target.handlers[:]:
        target.removeHandler(handler)
    for name in config.get("handlers", []):
        if name not in handlers:
            raise ValueError(f"Unable to add handler {name!r}")
        target.addHandler(handlers[name])


def dictConfig(config):
    if config.get("version") != 1:
        raise ValueError(f"Unsupported version: {config.get('version')}" if "version" in config
                         else "dictionary doesn't specify a version")
    if config.get("incremental"):
        _system.refuse("`logging.config.dictConfig` with `incremental` is not supported")
    formatters = {}
    for name, entry in config.get("formatters", {}).items():
        formatters[name] = _formatter(entry)
    filters = {}
    for name, entry in config.get("filters", {}).items():
        make, values = _made(entry, logging.Filter)
        filters[name] = make(**values)
    handlers = {}
    for name, entry in config.get("handlers", {}).items():
        make, values = _made(entry, logging.StreamHandler)
        formatter = values.pop("formatter", None)
        level = values.pop("level", None)
        wanted = values.pop("filters", [])
        handler = make(**values)
        handler.name = name
        if formatter is not None:
            if formatter not in formatters:
                raise ValueError(f"Unable to configure handler {name!r}")
            handler.setFormatter(formatters[formatter])
        if level is not None:
            handler.setLevel(level)
        for one in wanted:
            handler.addFilter(filters[one] if isinstance(one, str) else one)
        handlers[name] = handler
    known = dict(logging.root.manager.loggerDict)
    for name, entry in config.get("loggers", {}).items():
        _add(logging.getLogger(name), entry, handlers, False)
        logging.getLogger(name).disabled = False
    if config.get("disable_existing_loggers", True):
        configured = list(config.get("loggers", {}))
        for name, logger in known.items():
            if name not in configured and not any(name.startswith(other + ".") for other in configured):
                logger.disabled = True
    if "root" in config:
        _add(logging.root, config["root"], handlers, True)


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    _system.refuse("`logging.config.fileConfig` is not supported; use `dictConfig`")
