"""Our `json.decoder` and `json.encoder`."""

from json import JSONDecodeError, JSONDecoder, JSONEncoder
