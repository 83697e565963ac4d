"""What an indexer may rely on: the log alone rebuilds the policy, and has no other entries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from contracts.evm import Log
from contracts.tests.published import FACTS, POLICIES, call, event, policy_changed
from contracts.tests.scene import (
    AGGREGATED_MR,
    APP_ID,
    COMPOSE_HASH,
    DEVICE_ID,
    OS_IMAGE,
    OUTSIDER,
    OWNER,
    Scene,
)

TOPIC = bytes.fromhex(FACTS["events"]["PolicyChanged(address,bytes32,bytes32,bool)"]["topic"][2:])
NAMES = {identity: name for name, identity in POLICIES.items()}
OTHER = bytes.fromhex("99" * 32)


@dataclass
class Entry:
    """One audit entry, decoded from its topics and its single data word."""

    contract: bytes
    actor: bytes
    policy: str
    value: bytes
    enabled: bool


def entries(logs: Iterable[Log]) -> list[Entry]:
    """Every PolicyChanged, which must have four topics and one boolean word."""
    found = []
    for log in logs:
        if log.topics[0] != TOPIC:
            continue
        assert len(log.topics) == 4
        assert log.data in (bytes(32), b"\1".rjust(32, b"\0"))
        _, actor, policy, value = log.topics
        assert actor[:12] == bytes(12)
        found.append(Entry(log.address, actor[12:], NAMES[policy], value, log.data[31] == 1))
    return found


@dataclass
class Replay:
    """The policy of one contract as its audit entries alone tell it, seeded with its start."""

    lists: dict[str, set[bytes]] = field(default_factory=dict)
    latest: dict[str, tuple[bytes, bool]] = field(default_factory=dict)

    def apply(self, entry: Entry) -> None:
        """Adds one entry, in the order of the log."""
        members = self.lists.setdefault(entry.policy, set())
        (members.add if entry.enabled else members.discard)(entry.value)
        self.latest[entry.policy] = (entry.value, entry.enabled)


def replayed(logs: Iterable[Log], contract: bytes) -> Replay:
    replay = Replay()
    for entry in entries(logs):
        if entry.contract == contract:
            replay.apply(entry)
    return replay


# contract, calls in turn, policy, query of each value that must equal its membership
HISTORIES = {
    "aggregated MRs": (
        "kms",
        [("addKmsAggregatedMr(bytes32)", AGGREGATED_MR), ("addKmsAggregatedMr(bytes32)", OTHER)],
        "kms-aggregated-mr",
        "kmsAllowedAggregatedMrs(bytes32)",
    ),
    "a removed aggregated MR": (
        "kms",
        [("addKmsAggregatedMr(bytes32)", OTHER), ("removeKmsAggregatedMr(bytes32)", OTHER)],
        "kms-aggregated-mr",
        "kmsAllowedAggregatedMrs(bytes32)",
    ),
    "KMS devices": (
        "kms",
        [("addKmsDevice(bytes32)", DEVICE_ID), ("removeKmsDevice(bytes32)", OTHER)],
        "kms-device",
        "kmsAllowedDeviceIds(bytes32)",
    ),
    "OS images": (
        "kms",
        [
            ("addOsImageHash(bytes32)", OS_IMAGE),
            ("addOsImageHash(bytes32)", OTHER),
            ("removeOsImageHash(bytes32)", OS_IMAGE),
            ("addOsImageHash(bytes32)", OS_IMAGE),
            ("removeOsImageHash(bytes32)", OTHER),
        ],
        "os-image",
        "allowedOsImages(bytes32)",
    ),
    "compose hashes": (
        "app",
        [("addComposeHash(bytes32)", COMPOSE_HASH), ("addComposeHash(bytes32)", OTHER)],
        "compose-hash",
        "allowedComposeHashes(bytes32)",
    ),
    "app devices": (
        "app",
        [("addDevice(bytes32)", DEVICE_ID), ("addDevice(bytes32)", OTHER)],
        "device",
        "allowedDeviceIds(bytes32)",
    ),
    "a removed app device": (
        "app",
        [("addDevice(bytes32)", DEVICE_ID), ("removeDevice(bytes32)", DEVICE_ID)],
        "device",
        "allowedDeviceIds(bytes32)",
    ),
}


def run(scene: Scene, contract: str, calls: list) -> list[Log]:
    logs: list[Log] = []
    for signature, *arguments in calls:
        outcome = scene.twin.send(OWNER, scene.at(contract), call(signature, *arguments))
        assert outcome.success
        logs += outcome.logs
    return logs


@pytest.mark.parametrize(
    ("contract", "calls", "policy", "query"), HISTORIES.values(), ids=HISTORIES.keys()
)
def test_the_replayed_list_equals_the_queried_one(
    contract: str, calls: list, policy: str, query: str
) -> None:
    scene = Scene.deployed()
    proxy = scene.at(contract)
    logs = run(scene, contract, calls)
    assert len(entries(logs)) == len(calls)
    members = replayed(logs, proxy).lists[policy]
    for value in {argument for _, argument in calls} | {bytes(32), b"\7" * 32}:
        answer = scene.twin.evm.call(proxy, call(query, value)).output
        assert (answer[31] == 1) == (value in members)


FLAGS = {
    "any device": ("setAllowAnyDevice(bool)", "allow-any-device", "allowAnyDevice()"),
    "TCB": ("setRequireTcbUpToDate(bool)", "require-tcb-up-to-date", "requireTcbUpToDate()"),
}


@pytest.mark.parametrize(("setter", "policy", "query"), FLAGS.values(), ids=FLAGS.keys())
@pytest.mark.parametrize("flags", [[True], [True, False], [True, False, True], [False]], ids=str)
def test_the_replayed_flag_equals_the_queried_one(
    setter: str, policy: str, query: str, flags: list[bool]
) -> None:
    scene = Scene.deployed()
    logs = run(scene, "app", [(setter, flag) for flag in flags])
    assert [entry.enabled for entry in entries(logs)] == flags
    value, enabled = replayed(logs, scene.app).latest[policy]
    assert value == bytes(32)
    assert enabled == (scene.twin.evm.call(scene.app, call(query)).output[31] == 1)


def test_replayed_disabled_upgrades_equal_the_storage_bit() -> None:
    scene = Scene.deployed()
    logs = run(scene, "app", [("disableUpgrades()",)])
    assert replayed(logs, scene.app).latest["upgrades-disabled"] == (bytes(32), True)
    assert scene.twin.evm.storage(scene.app)[1] & 0xFF == 1


def test_a_replayed_registration_equals_the_queried_one_and_names_whoever_called() -> None:
    scene = Scene.deployed()
    data = call("registerApp(address)", APP_ID)
    (entry,) = entries(scene.twin.send(OUTSIDER, scene.kms, data).logs)
    assert (entry.actor, entry.policy) == (OUTSIDER, "registered-app")
    assert (entry.value, entry.enabled) == (APP_ID.rjust(32, b"\0"), True)
    answer = scene.twin.evm.call(scene.kms, call("registeredApps(address)", APP_ID)).output
    assert answer[31] == 1


def test_the_gateway_entry_holds_a_hash_and_the_event_before_it_the_clear_value() -> None:
    scene = Scene.deployed()
    clear, audit = run(scene, "kms", [("setGatewayAppId(string)", "0xgateway")])
    assert clear == event(scene.kms, "GatewayAppIdSet(string)", "0xgateway")
    assert entries([clear]) == []
    (entry,) = entries([audit])
    assert entry.policy == "gateway-app-id"
    answer = scene.twin.evm.call(scene.kms, call("gatewayAppId()")).output
    assert answer == clear.data


SILENT = {
    "a quote": ("setKmsQuote(bytes)", b"q"),
    "an event log": ("setKmsEventlog(bytes)", b"e"),
    "an offer of ownership": ("transferOwnership(address)", OUTSIDER),
    "renouncing": ("renounceOwnership()",),
}


@pytest.mark.parametrize("row", SILENT.values(), ids=SILENT.keys())
def test_no_audit_entry_is_left_by(row: tuple) -> None:
    assert entries(run(Scene.deployed(), "kms", [row])) == []


def test_the_initial_flags_leave_no_entry_so_a_replay_must_be_seeded() -> None:
    scene = Scene.deployed()
    deploy = "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)"
    data = call(deploy, OWNER, True, True, True, DEVICE_ID, COMPOSE_HASH)
    outcome = scene.twin.send(OUTSIDER, scene.kms, data)
    app = outcome.output[12:]
    found = entries(outcome.logs)
    assert [(entry.policy, entry.actor) for entry in found] == [
        ("device", scene.kms),
        ("compose-hash", scene.kms),
        ("registered-app", OUTSIDER),
    ]
    assert scene.twin.evm.storage(app)[1] == 0x101
    assert scene.twin.evm.storage(app)[3] == 1


def test_an_upgrade_entry_names_the_actor_and_the_implementation() -> None:
    scene = Scene.deployed()
    for contract in ("kms", "app"):
        logic = scene.at(f"{contract}_logic")
        logs = run(scene, contract, [("upgradeToAndCall(address,bytes)", logic, b"")])
        (entry,) = entries(logs)
        assert (entry.actor, entry.policy) == (OWNER, "implementation-upgrade")
        assert (entry.value, entry.enabled) == (logic.rjust(32, b"\0"), True)


@pytest.mark.parametrize("contract", ["kms", "app"])
def test_an_unauthorized_call_leaves_no_entry_and_no_change(contract: str) -> None:
    scene = Scene.deployed()
    before = scene.twin.evm.whole_storage()
    for name in FACTS["functions"]["DstackKms" if contract == "kms" else "DstackApp"]:
        if not name.startswith(("add", "remove", "set", "disable")):
            continue
        arguments = {
            "()": (),
            "(bytes32)": (OTHER,),
            "(bool)": (True,),
            "(address)": (APP_ID,),
            "(bytes)": (b"x",),
            "(string)": ("x",),
            "((bytes,bytes,bytes,bytes))": ((b"", b"", b"", b""),),
        }[name[name.index("(") :]]
        outcome = scene.twin.send(OUTSIDER, scene.at(contract), call(name, *arguments))
        assert (outcome.success, outcome.logs) == (False, ())
    assert scene.twin.evm.whole_storage() == before


def test_after_a_reorg_the_canonical_chain_has_exactly_one_entry() -> None:
    scene = Scene.deployed()
    evm = scene.twin.evm
    fork = evm.snapshot()
    data = call("addOsImageHash(bytes32)", OS_IMAGE)
    orphaned = evm.send(scene.kms, data, sender=OWNER).logs
    assert len(entries(orphaned)) == 1
    evm.revert(fork)
    query = call("allowedOsImages(bytes32)", OS_IMAGE)
    assert evm.call(scene.kms, query).output == bytes(32)
    canonical = evm.send(scene.kms, data, sender=OWNER).logs
    assert entries(canonical) == entries(orphaned)
    assert evm.call(scene.kms, query).output[31] == 1


FORGED = {
    "a fifth topic": lambda log: Log(log.address, (*log.topics, bytes(32)), log.data),
    "a missing topic": lambda log: Log(log.address, log.topics[:3], log.data),
    "a boolean of 2": lambda log: Log(log.address, log.topics, b"\2".rjust(32, b"\0")),
    "no data": lambda log: Log(log.address, log.topics, b""),
    "a longer word": lambda log: Log(log.address, log.topics, bytes(64)),
    "an actor of more than 20 bytes": lambda log: Log(
        log.address, (log.topics[0], b"\1" * 32, *log.topics[2:]), log.data
    ),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_the_decoder_of_entries_refuses(forge: object) -> None:
    honest = policy_changed(APP_ID, OWNER, "os-image", OS_IMAGE, True)
    assert entries([honest])
    with pytest.raises(AssertionError):
        entries([forge(honest)])
