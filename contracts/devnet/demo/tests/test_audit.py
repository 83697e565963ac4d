"""The replayed history equals the state; a missing, changed or foreign event does not pass."""

from dataclasses import replace

import pytest
from eth_utils import keccak

from contracts.devnet.demo import audit as audit_module
from contracts.devnet.demo.audit import audit
from contracts.devnet.demo.clients import Chain
from contracts.devnet.demo.command import DESCRIBE_ENCLAVE
from contracts.devnet.demo.devnet_process import running_devnet
from contracts.devnet.demo.events import read_events
from contracts.devnet.demo.measurement import read_image
from contracts.devnet.demo.narration import Narrator, SurpriseError
from contracts.devnet.demo.policy import as_word
from contracts.devnet.demo.story import Story

IMAGE = read_image(DESCRIBE_ENCLAVE).os_image_hash


def narrator():
    return Narrator(lambda _: None, lambda: None)


@pytest.fixture(scope="module")
def chain():
    """A chain on which an image was allowed and revoked, and a second one cancelled."""
    with running_devnet() as devnet:
        chain = Chain(devnet["url"], devnet["deployment"])
        story = Story(chain, read_image(DESCRIBE_ENCLAVE), narrator())
        story.measure()
        story.execute(story.propose())
        story.cancel()
        story.revoke()
        yield chain


@pytest.fixture(scope="module")
def events(chain):
    return read_events(chain, 0)


def test_the_untouched_history_passes(chain):
    entries = audit(chain, narrator())
    added = [entry for entry in entries if f"OsImageHashAdded(0x{IMAGE.hex()})" in entry["what"]]
    assert len(added) == 1
    assert added[0]["signers"] == sorted(chain.deployment["owners"][:2])
    assert [entry["what"] for entry in entries].count("cancelled") == 1


def named(name, source=None):
    return lambda event: event.name == name and source in (None, event.source)


def without(events, matches, last=False):
    """The events without the first (or last) match."""
    found = [index for index, event in enumerate(events) if matches(event)]
    index = found[-1 if last else 0]
    return events[:index] + events[index + 1 :]


def changed(events, matches, **arguments):
    """The events with arguments of the first match replaced."""
    index = next(index for index, event in enumerate(events) if matches(event))
    other = replace(events[index], arguments=events[index].arguments | arguments)
    return [*events[:index], other, *events[index + 1 :]]


def without_revocation(events):
    """As if removeOsImageHash had left no trace: typed event and PolicyChanged."""
    index = next(i for i, event in enumerate(events) if event.name == "OsImageHashRemoved")
    return events[:index] + events[index + 2 :]


