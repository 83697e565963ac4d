"""What the script asks a node for: one kind of step per way of asking."""

from collections.abc import Generator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Call:
    """One JSON-RPC call over HTTP. `name` is unique in the script and starts with the method.

    `loose` lists members whose values belong to the chain at hand (its height, its fees): only
    their kind and width are compared; `*` means every value, `width` leaves the width out too,
    and `identifier` expects a result that names a filter or subscription.
    A `patient` call is repeated until its result is not empty: filters hear of a block after it is
    readable.
    """

    name: str
    method: str
    params: object = ()
    loose: tuple[str, ...] = ()
    patient: bool = False


@dataclass(frozen=True)
class Http:
    """One HTTP request with a body of our own making, for the rules below JSON-RPC."""

    name: str
    body: bytes
    verb: str = "POST"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    loose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """One text frame sent over the WebSocket; the answer is the next frame that has an id."""

    name: str
    text: str
    loose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notification:
    """Sends nothing: the answer is the next subscription notification."""

    name: str
    loose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """Sends nothing: something the script found out about answers before, true on every node."""

    name: str
    holds: bool
    loose: tuple[str, ...] = ()


Step = Call | Http | Message | Notification | Fact
Script = Generator[Step, dict, None]
"""Yields steps and receives each answer: the JSON object, array or text that came back."""
