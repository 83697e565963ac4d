"""Every call that only an owner may make: what it logs and writes, and whom it refuses."""

from dataclasses import dataclass, field

import pytest
from eth_utils import keccak

from contracts.tests.layout import dynamic, element, number
from contracts.tests.published import (
    NOTHING,
    SLOTS,
    ZERO,
    call,
    event,
    policy_changed,
    require_failed,
    unauthorized,
)
from contracts.tests.scene import (
    AGGREGATED_MR,
    COMPOSE_HASH,
    DEVICE_ID,
    OS_IMAGE,
    OUTSIDER,
    OWNER,
    PENDING,
    Scene,
)

ADDRESS = bytes.fromhex("12" * 20)
LONG = bytes(range(256)) * 2
PENDING_SLOT = SLOTS["openzeppelin.storage.Ownable2Step"]
OWNER_SLOT = SLOTS["openzeppelin.storage.Ownable"]


@dataclass(frozen=True)
class Row:
    """One owner call: the typed event, the audit entry and the slots that it must leave."""

    contract: str
    signature: str
    arguments: tuple = ()
    event: tuple = ()
    policy: tuple = ()
    slots: dict[int, int] = field(default_factory=dict)
    before: tuple = ()
    says: str = ""

    @property
    def data(self) -> bytes:
        """The calldata of the row's call."""
        return call(self.signature, *self.arguments)


def allow_list(contract: str, name: str, event_name: str, policy: str, slot: int, value: bytes):
    """The rows of an add/remove pair: new, repeated, unknown, zero, all logged alike."""
    add, remove = f"add{name}(bytes32)", f"remove{name}(bytes32)"
    added, removed = f"{event_name}Added(bytes32)", f"{event_name}Removed(bytes32)"
    at, zero = element(value, slot), bytes(32)

    def row(says: str, signature: str, item: bytes, slots: dict, *before: tuple) -> Row:
        enabled = signature == add
        logged = (added if enabled else removed, item)
        policy_row = (policy, item, enabled)
        return Row(contract, signature, (item,), logged, policy_row, slots, before, says)

    return [
        row("a new value", add, value, {at: 1}),
        row("a value that is there already", add, value, {}, (add, value)),
        row("zero", add, zero, {element(zero, slot): 1}),
        row("a value that is there", remove, value, {at: 0}, (add, value)),
        row("a value that is not there", remove, value, {}),
        row("a value that was removed", add, value, {at: 1}, (add, value), (remove, value)),
    ]


KMS_INFO = "setKmsInfo((bytes,bytes,bytes,bytes))"
SHORT_INFO = (b"k256", b"ca", b"quote", b"eventlog")
LONG_INFO = (LONG[:31], LONG[:32], LONG[:33], LONG)


def info_slots(info: tuple) -> dict[int, int]:
    return {k: v for slot, part in enumerate(info) for k, v in dynamic(part, slot).items()}


def cleared(content: bytes, slot: int) -> dict[int, int]:
    return dict.fromkeys(dynamic(content, slot), 0)


def gateway(app_id: bytes, says: str, slots: dict, *before: tuple) -> Row:
    policy = ("gateway-app-id", keccak(app_id), True)
    signature = "setGatewayAppId(string)"
    logged = ("GatewayAppIdSet(string)", app_id)
    return Row("kms", signature, (app_id,), logged, policy, slots, before, says)


def kms_info(info: tuple, says: str, slots: dict, *before: tuple) -> Row:
    policy = ("kms-info", keccak(info[0]), True)
    return Row(
        "kms", KMS_INFO, (info,), ("KmsInfoSet(bytes)", info[0]), policy, slots, before, says
    )


def flag(name: str, policy: str, value: bool, slots: dict, says: str, *before: tuple) -> Row:
    signature = f"set{name}(bool)"
    logged, audit = (f"{name}Set(bool)", value), (policy, bytes(32), value)
    return Row("app", signature, (value,), logged, audit, slots, before, says)


ANY, TCB = ("AllowAnyDevice", "allow-any-device"), ("RequireTcbUpToDate", "require-tcb-up-to-date")
DISABLE = ("disableUpgrades()",)
DISABLED = (("UpgradesDisabled()",), ("upgrades-disabled", bytes(32), True))
IMPLEMENTATION_SET = (
    ("AppImplementationSet(address)", ADDRESS),
    ("app-implementation", ADDRESS, True),
)

