"""The in-memory EVM: what it keeps, what it forgets, and what contracts see of it."""

import pytest
import rlp
from eth.exceptions import InsufficientFunds
from eth_utils import keccak

from contracts.artifact import Artifact, calldata
from contracts.evm import DEPLOYER, GAS, Evm

CALLER = bytes.fromhex("ca" * 20)
OTHER = bytes.fromhex("0e" * 20)
PLACE = bytes.fromhex("be" * 20)

# runtime bytecode in hexadecimal, by what it does
STORE = "5f355f5500"  # storage[0] = first word of the calldata
STORE_AND_REVERT = "5f355f5560ee5f526001601ffd"  # the same, then reverts with the byte 0xee
STORE_AND_FAIL = "5f355f55fe"
STORE_AND_LOOP = "5f355f555b600456"
LOG = "60aa5f5260bb60aa60205fa200"  # log of the word 0xaa under the topics 0xaa and 0xbb
TRANSIENT = "5f5c60015f5d5f5260205ff3"  # answers transient storage 0, then sets it


def answering(opcode: str) -> bytes:
    """Code that answers the word which an environment opcode puts on the stack."""
    return bytes.fromhex(opcode + "5f5260205ff3")


def word(value: int) -> bytes:
    """A value as a 32-byte word."""
    return value.to_bytes(32, "big")


@pytest.fixture
def evm() -> Evm:
    """A fresh state."""
    return Evm()


# the opcode, what it must answer
ENVIRONMENT = {
    "ADDRESS": ("30", int.from_bytes(PLACE, "big")),
    "ORIGIN": ("32", int.from_bytes(CALLER, "big")),
    "CALLER": ("33", int.from_bytes(CALLER, "big")),
    "CALLVALUE": ("34", 5),
    "GASPRICE": ("3a", 0),
    "TIMESTAMP": ("42", 1_700_000_000),
    "NUMBER": ("43", 1),
    "GASLIMIT": ("45", GAS),
    "CHAINID": ("46", 31337),
    "BASEFEE": ("48", 0),
    "BLOBBASEFEE": ("4a", 1),
    "PUSH0": ("5f", 0),
}


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_contracts_see_the_environment_of_the_message(evm: Evm, name: str) -> None:
    opcode, expected = ENVIRONMENT[name]
    evm.fund(CALLER, 5)
    evm.place(PLACE, answering(opcode))
    outcome = evm.call(PLACE, b"", sender=CALLER, value=5)
    assert (outcome.success, outcome.output, outcome.error) == (True, word(expected), None)


def test_the_chain_id_and_the_clock_can_be_set() -> None:
    evm = Evm(chain_id=8453, timestamp=5)
    evm.place(PLACE, answering("46"))
    evm.place(OTHER, answering("42"))
    assert evm.call(PLACE, b"").output == word(8453)
    assert evm.call(OTHER, b"").output == word(evm.timestamp) == word(5)
    evm.timestamp += 3600
    assert evm.call(OTHER, b"").output == word(evm.timestamp) == word(3605)


def test_send_keeps_and_call_forgets(evm: Evm) -> None:
    evm.place(PLACE, bytes.fromhex(STORE))
    assert evm.call(PLACE, word(7)).success
    assert evm.storage(PLACE) == {}
    assert evm.send(PLACE, word(7)).success
    assert evm.storage(PLACE) == {0: 7}
    assert evm.send(PLACE, word(0)).success
    assert evm.storage(PLACE) == {}


def test_storage_is_of_the_account_asked(evm: Evm) -> None:
    evm.place(PLACE, bytes.fromhex(STORE))
    evm.place(OTHER, bytes.fromhex(STORE))
    evm.send(PLACE, word(7))
    evm.send(OTHER, word(8))
    assert (evm.storage(PLACE), evm.storage(OTHER), evm.storage(CALLER)) == ({0: 7}, {0: 8}, {})


