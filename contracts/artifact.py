"""Compiled contracts, read from `contracts/artifacts`: one JSON per contract."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eth_abi import encode
from eth_utils import keccak

ARTIFACTS = Path(__file__).parent / "artifacts"


@dataclass(frozen=True)
class Artifact:
    """One compiled contract, as `make contracts` wrote it."""

    name: str
    document: dict

    @staticmethod
    @cache
    def load(name: str) -> "Artifact":
        """The artifact of contract `name`; raises FileNotFoundError when there is none."""
        return Artifact(name, json.loads((ARTIFACTS / f"{name}.json").read_text()))

    @property
    def abi(self) -> list[dict]:
        """The contract's JSON ABI."""
        return self.document["abi"]

    @property
    def runtime(self) -> bytes:
        """Deployed bytecode with every immutable zero."""
        return bytes.fromhex(self.document["runtimeBytecode"][2:])

    @property
    def immutables(self) -> list[tuple[int, int]]:
        """Byte ranges (start, length) of the runtime bytecode that the constructor fills in."""
        ranges = self.document["immutableReferences"].values()
        return sorted((r["start"], r["length"]) for group in ranges for r in group)

    def creation(self, *arguments: object) -> bytes:
        """Creation bytecode followed by the ABI-encoded constructor arguments."""
        constructor = next((e for e in self.abi if e["type"] == "constructor"), {"inputs": []})
        types = [type_string(parameter) for parameter in constructor["inputs"]]
        return bytes.fromhex(self.document["creationBytecode"][2:]) + encode(types, arguments)

    def masked(self, code: bytes) -> bytes:
        """`code` with this contract's immutable ranges set to zero: its code template."""
        masked = bytearray(code)
        for start, length in self.immutables:
            masked[start : start + length] = bytes(length)
        return bytes(masked)


def type_string(parameter: dict) -> str:
    """The canonical ABI type of a JSON ABI parameter, tuples expanded (Solidity ABI spec)."""
    kind = parameter["type"]
    if not kind.startswith("tuple"):
        return kind
    members = ",".join(type_string(member) for member in parameter["components"])
    return f"({members}){kind[len('tuple') :]}"


def selector(signature: str) -> bytes:
    """The four-byte function or error selector of `name(type,…)` (Solidity ABI spec)."""
    return keccak(text=signature)[:4]


def calldata(signature: str, *arguments: object) -> bytes:
    """Selector of `name(type,…)` followed by the ABI-encoded arguments."""
    types = signature[signature.index("(") :]
    return selector(signature) + encode(split_types(types), arguments)


def split_types(types: str) -> list[str]:
    """The members of a parenthesised ABI type list: `(a,(b,c)[])` gives `a` and `(b,c)[]`."""
    members, depth, start = [], 0, 1
    for index, character in enumerate(types):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if (character == "," and depth == 1) or (character == ")" and depth == 0):
            if index > start:
                members.append(types[start:index])
            start = index + 1
    return members