ROWS = [
    *allow_list("kms", "KmsAggregatedMr", "KmsAggregatedMr", "kms-aggregated-mr", 6, AGGREGATED_MR),
    *allow_list("kms", "KmsDevice", "KmsDevice", "kms-device", 7, DEVICE_ID),
    *allow_list("kms", "OsImageHash", "OsImageHash", "os-image", 8, OS_IMAGE),
    *allow_list("app", "ComposeHash", "ComposeHash", "compose-hash", 0, COMPOSE_HASH),
    *allow_list("app", "Device", "Device", "device", 2, DEVICE_ID),
    kms_info(SHORT_INFO, "short fields", info_slots(SHORT_INFO)),
    kms_info(LONG_INFO, "fields of 31, 32, 33 and 512 bytes", info_slots(LONG_INFO)),
    kms_info(
        SHORT_INFO,
        "short fields over long ones",
        dict.fromkeys(info_slots(LONG_INFO), 0) | info_slots(SHORT_INFO),
        (KMS_INFO, LONG_INFO),
    ),
    kms_info((b"", b"", b"", b""), "empty fields", {}),
    Row(
        "kms",
        "setKmsQuote(bytes)",
        (LONG,),
        slots=dynamic(LONG, 2),
        says="a long quote, in silence",
    ),
    Row(
        "kms",
        "setKmsQuote(bytes)",
        (b"",),
        slots=cleared(LONG, 2),
        before=(("setKmsQuote(bytes)", LONG),),
        says="an empty quote over a long one, in silence",
    ),
    Row(
        "kms",
        "setKmsEventlog(bytes)",
        (LONG,),
        slots=dynamic(LONG, 3),
        says="a long event log, in silence",
    ),
    Row(
        "kms",
        "setKmsEventlog(bytes)",
        (b"",),
        slots=cleared(LONG, 3),
        before=(("setKmsEventlog(bytes)", LONG),),
        says="an empty event log over a long one, in silence",
    ),
    gateway(b"any", "a word", dynamic(b"any", 4)),
    gateway(b"0x" + b"1f" * 20, "42 characters", dynamic(b"0x" + b"1f" * 20, 4)),
    gateway(b"\xff\xfe", "bytes that are no UTF-8", dynamic(b"\xff\xfe", 4)),
    gateway(b"", "nothing over a word", {4: 0}, ("setGatewayAppId(string)", b"any")),
    Row(
        "kms",
        "setAppImplementation(address)",
        (ADDRESS,),
        *IMPLEMENTATION_SET,
        slots={9: number(ADDRESS)},
        says="an address without code",
    ),
    Row(
        "kms",
        "setAppImplementation(address)",
        (ADDRESS,),
        *IMPLEMENTATION_SET,
        before=(("setAppImplementation(address)", ADDRESS),),
        says="the address that is set already",
    ),
    flag(*ANY, True, {1: 0x100}, "true"),
    flag(*ANY, False, {}, "false over false"),
    flag(*ANY, False, {1: 0}, "false over true", ("setAllowAnyDevice(bool)", True)),
    flag(*ANY, True, {1: 0x101}, "true beside disabled upgrades", DISABLE),
    flag(*TCB, True, {3: 1}, "true"),
    flag(*TCB, False, {}, "false over false"),
    flag(*TCB, False, {3: 0}, "false over true", ("setRequireTcbUpToDate(bool)", True)),
    Row("app", *DISABLE, (), *DISABLED, slots={1: 1}, says="once"),
    Row("app", *DISABLE, (), *DISABLED, before=(DISABLE,), says="twice"),
    Row(
        "app",
        *DISABLE,
        (),
        *DISABLED,
        slots={1: 0x101},
        before=(("setAllowAnyDevice(bool)", True),),
        says="beside any device",
    ),
]
for _contract in ("kms", "app"):
    ROWS += [
        Row(
            _contract,
            "transferOwnership(address)",
            (to,),
            ("OwnershipTransferStarted(address,address)", OWNER, to),
            slots=slots,
            says=says,
        )
        for to, slots, says in [
            (ADDRESS, {PENDING_SLOT: number(ADDRESS)}, "another pending owner"),
            (PENDING, {}, "the same pending owner"),
            (OWNER, {PENDING_SLOT: number(OWNER)}, "the owner itself"),
            (ZERO, {PENDING_SLOT: 0}, "zero, which cancels the transfer"),
        ]
    ]
    ROWS.append(
        Row(
            _contract,
            "renounceOwnership()",
            (),
            ("OwnershipTransferred(address,address)", OWNER, ZERO),
            slots={OWNER_SLOT: 0, PENDING_SLOT: 0},
            says="which also forgets the pending owner",
        )
    )


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.contract}: {row.signature} with {row.says}"
)
def test_an_owner_call_leaves_exactly_its_logs_and_slots(row: Row) -> None:
    scene = Scene.deployed()
    proxy = scene.at(row.contract)
    for signature, *arguments in row.before:
        assert scene.twin.send(OWNER, proxy, call(signature, *arguments)).success
    before = scene.twin.evm.storage(proxy)
    outcome, changes = scene.changes(OWNER, proxy, row.data)
    logs = [event(proxy, *row.event)] if row.event else []
    if row.policy:
        logs.append(policy_changed(proxy, OWNER, *row.policy))
    assert (outcome.success, outcome.output) == (True, NOTHING)
    assert outcome.logs == tuple(logs)
    expected = {slot: (before.get(slot, 0), value) for slot, value in row.slots.items()}
    assert changes == ({proxy: expected} if expected else {})


