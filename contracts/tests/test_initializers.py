"""Initializers: what each overload sets and logs, and that only one of them ever runs, once."""

import pytest

from contracts.artifact import Artifact
from contracts.tests.layout import element, number
from contracts.tests.model.app import App
from contracts.tests.model.kms import Kms
from contracts.tests.published import (
    NOTHING,
    SLOTS,
    ZERO,
    call,
    error,
    event,
    policy_changed,
    require_failed,
)
from contracts.tests.scene import COMPOSE_HASH, DEVICE_ID, OUTSIDER, OWNER, Scene
from contracts.tests.twin import Twin

KMS = "initialize(address,address)"
FIVE = "initialize(address,bool,bool,bytes32,bytes32)"
SIX = "initialize(address,bool,bool,bool,bytes32,bytes32)"
NO_CODE = bytes.fromhex("ee" * 20)
NONE = bytes(32)

OWNER_SLOT = SLOTS["openzeppelin.storage.Ownable"]
INITIALIZED_SLOT = SLOTS["openzeppelin.storage.Initializable"]
FOR_ALL = {OWNER_SLOT: number(OWNER), INITIALIZED_SLOT: 1}
TWICE = error("InvalidInitialization()")

# calldata, policies logged (event, policy, value), slots besides owner and version
APP_ROWS = {
    "five arguments, nothing allowed": (call(FIVE, OWNER, False, False, NONE, NONE), (), {}),
    "five arguments, upgrades disabled": (call(FIVE, OWNER, True, False, NONE, NONE), (), {1: 1}),
    "five arguments, any device": (call(FIVE, OWNER, False, True, NONE, NONE), (), {1: 0x100}),
    "five arguments, a device and a hash": (
        call(FIVE, OWNER, True, True, DEVICE_ID, COMPOSE_HASH),
        ("Device", "ComposeHash"),
        {1: 0x101, element(DEVICE_ID, 2): 1, element(COMPOSE_HASH, 0): 1},
    ),
    "six arguments, nothing allowed": (call(SIX, OWNER, False, False, False, NONE, NONE), (), {}),
    "six arguments, TCB required": (call(SIX, OWNER, False, True, False, NONE, NONE), (), {3: 1}),
    "six arguments, a device alone": (
        call(SIX, OWNER, False, False, False, DEVICE_ID, NONE),
        ("Device",),
        {element(DEVICE_ID, 2): 1},
    ),
    "six arguments, a hash alone": (
        call(SIX, OWNER, False, False, False, NONE, COMPOSE_HASH),
        ("ComposeHash",),
        {element(COMPOSE_HASH, 0): 1},
    ),
    "six arguments, everything": (
        call(SIX, OWNER, True, True, True, DEVICE_ID, COMPOSE_HASH),
        ("Device", "ComposeHash"),
        {1: 0x101, 3: 1, element(DEVICE_ID, 2): 1, element(COMPOSE_HASH, 0): 1},
    ),
}
ALLOWED = {"Device": ("device", DEVICE_ID), "ComposeHash": ("compose-hash", COMPOSE_HASH)}


def ownership_log(proxy: bytes) -> object:
    return event(proxy, "OwnershipTransferred(address,address)", ZERO, OWNER)


@pytest.mark.parametrize(("data", "names", "slots"), APP_ROWS.values(), ids=APP_ROWS.keys())
def test_an_app_starts_with(data: bytes, names: tuple, slots: dict) -> None:
    scene = Scene.deployed()
    proxy = scene.twin.proxy(scene.app_logic)
    outcome, changes = scene.changes(OUTSIDER, proxy, data)
    logs = []
    for name in names:
        policy, value = ALLOWED[name]
        logs.append(event(proxy, f"{name}Added(bytes32)", value))
        logs.append(policy_changed(proxy, OUTSIDER, policy, value, True))
    logs += [ownership_log(proxy), event(proxy, "Initialized(uint64)", 1)]
    assert (outcome.success, outcome.output, outcome.logs) == (True, NOTHING, tuple(logs))
    assert changes == {proxy: {slot: (0, value) for slot, value in (FOR_ALL | slots).items()}}


@pytest.mark.parametrize(
    "implementation", [ZERO, NO_CODE, "app_logic"], ids=["zero", "no code", "an app"]
)
def test_a_kms_starts_with_any_app_implementation(implementation: bytes | str) -> None:
    scene = Scene.deployed()
    app = scene.at(implementation) if isinstance(implementation, str) else implementation
    proxy = scene.twin.proxy(scene.kms_logic)
    outcome, changes = scene.changes(OUTSIDER, proxy, call(KMS, OWNER, app))
    logs, slots = [ownership_log(proxy)], dict(FOR_ALL)
    if app != ZERO:
        logs.append(event(proxy, "AppImplementationSet(address)", app))
        logs.append(policy_changed(proxy, OUTSIDER, "app-implementation", app, True))
        slots[9] = number(app)
    logs.append(event(proxy, "Initialized(uint64)", 1))
    assert (outcome.success, outcome.output, outcome.logs) == (True, NOTHING, tuple(logs))
    assert changes == {proxy: {slot: (0, value) for slot, value in slots.items()}}


