"""GovernanceTimelock: every call in every state of an operation, for every caller."""

import pytest

from contracts.tests.layout import element
from contracts.tests.published import NOTHING, ROLES, error, event
from contracts.tests.scene import changed_slots
from contracts.tests.timelocked import (
    EXECUTOR,
    MIN_DELAY,
    NONE,
    NOW,
    PROPOSER,
    STRANGER,
    TIMESTAMPS,
    Operation,
    Timelock,
    missing_role,
    wrong_state,
)

UNSET, WAITING, READY, DONE = range(4)
STATES = {"unset": UNSET, "waiting": WAITING, "ready": READY, "done": DONE}
TIMESTAMP = {UNSET: 0, WAITING: NOW + MIN_DELAY, READY: NOW + MIN_DELAY, DONE: 1}
OPERATION = Operation()
SLOT = element(OPERATION.id, TIMESTAMPS)
EACH_STATE = pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())


def in_state(state: int, executors: tuple[bytes, ...] = (EXECUTOR,)) -> Timelock:
    timelock = Timelock.deployed(executors)
    if state != UNSET:
        assert timelock.schedule(OPERATION).success
    if state in (READY, DONE):
        timelock.wait(MIN_DELAY)
    if state == DONE:
        assert timelock.execute(OPERATION, by=EXECUTOR).success
    return timelock


@EACH_STATE
def test_the_queries_tell_the_state(state: int) -> None:
    timelock = in_state(state)
    assert timelock.number("getOperationState(bytes32)", OPERATION.id) == state
    assert timelock.number("getTimestamp(bytes32)", OPERATION.id) == TIMESTAMP[state]
    assert timelock.number("isOperation(bytes32)", OPERATION.id) == (state != UNSET)
    pending = state in (WAITING, READY)
    assert timelock.number("isOperationPending(bytes32)", OPERATION.id) == pending
    assert timelock.number("isOperationReady(bytes32)", OPERATION.id) == (state == READY)
    assert timelock.number("isOperationDone(bytes32)", OPERATION.id) == (state == DONE)


CALLS = {
    "schedule": lambda timelock, by: timelock.schedule(OPERATION, by=by),
    "execute": lambda timelock, by: timelock.execute(OPERATION, by=by),
    "cancel": lambda timelock, by: timelock.cancel(OPERATION.id, by=by),
}
# call: who may, with which role, in which states
RULES = {
    "schedule": (PROPOSER, "PROPOSER_ROLE", (UNSET,)),
    "execute": (EXECUTOR, "EXECUTOR_ROLE", (READY,)),
    "cancel": (PROPOSER, "CANCELLER_ROLE", (WAITING, READY)),
}


def after(name: str, timelock: Timelock) -> tuple[int, tuple]:
    """The timestamp and the logs that a successful call leaves."""
    if name == "schedule":
        now = timelock.evm.timestamp
        return now + MIN_DELAY, OPERATION.scheduled(timelock.address, MIN_DELAY)
    if name == "execute":
        return 1, (OPERATION.executed(timelock.address),)
    return 0, (event(timelock.address, "Cancelled(bytes32)", OPERATION.id),)


@EACH_STATE
@pytest.mark.parametrize("name", CALLS)
def test_a_call_by_whom_it_is_for(name: str, state: int) -> None:
    caller, _, states = RULES[name]
    timelock = in_state(state)
    before = timelock.evm.whole_storage()
    outcome = CALLS[name](timelock, caller)
    changes = changed_slots(before, timelock.evm.whole_storage())
    if state in states:
        stamp, logs = after(name, timelock)
        assert (outcome.success, outcome.output, outcome.logs) == (True, NOTHING, logs)
        assert changes == {timelock.address: {SLOT: (TIMESTAMP[state], stamp)}}
    else:
        revert = wrong_state(OPERATION.id, *states)
        assert (outcome.success, outcome.output, outcome.logs) == (False, revert, ())
        assert changes == {}


PEOPLE = {"the proposer": PROPOSER, "the executor": EXECUTOR, "a stranger": STRANGER}
INTRUDERS = [
    pytest.param(name, caller, id=f"{name} by {who}")
    for name in CALLS
    for who, caller in (PEOPLE | {"nobody": bytes(20)}).items()
    if caller != RULES[name][0]
]


