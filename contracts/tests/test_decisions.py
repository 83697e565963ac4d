"""isKmsAllowed and isAppAllowed: the order of the checks and the exact words of each refusal."""

import pytest
from eth_utils import keccak

from contracts.tests.published import BOOT_INFO, NOTHING, call, encode_raw
from contracts.tests.scene import (
    AGGREGATED_MR,
    APP_ID,
    COMPOSE_HASH,
    DEVICE_ID,
    OS_IMAGE,
    OUTSIDER,
    OWNER,
    Scene,
    boot_info,
)

IS_KMS_ALLOWED = f"isKmsAllowed({BOOT_INFO})"
IS_APP_ALLOWED = f"isAppAllowed({BOOT_INFO})"
OTHER = bytes.fromhex("99" * 32)
NOBODY = bytes.fromhex("00" * 19 + "01")

IMAGE = ("addOsImageHash(bytes32)", OS_IMAGE)
MR = ("addKmsAggregatedMr(bytes32)", AGGREGATED_MR)
KMS_DEVICE = ("addKmsDevice(bytes32)", DEVICE_ID)
COMPOSE = ("addComposeHash(bytes32)", COMPOSE_HASH)
DEVICE = ("addDevice(bytes32)", DEVICE_ID)
ANY_DEVICE = ("setAllowAnyDevice(bool)", True)
TCB = ("setRequireTcbUpToDate(bool)", True)

ALLOWED = (True, "")
STALE = (False, "TCB status is not up to date")
IMAGE_UNKNOWN = (False, "OS image is not allowed")
MR_UNKNOWN = (False, "Aggregated MR not allowed")
WRONG_KMS_DEVICE = (False, "KMS is not allowed to boot on this device")
UNREGISTERED = (False, "App not registered")
UNDEPLOYED = (False, "App not deployed or invalid address")
COMPOSE_UNKNOWN = (False, "Compose hash not allowed")
WRONG_DEVICE = (False, "Device not allowed")

EVERYTHING = [IMAGE, MR, KMS_DEVICE]
KMS_ROWS = {
    "everything allowed": (EVERYTHING, {}, ALLOWED),
    "nothing allowed": ([], {}, IMAGE_UNKNOWN),
    "nothing allowed and a stale TCB": ([], {"tcb_status": b"OutOfDate"}, STALE),
    "only the image allowed": ([IMAGE], {}, MR_UNKNOWN),
    "all but the device allowed": ([IMAGE, MR], {}, WRONG_KMS_DEVICE),
    "all but the MR allowed": ([IMAGE, KMS_DEVICE], {}, MR_UNKNOWN),
    "all but the image allowed": ([MR, KMS_DEVICE], {}, IMAGE_UNKNOWN),
    "another image": (EVERYTHING, {"os_image": OTHER}, IMAGE_UNKNOWN),
    "another MR": (EVERYTHING, {"aggregated_mr": OTHER}, MR_UNKNOWN),
    "another device": (EVERYTHING, {"device_id": OTHER}, WRONG_KMS_DEVICE),
    "a removed image": ([*EVERYTHING, ("removeOsImageHash(bytes32)", OS_IMAGE)], {}, IMAGE_UNKNOWN),
    "a removed MR": (
        [*EVERYTHING, ("removeKmsAggregatedMr(bytes32)", AGGREGATED_MR)],
        {},
        MR_UNKNOWN,
    ),
    "a removed device": (
        [*EVERYTHING, ("removeKmsDevice(bytes32)", DEVICE_ID)],
        {},
        WRONG_KMS_DEVICE,
    ),
    "an empty TCB status": (EVERYTHING, {"tcb_status": b""}, STALE),
    "a TCB status in lower case": (EVERYTHING, {"tcb_status": b"uptodate"}, STALE),
    "a TCB status with a leading space": (EVERYTHING, {"tcb_status": b" UpToDate"}, STALE),
    "a TCB status with a trailing space": (EVERYTHING, {"tcb_status": b"UpToDate "}, STALE),
    "a TCB status with a trailing zero byte": (EVERYTHING, {"tcb_status": b"UpToDate\0"}, STALE),
    "a TCB status cut short": (EVERYTHING, {"tcb_status": b"UpToDat"}, STALE),
    "a TCB status that is no UTF-8": (EVERYTHING, {"tcb_status": b"\xff" * 8}, STALE),
    "a TCB status of 10,000 bytes": (EVERYTHING, {"tcb_status": b"UpToDate" * 1250}, STALE),
    "any app, compose hash, instance and system MR": (
        EVERYTHING,
        {"app_id": NOBODY, "compose_hash": OTHER, "instance_id": NOBODY, "system_mr": OTHER},
        ALLOWED,
    ),
    "advisories, which are not looked at": (EVERYTHING, {"advisory_ids": [b"X" * 99] * 9}, ALLOWED),
    "a zero device that was allowed": (
        [*EVERYTHING, ("addKmsDevice(bytes32)", bytes(32))],
        {"device_id": bytes(32)},
        ALLOWED,
    ),
}

