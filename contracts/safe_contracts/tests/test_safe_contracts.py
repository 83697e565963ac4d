import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from eth_utils import keccak, to_checksum_address
from safe_eth.eth.utils import mk_contract_address_2
from safe_eth.safe.safe_deployments import safe_deployments

from contracts.safe_contracts import canonical, canonical_contracts, missing
from contracts.safe_contracts.canonical import CodeMismatchError, create2_address, prove
from contracts.safe_contracts.deployers import DeployerMismatchError, create2_deployers
from contracts.safe_contracts.published import PUBLISHED, VERSIONS, published

SAFE_ETH = Path(find_spec("safe_eth").submodule_search_locations[0])
# What safe-deployments called them before 1.4.1.
OLD_NAMES = {
    "Safe": "GnosisSafe",
    "SafeL2": "GnosisSafeL2",
    "SafeProxyFactory": "GnosisSafeProxyFactory",
}


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: f"{row.name}-{row.version}")
def test_every_address_is_the_one_safe_eth_py_knows_for_mainnet(row):
    deployments = safe_deployments[row.version]
    known = deployments.get(row.name) or deployments[OLD_NAMES[row.name]]
    assert to_checksum_address(row.address) in known["1"]


@pytest.mark.parametrize("contract", canonical_contracts(), ids=lambda c: f"{c.name}-{c.version}")
def test_every_contract_has_code_with_the_stated_hash(contract):
    assert contract.code
    assert keccak(contract.code) == contract.code_hash
    assert contract.version in {*VERSIONS, ""}


def test_contracts_and_missing_ones_together_are_all_that_safe_publishes():
    given = {(c.name, c.version) for c in canonical_contracts() if c.version}
    lacking = {(c.name, c.version) for c in missing() if c.version}
    assert not given & lacking
    assert given | lacking == {(row.name, row.version) for row in PUBLISHED}
    assert all(row.reason for row in missing())


def test_what_the_governance_needs_is_there():
    given = {(c.name, c.version) for c in canonical_contracts()}
    assert {
        ("SafeL2", "1.4.1"),
        ("SafeProxyFactory", "1.4.1"),
        ("CompatibilityFallbackHandler", "1.4.1"),
        ("MultiSendCallOnly", "1.4.1"),
        ("DeterministicDeploymentProxy", ""),
    } <= given


def test_create2_addresses_agree_with_safe_eth_py():
    row = published("SafeProxyFactory", "1.4.1")
    expected = mk_contract_address_2(row.deployer, bytes(32), b"\x60\x00")
    assert to_checksum_address(create2_address(row.deployer, b"\x60\x00")) == expected


def creation_of(name):
    document = json.loads((SAFE_ETH / "eth/contracts/abis" / name).read_text())
    return bytes.fromhex(document["bytecode"][2:])


HANDLER = published("CompatibilityFallbackHandler", "1.4.1")
HANDLER_CREATION = creation_of("CompatibilityFallbackHandler_V1_4_1.json")


def test_the_unchanged_creation_bytecode_is_accepted():
    assert prove(HANDLER, iter([b"\x00", HANDLER_CREATION])).code_hash == HANDLER.code_hash


@pytest.mark.parametrize(
    ("row", "candidates", "message"),
    [
        (HANDLER, [HANDLER_CREATION[:-1] + b"\x00"], "no creation bytecode for this address"),
        (HANDLER, [], "no creation bytecode for this address"),
        (replace(HANDLER, code_hash=bytes(32)), [HANDLER_CREATION], "is not published"),
    ],
    ids=["one byte changed", "nothing found", "another code hash"],
)
def test_other_code_is_refused(row, candidates, message):
    with pytest.raises(CodeMismatchError, match=message):
        prove(row, iter(candidates))


def test_a_missing_package_is_refused(monkeypatch):
    monkeypatch.setattr(canonical, "find_spec", lambda _: None)
    with pytest.raises(CodeMismatchError, match="make setup"):
        canonical._read("anything")


DEPLOYMENT = (SAFE_ETH / "safe/tests/safe_test_case.py").read_text()


def test_both_create2_deployers_are_the_same_69_bytes():
    codes = {name: code for name, _, code in create2_deployers(DEPLOYMENT)}
    assert len(set(codes.values())) == 1
    assert {len(code) for code in codes.values()} == {69}


@pytest.mark.parametrize(
    "text",
    [
        "",
        DEPLOYMENT.replace("604580600e", "604480600e"),
        DEPLOYMENT.replace("4b08a4b5cea15a56", "4b08a4b5cea15a57"),
    ],
    ids=["absent", "other code", "other signature"],
)
def test_a_deployer_from_another_transaction_is_refused(text):
    with pytest.raises(DeployerMismatchError):
        create2_deployers(text)


def test_the_readme_of_the_chain_marks_what_is_there_and_what_is_missing():
    readme = Path(canonical.__file__).parents[1] / "devnet" / "README.md"
    marks = {}
    for line in readme.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 1 + len(VERSIONS) and set(cells[1:]) <= {"✓", "–"}:
            name = cells[0].removesuffix(" (L1 singleton)")
            marks |= {(name, version): cells[i] for i, version in enumerate(VERSIONS, 1)}
    there = {(c.name, c.version): "✓" for c in canonical_contracts() if c.version}
    assert marks == there | {(c.name, c.version): "–" for c in missing()}


MULTICALL3 = "Multicall3"


def test_multicall3_is_given_by_its_package():
    assert MULTICALL3 in {contract.name for contract in canonical_contracts()}
    assert MULTICALL3 not in {contract.name for contract in missing()}


def test_without_the_package_multicall3_is_missing(monkeypatch):
    monkeypatch.setattr(canonical, "find_spec", lambda _: None)
    assert MULTICALL3 in {contract.name for contract in missing()}


def test_another_multicall3_is_refused(monkeypatch):
    monkeypatch.setattr(canonical, "MULTICALL3_CODE_HASH", bytes(32))
    with pytest.raises(CodeMismatchError, match="does not carry the code of Multicall3"):
        missing()
