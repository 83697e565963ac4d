"""GovernanceTimelock: what it answers about itself, and the tokens it accepts."""

import pytest

from contracts.tests.published import ROLES, SELECTORS, call
from contracts.tests.timelocked import (
    EXECUTOR,
    MIN_DELAY,
    PROPOSER,
    STRANGER,
    Operation,
    Timelock,
)

NOBODY = bytes(20)
HOLDERS = {
    "PROPOSER_ROLE": {PROPOSER},
    "CANCELLER_ROLE": {PROPOSER},
    "EXECUTOR_ROLE": {EXECUTOR},
    "DEFAULT_ADMIN_ROLE": set(),
}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_has_its_published_id_and_the_default_admin(name: str) -> None:
    timelock = Timelock.deployed()
    assert timelock.ask(f"{name}()") == ROLES[name]
    assert timelock.ask("getRoleAdmin(bytes32)", ROLES[name]) == ROLES["DEFAULT_ADMIN_ROLE"]


@pytest.mark.parametrize("name", ROLES)
def test_a_role_is_held_by_those_of_the_constructor_only(name: str) -> None:
    timelock = Timelock.deployed()
    for account in (PROPOSER, EXECUTOR, STRANGER, NOBODY):
        held = timelock.number("hasRole(bytes32,address)", ROLES[name], account)
        assert held == (account in HOLDERS[name])
    itself = timelock.number("hasRole(bytes32,address)", ROLES[name], timelock.address)
    assert itself == (name == "DEFAULT_ADMIN_ROLE")


def test_an_open_executor_role_is_held_by_the_zero_address() -> None:
    timelock = Timelock.deployed(executors=(NOBODY,))
    role = ROLES["EXECUTOR_ROLE"]
    assert timelock.number("hasRole(bytes32,address)", role, NOBODY) == 1
    assert timelock.number("hasRole(bytes32,address)", role, STRANGER) == 0


def test_the_delay_and_an_unknown_operation_are_told() -> None:
    timelock = Timelock.deployed()
    assert timelock.number("getMinDelay()") == MIN_DELAY
    assert timelock.number("getTimestamp(bytes32)", Operation().id) == 0


INTERFACES = {"01ffc9a7": True, "7965db0b": True, "4e2312e0": True, "ffffffff": False}


@pytest.mark.parametrize(("interface", "supported"), INTERFACES.items(), ids=INTERFACES.keys())
def test_an_interface_of_the_timelock(interface: str, supported: bool) -> None:
    # ERC-165, AccessControl and the ERC-1155 receiver; never 0xffffffff.
    identity = bytes.fromhex(interface)
    assert Timelock.deployed().number("supportsInterface(bytes4)", identity) == supported


TOKENS = {
    "onERC721Received(address,address,uint256,bytes)": (NOBODY, NOBODY, 1, b""),
    "onERC1155Received(address,address,uint256,uint256,bytes)": (NOBODY, NOBODY, 1, 1, b""),
    "onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)": (
        NOBODY,
        NOBODY,
        [1],
        [1],
        b"",
    ),
}


@pytest.mark.parametrize(("signature", "arguments"), TOKENS.items(), ids=TOKENS.keys())
def test_a_token_receiver_answers_with_its_selector(signature: str, arguments: tuple) -> None:
    answer = Timelock.deployed().ask(signature, *arguments)
    assert answer == SELECTORS[signature].ljust(32, b"\0")


@pytest.mark.parametrize("data", [b"\xde\xad\xbe\xef", call("owner()")], ids=["unknown", "owner()"])
def test_an_unknown_function_of_the_timelock_reverts_with_nothing(data: bytes) -> None:
    timelock = Timelock.deployed()
    outcome = timelock.evm.send(timelock.address, data, sender=PROPOSER)
    assert (outcome.success, outcome.output) == (False, b"")
