"""GovernanceTimelock: ids, batches, predecessors, values, failures, roles and the delay itself."""

import pytest
from eth_utils import keccak

from contracts.artifact import Artifact
from contracts.evm import DEPLOYER, Evm
from contracts.tests.layout import element
from contracts.tests.published import BOOT_INFO, ROLES, call, error, event, require_failed
from contracts.tests.timelocked import (
    EXECUTE_BATCH,
    EXECUTED,
    EXECUTOR,
    MIN_DELAY,
    NONE,
    PROPOSER,
    SCHEDULE,
    SCHEDULE_BATCH,
    SCHEDULED,
    STRANGER,
    TARGET,
    TIMESTAMPS,
    Batch,
    Operation,
    Timelock,
    missing_role,
    wrong_state,
)

OTHER = bytes.fromhex("22" * 20)
ACCEPT = bytes.fromhex("79ba5097")
PUBLISHED_ID = "c81c389fb729c73f7cd0aec1afbd2b0c4c60371f09db19a453dcabebeb45559d"
PUBLISHED_BATCH_ID = "e210c30d9fbe585ce3a0f7dc8d17d7b83960312cc18a92edf51fe65178221b05"
PUBLISHED_SALT = "3346342015e5302209f9eb15940f631d14549fb327ac55b9619620bfb3b72af6"
PUBLISHED_SCHEDULE = "e9eefee585490fa919107b102739c286f50a7d4becf5b66de1486d4325991fb9"
HASH = "hashOperation(address,uint256,bytes,bytes32,bytes32)"
HASH_BATCH = "hashOperationBatch(address[],uint256[],bytes[],bytes32,bytes32)"

PAIR = Batch(((TARGET, 0, ACCEPT), (OTHER, 0, ACCEPT)))
REVERTS_WITH_TEXT = bytes.fromhex("e4" * 20)
REVERTS_WITH_NOTHING = bytes.fromhex("e5" * 20)


def test_the_published_operation_has_the_published_id() -> None:
    operation = Operation()
    assert operation.salt.hex() == PUBLISHED_SALT
    assert Timelock.deployed().ask(HASH, *operation.arguments).hex() == PUBLISHED_ID
    assert operation.id.hex() == PUBLISHED_ID
    scheduling = call(SCHEDULE, *operation.arguments, 86_400)
    assert (len(scheduling), keccak(scheduling).hex()) == (260, PUBLISHED_SCHEDULE)


def test_the_published_batch_has_the_published_id() -> None:
    assert Timelock.deployed().ask(HASH_BATCH, *PAIR.arguments).hex() == PUBLISHED_BATCH_ID
    assert PAIR.id.hex() == PUBLISHED_BATCH_ID


ALIKE = {
    "the same operation": (Operation(), True),
    "another target": (Operation(target=OTHER), False),
    "another value": (Operation(value=1), False),
    "other data": (Operation(data=b""), False),
    "another predecessor": (Operation(predecessor=b"\1" * 32), False),
    "another salt": (Operation(salt=NONE), False),
    "a batch of the same one call": (Batch(((TARGET, 0, ACCEPT),)), False),
    "a batch of two calls": (PAIR, False),
    "the batch in another order": (Batch(PAIR.calls[::-1]), False),
}


@pytest.mark.parametrize(("other", "same"), ALIKE.values(), ids=ALIKE.keys())
def test_the_id_tells_apart(other: Operation | Batch, same: bool) -> None:
    function = HASH if isinstance(other, Operation) else HASH_BATCH
    identity = Timelock.deployed().ask(function, *other.arguments)
    assert identity == other.id
    assert (identity.hex() == PUBLISHED_ID) == same
    if other != PAIR:
        assert identity.hex() != PUBLISHED_BATCH_ID


