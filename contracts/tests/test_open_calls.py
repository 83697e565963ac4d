"""Calls that anyone may make: registration, queries, and everything that does not exist."""

import pytest

from contracts.artifact import Artifact, selector
from contracts.tests.layout import dynamic, element
from contracts.tests.published import (
    FACTS,
    NOTHING,
    SELECTORS,
    SLOTS,
    ZERO,
    call,
    encode_raw,
    error,
    event,
    policy_changed,
    require_failed,
    unauthorized,
)
from contracts.tests.scene import (
    AGGREGATED_MR,
    APP_ID,
    COMPOSE_HASH,
    DEVICE_ID,
    OS_IMAGE,
    OUTSIDER,
    OWNER,
    PENDING,
    Scene,
)

EVERYONE = {"the owner": OWNER, "the pending owner": PENDING, "an outsider": OUTSIDER}
LONG = b"q" * 100
SETTINGS = {
    "kms": [
        ("setKmsInfo((bytes,bytes,bytes,bytes))", (b"k", b"", b"quote", LONG)),
        ("setGatewayAppId(string)", b"0xgateway"),
        ("addKmsAggregatedMr(bytes32)", AGGREGATED_MR),
        ("addKmsDevice(bytes32)", DEVICE_ID),
        ("addOsImageHash(bytes32)", OS_IMAGE),
        ("registerApp(address)", APP_ID),
    ],
    "app": [
        ("addComposeHash(bytes32)", COMPOSE_HASH),
        ("addDevice(bytes32)", DEVICE_ID),
        ("setAllowAnyDevice(bool)", True),
        ("setRequireTcbUpToDate(bool)", True),
    ],
}
UUID = SLOTS["eip1967.proxy.implementation"].to_bytes(32, "big")
NOT_DELEGATED = error("UUPSUnauthorizedCallContext()")


def answer(returns: str, *values: object) -> bytes:
    return encode_raw(returns.split(","), values)


# contract, signature, arguments, answer before the settings, answer after them
QUERIES = [
    ("kms", "kmsInfo()", (), (b"",) * 4, (b"k", b"", b"quote", LONG), "bytes,bytes,bytes,bytes"),
    ("kms", "gatewayAppId()", (), ("",), ("0xgateway",), "string"),
    ("kms", "registeredApps(address)", (APP_ID,), (False,), (True,), "bool"),
    ("kms", "registeredApps(address)", (OUTSIDER,), (False,), (False,), "bool"),
    ("kms", "kmsAllowedAggregatedMrs(bytes32)", (AGGREGATED_MR,), (False,), (True,), "bool"),
    ("kms", "kmsAllowedAggregatedMrs(bytes32)", (DEVICE_ID,), (False,), (False,), "bool"),
    ("kms", "kmsAllowedDeviceIds(bytes32)", (DEVICE_ID,), (False,), (True,), "bool"),
    ("kms", "kmsAllowedDeviceIds(bytes32)", (OS_IMAGE,), (False,), (False,), "bool"),
    ("kms", "allowedOsImages(bytes32)", (OS_IMAGE,), (False,), (True,), "bool"),
    ("kms", "allowedOsImages(bytes32)", (bytes(32),), (False,), (False,), "bool"),
    ("app", "version()", (), (2,), (2,), "uint256"),
    ("app", "allowedComposeHashes(bytes32)", (COMPOSE_HASH,), (False,), (True,), "bool"),
    ("app", "allowedComposeHashes(bytes32)", (DEVICE_ID,), (False,), (False,), "bool"),
    ("app", "allowedDeviceIds(bytes32)", (DEVICE_ID,), (False,), (True,), "bool"),
    ("app", "allowedDeviceIds(bytes32)", (COMPOSE_HASH,), (False,), (False,), "bool"),
    ("app", "allowAnyDevice()", (), (False,), (True,), "bool"),
    ("app", "requireTcbUpToDate()", (), (False,), (True,), "bool"),
]
for _contract in ("kms", "app"):
    QUERIES += [
        (_contract, "owner()", (), (OWNER,), (OWNER,), "address"),
        (_contract, "pendingOwner()", (), (PENDING,), (PENDING,), "address"),
        (_contract, "UPGRADE_INTERFACE_VERSION()", (), ("5.0.0",), ("5.0.0",), "string"),
    ]
    for _interface in ("1e079198", "01ffc9a7", "8fd37527", "ffffffff", "00000000", "7965db0b"):
        _known = {"kms": ["1e079198", "01ffc9a7"], "app": ["1e079198", "01ffc9a7", "8fd37527"]}
        _yes = (_interface in _known[_contract],)
        _id = bytes.fromhex(_interface)
        QUERIES.append((_contract, "supportsInterface(bytes4)", (_id,), _yes, _yes, "bool"))


