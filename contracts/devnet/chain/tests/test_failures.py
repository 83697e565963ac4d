"""How a failed call is explained: geth's words for py-evm's errors."""

import pytest

from contracts.devnet.chain.requests import AccountOverride, CallRequest
from contracts.devnet.chain.tests.world import World, address, word

HERE = address("here")

# code, call data, gas, words
FAILURES = {
    "revert": ("5f5ffd", "", 50_000, "execution reverted"),
    "out of gas": ("5b5f56", "", 30_000, "out of gas"),
    "invalid": ("fe", "", 50_000, "invalid opcode: INVALID"),
    "undefined opcode": ("0c", "", 50_000, "invalid opcode: opcode 0xc not defined"),
    "underflow of two": ("01", "", 50_000, "stack underflow (0 <=> 2)"),
    "underflow by one": ("5f01", "", 50_000, "stack underflow (1 <=> 2)"),
    "underflow of a pop": ("50", "", 50_000, "stack underflow (0 <=> 1)"),
    "underflow of a dup": ("5f5f82", "", 50_000, "stack underflow (2 <=> 3)"),
    "underflow of a swap": ("5f5f91", "", 50_000, "stack underflow (2 <=> 3)"),
    "overflow": ("5b5f5f56", "", 500_000, "stack limit reached 1024 (1023)"),
    "jump to nowhere": ("601056", "", 50_000, "invalid jump destination"),
    "jump into push data": ("600456605b", "", 50_000, "invalid jump destination"),
    "return data beyond its end": ("60015f5f3e", "", 50_000, "return data out of bounds"),
    "a write with hardly any gas": (
        *("5f5f55", "", 21_000 + 2_304),
        "out of gas: not enough gas for reentrancy sentry",
    ),
    "a call too dear": ("5f5f5f5f60015a5af1", "", 27_000, "out of gas: out of gas"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failed_frame_is_explained_as_geth_does(name: str) -> None:
    code, data, gas, words = FAILURES[name]
    world = World()
    request = CallRequest(to=HERE, data=bytes.fromhex(data), gas=gas)
    overrides = {HERE: AccountOverride(code=bytes.fromhex(code))}
    assert world.chain.call(request, world.chain.head, overrides).error == words


CREATIONS = {
    "code that begins with 0xef": (
        *("60ef5f5360015ff3", 100_000),
        "invalid code: must not begin with 0xef",
    ),
    "code that is too long": (
        *("6160015ff3", 9_000_000),
        "max code size exceeded: code size 24577 limit 24576",
    ),
    "code that is too dear": ("6110005ff3", 100_000, "contract creation code storage out of gas"),
}


@pytest.mark.parametrize("name", CREATIONS)
def test_a_failed_creation_is_explained_as_geth_does(name: str) -> None:
    code, gas, words = CREATIONS[name]
    world = World()
    request = CallRequest(data=bytes.fromhex(code), gas=gas)
    assert world.chain.call(request, world.chain.head).error == words


PRECOMPILES = {
    "a point off the curve": (6, word(1) * 2, "point is not on curve"),
    "a pairing of odd length": (8, b"\1", "bad elliptic curve pairing size"),
    "a pairing of points off the curve": (8, word(1) * 6, "point is not on curve"),
    "blake2 of the wrong length": (9, b"\0", "invalid input length"),
    "blake2 with a wrong flag": (9, b"\0" * 212 + b"\2", "invalid final flag"),
    "point evaluation of the wrong length": (10, b"\0", "invalid input length"),
    "point evaluation of another hash": (10, b"\0" * 192, "mismatched versioned hash"),
    "a G1 addition of the wrong length": (11, b"\0", "invalid input length"),
    "a G1 point off the curve": (11, word(0) + word(1) * 7, "invalid point: not on curve"),
}


@pytest.mark.parametrize("name", PRECOMPILES)
def test_a_failed_precompile_is_explained_as_geth_does(name: str) -> None:
    number, data, words = PRECOMPILES[name]
    world = World()
    request = CallRequest(to=bytes(19) + bytes([number]), data=data, gas=500_000)
    assert world.chain.call(request, world.chain.head).error == words
