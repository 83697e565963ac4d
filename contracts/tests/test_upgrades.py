"""Upgrades of both proxies: what is allowed, logged and kept, and what is refused and how."""

import pytest

from contracts.artifact import Artifact, calldata
from contracts.tests.layout import number
from contracts.tests.model.app import App
from contracts.tests.model.kms import Kms
from contracts.tests.published import (
    NOTHING,
    SLOTS,
    call,
    error,
    event,
    policy_changed,
    require_failed,
    unauthorized,
)
from contracts.tests.scene import (
    COMPOSE_HASH,
    DEVICE_ID,
    OS_IMAGE,
    OUTSIDER,
    OWNER,
    PENDING,
    Scene,
    changed_slots,
)

UPGRADE = "upgradeToAndCall(address,bytes)"
IMPLEMENTATION = SLOTS["eip1967.proxy.implementation"]
INITIALIZED = SLOTS["openzeppelin.storage.Initializable"]
BOTH = pytest.mark.parametrize("contract", ["kms", "app"])
KINDS = {"kms": Kms, "app": App}
V2 = {"kms": "DstackKmsV2", "app": "DstackAppV2"}
DISABLED = require_failed("Upgrades are permanently disabled")

NO_CODE = bytes.fromhex("e0" * 20)
WRONG_UUID = bytes.fromhex("e1" * 20)
REVERTING = bytes.fromhex("e2" * 20)
SILENT = bytes.fromhex("e3" * 20)
OTHER_SLOT = b"\xab" * 32
CODE = {
    # PUSH32 word, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN: answers any call with one word
    WRONG_UUID: bytes.fromhex("7f" + OTHER_SLOT.hex() + "5f5260205ff3"),
    REVERTING: bytes.fromhex("5f5ffd"),  # PUSH0, PUSH0, REVERT
    SILENT: bytes.fromhex("00"),  # STOP
}


def staged() -> Scene:
    """A scene with the odd upgrade targets in place, known to the model as well."""
    scene = Scene.deployed()
    for address, code in CODE.items():
        scene.twin.evm.place(address, code)
    scene.twin.chain.uuids = {WRONG_UUID: OTHER_SLOT, REVERTING: None, SILENT: NOTHING}
    return scene


def upgraded_logs(proxy: bytes, actor: bytes, logic: bytes) -> tuple:
    audit = policy_changed(proxy, actor, "implementation-upgrade", logic, True)
    return (audit, event(proxy, "Upgraded(address)", logic))


@BOTH
def test_an_owner_upgrades_and_the_audit_entry_comes_first(contract: str) -> None:
    scene = staged()
    proxy = scene.at(contract)
    logic = scene.twin.implementation(KINDS[contract])
    outcome, changes = scene.changes(OWNER, proxy, call(UPGRADE, logic, b""))
    assert (outcome.success, outcome.output) == (True, NOTHING)
    assert outcome.logs == upgraded_logs(proxy, OWNER, logic)
    before = number(scene.at(f"{contract}_logic"))
    assert changes == {proxy: {IMPLEMENTATION: (before, number(logic))}}


@BOTH
def test_an_upgrade_to_the_same_implementation_is_logged_and_changes_nothing(contract: str) -> None:
    scene = staged()
    proxy, logic = scene.at(contract), scene.at(f"{contract}_logic")
    outcome, changes = scene.changes(OWNER, proxy, call(UPGRADE, logic, b""))
    assert (outcome.success, changes) == (True, {})
    assert outcome.logs == upgraded_logs(proxy, OWNER, logic)


INSIDE = {
    "kms": (call("addOsImageHash(bytes32)", OS_IMAGE), "OsImageHashAdded(bytes32)", OS_IMAGE),
    "app": (call("addDevice(bytes32)", DEVICE_ID), "DeviceAdded(bytes32)", DEVICE_ID),
}
POLICY = {"kms": "os-image", "app": "device"}


@BOTH
def test_an_upgrade_runs_its_call_as_the_owner_after_the_change(contract: str) -> None:
    scene = staged()
    proxy = scene.at(contract)
    logic = scene.twin.implementation(KINDS[contract])
    inside, signature, value = INSIDE[contract]
    outcome, _ = scene.changes(OWNER, proxy, call(UPGRADE, logic, inside))
    assert outcome.logs == (
        *upgraded_logs(proxy, OWNER, logic),
        event(proxy, signature, value),
        policy_changed(proxy, OWNER, POLICY[contract], value, True),
    )


