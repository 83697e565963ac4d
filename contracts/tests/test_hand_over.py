"""Handing both contracts over to a GovernanceTimelock, and governing them through it."""

from dataclasses import dataclass

import pytest
from eth_utils import keccak

from contracts.tests.layout import element, number
from contracts.tests.published import SLOTS, ZERO, call, event, policy_changed, unauthorized
from contracts.tests.scene import COMPOSE_HASH, OS_IMAGE, OUTSIDER, OWNER, Scene, changed_slots
from contracts.tests.timelocked import (
    EXECUTE_BATCH,
    EXECUTED,
    EXECUTOR,
    MIN_DELAY,
    PROPOSER,
    SCHEDULE_BATCH,
    Batch,
    Operation,
    Timelock,
)

OWNER_SLOT = SLOTS["openzeppelin.storage.Ownable"]
PENDING_SLOT = SLOTS["openzeppelin.storage.Ownable2Step"]
ACCEPT = call("acceptOwnership()")
TRANSFER = "transferOwnership(address)"


@dataclass
class Governed:
    """A scene whose contracts were offered to a timelock on the same chain."""

    scene: Scene
    timelock: Timelock

    @staticmethod
    def offered() -> "Governed":
        """Both contracts offered, nothing accepted yet."""
        scene = Scene.deployed()
        timelock = Timelock.deployed(evm=scene.twin.evm)
        for proxy in (scene.kms, scene.app):
            data = call(TRANSFER, timelock.address)
            assert scene.twin.evm.send(proxy, data, sender=OWNER).success
        return Governed(scene, timelock)

    @staticmethod
    def handed_over() -> "Governed":
        """Both contracts accepted through one batch."""
        governed = Governed.offered()
        both = ((governed.scene.kms, 0, ACCEPT), (governed.scene.app, 0, ACCEPT))
        batch = Batch(both)
        timelock = governed.timelock
        assert timelock.send(SCHEDULE_BATCH, *batch.arguments, MIN_DELAY).success
        timelock.wait(MIN_DELAY)
        assert timelock.send(EXECUTE_BATCH, *batch.arguments, by=EXECUTOR).success
        return governed

    def owner(self, proxy: bytes) -> tuple[bytes, bytes]:
        """The owner and the pending owner of a contract."""
        evm = self.scene.twin.evm
        return tuple(evm.call(proxy, call(q)).output[12:] for q in ("owner()", "pendingOwner()"))


@pytest.mark.parametrize("contract", ["kms", "app"])
def test_the_timelock_accepts_through_an_operation(contract: str) -> None:
    governed = Governed.offered()
    timelock, proxy = governed.timelock, governed.scene.at(contract)
    assert governed.owner(proxy) == (OWNER, timelock.address)
    operation = Operation(target=proxy, data=ACCEPT)
    assert timelock.schedule(operation).success
    timelock.wait(MIN_DELAY)
    before = timelock.evm.whole_storage()
    outcome = timelock.execute(operation)
    assert outcome.logs == (
        event(proxy, "OwnershipTransferred(address,address)", OWNER, timelock.address),
        operation.executed(timelock.address),
    )
    ready = timelock.evm.timestamp
    assert changed_slots(before, timelock.evm.whole_storage()) == {
        proxy: {
            OWNER_SLOT: (number(OWNER), number(timelock.address)),
            PENDING_SLOT: (number(timelock.address), 0),
        },
        timelock.address: {element(operation.id, 1): (ready, 1)},
    }
    assert governed.owner(proxy) == (timelock.address, ZERO)


def test_one_batch_accepts_both_contracts() -> None:
    governed = Governed.handed_over()
    for proxy in (governed.scene.kms, governed.scene.app):
        assert governed.owner(proxy) == (governed.timelock.address, ZERO)


def test_until_the_acceptance_the_old_owner_can_withdraw_the_offer() -> None:
    governed = Governed.offered()
    timelock, kms = governed.timelock, governed.scene.kms
    operation = Operation(target=kms, data=ACCEPT)
    assert timelock.schedule(operation).success
    assert timelock.evm.send(kms, call(TRANSFER, OUTSIDER), sender=OWNER).success
    timelock.wait(MIN_DELAY)
    outcome = timelock.execute(operation)
    assert (outcome.success, outcome.output) == (False, unauthorized(timelock.address))
    assert governed.owner(kms) == (OWNER, OUTSIDER)


