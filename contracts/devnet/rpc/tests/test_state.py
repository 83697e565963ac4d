"""State at any block: tags, numbers, hashes, EIP-1898; proofs against the state root."""

import pytest
import rlp
from eth_utils import keccak
from trie import HexaryTrie

from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, Scene, play, runtime, word

UNKNOWN = "0x" + "22" * 32

# each state method, a call of it, and its result after blocks 1 to 4
READINGS = {
    "eth_getStorageAt": (["{contract}", "0x0"], [word(0), word(5), word(6), word(6)]),
    "eth_getTransactionCount": ([ALICE], ["0x1", "0x2", "0x3", "0x4"]),
    "eth_getBalance": ([BOB], ["0x21e19e0c9bab2400000"] * 3 + ["0x21e19e0c9bab2400001"]),
    "eth_getCode": (["{contract}"], ["0x" + runtime().hex()] * 4),
}


def ask(scene: Scene, method: str, reference: object) -> object:
    params = [
        item.format(contract=scene.contract) if "{" in item else item
        for item in READINGS[method][0]
    ]
    return scene.call(method, *params, reference)


@pytest.mark.parametrize("method", READINGS)
def test_state_is_read_after_every_block_by_every_kind_of_reference(
    scene: Scene, method: str
) -> None:
    for number, expected in enumerate(READINGS[method][1], start=1):
        block_hash = scene.call("eth_getBlockByNumber", hex(number), False)["hash"]
        for reference in (
            hex(number),
            block_hash,
            {"blockNumber": hex(number)},
            {"blockHash": block_hash},
            {"blockHash": block_hash, "requireCanonical": True},
        ):
            assert ask(scene, method, reference) == expected


@pytest.mark.parametrize("method", READINGS)
def test_tags_are_blocks_for_state_too(scene: Scene, method: str) -> None:
    results = READINGS[method][1]
    assert ask(scene, method, "latest") == ask(scene, method, None) == results[3]
    assert ask(scene, method, "pending") == results[3]
    assert ask(scene, method, "safe") == results[1]
    genesis = ask(scene, method, "earliest")
    assert genesis == ask(scene, method, "finalized") == ask(scene, method, "0x0")
    assert ask(scene, method, {"blockNumber": "safe"}) == results[1]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("eth_getBalance", [ALICE]),
        ("eth_getCode", [ALICE]),
        ("eth_getTransactionCount", [ALICE]),
        ("eth_getStorageAt", [ALICE, "0x0"]),
        ("eth_getStorageValues", [{ALICE: [UNKNOWN]}]),
        ("eth_getProof", [ALICE, []]),
        ("eth_call", [{}]),
        ("eth_estimateGas", [{"to": BOB}]),
        ("eth_createAccessList", [{"to": BOB}]),
        ("eth_simulateV1", [{"blockStateCalls": [{}]}]),
    ],
)
def test_unknown_blocks_are_errors_on_every_state_method(
    scene: Scene, method: str, params: list
) -> None:
    for reference, message in (
        ("0xffff", "header not found"),
        ({"blockNumber": "0xffff"}, "header not found"),
        (UNKNOWN, "header for hash not found"),
        ({"blockHash": UNKNOWN}, "header for hash not found"),
    ):
        with pytest.raises(CallError) as refusal:
            scene.call(method, *params, reference)
        assert (refusal.value.code, refusal.value.message) == (-32000, message)


def test_a_replaced_block_is_read_by_hash_unless_the_canonical_one_is_required(
    node: Client,
) -> None:
    scene = play(node)
    replaced = node.call("eth_getBlockByNumber", "0x3", False)["hash"]
    node.call("anvil_reorg", 2)
    loose, strict = {"blockHash": replaced}, {"blockHash": replaced, "requireCanonical": True}
    assert node.call("eth_getStorageAt", scene.contract, "0x0", loose) == word(6)
    assert node.call("eth_getStorageAt", scene.contract, "0x0", "0x3") == word(5)
    for method, params in (
        ("eth_getStorageAt", [scene.contract, "0x0"]),
        ("eth_call", [{}]),
        ("eth_getBlockReceipts", []),
    ):
        with pytest.raises(CallError) as refusal:
            node.call(method, *params, strict)
        assert refusal.value.message == "hash is not currently canonical"