def test_the_empty_batch_has_the_published_id_and_leaves_no_log() -> None:
    timelock = Timelock.deployed()
    empty = Batch((), salt=NONE)
    assert empty.id.hex().startswith("9c766f31")
    assert empty.id.hex().endswith("663a")
    outcome = timelock.send(SCHEDULE_BATCH, *empty.arguments, MIN_DELAY)
    assert (outcome.success, outcome.logs) == (True, ())
    assert timelock.number("getOperationState(bytes32)", empty.id) == 1


def test_a_batch_logs_each_call_with_its_index() -> None:
    timelock = Timelock.deployed()
    outcome = timelock.send(SCHEDULE_BATCH, *PAIR.arguments, MIN_DELAY)
    at = timelock.address
    assert outcome.logs == (
        event(at, SCHEDULED, PAIR.id, 0, TARGET, 0, ACCEPT, NONE, MIN_DELAY),
        event(at, SCHEDULED, PAIR.id, 1, OTHER, 0, ACCEPT, NONE, MIN_DELAY),
        event(at, "CallSalt(bytes32,bytes32)", PAIR.id, PAIR.salt),
    )
    timelock.wait(MIN_DELAY)
    executed = timelock.send(EXECUTE_BATCH, *PAIR.arguments, by=EXECUTOR)
    assert executed.logs == (
        event(at, EXECUTED, PAIR.id, 0, TARGET, 0, ACCEPT),
        event(at, EXECUTED, PAIR.id, 1, OTHER, 0, ACCEPT),
    )
    assert timelock.evm.storage(at)[element(PAIR.id, TIMESTAMPS)] == 1


@pytest.mark.parametrize("counts", [(2, 1, 2), (2, 2, 1), (1, 2, 2), (0, 1, 1), (1, 0, 0)], ids=str)
@pytest.mark.parametrize("function", [SCHEDULE_BATCH, EXECUTE_BATCH], ids=["schedule", "execute"])
def test_a_batch_whose_lists_differ_in_length_is_refused(function: str, counts: tuple) -> None:
    targets, values, payloads = counts
    lists = [TARGET] * targets, [0] * values, [ACCEPT] * payloads
    delay = (MIN_DELAY,) if function == SCHEDULE_BATCH else ()
    caller = PROPOSER if function == SCHEDULE_BATCH else EXECUTOR
    outcome = Timelock.deployed().send(function, *lists, NONE, NONE, *delay, by=caller)
    signature = "TimelockInvalidOperationLength(uint256,uint256,uint256)"
    assert (outcome.success, outcome.output) == (False, error(signature, targets, payloads, values))


def test_the_hash_of_a_batch_does_not_check_the_lengths() -> None:
    assert len(Timelock.deployed().ask(HASH_BATCH, [TARGET, OTHER], [0], [], NONE, NONE)) == 32


FIRST = Operation(salt=b"\1" * 32)
SECOND = Operation(salt=b"\2" * 32, predecessor=FIRST.id)
UNEXECUTED = error("TimelockUnexecutedPredecessor(bytes32)", FIRST.id)


def test_a_successor_waits_for_its_predecessor() -> None:
    timelock = Timelock.deployed()
    for operation in (FIRST, SECOND):
        assert timelock.schedule(operation).success
    timelock.wait(MIN_DELAY)
    assert timelock.execute(SECOND).output == UNEXECUTED
    assert timelock.execute(FIRST).success
    assert timelock.execute(SECOND).success


def test_an_unknown_predecessor_is_accepted_and_hangs_the_operation() -> None:
    timelock = Timelock.deployed()
    assert timelock.schedule(SECOND).success
    timelock.wait(10**9)
    assert timelock.execute(SECOND).output == UNEXECUTED


def test_a_cancelled_predecessor_hangs_its_successor() -> None:
    timelock = Timelock.deployed()
    for operation in (FIRST, SECOND):
        assert timelock.schedule(operation).success
    assert timelock.cancel(FIRST.id).success
    timelock.wait(MIN_DELAY)
    assert timelock.execute(SECOND).output == UNEXECUTED


