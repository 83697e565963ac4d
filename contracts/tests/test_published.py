"""The typed constants and the published names must fit each other before anything rests on them."""

import pytest
from eth_utils import keccak

from contracts.artifact import Artifact, type_string
from contracts.tests.published import FACTS


def canonical(entry: dict) -> str:
    return f"{entry['name']}({','.join(type_string(i) for i in entry['inputs'])})"


def rows(group: dict) -> list:
    return [pytest.param(name, figure, id=name) for name, figure in group.items()]


@pytest.mark.parametrize(
    ("signature", "selector"),
    [row for group in FACTS["functions"].values() for row in rows(group)] + rows(FACTS["errors"]),
)
def test_a_published_selector_is_the_hash_of_its_signature(signature: str, selector: str) -> None:
    assert keccak(text=signature)[:4].hex() == selector[2:]


@pytest.mark.parametrize(("signature", "fact"), rows(FACTS["events"]))
def test_a_published_topic_is_the_hash_of_its_event(signature: str, fact: dict) -> None:
    assert keccak(text=signature).hex() == fact["topic"][2:]


@pytest.mark.parametrize(("name", "identity"), rows(FACTS["policies"] | FACTS["roles"]))
def test_a_published_policy_or_role_id_is_the_hash_of_its_name(name: str, identity: str) -> None:
    assert keccak(text=name).hex() == identity[2:]


@pytest.mark.parametrize(("name", "slot"), rows(FACTS["slots"]))
def test_a_published_slot_follows_its_standard(name: str, slot: str) -> None:
    base = int.from_bytes(keccak(text=name), "big") - 1
    if name.startswith("openzeppelin"):  # ERC-7201; the others are ERC-1967
        base = int.from_bytes(keccak(base.to_bytes(32, "big")), "big") & ~0xFF
    assert base == int(slot, 16)


@pytest.mark.parametrize(
    ("interface", "members"),
    [
        ("IAppAuth", ["isAppAllowed"]),
        (
            "IAppAuthBasicManagement",
            ["addComposeHash", "removeComposeHash", "addDevice", "removeDevice"],
        ),
    ],
)
def test_a_published_interface_id_is_the_exclusive_or_of_its_selectors(
    interface: str, members: list[str]
) -> None:
    selectors = FACTS["functions"]["DstackApp"]
    identity = 0
    for signature, selector in selectors.items():
        if signature.split("(")[0] in members:
            identity ^= int(selector, 16)
    assert identity == int(FACTS["interfaces"][interface], 16)
    functions = [e for e in Artifact.load(interface).abi if e["type"] == "function"]
    assert {entry["name"] for entry in functions} == set(members)


@pytest.mark.parametrize("contract", ["DstackKms", "DstackApp"])
def test_the_abi_has_the_published_functions_and_no_other(contract: str) -> None:
    abi = Artifact.load(contract).abi
    functions = {canonical(entry) for entry in abi if entry["type"] == "function"}
    assert functions == FACTS["functions"][contract].keys() | FACTS["functions"]["inherited"].keys()


def test_the_timelock_abi_has_the_published_functions_and_no_other() -> None:
    abi = Artifact.load("GovernanceTimelock").abi
    functions = {canonical(entry) for entry in abi if entry["type"] == "function"}
    assert functions == FACTS["functions"]["GovernanceTimelock"].keys()


@pytest.mark.parametrize(
    "contract", ["DstackKms", "DstackApp", "GovernanceTimelock", "ERC1967Proxy"]
)
def test_every_event_and_error_of_the_abi_is_published(contract: str) -> None:
    for entry in Artifact.load(contract).abi:
        if entry["type"] == "error" and canonical(entry) in FACTS["errors"]:
            continue
        if entry["type"] == "event":
            fact = FACTS["events"][canonical(entry)]
            flags = [parameter["indexed"] for parameter in entry["inputs"]]
            assert flags == [index < fact["indexed"] for index in range(len(flags))]
        elif entry["type"] == "error":
            raise AssertionError(f"{canonical(entry)} is not a published error")
