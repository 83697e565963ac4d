"""eth_call, eth_estimateGas and eth_createAccessList: outcomes, blocks, fees, overrides."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.script.state import references
from contracts.devnet.conformance.stage import ETHER, GWEI, Stage, error, words

METHODS = ("eth_call", "eth_estimateGas", "eth_createAccessList")
ABSENT = "0x" + "a5" * 20


def script(stage: Stage) -> Script:
    """Each request through all three methods; then blocks and overrides."""
    for name, request in requests(stage).items():
        for method in METHODS:
            yield Call(f"{method}/{name}", method, [request, "latest"])
    for name, block in references(stage).items():
        request = {"to": stage.address("read"), "input": "0x" + words(2)}
        yield Call(f"eth_call/at {name}", "eth_call", [request, block])
        yield Call(f"eth_estimateGas/at {name}", "eth_estimateGas", [request, block])
        yield Call(f"eth_createAccessList/at {name}", "eth_createAccessList", [request, block])
    context = {"from": stage.address("alice"), "to": stage.address("context")}
    yield Call("eth_call/context", "eth_call", [context, "latest"], ("*",))
    yield from _state_overrides(stage)
    yield from _block_overrides(context)


def requests(stage: Stage) -> dict[str, dict]:
    """Call requests by what they show."""
    alice = stage.address("alice")

    def to(name: str, **members: object) -> dict:
        return {"from": alice, "to": stage.address(name), **members}

    panic = "0x4e487b71" + words(0x11)
    ecrecover = "0x" + words(0, 27, 1, 1)
    return {
        "echo": to("echo", input="0x0123456789"),
        "echo nothing": to("echo"),
        "data member": to("echo", data="0x01"),
        "data and input equal": to("echo", data="0x01", input="0x01"),
        "data and input differ": to("echo", data="0x01", input="0x02"),
        "no from": {"to": stage.address("echo"), "input": "0x01"},
        "unknown member": to("echo", extra=1),
        "revert empty": to("revert"),
        "revert reason": to("revert", input="0x" + error("no such right")),
        "revert empty reason": to("revert", input="0x" + error("")),
        "revert long reason": to("revert", input="0x" + error("long " * 40)),
        "revert unicode reason": to("revert", input="0x" + error("größer ✓")),
        "revert panic": to("revert", input=panic),
        "revert panic unknown": to("revert", input="0x4e487b71" + words(0x99)),
        "revert custom": to("revert", input="0x118cdaa7" + words(5)),
        "revert selector alone": to("revert", input="0x08c379a0"),
        "revert reason cut short": to("revert", input="0x" + error("abc")[:-40]),
        "revert reason not utf-8": to(
            "revert", input="0x08c379a0" + words(32, 2) + "fffe" + "00" * 30
        ),
        "revert three bytes": to("revert", input="0x010203"),
        "out of gas": to("loop", gas="0x186a0"),
        "invalid opcode": to("invalid", gas="0x186a0"),
        "stack underflow": to("underflow", gas="0x186a0"),
        "bad jump": to("badJump", gas="0x186a0"),
        "write": to("write", input="0x" + words(5, 9)),
        "write over": to("write", input="0x" + words(2, 9)),
        "clear": to("write", input="0x" + words(2, 0)),
        "emit": to("emit", input="0x" + words(1, 2)),
        "touch": to("touch", input="0x" + words(0xA5, 3)),
        "access list": to("touch", input="0x" + words(0xA5, 3), accessList=_access(stage)),
        "transfer": to("bob", value="0x1"),
        "transfer to absent": {"from": alice, "to": ABSENT, "value": "0x1"},
        "transfer too much": to("bob", value=hex(10**9 * ETHER)),
        "transfer from absent": {"from": ABSENT, "to": alice, "value": "0x1"},
        "value to contract": to("forward", value="0x5", input="0x" + words(0xA5)),
        "call absent": {"from": alice, "to": ABSENT, "input": "0x1234"},
        "call delegated": to("bob", input="0xabcd"),
        "creation": {"from": alice, "input": "0x600a600c600039600a6000f3602a60005260206000f3"},
        "creation empty": {"from": alice},
        "creation that reverts": {"from": alice, "input": "0x5f5ffd"},
        "creation of 0xef": {"from": alice, "input": "0x60ef5f5360015ff3"},
        "creation without from": {"input": "0x00"},
        "gas 21000": to("bob", gas="0x5208"),
        "gas too low": to("echo", gas="0x5207", input="0x01"),
        "gas zero": to("echo", gas="0x0"),
        "gas above the cap": to("echo", gas="0xffffffffffff"),
        "gas price": to("echo", gasPrice=hex(10 * GWEI)),
        "gas price below base fee": to("echo", gasPrice="0x1"),
        "gas price zero": to("echo", gasPrice="0x0"),
        "gas price of the poor": {"from": ABSENT, "to": alice, "gasPrice": hex(10 * GWEI)},
        "fees": to("echo", maxFeePerGas=hex(10 * GWEI), maxPriorityFeePerGas=hex(GWEI)),
        "fee cap below base fee": to("echo", maxFeePerGas="0x1", maxPriorityFeePerGas="0x1"),
        "tip above cap": to(
            "echo", maxFeePerGas=hex(10 * GWEI), maxPriorityFeePerGas=hex(11 * GWEI)
        ),
        "both fee styles": to("echo", gasPrice="0x1", maxFeePerGas="0x1"),
        "tip alone": to("echo", maxPriorityFeePerGas="0x1"),
        "nonce ignored": to("echo", nonce="0xffff"),
        "nonce at its end": to("echo", nonce="0xffffffffffffffff"),
        "own chain id": to("echo", chainId=hex(stage.chain_id)),
        "foreign chain id": to("echo", chainId="0x1"),
        "type member": to("echo", type="0x2"),
        "authorization list empty": to("echo", authorizationList=[]),
        "blob hashes": to(
            "echo", blobVersionedHashes=["0x01" + "00" * 31], maxFeePerBlobGas=hex(GWEI)
        ),
        "blob hashes empty": to("echo", blobVersionedHashes=[]),
        "ecrecover": {"from": alice, "to": _precompile(1), "input": ecrecover},
        "sha256": {"from": alice, "to": _precompile(2), "input": "0x616263"},
        "ripemd160": {"from": alice, "to": _precompile(3), "input": "0x616263"},
        "identity": {"from": alice, "to": _precompile(4), "input": "0x616263"},
        "modexp": {"from": alice, "to": _precompile(5), "input": "0x" + words(1, 1, 1) + "030205"},
        "bn128 addition": {"from": alice, "to": _precompile(6), "input": "0x" + words(1, 2, 1, 2)},
        "bn128 not on curve": {
            "to": _precompile(6),
            "input": "0x" + words(1, 1, 1, 2),
            "gas": "0xffff",
        },
        "blake2f wrong length": {
            "from": alice,
            "to": _precompile(9),
            "input": "0x00",
            "gas": "0xffff",
        },
        "bls12 addition": {"from": alice, "to": _precompile(11), "input": "0x" + "00" * 256},
        "calldata floor": to("echo", input="0x" + "11" * 1000),
    }


def _access(stage: Stage) -> list[dict]:
    return [{"address": stage.address("touch"), "storageKeys": ["0x" + words(3)]}]


def _precompile(number: int) -> str:
    return "0x" + number.to_bytes(20, "big").hex()


def _state_overrides(stage: Stage) -> Script:
    read, alice = stage.address("read"), stage.address("alice")
    request = {"from": alice, "to": read, "input": "0x" + words(2)}
    slot, value = "0x" + words(2), "0x" + words(0x77)
    rich = {"from": ABSENT, "to": stage.address("bob"), "value": hex(ETHER)}
    sha256, elsewhere = _precompile(2), "0x" + "0c" * 20
    cases = {
        "none": (request, {}),
        "null": (request, None),
        "state": (request, {read: {"state": {slot: value}}}),
        "state difference": (request, {read: {"stateDiff": {slot: value}}}),
        "state of another slot": (request, {read: {"state": {"0x" + words(3): value}}}),
        "state and difference": (request, {read: {"state": {}, "stateDiff": {}}}),
        "short slot": (request, {read: {"state": {"0x2": value}}}),
        "short value": (request, {read: {"state": {slot: "0x77"}}}),
        "code": (request, {read: {"code": "0x602a5f5260205ff3"}}),
        "code empty": (request, {read: {"code": "0x"}}),
        "code of an absent account": (
            {"to": ABSENT, "input": "0x99"},
            {ABSENT: {"code": "0x365f5f37365ff3"}},
        ),
        "balance": (rich, {ABSENT: {"balance": hex(2 * ETHER)}}),
        "balance too small": (rich, {ABSENT: {"balance": "0x1"}}),
        "nonce": (request, {alice: {"nonce": "0x5"}}),
        "balance not minimal": (request, {alice: {"balance": "0x01"}}),
        "unknown member": (request, {alice: {"extra": 1}}),
        "address short": (request, {"0x12": {}}),
        "not an object": (request, []),
        "precompile moved": (
            {"to": elsewhere, "input": "0x616263"},
            {sha256: {"movePrecompileToAddress": elsewhere}},
        ),
        "move of no precompile": (request, {read: {"movePrecompileToAddress": elsewhere}}),
        "code of a precompile": (
            {"to": sha256, "input": "0x616263"},
            {sha256: {"code": "0x365f5f37365ff3"}},
        ),
    }
    for name, (asked, overrides) in cases.items():
        for method in METHODS:
            yield Call(f"{method}/override {name}", method, [asked, "latest", overrides])


def _block_overrides(context: dict) -> Script:
    everything = {
        "number": "0x1234",
        "time": "0x77777777",
        "gasLimit": "0x1c9c380",
        "feeRecipient": "0x" + "fe" * 20,
        "prevRandao": "0x" + "ab" * 32,
        "baseFeePerGas": "0x7",
        "blobBaseFee": "0x9",
    }
    cases = {"none": {}, "null": None, "all": everything}
    cases |= {name: {name: value} for name, value in everything.items()}
    cases |= {
        "difficulty": {"difficulty": "0x5"},
        "beaconRoot": {"beaconRoot": "0x" + "ab" * 32},
        "withdrawals": {"withdrawals": []},
        "unknown member": {"extra": 1},
        "time with zero": {"time": "0x01"},
        "short randao": {"prevRandao": "0x12"},
        "not an object": 5,
    }
    for name, overrides in cases.items():
        loose = () if name == "all" else ("result",)
        params = [context, "latest", {}, overrides]
        yield Call(f"eth_call/block override {name}", "eth_call", params, loose)
        yield Call(f"eth_estimateGas/block override {name}", "eth_estimateGas", params)