def test_a_proxy_logs_its_implementation_before_the_initializer_runs() -> None:
    twin = Twin()
    logic = twin.implementation(Kms)
    proxy = twin.proxy(logic, call(KMS, OWNER, ZERO), sender=OUTSIDER)
    assert twin.evm.deployment.logs == (
        event(proxy, "Upgraded(address)", logic),
        ownership_log(proxy),
        event(proxy, "Initialized(uint64)", 1),
    )


REFUSED = {
    "a KMS without owner": ("kms_logic", call(KMS, ZERO, NO_CODE), "OwnableInvalidOwner"),
    "an app without owner, five arguments": (
        "app_logic",
        call(FIVE, ZERO, False, False, DEVICE_ID, COMPOSE_HASH),
        "invalid owner address",
    ),
    "an app without owner, six arguments": (
        "app_logic",
        call(SIX, ZERO, False, False, False, NONE, NONE),
        "invalid owner address",
    ),
}
WORDS = {
    "OwnableInvalidOwner": error("OwnableInvalidOwner(address)", ZERO),
    "invalid owner address": require_failed("invalid owner address"),
}


@pytest.mark.parametrize(("logic", "data", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_missing_owner_is_refused_for(logic: str, data: bytes, words: str) -> None:
    scene = Scene.deployed()
    proxy = scene.twin.proxy(scene.at(logic))
    outcome, changes = scene.changes(OUTSIDER, proxy, data)
    assert (outcome.success, outcome.output, changes) == (False, WORDS[words], {})
    creation = Artifact.load("ERC1967Proxy").creation(scene.at(logic), data)
    with pytest.raises(RuntimeError, match=WORDS[words].hex()):
        scene.twin.evm.deploy(creation)


VALID = {
    "kms": [call(KMS, OUTSIDER, NO_CODE)],
    "app": [
        call(FIVE, OUTSIDER, False, False, NONE, NONE),
        call(SIX, OUTSIDER, False, False, False, NONE, NONE),
    ],
}
ANY_TIME = [
    pytest.param(place, data, id=f"{place}: {data[:4].hex()}")
    for contract, calls in VALID.items()
    for place in (contract, f"{contract}_logic")
    for data in calls
]


@pytest.mark.parametrize(("place", "data"), ANY_TIME)
@pytest.mark.parametrize("caller", [OWNER, OUTSIDER], ids=["owner", "outsider"])
def test_no_initializer_runs_twice_nor_ever_on_the_bare_implementation(
    place: str, data: bytes, caller: bytes
) -> None:
    scene = Scene.deployed()
    outcome, changes = scene.changes(caller, scene.at(place), data)
    assert (outcome.success, outcome.output, changes) == (False, TWICE, {})


@pytest.mark.parametrize("first", VALID["app"], ids=["five", "six"])
@pytest.mark.parametrize("second", VALID["app"], ids=["five", "six"])
def test_one_overload_uses_up_the_other(first: bytes, second: bytes) -> None:
    scene = Scene.deployed()
    proxy = scene.twin.proxy(scene.app_logic)
    assert scene.twin.send(OUTSIDER, proxy, first).success
    assert scene.twin.send(OWNER, proxy, second).output == TWICE


@pytest.mark.parametrize(("place", "data"), ANY_TIME)
def test_renouncing_does_not_reopen_the_initializer(place: str, data: bytes) -> None:
    scene = Scene.deployed()
    scene.renounce()
    assert scene.twin.send(OWNER, scene.at(place), data).output == TWICE


def test_a_second_initialization_is_refused_before_a_missing_owner_is() -> None:
    scene = Scene.deployed()
    data = call(FIVE, ZERO, False, False, NONE, NONE)
    assert scene.twin.send(OWNER, scene.app, data).output == TWICE
    assert scene.twin.send(OWNER, scene.kms, call(KMS, ZERO, ZERO)).output == TWICE


@pytest.mark.parametrize("kind", [Kms, App])
def test_an_implementation_locks_itself_when_it_is_deployed(kind: type) -> None:
    twin = Twin()
    logic = twin.implementation(kind)
    assert twin.evm.storage(logic) == {INITIALIZED_SLOT: 2**64 - 1}
    assert twin.evm.deployment.logs == (event(logic, "Initialized(uint64)", 2**64 - 1),)


def test_a_proxy_needs_an_implementation_with_code() -> None:
    scene = Scene.deployed()
    creation = Artifact.load("ERC1967Proxy").creation(NO_CODE, b"")
    revert = error("ERC1967InvalidImplementation(address)", NO_CODE)
    with pytest.raises(RuntimeError, match=revert.hex()):
        scene.twin.evm.deploy(creation)
