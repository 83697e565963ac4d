"""eth_simulateV1: blocks of calls that never happened."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.script.state import references
from contracts.devnet.conformance.stage import ETHER, GWEI, Stage, error, words

METHOD = "eth_simulateV1"
ABSENT = "0x" + "a5" * 20
LOOSE = ("gasLimit",)


def script(stage: Stage) -> Script:
    """Simulations by content, by option and by block."""
    for name, payload in payloads(stage).items():
        yield Call(f"{METHOD}/{name}", METHOD, [payload, "latest"], LOOSE)
    simple = {"blockStateCalls": [{"calls": [{"to": stage.address("echo"), "input": "0x11"}]}]}
    for name, block in references(stage).items():
        yield Call(f"{METHOD}/at {name}", METHOD, [simple, block], LOOSE)


def payloads(stage: Stage) -> dict[str, object]:
    """Payloads by what they show."""
    alice, bob = stage.address("alice"), stage.address("bob")

    def to(name: str, **members: object) -> dict:
        return {"from": alice, "to": stage.address(name), **members}

    def one(*calls: dict, **members: object) -> dict:
        return {"blockStateCalls": [{"calls": list(calls), **members}]}

    echo = to("echo", input="0x11")
    fees = {"maxFeePerGas": hex(10 * GWEI), "maxPriorityFeePerGas": "0x0"}
    write, read = to("write", input="0x" + words(9, 5)), to("read", input="0x" + words(9))
    return {
        "echo": one(echo),
        "no calls": {"blockStateCalls": [{}]},
        "no blocks": {"blockStateCalls": []},
        "empty": {},
        "null": None,
        "text": "a",
        "array": [],
        "two calls": one(echo, to("emit", input="0x" + words(1, 2))),
        "two blocks": {"blockStateCalls": [{"calls": [write]}, {"calls": [read]}]},
        "empty block between": {"blockStateCalls": [{"calls": [write]}, {}, {"calls": [echo]}]},
        "state carries over": one(write, read),
        "reverts": one(to("revert", input="0x" + error("no"))),
        "reverts empty": one(to("revert")),
        "fails": one(to("invalid", gas="0x186a0")),
        "out of gas": one(to("loop", gas="0x186a0")),
        "fails and goes on": one(to("revert"), echo),
        "creation": one({"from": alice, "input": "0x5f5ff3"}),
        "full transactions": {**one(echo), "returnFullTransactions": True},
        "transfers traced": {**one(to("bob", value="0x5")), "traceTransfers": True},
        "transfer not traced": one(to("bob", value="0x5")),
        "inner transfer traced": {
            **one(to("forward", value="0x5", input="0x" + words(int(bob, 16)))),
            "traceTransfers": True,
        },
        "value too high": one({"from": ABSENT, "to": bob, "value": hex(ETHER)}),
        "gas above block": one(to("echo", gas="0x3b9aca01")),
        "nonce too low": {**one(to("echo", nonce="0x0", **fees)), "validation": True},
        "nonce too high": {**one(to("echo", nonce="0xffff", **fees)), "validation": True},
        "nonce ignored": one(to("echo", nonce="0xffff")),
        "validated": {**one(to("bob", gas="0x5208", **fees)), "validation": True},
        "validated without fee": {**one(to("bob", gas="0x5208")), "validation": True},
        "validated poor": {
            **one({"from": ABSENT, "to": bob, "gas": "0x5208", **fees}),
            "validation": True,
        },
        "balance override": one(
            {"from": ABSENT, "to": bob, "value": hex(ETHER)},
            stateOverrides={ABSENT: {"balance": hex(2 * ETHER)}},
        ),
        "code override": one(
            {"to": ABSENT, "input": "0x1234"}, stateOverrides={ABSENT: {"code": "0x365f5f37365ff3"}}
        ),
        "state override": one(
            read,
            stateOverrides={
                stage.address("read"): {"stateDiff": {"0x" + words(9): "0x" + words(3)}}
            },
        ),
        "block override": one(
            to("context"),
            blockOverrides={
                "number": "0x100000",
                "time": "0x77777777",
                "gasLimit": "0x989680",
                "feeRecipient": "0x" + "fe" * 20,
                "prevRandao": "0x" + "ab" * 32,
                "baseFeePerGas": "0x7",
            },
        ),
        "number falls": {
            "blockStateCalls": [
                {"blockOverrides": {"number": "0x100000"}},
                {"blockOverrides": {"number": "0xfffff"}},
            ]
        },
        "number not above": one(blockOverrides={"number": "0x1"}),
        "time falls": one(blockOverrides={"time": "0x1"}),
        "number leaps": one(blockOverrides={"number": "0x7fffffff"}),
        "257 blocks": {"blockStateCalls": [{}] * 257},
        "short address": one({"to": "0x12"}),
        "calls no list": {"blockStateCalls": [{"calls": {}}]},
        "unknown member": {**one(echo), "extra": 1},
    }