APP_ROWS = {
    "the hash and the device allowed": ([COMPOSE, DEVICE], {}, ALLOWED),
    "nothing allowed": ([], {}, COMPOSE_UNKNOWN),
    "nothing allowed and a stale TCB, required": ([TCB], {"tcb_status": b"X"}, STALE),
    "nothing allowed and a stale TCB, not required": ([], {"tcb_status": b"X"}, COMPOSE_UNKNOWN),
    "only the hash allowed": ([COMPOSE], {}, WRONG_DEVICE),
    "only the device allowed": ([DEVICE], {}, COMPOSE_UNKNOWN),
    "any device": ([COMPOSE, ANY_DEVICE], {"device_id": OTHER}, ALLOWED),
    "any device but an unknown hash": ([ANY_DEVICE], {}, COMPOSE_UNKNOWN),
    "another device": ([COMPOSE, DEVICE], {"device_id": OTHER}, WRONG_DEVICE),
    "another hash": ([COMPOSE, DEVICE], {"compose_hash": OTHER}, COMPOSE_UNKNOWN),
    "a stale TCB, not required": ([COMPOSE, DEVICE], {"tcb_status": b"OutOfDate"}, ALLOWED),
    "a stale TCB, required": ([COMPOSE, DEVICE, TCB], {"tcb_status": b"OutOfDate"}, STALE),
    "an empty TCB, required": ([COMPOSE, DEVICE, TCB], {"tcb_status": b""}, STALE),
    "a current TCB, required": ([COMPOSE, DEVICE, TCB], {}, ALLOWED),
    "any MRs and advisories": (
        [COMPOSE, DEVICE],
        {"aggregated_mr": OTHER, "system_mr": OTHER, "advisory_ids": []},
        ALLOWED,
    ),
    "a removed hash": (
        [COMPOSE, DEVICE, ("removeComposeHash(bytes32)", COMPOSE_HASH)],
        {},
        COMPOSE_UNKNOWN,
    ),
    "a removed device": (
        [COMPOSE, DEVICE, ("removeDevice(bytes32)", DEVICE_ID)],
        {},
        WRONG_DEVICE,
    ),
}


def prepared(contract: str, calls: list) -> Scene:
    scene = Scene.deployed()
    for signature, argument in calls:
        assert scene.twin.send(OWNER, scene.at(contract), call(signature, argument)).success
    return scene


def ask(scene: Scene, contract: bytes, signature: str, boot: tuple) -> tuple[bool, str]:
    """The answer of a decision function, compared with its encoding to the byte."""
    outcome, changes = scene.changes(OUTSIDER, contract, call(signature, boot))
    assert (outcome.success, outcome.logs, changes) == (True, (), {})
    allowed = outcome.output[31] == 1
    reason = outcome.output[96:].rstrip(b"\0")
    assert outcome.output == encode_raw(["bool", "string"], (allowed, reason))
    return allowed, reason.decode()


@pytest.mark.parametrize(("calls", "boot", "answer"), KMS_ROWS.values(), ids=KMS_ROWS.keys())
def test_a_kms_boot_is_judged_with(calls: list, boot: dict, answer: tuple) -> None:
    scene = prepared("kms", calls)
    assert ask(scene, scene.kms, IS_KMS_ALLOWED, boot_info(**boot)) == answer


@pytest.mark.parametrize(("calls", "boot", "answer"), APP_ROWS.values(), ids=APP_ROWS.keys())
def test_an_app_judges_a_boot_with(calls: list, boot: dict, answer: tuple) -> None:
    scene = prepared("app", calls)
    assert ask(scene, scene.app, IS_APP_ALLOWED, boot_info(**boot)) == answer


@pytest.mark.parametrize(("calls", "boot", "answer"), APP_ROWS.values(), ids=APP_ROWS.keys())
def test_the_kms_passes_the_answer_of_a_registered_app_on_with(
    calls: list, boot: dict, answer: tuple
) -> None:
    scene = prepared("app", calls)
    assert scene.twin.send(OWNER, scene.kms, call(*IMAGE)).success
    asked = boot_info(**({"app_id": scene.app} | boot))
    assert ask(scene, scene.kms, IS_APP_ALLOWED, asked) == answer


