"""One JSON-RPC 2.0 message and what kind it is (geth's rules for id, version and notifications)."""

from dataclasses import dataclass

from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.json_text import Number, dump

ABSENT = object()
"""Stands for a member that the message does not have; `None` is JSON null."""


@dataclass(frozen=True)
class Message:
    """A message as read: nothing is checked yet."""

    version: str = ""
    identifier: object = ABSENT
    method: str = ""
    params: object = ABSENT
    has_outcome: bool = False

    @staticmethod
    def read(value: object) -> "Message":
        """Any JSON value; what is no message becomes one that nothing accepts."""
        if not isinstance(value, dict):
            return Message()
        return Message(
            version=_text(value.get("jsonrpc")),
            identifier=value.get("id", ABSENT),
            method=_text(value.get("method")),
            params=value.get("params", ABSENT),
            has_outcome="result" in value or "error" in value,
        )

    @property
    def has_valid_identifier(self) -> bool:
        """Strings, numbers, booleans and null are echoed; objects and arrays are refused."""
        return self.identifier is not ABSENT and not isinstance(self.identifier, dict | list)

    @property
    def is_notification(self) -> bool:
        """A call that wants no answer: it has no id at all."""
        return self.version == "2.0" and self.identifier is ABSENT and self.method != ""

    @property
    def is_call(self) -> bool:
        """A call that wants an answer."""
        return self.version == "2.0" and self.has_valid_identifier and self.method != ""

    @property
    def is_response(self) -> bool:
        """An answer to a question that this server never asks; it is dropped."""
        return (
            self.version == "2.0"
            and self.has_valid_identifier
            and self.method == ""
            and self.params is ABSENT
            and self.has_outcome
        )

    def result(self, value: object) -> str:
        """The answer that carries `value`."""
        return f'{{"jsonrpc":"2.0","id":{self._identifier()},"result":{dump(value)}}}'

    def error(self, error: RpcError) -> str:
        """The answer that carries `error`."""
        return f'{{"jsonrpc":"2.0","id":{self._identifier()},"error":{dump(error.body())}}}'

    def _identifier(self) -> str:
        if not self.has_valid_identifier:
            return "null"
        if isinstance(self.identifier, Number):
            return str(self.identifier)
        return dump(self.identifier)


def _text(value: object) -> str:
    return value if isinstance(value, str) and not isinstance(value, Number) else ""
