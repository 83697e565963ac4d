"""Artifacts as deployers read them, and calldata as eth_abi and published vectors have it."""

from pathlib import Path

import pytest
from eth_abi import encode
from eth_abi.exceptions import EncodingTypeError, ValueOutOfBounds
from eth_utils import function_abi_to_4byte_selector, function_signature_to_4byte_selector, keccak

from contracts.artifact import ARTIFACTS, Artifact, calldata, selector, split_types, type_string
from contracts.evm import Evm

ADDRESS = "0x" + "11" * 20
BOOT_INFO = "(address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[])"


def parameter(kind: str, *members: dict) -> dict:
    """A JSON ABI parameter as the compiler writes it."""
    return {"name": "", "type": kind} | ({"components": list(members)} if members else {})


# a JSON ABI parameter, its canonical type
TYPES = {
    "a word": (parameter("uint256"), "uint256"),
    "an array of bytes": (parameter("bytes[2][]"), "bytes[2][]"),
    "a tuple": (parameter("tuple", parameter("address"), parameter("bool")), "(address,bool)"),
    "an array of tuples": (parameter("tuple[][3]", parameter("bytes")), "(bytes)[][3]"),
    "a tuple in a tuple": (
        parameter("tuple", parameter("tuple[]", parameter("int8")), parameter("string")),
        "((int8)[],string)",
    ),
}


@pytest.mark.parametrize("name", TYPES)
def test_tuples_are_written_out(name: str) -> None:
    given, expected = TYPES[name]
    assert type_string(given) == expected