@pytest.mark.parametrize(
    ("image_allowed", "registered", "app_id", "answer"),
    [
        pytest.param(True, False, APP_ID, UNREGISTERED, id="an app that nobody registered"),
        pytest.param(False, False, APP_ID, UNREGISTERED, id="no registration and no image"),
        pytest.param(False, True, APP_ID, IMAGE_UNKNOWN, id="no image and no code at the app id"),
        pytest.param(True, True, APP_ID, UNDEPLOYED, id="no code at the app id"),
        pytest.param(True, True, "app_logic", COMPOSE_UNKNOWN, id="a bare app implementation"),
    ],
)
def test_the_kms_stops_before_asking_at(
    image_allowed: bool, registered: bool, app_id: bytes | str, answer: tuple
) -> None:
    scene = Scene.deployed()
    app = scene.at(app_id) if isinstance(app_id, str) else app_id
    if image_allowed:
        assert scene.twin.send(OWNER, scene.kms, call(*IMAGE)).success
    if registered:
        assert scene.twin.send(OUTSIDER, scene.kms, call("registerApp(address)", app)).success
    assert ask(scene, scene.kms, IS_APP_ALLOWED, boot_info(app_id=app)) == answer


def test_an_app_does_not_look_at_the_app_id_it_is_asked_about() -> None:
    scene = prepared("app", [COMPOSE, DEVICE])
    for app_id in (scene.app, APP_ID, bytes(20)):
        assert ask(scene, scene.app, IS_APP_ALLOWED, boot_info(app_id=app_id)) == ALLOWED


@pytest.mark.parametrize("contract", ["kms_logic", "app_logic"])
def test_a_bare_implementation_allows_nothing(contract: str) -> None:
    scene = Scene.deployed()
    expected = {"kms_logic": UNREGISTERED, "app_logic": COMPOSE_UNKNOWN}[contract]
    assert ask(scene, scene.at(contract), IS_APP_ALLOWED, boot_info()) == expected


def test_a_kms_that_is_registered_as_its_own_app_cannot_answer() -> None:
    scene = prepared("kms", [IMAGE])
    assert scene.twin.send(OUTSIDER, scene.kms, call("registerApp(address)", scene.kms)).success
    data = call(IS_APP_ALLOWED, boot_info(app_id=scene.kms))
    outcome = scene.twin.evm.call(scene.kms, data, gas=1_000_000)
    assert (outcome.success, outcome.output) == (False, NOTHING)


def words(output: bytes) -> list[str]:
    return [output[at : at + 32].hex().lstrip("0") or "0" for at in range(0, len(output), 32)]


def test_the_app_question_is_encoded_as_published() -> None:
    data = call(IS_APP_ALLOWED, boot_info())
    published = "a76b246894c406bfd50707ffe61d7e91bdd97fc1e5d52a628d52033407c1c081"
    assert (len(data), keccak(data).hex()) == (516, published)
    assert data[:4].hex() == "1e079198"
    offsets = words(data[4:])
    assert [offsets[0], offsets[8], offsets[9], offsets[10], offsets[12], offsets[13]] == [
        "20",
        "120",
        "160",
        "8",
        "1",
        "20",
    ]


def test_the_kms_question_is_encoded_as_published() -> None:
    boot = boot_info(instance_id=bytes(20), system_mr=bytes(32), tcb_status=b"", advisory_ids=[])
    data = call(IS_KMS_ALLOWED, boot)
    assert (len(data), data[:4].hex()) == (388, "e067ec9d")
    encoded = words(data[4:])
    assert [encoded[0], *encoded[8:]] == ["20", "120", "140", "0", "0"]


def test_a_refusal_is_encoded_as_published() -> None:
    scene = Scene.deployed()
    output = scene.twin.send(OUTSIDER, scene.kms, call(IS_APP_ALLOWED, boot_info())).output
    assert len(output) == 128
    text = "417070206e6f742072656769737465726564".ljust(64, "0")
    assert words(output) == ["0", "40", "12", text]


def test_an_allowance_is_encoded_as_published() -> None:
    scene = prepared("kms", EVERYTHING)
    output = scene.twin.send(OUTSIDER, scene.kms, call(IS_KMS_ALLOWED, boot_info())).output
    assert len(output) == 96
    assert words(output) == ["1", "40", "0"]