TARGETS = {
    "code with another UUID": (
        WRONG_UUID,
        error("UUPSUnsupportedProxiableUUID(bytes32)", OTHER_SLOT),
    ),
    "code that reverts": (REVERTING, error("ERC1967InvalidImplementation(address)", REVERTING)),
    "code that answers nothing": (SILENT, NOTHING),
    "no code": (NO_CODE, NOTHING),  # the empty answer is decoded outside OpenZeppelin's try
}


@BOTH
@pytest.mark.parametrize("data", [b"", call("owner()")], ids=["no call", "a call"])
@pytest.mark.parametrize(("target", "revert"), TARGETS.values(), ids=TARGETS.keys())
def test_an_upgrade_is_refused_to(contract: str, target: bytes, revert: bytes, data: bytes) -> None:
    scene = staged()
    outcome, changes = scene.changes(OWNER, scene.at(contract), call(UPGRADE, target, data))
    assert (outcome.success, outcome.output) == (False, revert)
    assert (outcome.logs, changes) == ((), {})


@BOTH
def test_an_upgrade_is_refused_to_a_proxy(contract: str) -> None:
    scene = staged()
    target = scene.app
    outcome, changes = scene.changes(OWNER, scene.at(contract), call(UPGRADE, target, b""))
    revert = error("ERC1967InvalidImplementation(address)", target)
    assert (outcome.success, outcome.output, changes) == (False, revert, {})


CALLS = {
    "an unknown function": (b"\xde\xad\xbe\xef", 0, error("FailedCall()")),
    "an initializer": (None, 0, error("InvalidInitialization()")),
    "a call that the owner check refuses": (
        call("acceptOwnership()"),
        0,
        unauthorized(OWNER),
    ),
    "value and no call": (b"", 1, error("ERC1967NonPayable()")),
    "value and a call that takes none": (call("owner()"), 1, error("FailedCall()")),
}
INITIALIZE = {
    "kms": call("initialize(address,address)", OUTSIDER, OUTSIDER),
    "app": call(
        "initialize(address,bool,bool,bytes32,bytes32)",
        OUTSIDER,
        False,
        False,
        bytes(32),
        bytes(32),
    ),
}


@BOTH
@pytest.mark.parametrize(("inside", "value", "revert"), CALLS.values(), ids=CALLS.keys())
def test_an_upgrade_is_undone_by(
    contract: str, inside: bytes | None, value: int, revert: bytes
) -> None:
    scene = staged()
    logic = scene.twin.implementation(KINDS[contract])
    data = call(UPGRADE, logic, INITIALIZE[contract] if inside is None else inside)
    outcome, changes = scene.changes(OWNER, scene.at(contract), data, value)
    assert (outcome.success, outcome.output) == (False, revert)
    assert (outcome.logs, changes) == ((), {})


@BOTH
@pytest.mark.parametrize(
    "target", [NO_CODE, WRONG_UUID, None], ids=["no code", "another UUID", "a good target"]
)
def test_the_owner_check_comes_before_the_target_is_looked_at(
    contract: str, target: bytes | None
) -> None:
    scene = staged()
    data = call(UPGRADE, target or scene.at(f"{contract}_logic"), b"")
    for caller in (PENDING, OUTSIDER):
        outcome, changes = scene.changes(caller, scene.at(contract), data)
        assert (outcome.success, outcome.output) == (False, unauthorized(caller))
        assert changes == {}


@BOTH
@pytest.mark.parametrize("caller", [OWNER, OUTSIDER], ids=["owner", "outsider"])
def test_a_bare_implementation_cannot_be_upgraded(contract: str, caller: bytes) -> None:
    scene = staged()
    logic = scene.at(f"{contract}_logic")
    outcome, changes = scene.changes(caller, logic, call(UPGRADE, logic, b""))
    revert = error("UUPSUnauthorizedCallContext()")
    assert (outcome.success, outcome.output, changes) == (False, revert, {})


def test_disabled_upgrades_are_refused_to_the_owner_after_the_owner_check() -> None:
    scene = staged()
    assert scene.twin.send(OWNER, scene.app, call("disableUpgrades()")).success
    for target in (scene.app_logic, NO_CODE, WRONG_UUID):
        data = call(UPGRADE, target, b"")
        outcome, changes = scene.changes(OWNER, scene.app, data)
        assert (outcome.success, outcome.output, changes) == (False, DISABLED, {})
        assert scene.twin.send(OUTSIDER, scene.app, data).output == unauthorized(OUTSIDER)