@pytest.mark.parametrize(
    ("target", "output"),
    [
        pytest.param(
            REVERTS_WITH_TEXT, require_failed("the app reverts"), id="words are passed on"
        ),
        pytest.param(REVERTS_WITH_NOTHING, error("FailedCall()"), id="nothing becomes FailedCall"),
    ],
)
def test_a_failing_target_fails_the_execution(target: bytes, output: bytes) -> None:
    timelock = Timelock.deployed()
    evm = timelock.evm
    text = evm.deploy(Artifact.load("RevertWithString").creation())
    evm.place(REVERTS_WITH_TEXT, evm.code(text))
    evm.place(REVERTS_WITH_NOTHING, bytes.fromhex("5f5ffd"))
    boot = (bytes(20), NONE, bytes(20), NONE, NONE, NONE, NONE, b"", [])
    question = call(f"isAppAllowed({BOOT_INFO})", boot)
    batch = Batch(((TARGET, 0, ACCEPT), (target, 0, question)))
    assert timelock.send(SCHEDULE_BATCH, *batch.arguments, MIN_DELAY).success
    timelock.wait(MIN_DELAY)
    outcome = timelock.send(EXECUTE_BATCH, *batch.arguments, by=EXECUTOR)
    assert (outcome.success, outcome.output, outcome.logs) == (False, output, ())
    assert timelock.number("getOperationState(bytes32)", batch.id) == 2


def test_a_target_without_code_counts_as_done() -> None:
    timelock = Timelock.deployed()
    assert timelock.schedule(Operation()).success
    timelock.wait(MIN_DELAY)
    assert timelock.execute(Operation()).success


def test_the_executor_may_fund_the_value() -> None:
    timelock = Timelock.deployed()
    operation = Operation(value=5, data=b"")
    assert timelock.schedule(operation).success
    timelock.wait(MIN_DELAY)
    assert not timelock.execute(operation).success
    timelock.evm.fund(EXECUTOR, 5)
    assert timelock.execute(operation, value=5).success
    assert timelock.evm.balance(TARGET) == 5


def test_the_timelock_takes_money() -> None:
    timelock = Timelock.deployed()
    timelock.evm.fund(STRANGER, 7)
    assert timelock.evm.send(timelock.address, b"", sender=STRANGER, value=7).success
    assert timelock.evm.balance(timelock.address) == 7


def test_the_constructor_logs_every_role_and_the_delay() -> None:
    evm = Evm()
    admin = bytes.fromhex("ad" * 20)
    creation = Artifact.load("GovernanceTimelock").creation(
        MIN_DELAY, [PROPOSER, OTHER], [EXECUTOR, bytes(20)], admin
    )
    at = evm.deploy(creation)
    granted = [
        ("DEFAULT_ADMIN_ROLE", at),
        ("DEFAULT_ADMIN_ROLE", admin),
        ("PROPOSER_ROLE", PROPOSER),
        ("CANCELLER_ROLE", PROPOSER),
        ("PROPOSER_ROLE", OTHER),
        ("CANCELLER_ROLE", OTHER),
        ("EXECUTOR_ROLE", EXECUTOR),
        ("EXECUTOR_ROLE", bytes(20)),
    ]
    role_granted = "RoleGranted(bytes32,address,address)"
    assert evm.deployment.logs == (
        *(event(at, role_granted, ROLES[role], account, DEPLOYER) for role, account in granted),
        event(at, "MinDelayChange(uint256,uint256)", 0, MIN_DELAY),
    )
    roles = {element(account, element(ROLES[role], 0)): 1 for role, account in granted}
    assert evm.storage(at) == roles | {2: MIN_DELAY}


def through_itself(timelock: Timelock, data: bytes) -> tuple:
    """Schedules a call of the timelock on itself, waits, executes; gives the logs."""
    operation = Operation(target=timelock.address, data=data)
    assert timelock.schedule(operation).success
    timelock.wait(MIN_DELAY)
    outcome = timelock.execute(operation)
    assert outcome.success
    assert outcome.logs[-1] == operation.executed(timelock.address)
    return outcome.logs[:-1]