def query_name(row: tuple) -> str:
    shown = ", ".join(a.hex() if isinstance(a, bytes) else str(a) for a in row[2])
    return f"{row[0]}: {row[1]} [{shown}]"


@pytest.mark.parametrize("row", QUERIES, ids=query_name)
def test_a_query_answers_anyone_to_the_byte(row: tuple) -> None:
    contract, signature, arguments, before, after, returns = row
    scene = Scene.deployed()
    for expected, settings in ((before, ()), (after, SETTINGS[contract])):
        for name, value in settings:
            assert scene.twin.send(OWNER, scene.at(contract), call(name, value)).success
        for caller in EVERYONE.values():
            outcome, changes = scene.changes(
                caller, scene.at(contract), call(signature, *arguments)
            )
            assert (outcome.success, outcome.output) == (True, answer(returns, *expected))
            assert (outcome.logs, changes) == ((), {})


@pytest.mark.parametrize("row", QUERIES, ids=query_name)
def test_a_query_on_the_bare_implementation_finds_an_empty_contract(row: tuple) -> None:
    contract, signature, arguments, before, _, returns = row
    scene = Scene.deployed()
    if returns == "address":
        before = (ZERO,)
    outcome = scene.twin.send(OUTSIDER, scene.at(f"{contract}_logic"), call(signature, *arguments))
    assert (outcome.success, outcome.output) == (True, answer(returns, *before))


def test_the_app_implementation_is_the_one_set_at_the_start() -> None:
    scene = Scene.deployed()
    outcome = scene.twin.send(OUTSIDER, scene.kms, call("appImplementation()"))
    assert outcome.output == answer("address", scene.app_logic)
    bare = scene.twin.send(OUTSIDER, scene.kms_logic, call("appImplementation()"))
    assert bare.output == answer("address", ZERO)


@pytest.mark.parametrize(
    ("place", "success", "output"),
    [
        pytest.param("kms", False, NOT_DELEGATED, id="refused by the KMS proxy"),
        pytest.param("app", False, NOT_DELEGATED, id="refused by the app proxy"),
        pytest.param("kms_logic", True, UUID, id="told by the KMS implementation"),
        pytest.param("app_logic", True, UUID, id="told by the app implementation"),
    ],
)
def test_the_upgrade_slot_is_told_by_implementations_only(
    place: str, success: bool, output: bytes
) -> None:
    scene = Scene.deployed()
    outcome = scene.twin.send(OUTSIDER, scene.at(place), call("proxiableUUID()"))
    assert (outcome.success, outcome.output) == (success, output)


@pytest.mark.parametrize("place", ["kms", "kms_logic"])
@pytest.mark.parametrize("caller", EVERYONE.values(), ids=EVERYONE.keys())
def test_anyone_registers_an_app_and_again(place: str, caller: bytes) -> None:
    scene = Scene.deployed()
    kms = scene.at(place)
    logs = (
        event(kms, "AppRegistered(address)", APP_ID),
        policy_changed(kms, caller, "registered-app", APP_ID, True),
    )
    for change in ({kms: {element(APP_ID, 5): (0, 1)}}, {}):
        outcome, changes = scene.changes(caller, kms, call("registerApp(address)", APP_ID))
        assert (outcome.success, outcome.output, outcome.logs) == (True, NOTHING, logs)
        assert changes == change


def test_registration_survives_renouncing() -> None:
    scene = Scene.deployed()
    scene.renounce()
    assert scene.twin.send(OUTSIDER, scene.kms, call("registerApp(address)", APP_ID)).success


def test_the_zero_app_id_is_refused() -> None:
    scene = Scene.deployed()
    outcome, changes = scene.changes(OUTSIDER, scene.kms, call("registerApp(address)", ZERO))
    assert (outcome.success, outcome.output) == (False, require_failed("Invalid app ID"))
    assert changes == {}


@pytest.mark.parametrize("place", ["kms", "app", "kms_logic", "app_logic"])
@pytest.mark.parametrize("signature", FACTS["functions"]["absent"])
def test_a_function_that_only_the_documentation_names_reverts_with_nothing(
    place: str, signature: str
) -> None:
    scene = Scene.deployed()
    outcome, changes = scene.changes(OWNER, scene.at(place), SELECTORS[signature] + bytes(64))
    assert (outcome.success, outcome.output, changes) == (False, NOTHING, {})


STRAY = {
    "no calldata": b"",
    "three bytes of a selector": SELECTORS["owner()"][:3],
    "an unknown selector": b"\xde\xad\xbe\xef",
    "the selector of the other kind of contract": None,
}


