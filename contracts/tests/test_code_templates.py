"""Code templates: what two deployments of one contract share, and where they may differ."""

import pytest

from contracts.artifact import Artifact
from contracts.evm import Evm
from contracts.tests.scene import OUTSIDER, OWNER, Scene

SELF_AWARE = [
    "DstackKms",
    "DstackApp",
    "DstackKmsV2",
    "DstackAppV2",
    "DstackKmsMovedSlot",
    "DstackAppMovedSlot",
]
PLAIN = {
    "ERC1967Proxy": None,
    "GovernanceTimelock": (3600, [OWNER], [OUTSIDER], bytes(20)),
}


def differences(left: bytes, right: bytes) -> set[int]:
    assert len(left) == len(right)
    return {at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b}


@pytest.mark.parametrize("name", SELF_AWARE)
def test_two_deployments_differ_inside_their_immutables_only(name: str) -> None:
    evm, artifact = Evm(), Artifact.load(name)
    addresses = [evm.deploy(artifact.creation()) for _ in range(2)]
    first, second = (evm.code(address) for address in addresses)
    inside = {at for start, length in artifact.immutables for at in range(start, start + length)}
    assert inside
    assert differences(first, second) <= inside
    assert differences(first, second)
    for address, code in zip(addresses, (first, second), strict=True):
        assert artifact.masked(code) == artifact.runtime
        for start, length in artifact.immutables:
            assert length == 32
            assert code[start : start + length] == address.rjust(32, b"\0")


@pytest.mark.parametrize("name", PLAIN)
def test_a_contract_without_immutables_is_deployed_as_compiled(name: str) -> None:
    scene = Scene.deployed()
    artifact = Artifact.load(name)
    assert artifact.immutables == []
    arguments = PLAIN[name] or (scene.kms_logic, b"")
    address = scene.twin.evm.deploy(artifact.creation(*arguments))
    assert scene.twin.evm.code(address) == artifact.runtime


def test_every_app_of_the_factory_is_the_same_proxy() -> None:
    scene = Scene.deployed()
    proxy = Artifact.load("ERC1967Proxy").runtime
    assert scene.twin.evm.code(scene.app) == proxy == scene.twin.evm.code(scene.kms)


@pytest.mark.parametrize("name", SELF_AWARE)
def test_a_byte_outside_the_immutables_breaks_the_template(name: str) -> None:
    evm, artifact = Evm(), Artifact.load(name)
    code = evm.code(evm.deploy(artifact.creation()))
    inside = {at for start, length in artifact.immutables for at in range(start, start + length)}
    for at in range(0, len(code), 97):
        changed = code[:at] + bytes([code[at] ^ 1]) + code[at + 1 :]
        assert (artifact.masked(changed) == artifact.runtime) == (at in inside)
