"""Positional parameters of a method (JSON-RPC 2.0 section 4.2; by-name ones are not Ethereum's)."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.devnet.rpc.wire.errors import invalid_params
from contracts.devnet.rpc.wire.message import ABSENT
from contracts.devnet.rpc.wire.values import Decoder, MalformedError, pointer


@dataclass(frozen=True)
class Parameter:
    """One position: how it decodes and whether the caller may leave it out."""

    decoder: Decoder
    required: bool = True


def optional(decoder: Decoder) -> Parameter:
    """A parameter that may be left out or null: the method gets None."""
    return Parameter(pointer(decoder), required=False)


def read(params: object, parameters: Sequence[Parameter]) -> list[object]:
    """The arguments, one for each parameter; raises RpcError -32602 with geth's text."""
    if params is ABSENT or params is None:
        params = []
    if not isinstance(params, list):
        raise invalid_params("non-array args")
    arguments: list[object] = []
    for position, value in enumerate(params):
        if position >= len(parameters):
            raise invalid_params(f"too many arguments, want at most {len(parameters)}")
        try:
            arguments.append(parameters[position].decoder(value))
        except MalformedError as reason:
            raise invalid_params(f"invalid argument {position}: {reason}") from None
    for position in range(len(arguments), len(parameters)):
        if parameters[position].required:
            raise invalid_params(f"missing value for required argument {position}")
        arguments.append(None)
    return arguments
