"""eth_getProof: accounts and slots, present and absent, at the head and before."""

from eth_utils import keccak

from contracts.devnet.conformance.exchange import Call, Fact, Script
from contracts.devnet.conformance.script.state import references
from contracts.devnet.conformance.stage import Stage, words
from contracts.devnet.conformance.truth import proof_holds

ABSENT = "0x" + "a5" * 20


def script(stage: Stage) -> Script:
    """Proofs by account, by slot and by block; each that is given must verify."""
    write = stage.address("write")
    slots = {
        "none": [],
        "present": ["0x" + words(2)],
        "absent": ["0x" + words(3)],
        "cleared": ["0x" + words(1)],
        "quantity": ["0x2"],
        "two bytes": ["0x0002"],
        "highest": ["0x" + "ff" * 32],
        "several": ["0x2", "0x" + words(3), "0x2"],
        "upper case": ["0x" + "FF" * 32],
    }
    accounts = {
        "alice": stage.address("alice"),
        "delegated": stage.address("bob"),
        "no storage": stage.address("echo"),
        "absent": ABSENT,
    }
    cases = {f"slots {name}": [write, keys, "latest"] for name, keys in slots.items()}
    cases |= {name: [address, ["0x0"], "latest"] for name, address in accounts.items()}
    for name, params in cases.items():
        header = stage.client.call("eth_getBlockByNumber", params[2], False)
        loose = ("codeHash",) if name == "delegated" else ()
        reply = yield Call(f"eth_getProof/{name}", "eth_getProof", params, loose)
        proof = reply.get("result")
        yield Fact(f"eth_getProof/{name} verifies", proof_holds(header["stateRoot"], proof))
    for name, block in references(stage).items():
        yield Call(f"eth_getProof/at {name}", "eth_getProof", [write, ["0x2"], block])
    keys = ["0x" + keccak(index.to_bytes(2, "big")).hex() for index in range(1025)]
    for count in (1024, 1025):
        yield Call(
            f"eth_getProof/{count} slots", "eth_getProof", [write, keys[:count], "latest"], ("*",)
        )