@pytest.mark.parametrize(
    "caller", [OWNER, PROPOSER, EXECUTOR], ids=["owner", "proposer", "executor"]
)
def test_after_the_hand_over_nobody_changes_anything_directly(caller: bytes) -> None:
    governed = Governed.handed_over()
    evm = governed.timelock.evm
    before = evm.whole_storage()
    for proxy, data in (
        (governed.scene.kms, call("addOsImageHash(bytes32)", OS_IMAGE)),
        (governed.scene.app, call("addComposeHash(bytes32)", COMPOSE_HASH)),
        (governed.scene.kms, call("renounceOwnership()")),
        (
            governed.scene.app,
            call("upgradeToAndCall(address,bytes)", governed.scene.app_logic, b""),
        ),
    ):
        outcome = evm.send(proxy, data, sender=caller)
        assert (outcome.success, outcome.output) == (False, unauthorized(caller))
    assert evm.whole_storage() == before


def governed_calls(scene: Scene) -> list[tuple]:
    """Contract, calldata, typed event, policy, value: one governed change each."""
    return [
        (
            scene.kms,
            call("addOsImageHash(bytes32)", OS_IMAGE),
            ("OsImageHashAdded(bytes32)", OS_IMAGE),
            ("os-image", OS_IMAGE, True),
        ),
        (
            scene.kms,
            call("setGatewayAppId(string)", "any"),
            ("GatewayAppIdSet(string)", "any"),
            ("gateway-app-id", keccak(text="any"), True),
        ),
        (
            scene.app,
            call("addComposeHash(bytes32)", COMPOSE_HASH),
            ("ComposeHashAdded(bytes32)", COMPOSE_HASH),
            ("compose-hash", COMPOSE_HASH, True),
        ),
    ]


@pytest.mark.parametrize("index", range(3), ids=["os image", "gateway", "compose hash"])
def test_a_governed_change_names_the_timelock_as_actor(index: int) -> None:
    governed = Governed.handed_over()
    timelock = governed.timelock
    proxy, data, typed, policy = governed_calls(governed.scene)[index]
    operation = Operation(target=proxy, data=data)
    assert timelock.schedule(operation).success
    timelock.wait(MIN_DELAY)
    assert timelock.execute(operation).logs == (
        event(proxy, *typed),
        policy_changed(proxy, timelock.address, *policy),
        operation.executed(timelock.address),
    )


def test_a_governed_upgrade_logs_audit_upgrade_and_execution_in_this_order() -> None:
    governed = Governed.handed_over()
    timelock, scene = governed.timelock, governed.scene
    upgrade = call("upgradeToAndCall(address,bytes)", scene.kms_logic, b"")
    operation = Operation(target=scene.kms, data=upgrade)
    assert timelock.schedule(operation).success
    timelock.wait(MIN_DELAY)
    assert timelock.execute(operation).logs == (
        policy_changed(
            scene.kms, timelock.address, "implementation-upgrade", scene.kms_logic, True
        ),
        event(scene.kms, "Upgraded(address)", scene.kms_logic),
        operation.executed(timelock.address),
    )


def test_a_batch_of_changes_is_all_or_nothing() -> None:
    governed = Governed.handed_over()
    timelock, scene = governed.timelock, governed.scene
    good = (scene.kms, 0, call("addOsImageHash(bytes32)", OS_IMAGE))
    bad = (scene.kms, 0, call("setAppImplementation(address)", ZERO))
    batch = Batch((good, bad))
    assert timelock.send(SCHEDULE_BATCH, *batch.arguments, MIN_DELAY).success
    timelock.wait(MIN_DELAY)
    before = timelock.evm.whole_storage()
    outcome = timelock.send(EXECUTE_BATCH, *batch.arguments, by=EXECUTOR)
    assert (outcome.success, outcome.logs) == (False, ())
    assert timelock.evm.whole_storage() == before


def test_a_batch_logs_each_change_before_its_execution() -> None:
    governed = Governed.handed_over()
    timelock = governed.timelock
    rows = governed_calls(governed.scene)
    batch = Batch(tuple((proxy, 0, data) for proxy, data, _, _ in rows))
    assert timelock.send(SCHEDULE_BATCH, *batch.arguments, MIN_DELAY).success
    timelock.wait(MIN_DELAY)
    logs = []
    for index, (proxy, data, typed, policy) in enumerate(rows):
        logs.append(event(proxy, *typed))
        logs.append(policy_changed(proxy, timelock.address, *policy))
        logs.append(event(timelock.address, EXECUTED, batch.id, index, proxy, 0, data))
    outcome = timelock.send(EXECUTE_BATCH, *batch.arguments, by=EXECUTOR)
    assert outcome.logs == tuple(logs)