@pytest.mark.parametrize("key", ["0x0", "0", "", "0x", "0x" + "00" * 32, None])
def test_storage_keys_are_read_leniently(scene: Scene, key: str | None) -> None:
    assert scene.call("eth_getStorageAt", scene.contract, key, "latest") == word(6)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("0xg", "invalid hex in storage key"),
        ("0x" + "1" * 65, "storage key too long (want at most 32 bytes)"),
    ],
)
def test_storage_keys_that_are_none_are_refused(scene: Scene, key: str, reason: str) -> None:
    for method, keys in (("eth_getStorageAt", key), ("eth_getProof", [key])):
        with pytest.raises(CallError) as refusal:
            scene.call(method, ALICE, keys)
        assert refusal.value.code == -32602
        assert refusal.value.message == f'{reason}: "{key}"'


def test_many_slots_at_once(scene: Scene) -> None:
    assert scene.call("eth_getStorageValues", {scene.contract: [word(0), word(1)]}) == {
        scene.contract: [word(6), word(0)]
    }
    with pytest.raises(CallError, match="empty request"):
        scene.call("eth_getStorageValues", {})
    with pytest.raises(CallError, match="too many slots \\(max 1024\\)") as refusal:
        scene.call("eth_getStorageValues", {ALICE: [word(0)] * 1025})
    assert refusal.value.code == -38026


def prove(root: bytes, key: bytes, nodes: list[str]) -> bytes:
    """The value that a proof shows, by an implementation that did not make it."""
    raw = [rlp.decode(bytes.fromhex(node[2:])) for node in nodes]
    return HexaryTrie.get_from_proof(root, keccak(key), raw)


@pytest.mark.parametrize("number", ["0x1", "0x2", "latest"])
@pytest.mark.parametrize("account", ["{contract}", ALICE, NOBODY])
def test_proofs_lead_from_the_state_root_to_accounts_and_slots(
    scene: Scene, account: str, number: str
) -> None:
    account = account.format(contract=scene.contract)
    root = scene.call("eth_getBlockByNumber", number, False)["stateRoot"]
    keys = ["0x0", word(0), "0x1"]
    proof = scene.call("eth_getProof", account, keys, number)
    found = prove(bytes.fromhex(root[2:]), bytes.fromhex(account[2:]), proof["accountProof"])
    if account == NOBODY:
        assert found == b""
        assert (proof["balance"], proof["nonce"]) == ("0x0", "0x0")
    else:
        told = [int(proof["nonce"], 16), int(proof["balance"], 16)]
        hashes = [bytes.fromhex(proof[name][2:]) for name in ("storageHash", "codeHash")]
        assert found == rlp.encode([*told, *hashes])
    assert [item["key"] for item in proof["storageProof"]] == keys
    for item in proof["storageProof"]:
        value = scene.call("eth_getStorageAt", account, item["key"], number)
        assert int(item["value"], 16) == int(value, 16)
        if item["proof"]:
            slot = int(item["key"], 16).to_bytes(32, "big")
            held = prove(bytes.fromhex(proof["storageHash"][2:]), slot, item["proof"])
            assert int(value, 16) == (int.from_bytes(rlp.decode(held), "big") if held else 0)


def test_a_proof_has_a_limit_of_keys(scene: Scene) -> None:
    assert len(scene.call("eth_getProof", ALICE, ["0x0"] * 1024)["storageProof"]) == 1024
    with pytest.raises(CallError, match=r"too many storage keys requested \(max 1024, got 1025\)"):
        scene.call("eth_getProof", ALICE, ["0x0"] * 1025)
