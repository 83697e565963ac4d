"""What an app that is not DstackApp can make DstackKms answer: asked directly and through it."""

from dataclasses import dataclass

import pytest

from contracts.artifact import ARTIFACTS, Artifact, calldata
from contracts.evm import DEPLOYER, Outcome
from contracts.tests.published import (
    BOOT_INFO,
    NOTHING,
    SLOTS,
    call,
    encode_raw,
    error,
    require_failed,
)
from contracts.tests.scene import OS_IMAGE, OUTSIDER, OWNER, Scene, boot_info

IS_APP_ALLOWED = f"isAppAllowed({BOOT_INFO})"
TEXT_OF_32 = b"a reason of 32 bytes, repeated: "
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Answer:
    """How a call ends: success and its return data, or failure and its revert data."""

    success: bool
    output: bytes


def decided(allowed: bool, reason: bytes | str = "") -> Answer:
    return Answer(True, encode_raw(["bool", "string"], (allowed, reason)))


def returned(*words: int | bytes) -> Answer:
    word = [w if isinstance(w, bytes) else w.to_bytes(32, "big") for w in words]
    return Answer(True, b"".join(word))


def reverted(data: bytes = NOTHING) -> Answer:
    return Answer(False, data)


YES = decided(True)
LAST_WORD = 2**256 - 32
REPEATED = (TEXT_OF_32 * (MEGABYTE // 32))[: MEGABYTE - 96]
# name: constructor arguments, answer when asked directly, answer through DstackKms
TABLE = {
    "AlwaysAllow": ((), YES, YES),
    "AlwaysDeny": (("no",), decided(False, "no"), decided(False, "no")),
    "RevertWithString": ((), *[reverted(require_failed("the app reverts"))] * 2),
    "RevertWithCustomError": (
        (),
        *[reverted(calldata("Refused(uint256)", 42))] * 2,
    ),
    "RevertWithPanic": ((), *[reverted(error("Panic(uint256)", 1))] * 2),
    "RevertWithNothing": ((), reverted(), reverted()),
    "BurnAllGas": ((), reverted(), reverted()),
    "ReturnNothing": ((), returned(), reverted()),
    "ReturnShortWord": ((), returned(b"\xff" * 31), reverted()),
    "ReturnBoolTwo": ((), returned(2, 0x40, 0), reverted()),
    "ReturnOffsetOutOfBounds": ((), returned(1, LAST_WORD, 0), reverted()),
    # Solidity decodes overlapping tails: through the KMS the reader sees a regular answer.
    "ReturnOverlappingTails": (
        (),
        returned(1, 0x20, b"the length is the offset: 32 ok "),
        decided(True, "the length is the offset: 32 ok "),
    ),
    "ReasonSplitAtByte512": ((), *[decided(False, "a" + "é" * 400)] * 2),
    "ReasonOf100Kilobytes": ((), *[decided(False, TEXT_OF_32 * 3125)] * 2),
    "ReturnOneMegabyte": (
        (),
        returned(1, 0x40, MEGABYTE - 96, REPEATED),
        decided(True, REPEATED),
    ),
    "AnswerByOrigin": ((), *[decided(False, "another origin would be allowed")] * 2),
    "RecurseIntoKms": ((), reverted(), decided(False, "the recursion ended")),
}


def prepared() -> Scene:
    scene = Scene.deployed()
    assert scene.twin.send(OWNER, scene.kms, call("addOsImageHash(bytes32)", OS_IMAGE)).success
    return scene


def registered(scene: Scene, name: str, *arguments: object) -> bytes:
    evm = scene.twin.evm
    app = evm.deploy(Artifact.load(name).creation(*arguments))
    assert evm.send(scene.kms, call("registerApp(address)", app), sender=OUTSIDER).success
    return app


def question(app: bytes) -> bytes:
    return call(IS_APP_ALLOWED, boot_info(app_id=app))


def answer(outcome: Outcome) -> Answer:
    assert outcome.logs == ()
    return Answer(outcome.success, outcome.output)


@pytest.mark.parametrize(
    ("name", "arguments", "direct", "through"),
    [pytest.param(name, *row, id=name) for name, row in TABLE.items()],
)
def test_an_adversarial_app_answers(
    name: str, arguments: tuple, direct: Answer, through: Answer
) -> None:
    scene = prepared()
    app = registered(scene, name, *arguments)
    evm = scene.twin.evm
    assert answer(evm.call(app, question(app))) == direct
    before = evm.whole_storage()
    assert answer(evm.send(scene.kms, question(app))) == through
    assert evm.whole_storage() == before


def test_an_answer_may_depend_on_who_asks() -> None:
    scene = prepared()
    app = registered(scene, "AnswerByCaller", scene.kms)
    evm = scene.twin.evm
    refusal = decided(False, "another caller would be allowed")
    assert answer(evm.call(app, question(app))) == refusal
    assert answer(evm.call(scene.kms, question(app))) == YES


def test_an_answer_may_depend_on_the_sender_of_the_transaction() -> None:
    scene = prepared()
    app = registered(scene, "AnswerByOrigin")
    assert answer(scene.twin.evm.call(scene.kms, question(app), sender=bytes(20))) == YES


def test_an_answer_may_depend_on_the_second() -> None:
    scene = prepared()
    app = registered(scene, "AnswerByTimestamp")
    evm = scene.twin.evm
    refusal = decided(False, "another second would be allowed")
    for second, expected in ((1_700_000_000, YES), (1_700_000_001, refusal)):
        evm.timestamp = second
        assert answer(evm.call(app, question(app))) == expected
        assert answer(evm.call(scene.kms, question(app))) == expected


@pytest.mark.parametrize(
    ("gas", "expected"),
    [(11_000_000, YES), (9_000_000, decided(False, "more gas would be allowed"))],
)
def test_an_answer_may_depend_on_the_gas(gas: int, expected: Answer) -> None:
    scene = prepared()
    app = registered(scene, "AnswerByGas")
    assert answer(scene.twin.evm.call(app, question(app), gas=gas)) == expected
    assert answer(scene.twin.evm.call(scene.kms, question(app), gas=gas)) == expected


def test_burning_all_gas_leaves_the_kms_a_sixty_fourth() -> None:
    scene = prepared()
    app = registered(scene, "BurnAllGas")
    outcome = scene.twin.evm.call(scene.kms, question(app), gas=6_400_000)
    assert answer(outcome) == reverted()
    assert 6_200_000 < outcome.gas_used < 6_400_000


def lookup(sender: bytes, asked: bytes) -> Answer:
    signature = "OffchainLookup(address,string[],bytes,bytes4,bytes)"
    url = "https://gateway.invalid/{sender}/{data}"
    return reverted(calldata(signature, sender, [url], asked, bytes.fromhex("1e079198"), b""))


def test_a_kms_that_is_registered_as_its_own_app_cannot_answer() -> None:
    scene = prepared()
    assert scene.twin.send(OUTSIDER, scene.kms, call("registerApp(address)", scene.kms)).success
    outcome = scene.twin.evm.call(scene.kms, question(scene.kms), gas=1_000_000)
    assert (outcome.success, outcome.output) == (False, NOTHING)


def test_an_offchain_lookup_names_whoever_asked_and_passes_through() -> None:
    scene = prepared()
    app = registered(scene, "RevertWithOffchainLookup")
    evm, asked = scene.twin.evm, question(app)
    assert answer(evm.call(app, asked)) == lookup(DEPLOYER, asked)
    assert answer(evm.call(scene.kms, asked)) == lookup(scene.kms, asked)


def test_a_call_back_into_the_kms_cannot_write() -> None:
    scene = prepared()
    app = registered(scene, "CallBackIntoKms")
    evm = scene.twin.evm
    before = evm.whole_storage()
    assert answer(evm.send(scene.kms, question(app))) == decided(False, "the call back was refused")
    assert evm.whole_storage() == before
    # The control: asked with a plain call by something that is no KMS, it does get through.
    assert answer(evm.call(app, question(app))) == decided(True, "the call back wrote")


def test_a_beacon_app_changes_its_mind_without_changing_code_or_storage() -> None:
    scene = prepared()
    evm = scene.twin.evm
    yes = evm.deploy(Artifact.load("AlwaysAllow").creation())
    no = evm.deploy(Artifact.load("AlwaysDeny").creation("no"))
    beacon = evm.deploy(Artifact.load("MutableBeacon").creation(yes, OUTSIDER))
    app = registered(scene, "MutableBeaconApp", beacon)
    assert SLOTS["eip1967.proxy.implementation"] not in evm.storage(app)
    assert evm.storage(app)[SLOTS["eip1967.proxy.beacon"]] == int.from_bytes(beacon, "big")
    before = evm.code(app), evm.storage(app)
    assert answer(evm.call(scene.kms, question(app))) == YES
    assert evm.send(beacon, calldata("upgradeTo(address)", no), sender=OUTSIDER).success
    # The reason lies in the storage of the denying contract, so the proxy itself finds none.
    assert answer(evm.call(scene.kms, question(app))) == decided(False, "")
    assert (evm.code(app), evm.storage(app)) == before


def test_every_adversarial_app_has_a_row() -> None:
    named = {"AnswerByCaller", "AnswerByTimestamp", "AnswerByGas", "RevertWithOffchainLookup"}
    named |= {"CallBackIntoKms", "MutableBeaconApp"} | TABLE.keys()
    sources = {
        artifact.stem
        for artifact in ARTIFACTS.glob("*.json")
        if "adversarial" in Artifact.load(artifact.stem).document["sourceName"]
    }
    assert sources == named | {"MutableBeacon"}