# a parenthesised list, its members
LISTS = {
    "nothing": ("()", []),
    "one": ("(address)", ["address"]),
    "two": ("(address,uint256[2])", ["address", "uint256[2]"]),
    "a tuple alone": ("((bytes,bytes))", ["(bytes,bytes)"]),
    "tuples between words": (
        "(bool,(address,(bytes32,string)[])[4],uint8)",
        ["bool", "(address,(bytes32,string)[])[4]", "uint8"],
    ),
    "tuples at both ends": ("((bool),int8,(bool)[])", ["(bool)", "int8", "(bool)[]"]),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_type_list_splits_at_its_own_commas_only(name: str) -> None:
    types, members = LISTS[name]
    assert split_types(types) == members


# a call and its arguments; the selectors are those of the published contracts
CALLS = {
    "no argument": ("acceptOwnership()", (), "79ba5097"),
    "one word": ("addOsImageHash(bytes32)", (bytes([0x77]) * 32,), "06a3ae96"),
    "dynamic bytes": ("upgradeToAndCall(address,bytes)", (ADDRESS, b"\1\2\3"), "4f1ef286"),
    "a tuple": (
        "setKmsInfo((bytes,bytes,bytes,bytes))",
        ((b"", b"1", b"22", bytes(33)),),
        "7d025352",
    ),
    "arrays": (
        "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)",
        ([ADDRESS], [0], [b"\x79\xba\x50\x97"], bytes(32), bytes(32), 86400),
        "8f2a0bb0",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_calldata_is_the_selector_and_the_encoded_arguments(name: str) -> None:
    signature, arguments, expected = CALLS[name]
    types = split_types(signature[signature.index("(") :])
    assert selector(signature).hex() == expected
    assert selector(signature) == function_signature_to_4byte_selector(signature)
    assert calldata(signature, *arguments) == bytes.fromhex(expected) + encode(types, arguments)


# the published vectors: calldata length, its keccak-256
VECTORS = {
    "isAppAllowed": (
        f"isAppAllowed({BOOT_INFO})",
        (
            (
                ADDRESS,
                bytes([0x22]) * 32,
                "0x" + "33" * 20,
                bytes([0x44]) * 32,
                bytes([0x55]) * 32,
                bytes([0x66]) * 32,
                bytes([0x77]) * 32,
                "UpToDate",
                ["INTEL-SA-00001"],
            ),
        ),
        516,
        "a76b246894c406bfd50707ffe61d7e91bdd97fc1e5d52a628d52033407c1c081",
    ),
    "schedule": (
        "schedule(address,uint256,bytes,bytes32,bytes32,uint256)",
        (
            ADDRESS,
            0,
            bytes.fromhex("79ba5097"),
            bytes(32),
            keccak(text="unique-operation-id"),
            86400,
        ),
        260,
        "e9eefee585490fa919107b102739c286f50a7d4becf5b66de1486d4325991fb9",
    ),
}


@pytest.mark.parametrize("name", VECTORS)
def test_published_calldata_is_met_to_the_byte(name: str) -> None:
    signature, arguments, length, digest = VECTORS[name]
    data = calldata(signature, *arguments)
    assert (len(data), keccak(data).hex()) == (length, digest)


# arguments of addOsImageHash(bytes32), eth_abi's refusal
MISFITS = {
    "none": ((), ValueOutOfBounds),
    "one too many": ((bytes(32), bytes(32)), ValueOutOfBounds),
    "33 bytes": ((bytes(33),), ValueOutOfBounds),
    "hexadecimal text": (("0x" + "77" * 32,), EncodingTypeError),
}


@pytest.mark.parametrize("name", MISFITS)
def test_arguments_that_do_not_fit_are_refused(name: str) -> None:
    arguments, refusal = MISFITS[name]
    with pytest.raises(refusal):
        calldata("addOsImageHash(bytes32)", *arguments)


@pytest.mark.parametrize("name", sorted(path.stem for path in ARTIFACTS.glob("*.json")))
def test_type_strings_give_the_selectors_that_the_compiler_names(name: str) -> None:
    artifact = Artifact.load(name)
    functions = [entry for entry in artifact.abi if entry["type"] == "function"]
    ours = {
        f"{entry['name']}({','.join(map(type_string, entry['inputs']))})": entry
        for entry in functions
    }
    assert {signature: selector(signature).hex() for signature in ours} == artifact.document[
        "methodIdentifiers"
    ]
    for signature, entry in ours.items():
        assert selector(signature) == function_abi_to_4byte_selector(entry)


def test_a_contract_without_an_artifact_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"NoSuchContract\.json"):
        Artifact.load("NoSuchContract")


def test_creation_code_ends_with_the_constructor_arguments() -> None:
    proxy = Artifact.load("ERC1967Proxy")
    bare = bytes.fromhex(proxy.document["creationBytecode"][2:])
    assert proxy.creation(ADDRESS, b"\1") == bare + encode(["address", "bytes"], [ADDRESS, b"\1"])
    app = Artifact.load("DstackApp")
    assert app.creation() == bytes.fromhex(app.document["creationBytecode"][2:])


def test_masked_code_is_the_template_and_nothing_else_is_masked() -> None:
    artifact = Artifact.load("DstackApp")
    evm = Evm()
    address = evm.deploy(artifact.creation())
    code = evm.code(address)
    assert code != artifact.runtime
    assert artifact.masked(code) == artifact.runtime
    assert all(code[at : at + size] == address.rjust(size, b"\0") for at, size in immutables())

    covered = {at + i for at, size in immutables() for i in range(size)}
    for index in range(len(code)):
        changed = bytearray(code)
        changed[index] ^= 1
        assert (artifact.masked(bytes(changed)) == artifact.runtime) == (index in covered)


def immutables() -> list[tuple[int, int]]:
    """Where the compiler put DstackApp's immutables."""
    return Artifact.load("DstackApp").immutables


def test_immutables_are_there_in_order_and_32_bytes_each() -> None:
    assert immutables()
    assert immutables() == sorted(immutables())
    assert {size for _, size in immutables()} == {32}
    assert Artifact.load("ERC1967Proxy").immutables == []


def test_artifacts_are_found_wherever_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Artifact.load.cache_clear()
    assert Artifact.load("DstackKms").name == "DstackKms"
