"""Wrong values for every kind of parameter, and each method's parameters, so that all combine."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.stage import Stage

FILTERS = ("eth_newFilter", "eth_newBlockFilter")
ZERO_HASH = "0x" + "00" * 32

WRONG = {
    "address": {
        "short": "0x12",
        "long": "0x" + "11" * 21,
        "no prefix": "11" * 20,
        "not hex": "0x" + "zz" * 20,
        "odd": "0x" + "1" * 39,
        "empty": "",
        "number": 5,
        "null": None,
        "object": {},
        "array": [],
        "bool": True,
    },
    "block": {
        "empty hex": "0x",
        "leading zero": "0x01",
        "no prefix": "1",
        "not hex": "0xzz",
        "word": "newest",
        "upper case": "LATEST",
        "space": "latest ",
        "empty": "",
        "number": 5,
        "fraction": 1.5,
        "bool": True,
        "array": [],
        "above 63 bits": "0x8000000000000000",
        "above 64 bits": "0x10000000000000000",
        "negative": "-0x1",
    },
    "blockOrHash": {
        "empty object": {},
        "both": {"blockNumber": "0x0", "blockHash": ZERO_HASH},
        "short hash": {"blockHash": "0x12"},
        "hash without prefix": {"blockHash": "00" * 32},
        "number as JSON": {"blockNumber": 0},
        "wrong number": {"blockNumber": "0x00"},
        "requireCanonical as text": {"blockHash": ZERO_HASH, "requireCanonical": "true"},
        "short hash as text": "0x" + "00" * 31,
        "long hash as text": "0x" + "00" * 33,
    },
    "hash": {
        "short": "0x12",
        "long": "0x" + "11" * 33,
        "no prefix": "11" * 32,
        "not hex": "0x" + "zz" * 32,
        "odd": "0x123",
        "empty hex": "0x",
        "empty": "",
        "number": 5,
        "null": None,
        "object": {},
    },
    "quantity": {
        "leading zero": "0x01",
        "empty hex": "0x",
        "no prefix": "1",
        "not hex": "0xzz",
        "empty": "",
        "number": 5,
        "above 64 bits": "0x10000000000000000",
        "null": None,
        "bool": True,
        "object": {},
    },
    "bool": {"text": "true", "number": 1, "null": None, "object": {}},
    "slot": {
        "long": "0x" + "11" * 33,
        "not hex": "0xzz",
        "no prefix": "11",
        "odd": "0x1",
        "empty hex": "0x",
        "empty": "",
        "number": 5,
        "null": None,
        "object": {},
    },
    "slots": {
        "text": "0x0",
        "null": None,
        "number inside": [1],
        "long inside": ["0x" + "11" * 33],
        "not hex inside": ["0xzz"],
        "odd inside": ["0x1"],
        "no prefix inside": ["11"],
        "object": {},
    },
    "bytes": {
        "odd": "0x123",
        "no prefix": "1234",
        "not hex": "0xzz",
        "empty": "",
        "number": 5,
        "null": None,
        "object": {},
    },
    "call": {
        "text": "0x",
        "array": [],
        "number": 5,
        "null": None,
        "short to": {"to": "0x12"},
        "to as number": {"to": 5},
        "long from": {"from": "0x" + "11" * 21},
        "gas with zero": {"gas": "0x01"},
        "gas as number": {"gas": 21000},
        "gas above 64 bits": {"gas": "0x10000000000000000"},
        "value above 256 bits": {"value": "0x1" + "00" * 32},
        "value as number": {"value": 1},
        "value decimal": {"value": "1"},
        "odd data": {"data": "0x123"},
        "data without prefix": {"input": "1234"},
        "nonce with zero": {"nonce": "0x00"},
        "short access list key": {
            "accessList": [{"address": ZERO_HASH[:42], "storageKeys": ["0x1"]}]
        },
        "access list as object": {"accessList": {}},
    },
    "filter": {
        "text": "0x",
        "array": [],
        "number": 5,
        "short address": {"address": "0x12"},
        "address as number": {"address": 5},
        "number among addresses": {"address": [5]},
        "short address inside": {"address": ["0x12"]},
        "short topic": {"topics": ["0x12"]},
        "number topic": {"topics": [5]},
        "topics as text": {"topics": "0x12"},
        "short topic inside": {"topics": [["0x12"]]},
        "number topic inside": {"topics": [[5]]},
        "fromBlock with zero": {"fromBlock": "0x01"},
        "fromBlock as number": {"fromBlock": 1},
        "fromBlock word": {"fromBlock": "newest"},
        "hash and fromBlock": {"blockHash": ZERO_HASH, "fromBlock": "0x1"},
        "hash and toBlock": {"blockHash": ZERO_HASH, "toBlock": "0x1"},
        "short hash": {"blockHash": "0x12"},
    },
    "id": {"empty": "", "number": 5, "null": None, "object": {}},
    "percentiles": {
        "text": "50",
        "text inside": ["50"],
        "negative": [-1],
        "above 100": [101],
        "falling": [50, 25],
        "object": {},
    },
    "count": {
        "leading zero": "0x01",
        "empty hex": "0x",
        "no prefix text": "four",
        "fraction": 1.5,
        "negative": -1,
        "null": None,
        "above 64 bits": "0x10000000000000000",
        "object": {},
    },
}


def parameters(stage: Stage) -> dict[str, list[tuple[str, object]]]:
    """For each method its parameters in order: kind, and a value that works on this stage."""
    address, latest = ("address", stage.address("alice")), ("block", "latest")
    at = ("blockOrHash", "latest")
    mined = ("hash", stage.transactions["legacy"]["hash"])
    block = ("hash", stage.block("legacy")["blockHash"])
    call = ("call", {"to": stage.address("echo"), "input": "0x11"})
    index = ("quantity", "0x0")
    return {
        "web3_clientVersion": [],
        "web3_sha3": [("bytes", "0x1234")],
        "net_version": [],
        "net_listening": [],
        "eth_chainId": [],
        "eth_syncing": [],
        "eth_blockNumber": [],
        "eth_accounts": [],
        "eth_gasPrice": [],
        "eth_maxPriorityFeePerGas": [],
        "eth_blobBaseFee": [],
        "eth_getBlockByNumber": [latest, ("bool", False)],
        "eth_getBlockByHash": [block, ("bool", False)],
        "eth_getBlockReceipts": [at],
        "eth_getBlockTransactionCountByNumber": [latest],
        "eth_getBlockTransactionCountByHash": [block],
        "eth_getTransactionByHash": [mined],
        "eth_getTransactionByBlockHashAndIndex": [block, index],
        "eth_getTransactionByBlockNumberAndIndex": [latest, index],
        "eth_getTransactionReceipt": [mined],
        "eth_getTransactionCount": [address, at],
        "eth_getBalance": [address, at],
        "eth_getCode": [address, at],
        "eth_getStorageAt": [address, ("slot", "0x00"), at],
        "eth_getProof": [address, ("slots", []), at],
        "eth_call": [call, at],
        "eth_estimateGas": [call, at],
        "eth_createAccessList": [call, at],
        "eth_feeHistory": [("count", "0x1"), latest, ("percentiles", [])],
        "eth_sendRawTransaction": [("bytes", None)],
        "eth_getLogs": [("filter", {"fromBlock": "latest"})],
        "eth_newFilter": [("filter", {"fromBlock": "latest"})],
        "eth_newBlockFilter": [],
        "eth_getFilterChanges": [("id", None)],
        "eth_getFilterLogs": [("id", None)],
        "eth_uninstallFilter": [("id", None)],
        "debug_getRawHeader": [at],
        "debug_getRawBlock": [at],
        "debug_getRawReceipts": [at],
        "debug_getRawTransaction": [mined],
        "eth_simulateV1": [("simulation", {"blockStateCalls": [{}]}), at],
    }


def script(stage: Stage) -> Script:
    """Each method with too few and too many arguments, and each argument wrong in each way."""
    for method, signature in parameters(stage).items():
        good = [value for _, value in signature]
        loose = ("identifier",) if method in FILTERS else ("*",)
        if None not in good:
            yield Call(f"{method}/too many", method, [*good, "0x1", "0x2"], loose)
            yield Call(f"{method}/params an object", method, {"a": 1}, loose)
            yield Call(f"{method}/params null", method, None, loose)
            for count in range(len(good)):
                yield Call(f"{method}/{count} arguments", method, good[:count], loose)
        for position, (kind, _) in enumerate(signature):
            wrong = dict(WRONG.get(kind, {}))
            if kind == "blockOrHash":
                wrong = WRONG["block"] | wrong
            for what, value in wrong.items():
                params = [*good[:position], value, *good[position + 1 :]]
                yield Call(f"{method}/argument {position} {what}", method, params, loose)