@pytest.mark.parametrize(
    "caller", [PROPOSER, EXECUTOR, STRANGER], ids=["proposer", "executor", "stranger"]
)
def test_the_delay_is_changed_by_the_timelock_alone(caller: bytes) -> None:
    timelock = Timelock.deployed()
    refused = timelock.send("updateDelay(uint256)", 0, by=caller)
    assert refused.output == error("TimelockUnauthorizedCaller(address)", caller)
    logs = through_itself(timelock, call("updateDelay(uint256)", 0))
    change = "MinDelayChange(uint256,uint256)"
    assert logs == (event(timelock.address, change, MIN_DELAY, 0),)
    assert timelock.number("getMinDelay()") == 0
    assert timelock.schedule(Operation(), delay=0).success
    assert timelock.execute(Operation()).success


@pytest.mark.parametrize("function", ["grantRole(bytes32,address)", "revokeRole(bytes32,address)"])
def test_roles_are_changed_by_the_timelock_alone(function: str) -> None:
    timelock = Timelock.deployed()
    account = STRANGER if function.startswith("grant") else PROPOSER
    role = ROLES["PROPOSER_ROLE"]
    for caller in (PROPOSER, EXECUTOR, STRANGER, DEPLOYER):
        refused = timelock.send(function, role, account, by=caller)
        assert refused.output == missing_role(caller, ROLES["DEFAULT_ADMIN_ROLE"])
    logs = through_itself(timelock, call(function, role, account))
    name = "RoleGranted" if function.startswith("grant") else "RoleRevoked"
    signature = f"{name}(bytes32,address,address)"
    assert logs == (event(timelock.address, signature, role, account, timelock.address),)
    held = timelock.number("hasRole(bytes32,address)", role, account)
    assert held == function.startswith("grant")


def test_an_extra_admin_grants_roles_at_once_until_it_renounces() -> None:
    admin, role = bytes.fromhex("ad" * 20), ROLES["DEFAULT_ADMIN_ROLE"]
    timelock = Timelock.deployed(admin=admin)
    grant = ("grantRole(bytes32,address)", ROLES["PROPOSER_ROLE"], STRANGER)
    assert timelock.send(*grant, by=admin).success
    wrong = timelock.send("renounceRole(bytes32,address)", role, admin, by=STRANGER)
    assert wrong.output == error("AccessControlBadConfirmation()")
    assert timelock.send("renounceRole(bytes32,address)", role, admin, by=admin).success
    assert timelock.send(*grant, by=admin).output == missing_role(admin, role)


def test_a_canceller_that_is_no_proposer_cancels_and_does_not_schedule() -> None:
    timelock = Timelock.deployed()
    through_itself(timelock, call("grantRole(bytes32,address)", ROLES["CANCELLER_ROLE"], STRANGER))
    assert timelock.schedule(FIRST).success
    assert timelock.cancel(FIRST.id, by=STRANGER).success
    refused = timelock.schedule(FIRST, by=STRANGER)
    assert refused.output == missing_role(STRANGER, ROLES["PROPOSER_ROLE"])


def test_an_operation_that_executes_itself_is_undone() -> None:
    timelock = Timelock.deployed(executors=(bytes(20),))
    inner = Operation(salt=NONE)
    assert timelock.schedule(inner).success
    again = call("execute(address,uint256,bytes,bytes32,bytes32)", *inner.arguments)
    outer = Batch(((timelock.address, 0, again), (timelock.address, 0, again)))
    assert timelock.send(SCHEDULE_BATCH, *outer.arguments, MIN_DELAY).success
    timelock.wait(MIN_DELAY)
    outcome = timelock.send(EXECUTE_BATCH, *outer.arguments, by=STRANGER)
    assert (outcome.success, outcome.output) == (False, wrong_state(inner.id, 2))
    assert timelock.number("getOperationState(bytes32)", inner.id) == 2