FAULTS = {
    "a PolicyChanged is missing": lambda e: without(e, named("PolicyChanged")),
    "the last PolicyChanged is missing": lambda e: without(e, named("PolicyChanged"), last=True),
    "a typed event is missing": lambda e: without(e, named("OsImageHashAdded")),
    "a PolicyChanged says another value": lambda e: changed(
        e, named("PolicyChanged"), value=b"\x01" * 32
    ),
    "a PolicyChanged says the opposite": lambda e: changed(
        e, named("PolicyChanged"), enabled=False
    ),
    "a PolicyChanged of an unknown policy": lambda e: changed(
        e, named("PolicyChanged"), policy=b"\x01" * 32
    ),
    "a revocation is missing whole": without_revocation,
    "an ownership transfer is missing": lambda e: without(
        e, named("OwnershipTransferred", "kms"), last=True
    ),
    "a cancellation is missing": lambda e: without(e, named("Cancelled")),
    "an execution is missing": lambda e: [x for x in e if x.name != "CallExecuted"],
    "a schedule is missing": lambda e: without(e, named("CallScheduled")),
    "a Safe execution is missing": lambda e: without(e, named("ExecutionSuccess")),
    "a Safe execution of another hash": lambda e: changed(
        e, named("ExecutionSuccess"), txHash=b"\x01" * 32
    ),
    "a call to a foreign contract": lambda e: changed(
        e, named("CallScheduled"), target="0x" + "11" * 20
    ),
    "calldata that no function of the contract takes": lambda e: changed(
        e, named("CallScheduled"), data=b"\x01\x02\x03\x04"
    ),
    "an upgrade to something else": lambda e: changed(
        e, named("Upgraded", "kms"), implementation="0x" + "11" * 20
    ),
    "an upgrade of the app is missing": lambda e: without(e, named("Upgraded", "app")),
    "a role of somebody else": lambda e: changed(e, named("RoleGranted"), account="0x" + "11" * 20),
    "a change of the delay is missing": lambda e: without(e, named("MinDelayChange")),
    "an owner is missing": lambda e: changed(e, named("SafeSetup"), owners=["0x" + "11" * 20]),
    "another threshold": lambda e: changed(e, named("SafeSetup"), threshold=1),
    "a failed Safe transaction": lambda e: [*e, replace(e[-1], name="ExecutionFailure")],
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_history_with_a_hole_does_not_pass(chain, events, monkeypatch, fault):
    monkeypatch.setattr(audit_module, "read_events", lambda *_: fault(list(events)))
    with pytest.raises(SurpriseError):
        audit(chain, narrator())


def element(key, slot):
    return int.from_bytes(keccak(key + slot.to_bytes(32, "big")), "big")


@pytest.mark.parametrize(
    ("contract", "slot", "value", "sentence"),
    [
        ("kms", element(IMAGE, 8), 1, f"os-image 0x{IMAGE.hex()} is not allowed"),
        ("app", element(IMAGE, 0), 1, f"compose-hash 0x{IMAGE.hex()} is not allowed"),
        ("app", 1, 0x0100, "allow-any-device is off"),
        ("app", 1, 0x0001, "upgrades-disabled is off"),
        ("app", 3, 1, "require-tcb-up-to-date is off"),
        ("kms", 4, 0, "gateway-app-id is"),
        ("kms", 9, 0, "app-implementation is"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_state_that_no_event_explains_does_not_pass(chain, contract, slot, value, sentence):
    request = chain.web3.provider.make_request
    snapshot = request("evm_snapshot", [])["result"]
    address = chain.deployment[contract]["address"]
    request("anvil_setStorageAt", [address, f"0x{slot:064x}", f"0x{value:064x}"])
    try:
        with pytest.raises(SurpriseError, match=f"not so: {sentence}"):
            audit(chain, narrator())
    finally:
        assert request("evm_revert", [snapshot])["result"]


ADDRESS = "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
WORD = bytes.fromhex(ADDRESS[2:]).rjust(32, b"\0")


@pytest.mark.parametrize(
    ("policy", "value", "word"),
    [
        ("app-implementation", ADDRESS, WORD),
        ("registered-app", ADDRESS, WORD),
        ("gateway-app-id", ADDRESS, keccak(text=ADDRESS)),
        ("gateway-app-id", "", keccak(b"")),
        ("kms-info", bytes(32), keccak(bytes(32))),
        ("kms-info", b"", keccak(b"")),
        ("os-image", IMAGE, IMAGE),
        ("upgrades-disabled", b"", bytes(32)),
    ],
)
def test_the_policy_says_how_policy_changed_carries_a_value(policy, value, word):
    assert as_word(policy, value) == word


def test_another_signer_than_the_first_owners_is_shown_by_address(chain, monkeypatch):
    owners = chain.deployment["owners"]
    monkeypatch.setitem(chain.deployment, "owners", owners[1:])
    told = []
    audit(chain, Narrator(told.append, lambda: None))
    assert any(f"{owners[0]} + owner 1" in line and "OsImageHashAdded" in line for line in told)


def test_an_event_that_is_none_of_the_contract_s_is_a_surprise(chain, monkeypatch):
    monkeypatch.setattr(chain.kms, "abi", [e for e in chain.kms.abi if e.get("name") != "Upgraded"])
    with pytest.raises(SurpriseError, match="is no event of its contract"):
        read_events(chain, 0)