@EACH_STATE
@pytest.mark.parametrize(("name", "caller"), INTRUDERS)
def test_a_call_by_anyone_else_is_refused_whatever_the_state(
    name: str, state: int, caller: bytes
) -> None:
    role = RULES[name][1]
    timelock = in_state(state)
    before = timelock.evm.whole_storage()
    outcome = CALLS[name](timelock, caller)
    revert = missing_role(caller, ROLES[role])
    assert (outcome.success, outcome.output, outcome.logs) == (False, revert, ())
    assert timelock.evm.whole_storage() == before


@EACH_STATE
def test_an_open_executor_lets_anyone_execute_and_nothing_else(state: int) -> None:
    timelock = in_state(state, executors=(bytes(20),))
    outcome = timelock.execute(OPERATION, by=STRANGER)
    if state == READY:
        assert outcome.logs == (OPERATION.executed(timelock.address),)
    else:
        assert outcome.output == wrong_state(OPERATION.id, READY)
    refused = timelock.schedule(Operation(value=9), by=STRANGER)
    assert refused.output == missing_role(STRANGER, ROLES["PROPOSER_ROLE"])


@pytest.mark.parametrize(
    ("seconds", "executes"), [(MIN_DELAY - 1, False), (MIN_DELAY, True), (MIN_DELAY + 1, True)]
)
def test_an_operation_executes_from_the_very_second_it_is_ready(
    seconds: int, executes: bool
) -> None:
    timelock = in_state(WAITING)
    timelock.wait(seconds)
    assert timelock.execute(OPERATION).success == executes


def test_a_ready_operation_never_expires() -> None:
    timelock = in_state(WAITING)
    timelock.wait(50 * 365 * 86_400)
    assert timelock.execute(OPERATION).success


@pytest.mark.parametrize("delay", [0, MIN_DELAY - 1])
def test_a_delay_below_the_minimum_is_refused(delay: int) -> None:
    outcome = Timelock.deployed().schedule(OPERATION, delay)
    revert = error("TimelockInsufficientDelay(uint256,uint256)", delay, MIN_DELAY)
    assert (outcome.success, outcome.output) == (False, revert)


def test_a_delay_that_overflows_the_clock_panics() -> None:
    outcome = Timelock.deployed().schedule(OPERATION, 2**256 - 1)
    assert (outcome.success, outcome.output) == (False, error("Panic(uint256)", 0x11))


def test_a_state_is_checked_before_the_delay() -> None:
    timelock = in_state(WAITING)
    assert timelock.schedule(OPERATION, 0).output == wrong_state(OPERATION.id, UNSET)


def test_a_longer_delay_is_kept() -> None:
    timelock = Timelock.deployed()
    outcome = timelock.schedule(OPERATION, 10 * MIN_DELAY)
    assert outcome.logs == OPERATION.scheduled(timelock.address, 10 * MIN_DELAY)
    timelock.wait(10 * MIN_DELAY - 1)
    assert timelock.execute(OPERATION).output == wrong_state(OPERATION.id, READY)
    timelock.wait(1)
    assert timelock.execute(OPERATION).success


def test_a_cancelled_operation_may_be_scheduled_again_and_waits_anew() -> None:
    timelock = in_state(READY)
    assert timelock.cancel(OPERATION.id).success
    assert timelock.schedule(OPERATION).success
    assert timelock.execute(OPERATION).output == wrong_state(OPERATION.id, READY)
    timelock.wait(MIN_DELAY)
    assert timelock.execute(OPERATION).success


def test_a_done_operation_repeats_under_another_salt_only() -> None:
    timelock = in_state(DONE)
    assert timelock.schedule(OPERATION).output == wrong_state(OPERATION.id, UNSET)
    assert timelock.schedule(Operation(salt=NONE)).success


def test_a_zero_salt_is_not_logged() -> None:
    timelock = Timelock.deployed()
    operation = Operation(salt=NONE)
    outcome = timelock.schedule(operation)
    assert outcome.logs == operation.scheduled(timelock.address, MIN_DELAY)
    assert len(outcome.logs) == 1
