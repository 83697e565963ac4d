"""Revert data becomes words."""

import pytest
from eth_abi import encode

from contracts.artifact import selector
from contracts.devnet.governance.reverts import explain


def error(signature, *values):
    types = signature[signature.index("(") + 1 : -1]
    return selector(signature) + encode(types.split(",") if types else [], values)


ID = b"\x11" * 32


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "reverted without data"),
        (error("Error(string)", "App not registered"), "App not registered"),
        (error("Error(string)", "GS020"), "GS020: fewer signatures than the threshold"),
        (error("Panic(uint256)", 0x11), "Panic(0x11)"),
        (
            error(
                "TimelockUnexpectedOperationState(bytes32,bytes32)",
                ID,
                (4).to_bytes(32, "big"),
            ),
            f"TimelockUnexpectedOperationState(0x{ID.hex()}, 0x{4:064x}): "
            "the operation would have to be Ready",
        ),
        (
            error(
                "TimelockUnexpectedOperationState(bytes32,bytes32)",
                ID,
                (6).to_bytes(32, "big"),
            ),
            f"TimelockUnexpectedOperationState(0x{ID.hex()}, 0x{6:064x}): "
            "the operation would have to be Waiting or Ready",
        ),
        (
            error("TimelockInsufficientDelay(uint256,uint256)", 5, 3600),
            "TimelockInsufficientDelay(5, 3600): "
            "a delay of 5 s is shorter than the minimum of 3600 s",
        ),
        (
            error("OwnableUnauthorizedAccount(address)", b"\x11" * 20),
            "OwnableUnauthorizedAccount(0x1111111111111111111111111111111111111111): "
            "the caller is not the owner",
        ),
        (error("InvalidInitialization()"), "InvalidInitialization(): the contract is initialized"),
        (b"\xde\xad\xbe\xef", "unknown error 0xdeadbeef"),
        (selector("Error(string)") + b"\x01", "malformed revert data 0x08c379a001"),
        (selector("OwnableUnauthorizedAccount(address)"), "malformed revert data 0x118cdaa7"),
    ],
)
def test_revert_data_in_words(data, words):
    assert explain(data).startswith(words)
