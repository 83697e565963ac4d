"""eth_getLogs: ranges, block hashes, addresses and topics, and what is refused."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.stage import Stage, words

UNKNOWN = "0x" + "de" * 32
BEYOND = "0x7fffffff"


def script(stage: Stage) -> Script:
    """Each filter over the logs that the stage emitted."""
    emit = stage.address("emit")
    first, last = stage.block("log.0"), stage.block("log.2")
    start, end = first["blockNumber"], last["blockNumber"]
    block_range = {"fromBlock": start, "toBlock": end}
    topics = ["0x" + words(0x10 + index) for index in range(3)]
    shared = "0x" + words(0x20)
    here = {"address": emit, **block_range}
    cases = {
        "range": here,
        "one block": {"address": emit, "fromBlock": start, "toBlock": start},
        "whole chain": {"address": emit, "fromBlock": "earliest", "toBlock": "latest"},
        "from alone": {"address": emit, "fromBlock": start},
        "to alone": {"address": emit, "toBlock": end},
        "nothing but address": {"address": emit},
        "reversed": {"address": emit, "fromBlock": end, "toBlock": start},
        "from the future": {"address": emit, "fromBlock": BEYOND},
        "to the future": {"address": emit, "fromBlock": start, "toBlock": BEYOND},
        "future range": {"address": emit, "fromBlock": BEYOND, "toBlock": BEYOND},
        "pending": {"address": emit, "fromBlock": "pending", "toBlock": "pending"},
        "to pending": {"address": emit, "fromBlock": start, "toBlock": "pending"},
        "from latest to earliest": {"fromBlock": "latest", "toBlock": "earliest"},
        "safe to finalized": {"address": emit, "fromBlock": "safe", "toBlock": "finalized"},
        "finalized to latest": {"fromBlock": "finalized", "toBlock": "latest", "address": emit},
        "null members": {**here, "topics": None, "blockHash": None},
        "block hash": {"blockHash": first["blockHash"]},
        "block hash and address": {"blockHash": last["blockHash"], "address": emit},
        "block hash without logs": {"blockHash": stage.block("legacy")["blockHash"]},
        "unknown block hash": {"blockHash": UNKNOWN},
        "address in a list": {**here, "address": [emit]},
        "address twice": {**here, "address": [emit, emit]},
        "two addresses": {**here, "address": [stage.address("echo"), emit]},
        "no address in the list": {**block_range, "address": []},
        "other address": {**here, "address": stage.address("echo")},
        "upper case address": {**here, "address": "0x" + emit[2:].upper()},
        "first topic": {**here, "topics": [topics[1]]},
        "first topic in a list": {**here, "topics": [[topics[1]]]},
        "either topic": {**here, "topics": [[topics[0], topics[2]]]},
        "second topic": {**here, "topics": [None, shared]},
        "both topics": {**here, "topics": [topics[0], shared]},
        "topics in the wrong order": {**here, "topics": [shared, topics[0]]},
        "no topics": {**here, "topics": []},
        "empty list matches any": {**here, "topics": [[], shared]},
        "null in a list matches any": {**here, "topics": [[topics[0], None]]},
        "more topics than logged": {**here, "topics": [topics[0], shared, None]},
        "three topics wanted": {**here, "topics": [None, None, shared]},
        "five topics": {**here, "topics": [None] * 5},
        "unknown member": {**here, "limit": 1},
        "1000 addresses": {**here, "address": [emit] * 1000},
        "1001 addresses": {**here, "address": [emit] * 1001},
        "1001 topics": {**here, "topics": [[shared] * 1001]},
    }
    for name, criteria in cases.items():
        yield Call(f"eth_getLogs/{name}", "eth_getLogs", [criteria])
