"""deployAndRegisterApp: the address, the log order, the actors, and what makes it refuse."""

import pytest

from contracts.tests.layout import element, number
from contracts.tests.model.app import App
from contracts.tests.published import (
    SLOTS,
    ZERO,
    call,
    error,
    event,
    policy_changed,
    require_failed,
)
from contracts.tests.scene import COMPOSE_HASH, DEVICE_ID, OUTSIDER, OWNER, PENDING, Scene

FIVE = "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)"
SIX = "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)"
SET = "setAppImplementation(address)"
NO_CODE = bytes.fromhex("ee" * 20)
NONE = bytes(32)

# settings of the six-argument form: disable, TCB, any device, device, compose hash
SETTINGS = {
    "nothing allowed": (False, False, False, NONE, NONE),
    "a device": (False, False, False, DEVICE_ID, NONE),
    "a compose hash": (False, False, False, NONE, COMPOSE_HASH),
    "a device and a compose hash": (False, False, False, DEVICE_ID, COMPOSE_HASH),
    "every flag": (True, True, True, DEVICE_ID, COMPOSE_HASH),
}


def deployment(settings: tuple, owner: bytes = OWNER, short: bool = False) -> bytes:
    disable, tcb, any_device, device, compose_hash = settings
    if short:
        return call(FIVE, owner, disable, any_device, device, compose_hash)
    return call(SIX, owner, disable, tcb, any_device, device, compose_hash)


def predicted(scene: Scene, nonce: int) -> bytes:
    return scene.twin.chain.create_address(scene.kms, nonce)


@pytest.mark.parametrize("short", [False, True], ids=["six arguments", "five arguments"])
@pytest.mark.parametrize("caller", [OWNER, OUTSIDER], ids=["the owner", "an outsider"])
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_a_deployment_leaves_exactly_these_logs_and_slots(
    settings: tuple, caller: bytes, short: bool
) -> None:
    scene = Scene.deployed()
    app = predicted(scene, 2)  # nonce 1 made the scene's app
    outcome, changes = scene.changes(caller, scene.kms, deployment(settings, short=short))
    assert (outcome.success, outcome.output) == (True, app.rjust(32, b"\0"))
    disable, tcb, any_device, device, compose_hash = settings
    logs = [event(app, "Upgraded(address)", scene.app_logic)]
    slots = {
        SLOTS["eip1967.proxy.implementation"]: number(scene.app_logic),
        SLOTS["openzeppelin.storage.Ownable"]: number(OWNER),
        SLOTS["openzeppelin.storage.Initializable"]: 1,
        1: disable | any_device << 8,
        3: int(tcb and not short),
    }
    for policy, name, value, slot in (
        ("device", "DeviceAdded", device, 2),
        ("compose-hash", "ComposeHashAdded", compose_hash, 0),
    ):
        if value != NONE:
            logs.append(event(app, f"{name}(bytes32)", value))
            logs.append(policy_changed(app, scene.kms, policy, value, True))
            slots[element(value, slot)] = 1
    logs += [
        event(app, "OwnershipTransferred(address,address)", ZERO, OWNER),
        event(app, "Initialized(uint64)", 1),
        event(scene.kms, "AppRegistered(address)", app),
        policy_changed(scene.kms, caller, "registered-app", app, True),
        event(scene.kms, "AppDeployedViaFactory(address,address)", app, caller),
    ]
    assert outcome.logs == tuple(logs)
    expected = {slot: (0, value) for slot, value in slots.items() if value}
    assert changes == {app: expected, scene.kms: {element(app, 5): (0, 1)}}


def test_each_deployment_takes_the_next_address() -> None:
    scene = Scene.deployed()
    data = deployment(SETTINGS["nothing allowed"])
    apps = [scene.twin.send(OUTSIDER, scene.kms, data).output[12:] for _ in range(3)]
    assert apps == [predicted(scene, nonce) for nonce in (2, 3, 4)]


def test_a_registration_before_the_deployment_gives_no_privilege() -> None:
    scene = Scene.deployed()
    app = predicted(scene, 2)
    assert scene.twin.send(OUTSIDER, scene.kms, call("registerApp(address)", app)).success
    assert scene.twin.send(PENDING, scene.kms, deployment(SETTINGS["a device"])).success
    assert scene.twin.evm.storage(app)[SLOTS["openzeppelin.storage.Ownable"]] == number(OWNER)


def test_a_failed_deployment_uses_up_no_address() -> None:
    scene = Scene.deployed()
    assert not scene.twin.send(
        OUTSIDER, scene.kms, deployment(SETTINGS["a device"], owner=ZERO)
    ).success
    outcome = scene.twin.send(OUTSIDER, scene.kms, deployment(SETTINGS["a device"]))
    assert outcome.output[12:] == predicted(scene, 2)


UNSET = require_failed("DstackApp implementation not set")
OWNERLESS = require_failed("Invalid owner address")


@pytest.mark.parametrize("short", [False, True], ids=["six arguments", "five arguments"])
@pytest.mark.parametrize(
    ("place", "implementation", "owner", "revert"),
    [
        pytest.param("kms", None, ZERO, OWNERLESS, id="no owner"),
        pytest.param("kms_logic", None, OWNER, UNSET, id="the bare implementation"),
        pytest.param("kms_logic", None, ZERO, UNSET, id="no implementation and no owner"),
        pytest.param(
            "kms",
            NO_CODE,
            OWNER,
            error("ERC1967InvalidImplementation(address)", NO_CODE),
            id="an implementation without code",
        ),
        pytest.param("kms", NO_CODE, ZERO, OWNERLESS, id="no owner and no code"),
        pytest.param(
            "kms",
            "kms_logic",
            OWNER,
            error("FailedCall()"),
            id="an implementation without the six-argument initializer",
        ),
    ],
)
def test_a_deployment_is_refused_with(
    short: bool, place: str, implementation: bytes | str | None, owner: bytes, revert: bytes
) -> None:
    scene = Scene.deployed()
    if implementation is not None:
        logic = scene.at(implementation) if isinstance(implementation, str) else implementation
        assert scene.twin.send(OWNER, scene.kms, call(SET, logic)).success
    data = deployment(SETTINGS["a device and a compose hash"], owner, short)
    outcome, changes = scene.changes(OUTSIDER, scene.at(place), data)
    assert (outcome.success, outcome.output, outcome.logs) == (False, revert, ())
    assert changes == {}


def test_the_factory_works_after_renouncing_and_a_new_implementation_is_for_new_apps_only() -> None:
    scene = Scene.deployed()
    implementation = SLOTS["eip1967.proxy.implementation"]
    other = scene.twin.implementation(App)
    assert scene.twin.send(OWNER, scene.kms, call(SET, other)).success
    scene.renounce()
    outcome = scene.twin.send(OUTSIDER, scene.kms, deployment(SETTINGS["nothing allowed"]))
    evm = scene.twin.evm
    assert evm.storage(outcome.output[12:])[implementation] == number(other)
    assert evm.storage(scene.app)[implementation] == number(scene.app_logic)
