"""Lets geth answer the questions about a scenario's genesis state, and records what it says.

`python -m contracts.devnet.chain.tests.geth_oracle.record_calls path/to/geth` starts geth on that
genesis (Prague, no consensus client), asks, and rewrites recorded_calls.json. What differs from our
answers goes to standard error.
"""

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import fields
from pathlib import Path

from contracts.devnet.chain.requests import (
    AccountOverride,
    CallRequest,
    SimulatedBlockRequest,
)
from contracts.devnet.chain.tests.geth_oracle.questions import (
    GENESIS_BASE_FEE,
    Question,
    answer,
    chain_of,
    questions,
)
from contracts.devnet.chain.tests.geth_oracle.record import genesis_alloc
from contracts.devnet.chain.tests.geth_oracle.scenario import (
    CHAIN_ID,
    COINBASE,
    GAS_LIMIT,
    TIMESTAMP,
)

RECORDED = Path(__file__).parent / "recorded_calls.json"
SEED = 22
PORT = 18_745

NAMES = {
    "sender": "from",
    "max_fee_per_blob_gas": "maxFeePerBlobGas",
    "fee_recipient": "feeRecipient",
}


def main() -> None:
    """Records the answers to every question."""
    replay, chain = chain_of(SEED)
    with tempfile.TemporaryDirectory() as folder:
        genesis = Path(folder) / "genesis.json"
        genesis.write_text(json.dumps(_genesis(genesis_alloc(replay.accounts))))
        data = ("--datadir", f"{folder}/data")
        subprocess.run([sys.argv[1], *data, "init", genesis], check=True, capture_output=True)
        options = (
            "--http",
            "--http.port",
            str(PORT),
            "--nodiscover",
            "--port",
            "0",
            "--ipcdisable",
        )
        log = (Path(folder) / "log").open("wb")
        node = subprocess.Popen([sys.argv[1], *data, *options], stdout=log, stderr=log)
        try:
            head = _wait()
            if head["hash"] != f"0x{chain.head.hash.hex()}":
                print("genesis differs", head, file=sys.stderr)
            recorded = []
            for index, question in enumerate(questions(replay)):
                theirs = _ask(question)
                recorded.append(theirs)
                ours = answer(chain, question)
                if ours != theirs:
                    print(
                        index,
                        question.method,
                        "\n ours  ",
                        ours,
                        "\n theirs",
                        theirs,
                        file=sys.stderr,
                    )
        finally:
            node.terminate()
            node.wait()
    RECORDED.write_text("[\n" + ",\n".join(map(json.dumps, recorded)) + "\n]\n")


def _genesis(alloc: dict) -> dict:
    blocks = (
        "homestead eip150 eip155 eip158 byzantium constantinople petersburg istanbul "
        "muirGlacier berlin london arrowGlacier grayGlacier mergeNetsplit"
    )
    schedule = {"target": 6, "max": 9, "baseFeeUpdateFraction": 5_007_716}
    config = {"chainId": CHAIN_ID, "terminalTotalDifficulty": 0}
    config |= {f"{name}Block": 0 for name in blocks.split()}
    config |= {f"{name}Time": 0 for name in ("shanghai", "cancun", "prague")}
    config["blobSchedule"] = {"cancun": schedule, "prague": schedule}
    return {
        "config": config,
        "alloc": alloc,
        "coinbase": f"0x{COINBASE.hex()}",
        "difficulty": "0x0",
        "gasLimit": hex(GAS_LIMIT),
        "timestamp": hex(TIMESTAMP),
        "baseFeePerGas": hex(GENESIS_BASE_FEE),
    }


def _wait() -> dict:
    for _ in range(100):
        try:
            return _rpc("eth_getBlockByNumber", ["latest", False])["result"]
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("geth does not answer")


def _rpc(method: str, parameters: list) -> dict:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:  # noqa: S310
        return json.load(response)


def _ask(question: Question) -> object:
    """Geth's answer, reduced to what our answer holds."""
    parameters = [_json(question.request), "latest"]
    if question.state is not None or question.block is not None:
        parameters.append(_json(question.state or {}))
    if question.block is not None:
        parameters.append(_json(question.block))
    reply = _rpc(question.method, parameters)
    if "error" in reply:
        return {"error": reply["error"]}
    if question.method != "eth_simulateV1":
        return reply["result"]
    return [
        {
            "number": block["number"],
            "hash": block["hash"],
            "calls": [_call(c) for c in block["calls"]],
        }
        for block in reply["result"]
    ]


def _call(call: dict) -> dict:
    logs = [[log["address"], log["topics"], log["data"], log["logIndex"]] for log in call["logs"]]
    return {**call, "logs": logs}


def _json(value: object) -> object:
    """Our value as JSON-RPC parameters."""
    match value:
        case bool():
            return value
        case int():
            return hex(value)
        case bytes():
            return f"0x{value.hex()}"
        case tuple():
            return [_json(item) for item in value]
        case dict():
            return {_json(key): _json(item) for key, item in value.items()}
        case AccountOverride():
            written = _object(value)
            for name in ("state", "stateDiff"):
                if name in written:
                    written[name] = {_word(k): _word(v) for k, v in written[name].items()}
            if "movePrecompileTo" in written:
                written["movePrecompileToAddress"] = written.pop("movePrecompileTo")
            return written
        case CallRequest():
            return {("input" if k == "data" else k): v for k, v in _object(value).items()}
        case SimulatedBlockRequest():
            return {
                "calls": _json(value.calls),
                "stateOverrides": _json(value.state_overrides),
                "blockOverrides": _json(value.block_overrides),
            }
        case _:
            written = _object(value)
            if "blocks" in written:
                written["blockStateCalls"] = written.pop("blocks")
            return written


def _word(value: str) -> str:
    return f"0x{int(value, 16):064x}"


def _object(value: object) -> dict:
    return {
        NAMES.get(field.name, _camel(field.name)): _json(getattr(value, field.name))
        for field in fields(value)
        if getattr(value, field.name) is not None
    }


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


if __name__ == "__main__":
    main()
