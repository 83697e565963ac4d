"""Balances, nonces, code and storage, by every way to name a block (EIP-1898 included)."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.stage import Stage, words

UNKNOWN = "0x" + "de" * 32
ABSENT = "0x" + "a5" * 20


def script(stage: Stage) -> Script:
    """Each state method at each block reference; then each account and slot at the head."""
    accounts = {name: stage.address(name) for name in ("alice", "bob", "write", "echo")}
    accounts |= {"absent": ABSENT, "zero": "0x" + "00" * 20, "precompile": "0x" + "00" * 19 + "01"}
    for reference, block in references(stage).items():
        for name in ("alice", "write"):
            address = accounts[name]
            for method, params in (
                ("eth_getBalance", [address, block]),
                ("eth_getTransactionCount", [address, block]),
                ("eth_getCode", [address, block]),
                ("eth_getStorageAt", [address, "0x2", block]),
            ):
                loose = ("result",) if method == "eth_getBalance" else ()
                yield Call(f"{method}/{name} at {reference}", method, params, loose)
    for name, address in accounts.items():
        loose = ("result",)
        yield Call(f"eth_getBalance/{name}", "eth_getBalance", [address, "latest"], loose)
        yield Call(
            f"eth_getTransactionCount/{name}", "eth_getTransactionCount", [address, "latest"]
        )
        yield Call(f"eth_getCode/{name}", "eth_getCode", [address, "latest"])
        yield Call(f"eth_getStorageAt/{name}", "eth_getStorageAt", [address, "0x0", "latest"])
    yield from _spelling(stage)


def references(stage: Stage) -> dict[str, object]:
    """Every way to name a block that exists or does not."""
    before, after = stage.block("deploy.write"), stage.block("dynamic")
    previous = hex(int(before["blockNumber"], 16) - 1)
    return {
        "latest": "latest",
        "pending": "pending",
        "earliest": "earliest",
        "the block before": previous,
        "its own block": before["blockNumber"],
        "number": after["blockNumber"],
        "number object": {"blockNumber": after["blockNumber"]},
        "tag object": {"blockNumber": "latest"},
        "hash object": {"blockHash": after["blockHash"]},
        "canonical hash": {"blockHash": after["blockHash"], "requireCanonical": True},
        "any hash": {"blockHash": after["blockHash"], "requireCanonical": False},
        "hash as text": after["blockHash"],
        "old hash": {"blockHash": before["blockHash"]},
        "future number": "0x7fffffff",
        "largest number": "0x7fffffffffffffff",
        "unknown hash": {"blockHash": UNKNOWN},
        "unknown canonical hash": {"blockHash": UNKNOWN, "requireCanonical": True},
        "unknown hash as text": UNKNOWN,
        "null": None,
        "extra member": {"blockNumber": after["blockNumber"], "extra": 1},
    }


def _spelling(stage: Stage) -> Script:
    write, alice = stage.address("write"), stage.alice.address
    slots = {
        "quantity": "0x2",
        "word": "0x" + words(2),
        "two bytes": "0x0002",
        "odd": "0x002",
        "absent": "0x3",
        "highest": "0x" + "ff" * 32,
        "cleared": "0x1",
    }
    for name, slot in slots.items():
        params = [write, slot, "latest"]
        yield Call(f"eth_getStorageAt/slot {name}", "eth_getStorageAt", params)
    for name, address in (
        ("checksum", alice),
        ("upper case", "0x" + alice[2:].upper()),
        ("upper case prefix", "0X" + alice[2:]),
        ("wrong checksum", alice.swapcase().replace("0X", "0x")),
    ):
        params = [address, "latest"]
        yield Call(f"eth_getTransactionCount/{name}", "eth_getTransactionCount", params)