def test_an_upgrade_may_disable_all_later_ones_in_its_call() -> None:
    scene = staged()
    data = call(UPGRADE, scene.app_logic, call("disableUpgrades()"))
    assert scene.twin.send(OWNER, scene.app, data).success
    refused = scene.twin.send(OWNER, scene.app, call(UPGRADE, scene.app_logic, b""))
    assert (refused.success, refused.output) == (False, DISABLED)


def test_an_app_that_was_born_with_upgrades_disabled_never_upgrades() -> None:
    scene = staged()
    deploy = "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)"
    born = call(deploy, OWNER, True, False, bytes(32), bytes(32))
    app = scene.twin.send(OUTSIDER, scene.kms, born).output[12:]
    refused = scene.twin.send(OWNER, app, call(UPGRADE, scene.app_logic, b""))
    assert (refused.success, refused.output) == (False, DISABLED)


NEW_SLOT = {"kms": 10, "app": 4}  # the first slot of the gap
NEW_VALUE = {"kms": number(OUTSIDER), "app": 5}
INITIALIZE_V2 = {
    "kms": calldata("initializeV2(address)", OUTSIDER),
    "app": calldata("initializeV2(uint256)", 5),
}
KEPT = {
    "kms": [
        ("setKmsInfo((bytes,bytes,bytes,bytes))", (b"k" * 65, b"ca", b"q" * 500, b"")),
        ("setGatewayAppId(string)", b"any"),
        ("addOsImageHash(bytes32)", OS_IMAGE),
        ("addKmsDevice(bytes32)", DEVICE_ID),
    ],
    "app": [
        ("addComposeHash(bytes32)", COMPOSE_HASH),
        ("addDevice(bytes32)", DEVICE_ID),
        ("setAllowAnyDevice(bool)", True),
        ("setRequireTcbUpToDate(bool)", True),
    ],
}


@BOTH
def test_the_next_version_keeps_all_state_and_adds_its_variable_in_the_gap(contract: str) -> None:
    scene = staged()
    evm, proxy = scene.twin.evm, scene.at(contract)
    for signature, argument in KEPT[contract]:
        assert scene.twin.send(OWNER, proxy, call(signature, argument)).success
    queries = [call(q) for q in ("owner()", "pendingOwner()")]
    queries += [call("kmsInfo()"), call("gatewayAppId()")] if contract == "kms" else []
    answers = [evm.call(proxy, query).output for query in queries]
    logic = evm.deploy(Artifact.load(V2[contract]).creation())
    before = evm.whole_storage()
    outcome = evm.send(proxy, call(UPGRADE, logic, INITIALIZE_V2[contract]), sender=OWNER)
    assert outcome.success
    assert outcome.logs == (
        *upgraded_logs(proxy, OWNER, logic),
        event(proxy, "Initialized(uint64)", 2),
    )
    assert changed_slots(before, evm.whole_storage()) == {
        proxy: {
            IMPLEMENTATION: (number(scene.at(f"{contract}_logic")), number(logic)),
            INITIALIZED: (1, 2),
            NEW_SLOT[contract]: (0, NEW_VALUE[contract]),
        }
    }
    assert [evm.call(proxy, query).output for query in queries] == answers
    again = evm.send(proxy, INITIALIZE_V2[contract], sender=OWNER)
    assert (again.success, again.output) == (False, error("InvalidInitialization()"))


@pytest.mark.parametrize(
    ("contract", "target", "query"),
    [
        ("kms", "DstackKmsMovedSlot", call("allowedOsImages(bytes32)", OS_IMAGE)),
        ("app", "DstackAppMovedSlot", call("allowedDeviceIds(bytes32)", DEVICE_ID)),
    ],
    ids=["kms", "app"],
)
def test_a_target_with_a_moved_slot_is_accepted_on_chain_and_loses_state(
    contract: str, target: str, query: bytes
) -> None:
    # UUPS does not look at the layout: only a check of the artifacts before the proposal can.
    scene = staged()
    evm, proxy = scene.twin.evm, scene.at(contract)
    for signature, argument in KEPT[contract]:
        assert scene.twin.send(OWNER, proxy, call(signature, argument)).success
    assert number(evm.call(proxy, query).output) == 1
    logic = evm.deploy(Artifact.load(target).creation())
    assert evm.send(proxy, call(UPGRADE, logic, b""), sender=OWNER).success
    assert number(evm.call(proxy, query).output) == 0