FIRST = {(row.contract, row.signature): row for row in ROWS}
UPGRADE = "upgradeToAndCall(address,bytes)"
OWNER_CALLS = [(contract, row.signature, row.data) for (contract, _), row in FIRST.items()]
OWNER_CALLS += [(contract, UPGRADE, call(UPGRADE, ADDRESS, b"")) for contract in ("kms", "app")]
CALLERS = {"the pending owner": PENDING, "an outsider": OUTSIDER, "the zero address": ZERO}
REFUSED = [
    pytest.param(contract, data, caller, id=f"{contract}: {signature} from {who}")
    for contract, signature, data in OWNER_CALLS
    for who, caller in CALLERS.items()
]
REFUSED_EVEN_THE_OWNER = [
    pytest.param(contract, data, caller, id=f"{contract}: {signature} from {who}")
    for contract, signature, data in OWNER_CALLS
    for who, caller in {
        "the former owner": OWNER,
        "who was to be the owner": PENDING,
        "an outsider": OUTSIDER,
    }.items()
]


def assert_refused(scene: Scene, caller: bytes, to: bytes, data: bytes, revert: bytes) -> None:
    outcome, changes = scene.changes(caller, to, data)
    assert (outcome.success, outcome.output) == (False, revert)
    assert (outcome.logs, changes) == ((), {})


@pytest.mark.parametrize(("contract", "data", "caller"), REFUSED)
def test_an_owner_call_is_refused_to_anyone_else(contract: str, data: bytes, caller: bytes) -> None:
    scene = Scene.deployed()
    assert_refused(scene, caller, scene.at(contract), data, unauthorized(caller))


@pytest.mark.parametrize(("contract", "data", "caller"), REFUSED_EVEN_THE_OWNER)
def test_an_owner_call_is_refused_to_everyone_after_renouncing(
    contract: str, data: bytes, caller: bytes
) -> None:
    scene = Scene.deployed()
    scene.renounce()
    assert_refused(scene, caller, scene.at(contract), data, unauthorized(caller))


@pytest.mark.parametrize(
    ("contract", "data", "caller"),
    [row for row in REFUSED_EVEN_THE_OWNER if call(UPGRADE, ADDRESS, b"") != row.values[1]],
)
def test_an_owner_call_is_refused_on_the_bare_implementation(
    contract: str, data: bytes, caller: bytes
) -> None:
    scene = Scene.deployed()
    assert_refused(scene, caller, scene.at(f"{contract}_logic"), data, unauthorized(caller))


def test_the_app_implementation_zero_is_refused_even_to_the_owner() -> None:
    scene = Scene.deployed()
    data = call("setAppImplementation(address)", ZERO)
    revert = require_failed("Invalid implementation address")
    assert_refused(scene, OWNER, scene.kms, data, revert)


@pytest.mark.parametrize("contract", ["kms", "app"])
def test_a_simulated_call_from_the_zero_address_passes_as_owner_once_renounced(
    contract: str,
) -> None:
    # The default sender of eth_call is zero, and so is the owner then: simulate with a real sender.
    scene = Scene.deployed()
    scene.renounce()
    data = call("transferOwnership(address)", OUTSIDER)
    assert scene.twin.send(ZERO, scene.at(contract), data).success
