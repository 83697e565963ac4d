"""The comparison is alive: a changed byte of code or a wrong rule of the model is noticed."""

from collections.abc import Callable

import pytest
from eth_utils import keccak

from contracts.tests.model.app import App
from contracts.tests.model.contract import Frame, Governed
from contracts.tests.model.kms import Kms
from contracts.tests.published import BOOT_INFO, POLICIES, SELECTORS, SLOTS, ZERO, call, error
from contracts.tests.scene import (
    COMPOSE_HASH,
    DEVICE_ID,
    OUTSIDER,
    OWNER,
    PENDING,
    Scene,
    boot_info,
)
from contracts.tests.walk import take_a_walk

QUESTION = call(f"isAppAllowed({BOOT_INFO})", boot_info())
ADD_DEVICE = call("addDevice(bytes32)", DEVICE_ID)
REQUIRE_TCB = call("setRequireTcbUpToDate(bool)", True)
OWNABLE = SLOTS["openzeppelin.storage.Ownable2Step"].to_bytes(32, "big")
ADDED = bytes.fromhex("67fc71ab96fe3fa3c6f78e9a00e635d591b7333ce611c0380bc577aac702243b")

# bytes in the code of DstackApp, and the call that must notice when one bit of them is flipped
CODE_FAULTS = {
    "a policy id": (POLICIES["device"], OWNER, ADD_DEVICE),
    "an event topic": (ADDED, OWNER, ADD_DEVICE),
    "a function selector": (SELECTORS["addDevice(bytes32)"], OWNER, ADD_DEVICE),
    "the words of a refusal": (b"Compose hash not allowed", OUTSIDER, QUESTION),
    "an error selector": (
        error("OwnableUnauthorizedAccount(address)", ZERO)[:4].lstrip(b"\0"),
        OUTSIDER,
        ADD_DEVICE,
    ),
    "a storage slot": (OWNABLE, PENDING, call("acceptOwnership()")),
    "an interface id": (
        bytes.fromhex("8fd37527"),
        OUTSIDER,
        call("supportsInterface(bytes4)", bytes.fromhex("8fd37527")),
    ),
    "the expected TCB status": (keccak(text="UpToDate"), OUTSIDER, QUESTION),
}


@pytest.mark.parametrize(("found", "caller", "data"), CODE_FAULTS.values(), ids=CODE_FAULTS.keys())
def test_one_flipped_bit_is_noticed_in(found: bytes, caller: bytes, data: bytes) -> None:
    scene = Scene.deployed()
    scene.twin.send(OWNER, scene.app, REQUIRE_TCB)
    scene.twin.compare()
    code = scene.twin.evm.code(scene.app_logic)
    assert found in code
    flipped = found[:-1] + bytes([found[-1] ^ 1])
    scene.twin.evm.place(scene.app_logic, code.replace(found, flipped))
    with pytest.raises(AssertionError):
        scene.twin.send(caller, scene.app, data)


def test_a_slot_that_nobody_expected_is_noticed() -> None:
    scene = Scene.deployed()
    scene.twin.evm.set_storage(scene.app, 4, 1)
    with pytest.raises(AssertionError, match="slot 0x4: contract 0x1, model 0x0"):
        scene.twin.send(OUTSIDER, scene.app, call("owner()"))


def no_entry_when_repeated(app: App, frame: Frame, value: bytes) -> None:
    app.only_owner(frame)
    if value not in app.compose_hashes:
        app.allow(frame, app.compose_hashes, "ComposeHash", "compose-hash", value, True)


def open_to_all(kms: Kms, frame: Frame, value: bytes) -> None:
    kms.images.add(value)
    kms.emit(frame, "OsImageHashAdded(bytes32)", value)
    kms.audit(frame, "os-image", value)


def for_the_owner(kms: Kms, frame: Frame, app_id: str) -> None:
    kms.only_owner(frame)
    kms.register(frame, bytes.fromhex(app_id[2:]))


def image_first(kms: Kms, frame: Frame, boot: tuple) -> tuple[bool, bytes]:
    if boot[6] not in kms.images:
        return False, b"OS image is not allowed"
    return kms.is_kms_allowed(frame, boot)


def device_only(app: App, _: Frame, boot: tuple) -> tuple[bool, bytes]:
    if app.any_device or boot[3] in app.devices:
        return True, b""
    return False, b"Device not allowed"


def audit_reversed(app: App, frame: Frame, enabled: bool) -> None:
    app.set_allow_any_device(frame, enabled)
    frame.logs[-2:] = reversed(frame.logs[-2:])


def keeps_the_offer(contract: Governed, frame: Frame) -> None:
    pending = contract.pending_owner
    contract.accept_ownership(frame)
    contract.pending_owner = pending


# contract, published function, a wrong rule for it
WRONG_RULES = {
    "a repeated addition is not logged": (App, "addComposeHash(bytes32)", no_entry_when_repeated),
    "anyone may add an image": (Kms, "addOsImageHash(bytes32)", open_to_all),
    "only the owner registers": (Kms, "registerApp(address)", for_the_owner),
    "the image is judged before the TCB": (Kms, f"isKmsAllowed({BOOT_INFO})", image_first),
    "the compose hash is not judged": (App, f"isAppAllowed({BOOT_INFO})", device_only),
    "the audit entry comes first": (App, "setAllowAnyDevice(bool)", audit_reversed),
    "acceptance keeps the offer": (Kms, "acceptOwnership()", keeps_the_offer),
}


def walk_on() -> None:
    for seed in range(5):
        take_a_walk(seed, 300)


@pytest.mark.parametrize(
    ("kind", "signature", "rule"), WRONG_RULES.values(), ids=WRONG_RULES.keys()
)
def test_a_walk_notices_a_model_in_which(
    kind: type, signature: str, rule: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    selector = SELECTORS[signature]
    rule.external = kind.externals[selector].external
    monkeypatch.setitem(kind.externals, selector, rule)
    with pytest.raises(AssertionError, match=r"at seed \d, step"):
        walk_on()


def test_a_model_that_stores_flags_in_the_wrong_byte_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def swapped(app: App) -> dict[int, int]:
        slots = Governed.storage(app) | {1: app.any_device | app.upgrades_disabled << 8}
        return {slot: value for slot, value in slots.items() if value}

    scene = Scene.deployed()
    monkeypatch.setattr(App, "storage", swapped)
    data = call("setAllowAnyDevice(bool)", True)
    with pytest.raises(AssertionError, match="slot 0x1: contract 0x100, model 0x1"):
        scene.twin.send(OWNER, scene.app, data)


def test_the_comparison_holds_without_a_fault() -> None:
    scene = Scene.deployed()
    for caller, data in (row[1:] for row in CODE_FAULTS.values()):
        scene.twin.send(caller, scene.app, data)
    assert scene.twin.send(PENDING, scene.kms, call("acceptOwnership()")).success
    assert COMPOSE_HASH not in scene.twin.chain.accounts[scene.app].compose_hashes
    take_a_walk(0, 40)
