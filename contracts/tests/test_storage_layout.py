"""The storage layout as published: what the compiler placed where."""

import pytest

from contracts.artifact import Artifact
from contracts.tests.layout import dynamic, element
from contracts.tests.scene import APP_ID, COMPOSE_HASH, OS_IMAGE

# label, slot, byte offset in the slot, type as the compiler names it
LAYOUTS = {
    "DstackKms": [
        ("kmsInfo", 0, 0, "struct DstackKms.KmsInfo"),
        ("gatewayAppId", 4, 0, "string"),
        ("registeredApps", 5, 0, "mapping(address => bool)"),
        ("kmsAllowedAggregatedMrs", 6, 0, "mapping(bytes32 => bool)"),
        ("kmsAllowedDeviceIds", 7, 0, "mapping(bytes32 => bool)"),
        ("allowedOsImages", 8, 0, "mapping(bytes32 => bool)"),
        ("appImplementation", 9, 0, "address"),
        ("__gap", 10, 0, "uint256[50]"),
    ],
    "DstackApp": [
        ("allowedComposeHashes", 0, 0, "mapping(bytes32 => bool)"),
        ("_upgradesDisabled", 1, 0, "bool"),
        ("allowAnyDevice", 1, 1, "bool"),
        ("allowedDeviceIds", 2, 0, "mapping(bytes32 => bool)"),
        ("requireTcbUpToDate", 3, 0, "bool"),
        ("__gap", 4, 0, "uint256[49]"),
    ],
}


def layout(name: str) -> list[tuple[str, int, int, str]]:
    """The compiler's layout of a contract, in its order."""
    document = Artifact.load(name).document["storageLayout"]
    types = {key: kind["label"] for key, kind in document["types"].items()}
    return [
        (entry["label"], int(entry["slot"]), entry["offset"], types[entry["type"]])
        for entry in document["storage"]
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_variable_is_where_it_is_published(name: str) -> None:
    assert layout(name) == LAYOUTS[name]


def test_the_parts_of_the_kms_info_are_in_order() -> None:
    document = Artifact.load("DstackKms").document["storageLayout"]
    (info,) = (t for t in document["types"].values() if t["label"] == "struct DstackKms.KmsInfo")
    parts = [(member["label"], int(member["slot"])) for member in info["members"]]
    assert parts == [("k256Pubkey", 0), ("caPubkey", 1), ("quote", 2), ("eventlog", 3)]


VECTORS = [
    (COMPOSE_HASH, 0, "3ce992a2ff7a827e1758bb768873236a5a08de2ac7550ad6d6e12be43dde299e"),
    (APP_ID, 5, "e211e23e74ee2556989cb624831cd15e4324ec0f5e5d9a1c3ec21f309f497c8c"),
    (OS_IMAGE, 8, "e70d9026481de3a93d2fd0ce44a3f28fe799ba0e4d211ce2c6ac451712802838"),
]


@pytest.mark.parametrize(
    ("key", "slot", "published"), VECTORS, ids=["compose hash", "app", "OS image"]
)
def test_a_mapping_element_has_the_published_slot(key: bytes, slot: int, published: str) -> None:
    assert element(key, slot) == int(published, 16)


AREAS = [
    "290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563",
    "b10e2d527612073b26eecdfd717e6a320cf44b4afac2b0732d9fcbe2b7fa0cf6",
    "405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace",
    "c2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b",
    "8a35acfbc15ff81a39ae7d344fd709f28e8600b4aa8c65c6b64bfe7fe36bd19b",
]


@pytest.mark.parametrize(("slot", "area"), list(enumerate(AREAS)))
def test_long_bytes_lie_at_the_published_place(slot: int, area: str) -> None:
    content = b"\xaa" * 40
    start = int(area, 16)
    assert dynamic(content, slot) == {
        slot: 81,
        start: int("aa" * 32, 16),
        start + 1: int("aa" * 8 + "00" * 24, 16),
    }


def test_short_bytes_lie_in_their_slot() -> None:
    assert dynamic(b"any", 4) == {4: int("616e79" + "00" * 28 + "06", 16)}
    assert dynamic(b"", 4) == {}