@pytest.mark.parametrize("place", ["kms", "app", "kms_logic", "app_logic"])
@pytest.mark.parametrize("data", STRAY.values(), ids=STRAY.keys())
def test_there_is_no_fallback_for(place: str, data: bytes | None) -> None:
    scene = Scene.deployed()
    if data is None:
        data = call("version()") if place.startswith("kms") else call("kmsInfo()")
    outcome, changes = scene.changes(OWNER, scene.at(place), data)
    assert (outcome.success, outcome.output, changes) == (False, NOTHING, {})


@pytest.mark.parametrize("contract", ["DstackKms", "DstackApp"])
def test_no_function_but_the_upgrade_takes_value(contract: str) -> None:
    payable = [
        e["name"] for e in Artifact.load(contract).abi if e.get("stateMutability") == "payable"
    ]
    assert payable == ["upgradeToAndCall"]


@pytest.mark.parametrize(
    ("contract", "data"),
    [
        pytest.param(place, data, id=f"{place}: {name}")
        for place in ("kms", "app", "kms_logic", "app_logic")
        for name, data in {
            "a query": call("owner()"),
            "an owner call": call("renounceOwnership()"),
            "no calldata": b"",
        }.items()
    ],
)
def test_value_is_refused_with(contract: str, data: bytes) -> None:
    scene = Scene.deployed()
    outcome, changes = scene.changes(OWNER, scene.at(contract), data, value=1)
    assert (outcome.success, outcome.output, changes) == (False, NOTHING, {})


ADD, REGISTER = SELECTORS["addOsImageHash(bytes32)"], SELECTORS["registerApp(address)"]
INFO = call("setKmsInfo((bytes,bytes,bytes,bytes))", (b"k", b"c", b"q", b"e"))
MALFORMED = {
    "an argument one byte short": ("kms", ADD + OS_IMAGE[:31]),
    "no argument": ("kms", ADD),
    "an address with a bit above its 20 bytes": ("kms", REGISTER + b"\1" + bytes(11) + APP_ID),
    "a flag of 2": ("app", SELECTORS["setAllowAnyDevice(bool)"] + b"\2".rjust(32, b"\0")),
    "a tuple offset out of bounds": ("kms", INFO[:4] + b"\xff" * 32 + INFO[36:]),
    "a tuple cut short": ("kms", INFO[:-1][:160]),
}


@pytest.mark.parametrize(("contract", "data"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_arguments_revert_with_nothing_even_for_the_owner(
    contract: str, data: bytes
) -> None:
    scene = Scene.deployed()
    outcome, changes = scene.changes(OWNER, scene.at(contract), data)
    assert (outcome.success, outcome.output, changes) == (False, NOTHING, {})


WELL_FORMED = {
    "trailing bytes": ("kms", call("addOsImageHash(bytes32)", OS_IMAGE) + b"\1" * 5),
    "a flag of 1": ("app", call("setAllowAnyDevice(bool)", True)),
    "a clean address": ("kms", call("registerApp(address)", APP_ID)),
}


@pytest.mark.parametrize(("contract", "data"), WELL_FORMED.values(), ids=WELL_FORMED.keys())
def test_odd_but_lawful_arguments_pass(contract: str, data: bytes) -> None:
    scene = Scene.deployed()
    assert scene.twin.send(OWNER, scene.at(contract), data).success


def test_bytes_without_their_padding_pass() -> None:
    scene = Scene.deployed()
    data = call("setKmsQuote(bytes)", b"quote")[: -(32 - len(b"quote"))]
    assert scene.twin.evm.send(scene.kms, data, sender=OWNER).success
    assert scene.twin.evm.storage(scene.kms)[2] == dynamic(b"quote", 2)[2]


def test_arguments_are_decoded_before_the_owner_is_asked() -> None:
    scene = Scene.deployed()
    assert scene.twin.send(OUTSIDER, scene.kms, ADD).output == NOTHING
    refused = scene.twin.send(OUTSIDER, scene.kms, ADD + OS_IMAGE)
    assert refused.output == unauthorized(OUTSIDER)


def test_a_published_selector_is_what_the_artifact_lists() -> None:
    for contract in ("DstackKms", "DstackApp"):
        for signature, identifier in Artifact.load(contract).document["methodIdentifiers"].items():
            assert SELECTORS[signature].hex() == identifier.removeprefix("0x")
            assert selector(signature) == SELECTORS[signature]


@pytest.mark.parametrize("contract", ["kms", "app"])
def test_a_simulated_call_from_the_zero_address_passes_as_owner_once_renounced(
    contract: str,
) -> None:
    # The default sender of eth_call is zero, and so is the owner then: simulate with a real sender.
    scene = Scene.deployed()
    scene.renounce()
    data = call("transferOwnership(address)", OUTSIDER)
    assert scene.twin.send(ZERO, scene.at(contract), data).success
