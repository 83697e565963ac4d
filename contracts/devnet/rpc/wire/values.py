"""JSON values to Python values: total decoders that refuse with geth's texts.

A decoder takes what `json_text.parse` gives and returns a value or raises `MalformedError`. JSON
null is passed on to the decoder: a required scalar refuses it, containers and `pointer` give None.
"""

from collections.abc import Callable

from contracts.devnet.rpc.wire.json_text import Number

Decoder = Callable[[object], object]


class MalformedError(Exception):
    """A value that does not decode; the text follows "invalid argument N: " in the answer."""


class MismatchError(MalformedError):
    """A value of the wrong kind, worded as Go's encoding/json words it."""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(found, wanted)
        self.found = found
        self.wanted = wanted
        self.record: str | None = None
        self.path: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = "value"
        if self.path:
            place = f"struct field {self.record}.{'.'.join(self.path)}"
        return f"json: cannot unmarshal {self.found} into Go {place} of type {self.wanted}"


def kind(value: object) -> str:
    """The name that Go gives to a JSON value's kind."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, Number):
        return "number"
    return {str: "string", list: "array", dict: "object", type(None): "null"}[type(value)]


def boolean(value: object) -> bool:
    """A truth value; null is false."""
    if value is None:
        return False
    if not isinstance(value, bool):
        raise MismatchError(kind(value), "bool")
    return value


def text(go_type: str) -> Decoder:
    """A string; null is the empty one."""

    def decode(value: object) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or isinstance(value, Number):
            raise MismatchError(kind(value), go_type)
        return value

    return decode


string = text("string")
identifier = text("rpc.ID")


def floating(value: object) -> float:
    """A JSON number."""
    if value is None:
        return 0.0
    if not isinstance(value, Number):
        raise MismatchError(kind(value), "float64")
    number = float(value)
    if number in (float("inf"), float("-inf")):
        raise MismatchError(f"number {value}", "float64")
    return number


def pointer(decoder: Decoder) -> Decoder:
    """Null is None; anything else is decoded."""
    return lambda value: None if value is None else decoder(value)


def array(decoder: Decoder, go_type: str) -> Decoder:
    """A list of what `decoder` takes; null is None."""

    def decode(value: object) -> list | None:
        if value is None:
            return None
        if not isinstance(value, list):
            raise MismatchError(kind(value), go_type)
        return [decoder(item) for item in value]

    return decode


def mapping(key: Decoder, item: Decoder, go_type: str) -> Decoder:
    """An object whose names and values are decoded; null is None."""

    def decode(value: object) -> dict | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            raise MismatchError(kind(value), go_type)
        decoded = {}
        for name, member in value.items():
            read = item(member)  # before the name, as Go does: the first fault is the one told
            decoded[key(name)] = read
        return decoded

    return decode


def record(
    go_type: str, fields: dict[str, Decoder], required: tuple[str, ...] = ()
) -> Callable[[object], dict]:
    """An object with known members; unknown ones are ignored, absent ones are left out.

    `required` ones must be there and not null, which null in the object's place has none of; such a
    record hides its name from the error text.
    """
    name = go_type.split(".")[-1]
    known = {field.lower(): (field, decoder) for field, decoder in fields.items()}

    def decode(value: object) -> dict:
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise MismatchError(kind(value), go_type)
        members = {}
        for key, item in value.items():
            if key not in known or (required and item is None):
                continue
            field, decoder = known[key]
            try:
                members[field] = decoder(item)
            except MismatchError as mismatch:
                mismatch.record = mismatch.record or name
                mismatch.path = (field, *mismatch.path)
                if required:
                    mismatch.record = None
                raise
        for field in required:
            if field not in members:
                raise MalformedError(f"missing required field '{field}' for {name}")
        return members

    return decode