# code, revert data, the error's class, whether all gas is gone
FAILURES = {
    "a revert": (STORE_AND_REVERT, b"\xee", "Revert", False),
    "an invalid opcode": (STORE_AND_FAIL, b"", "InvalidInstruction", True),
    "out of gas": (STORE_AND_LOOP, b"", "OutOfGas", True),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failed_message_changes_nothing(evm: Evm, name: str) -> None:
    code, output, error, all_gas = FAILURES[name]
    gas = 100_000
    evm.fund(CALLER, 5)
    evm.place(PLACE, bytes.fromhex(code))
    outcome = evm.send(PLACE, word(7), sender=CALLER, value=5, gas=gas)
    assert (outcome.success, outcome.output, outcome.logs) == (False, output, ())
    assert outcome.error.startswith(error)
    assert (outcome.gas_used == gas) == all_gas
    assert (evm.storage(PLACE), evm.balance(PLACE), evm.balance(CALLER)) == ({}, 0, 5)


def test_value_moves_with_a_message_that_succeeds(evm: Evm) -> None:
    evm.fund(CALLER, 5)
    assert evm.call(PLACE, b"", sender=CALLER, value=3).success
    assert (evm.balance(CALLER), evm.balance(PLACE)) == (5, 0)
    assert evm.send(PLACE, b"", sender=CALLER, value=3).success
    assert (evm.balance(CALLER), evm.balance(PLACE)) == (2, 3)
    with pytest.raises(InsufficientFunds, match="2 < 3"):
        evm.send(PLACE, b"", sender=CALLER, value=3)
    assert (evm.balance(CALLER), evm.balance(PLACE)) == (2, 3)


def test_logs_carry_address_topics_and_data(evm: Evm) -> None:
    evm.place(PLACE, bytes.fromhex(LOG))
    (log,) = evm.send(PLACE, b"").logs
    assert (log.address, log.topics, log.data) == (PLACE, (word(0xAA), word(0xBB)), word(0xAA))


@pytest.mark.parametrize("method", ["send", "call"])
def test_transient_storage_ends_with_the_message(evm: Evm, method: str) -> None:
    evm.place(PLACE, bytes.fromhex(TRANSIENT))
    outputs = [getattr(evm, method)(PLACE, b"").output for _ in range(2)]
    assert outputs == [word(0), word(0)]


def test_deployments_follow_create(evm: Evm) -> None:
    creation = Artifact.load("AlwaysAllow").creation()
    for nonce in range(3):
        address = evm.deploy(creation, sender=CALLER)
        assert address == keccak(rlp.encode([CALLER, nonce]))[12:]
        assert evm.code(address) == Artifact.load("AlwaysAllow").runtime
    assert evm.deploy(creation) == keccak(rlp.encode([DEPLOYER, 0]))[12:]


def test_a_deployment_can_name_its_address(evm: Evm) -> None:
    assert evm.deploy(Artifact.load("AlwaysAllow").creation(), at=PLACE) == PLACE
    assert evm.code(PLACE) == Artifact.load("AlwaysAllow").runtime


def test_a_deployment_leaves_its_logs(evm: Evm) -> None:
    evm.deploy(Artifact.load("DstackKms").creation())
    (log,) = evm.deployment.logs
    assert log.topics == (keccak(text="Initialized(uint64)"),)


def test_a_constructor_that_fails_is_told_with_its_revert_data(evm: Evm) -> None:
    creation = Artifact.load("ERC1967Proxy").creation("0x" + CALLER.hex(), b"")
    data = calldata("ERC1967InvalidImplementation(address)", CALLER)
    with pytest.raises(RuntimeError, match=f"0x{data.hex()}"):
        evm.deploy(creation)


def test_a_snapshot_brings_back_storage_code_and_balances_as_often_as_wanted(evm: Evm) -> None:
    evm.place(PLACE, bytes.fromhex(STORE))
    evm.fund(CALLER, 5)
    evm.send(PLACE, word(7))
    before = evm.snapshot()
    for value in (8, 0):
        evm.send(PLACE, word(value))
        evm.fund(CALLER, 6)
        evm.place(OTHER, bytes.fromhex(STORE))
        evm.revert(before)
        assert evm.storage(PLACE) == {0: 7}
        assert (evm.balance(CALLER), evm.code(OTHER)) == (5, b"")


def test_a_snapshot_leaves_the_clock(evm: Evm) -> None:
    before = evm.snapshot()
    evm.timestamp += 10
    evm.revert(before)
    evm.place(PLACE, answering("42"))
    assert evm.call(PLACE, b"").output == word(1_700_000_010)
