"""Parameters: what each kind of value refuses, in geth's words, beside a twin that it takes."""

import pytest

from contracts.devnet.json_rpc import CallError
from contracts.devnet.rpc.tests.scene import ALICE, NOBODY, Scene

HASH = "0x" + "22" * 32
UNMARSHAL = "json: cannot unmarshal"

BALANCE, CALL, LOGS = "eth_getBalance", "eth_call", "eth_getLogs"

# method, params, text after "invalid argument N: "; "" means accepted
VALUES = [
    # addresses
    (BALANCE, [None], f"0: {UNMARSHAL} non-string into Go value of type common.Address"),
    (BALANCE, [5], f"0: {UNMARSHAL} non-string into Go value of type common.Address"),
    (
        BALANCE,
        ["x"],
        f"0: {UNMARSHAL} hex string without 0x prefix into Go value of type common.Address",
    ),
    (BALANCE, ["0x"], "0: hex string has length 0, want 40 for common.Address"),
    (BALANCE, [""], "0: hex string has length 0, want 40 for common.Address"),
    (
        BALANCE,
        ["0x123"],
        f"0: {UNMARSHAL} hex string of odd length into Go value of type common.Address",
    ),
    (
        BALANCE,
        ["0x" + "gg" * 20],
        f"0: {UNMARSHAL} invalid hex string into Go value of type common.Address",
    ),
    (BALANCE, ["0X" + "A5" * 20], ""),
    # block references
    (BALANCE, [ALICE, 5], f"1: {UNMARSHAL} number into Go value of type string"),
    (BALANCE, [ALICE, []], f"1: {UNMARSHAL} array into Go value of type string"),
    (BALANCE, [ALICE, True], f"1: {UNMARSHAL} bool into Go value of type string"),
    (BALANCE, [ALICE, "LATEST"], "1: hex string without 0x prefix"),
    (BALANCE, [ALICE, ""], "1: empty hex string"),
    (BALANCE, [ALICE, "0x"], '1: hex string "0x"'),
    (BALANCE, [ALICE, "0x00"], "1: hex number with leading zero digits"),
    (BALANCE, [ALICE, "0xg"], "1: invalid hex string"),
    (BALANCE, [ALICE, "0x10000000000000000"], "1: hex number > 64 bits"),
    (BALANCE, [ALICE, "0x8000000000000000"], "1: blocknumber too high"),
    (BALANCE, [ALICE, "0x" + "zz" * 32], "1: invalid hex string"),
    (BALANCE, [ALICE, {}], "1: must specify either BlockHash or BlockNumber"),
    (
        BALANCE,
        [ALICE, {"blockNumber": "0x0", "blockHash": HASH}],
        "1: cannot specify both BlockHash and BlockNumber, choose one or the other",
    ),
    (BALANCE, [ALICE, {"blockNumber": 0}], f"1: {UNMARSHAL} object into Go value of type string"),
    (
        BALANCE,
        [ALICE, {"blockHash": "0x12"}],
        f"1: {UNMARSHAL} object into Go value of type string",
    ),
    (BALANCE, [ALICE, {"blockNumber": "0x0", "other": 1}], ""),
    (BALANCE, [ALICE, {"BLOCKNUMBER": "latest"}], ""),
    (BALANCE, [ALICE, None], ""),
    ("eth_getBlockByNumber", [None, False], "0: hex string without 0x prefix"),
    ("eth_getBlockByNumber", ["0x8000000000000000", False], "0: block number larger than int64"),
    ("eth_getBlockByNumber", ["0x0", 1], f"1: {UNMARSHAL} number into Go value of type bool"),
    ("eth_getBlockByNumber", ["0x0", None], ""),
    ("eth_getBlockReceipts", [None], "0: must specify either BlockHash or BlockNumber"),
    ("eth_getBlockReceipts", ["0x0"], ""),
    # hashes, indices, strings
    ("eth_getBlockByHash", ["0x12", False], "0: hex string has length 2, want 64 for common.Hash"),
    ("eth_getBlockByHash", [HASH, False], ""),
    (
        "eth_getTransactionByBlockNumberAndIndex",
        ["0x0", "0x00"],
        f"1: {UNMARSHAL} hex number with leading zero digits into Go value of type hexutil.Uint",
    ),
    ("eth_getTransactionByBlockNumberAndIndex", ["0x0", ""], ""),
    (
        "eth_getFilterChanges",
        [5],
        f"0: {UNMARSHAL} number into Go value of type rpc.ID",
    ),
    ("eth_getProof", [ALICE, "0x0"], f"1: {UNMARSHAL} string into Go value of type []string"),
    ("eth_getProof", [ALICE, None], ""),
    (
        "web3_sha3",
        ["hello"],
        f"0: {UNMARSHAL} hex string without 0x prefix into Go value of type hexutil.Bytes",
    ),
    ("web3_sha3", [""], ""),
    # calls
    (CALL, ["x"], f"0: {UNMARSHAL} string into Go value of type ethapi.TransactionArgs"),
    (CALL, [None], ""),
    (
        CALL,
        [{"to": 5}],
        f"0: {UNMARSHAL} non-string into Go struct field TransactionArgs.to of type common.Address",
    ),
    (CALL, [{"to": None, "unknown": 5}], ""),
    (
        CALL,
        [{"gas": "0x01"}],
        f"0: {UNMARSHAL} hex number with leading zero digits into Go struct field "
        "TransactionArgs.gas of type hexutil.Uint64",
    ),
    (
        CALL,
        [{"value": "0x" + "f" * 65}],
        f"0: {UNMARSHAL} hex number > 256 bits into Go struct field "
        "TransactionArgs.value of type *hexutil.Big",
    ),
    (
        CALL,
        [{"accessList": [{"address": ALICE}]}],
        "0: missing required field 'storageKeys' for AccessTuple",
    ),
    (
        CALL,
        [{"accessList": [{"address": "0x1"}]}],
        f"0: {UNMARSHAL} hex string of odd length into Go struct field "
        "TransactionArgs.accessList.address of type common.Address",
    ),
    *(
        (CALL, [{"accessList": [broken]}], "0: missing required field 'address' for AccessTuple")
        for broken in (None, {}, {"storageKeys": []}, {"address": None, "storageKeys": []})
    ),
    (CALL, [{"to": ALICE, "accessList": [{"address": ALICE, "storageKeys": []}]}], ""),
    (
        CALL,
        [{"authorizationList": [None]}],
        "0: missing required field 'chainId' for SetCodeAuthorization",
    ),
    (
        CALL,
        [{"authorizationList": [{}]}],
        "0: missing required field 'chainId' for SetCodeAuthorization",
    ),
    # overrides
    (
        CALL,
        [{}, "latest", {"x": {}}],
        f"2: {UNMARSHAL} hex string without 0x prefix into Go value of type common.Address",
    ),
    (
        CALL,
        [{}, "latest", {ALICE: {"balance": 5}}],
        f"2: {UNMARSHAL} non-string into Go struct field OverrideAccount.balance "
        "of type *hexutil.Big",
    ),
    (
        CALL,
        [{}, "latest", {ALICE: {"state": {"x": "0x0"}}}],
        f"2: {UNMARSHAL} hex string of odd length into Go struct field OverrideAccount.state "
        "of type common.Hash",
    ),
    (
        CALL,
        [{}, "latest", {}, {"time": 5}],
        f"3: {UNMARSHAL} non-string into Go struct field BlockOverrides.Time "
        "of type hexutil.Uint64",
    ),
    (CALL, [{}, "latest", {ALICE: None}, {"difficulty": "0x1"}], ""),
    (
        "eth_simulateV1",
        [{"blockStateCalls": [{"calls": [{"gas": "x"}]}]}],
        f"0: {UNMARSHAL} hex string without 0x prefix into Go struct field "
        "TransactionArgs.BlockStateCalls.Calls.gas of type hexutil.Uint64",
    ),
    ("eth_simulateV1", [{"blockStateCalls": [{"calls": []}]}], ""),
    # log queries
    (LOGS, [5], f"0: {UNMARSHAL} number into Go value of type filters.input"),
    (LOGS, [None], ""),
    (
        LOGS,
        [{"blockHash": HASH, "fromBlock": "0x0"}],
        "0: cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other",
    ),
    (LOGS, [{"address": "0x1"}], "0: invalid address: hex string of odd length"),
    (LOGS, [{"address": [ALICE, 5]}], "0: non-string address at index 1"),
    (
        LOGS,
        [{"address": [ALICE, "0x"]}],
        "0: invalid address at index 1: hex has invalid length 0 after decoding; "
        "expected 20 for address",
    ),
    (LOGS, [{"address": 5}], "0: invalid addresses in query"),
    (LOGS, [{"address": [ALICE, NOBODY]}], ""),
    (LOGS, [{"topics": [None] * 5}], "0: exceed max topics"),
    (LOGS, [{"topics": [[HASH] * 1001]}], "0: exceed max topics"),
    (LOGS, [{"topics": [5]}], "0: invalid topic(s)"),
    (
        LOGS,
        [{"topics": ["0x12"]}],
        "0: hex has invalid length 1 after decoding; expected 32 for topic",
    ),
    (
        LOGS,
        [{"topics": 5}],
        f"0: {UNMARSHAL} number into Go struct field input.topics of type []interface {{}}",
    ),
    (LOGS, [{"topics": [None, HASH, [HASH, HASH], [HASH, None]]}], ""),
    # fee history
    ("eth_feeHistory", ["x", "latest", []], '0: invalid hex or decimal integer "x"'),
    ("eth_feeHistory", [1.5, "latest", []], '0: invalid hex or decimal integer "1.5"'),
    ("eth_feeHistory", ["1", "latest", []], ""),
    ("eth_feeHistory", [1, "latest", None], ""),
    (
        "eth_feeHistory",
        ["0x1", "latest", ["x"]],
        f"2: {UNMARSHAL} string into Go value of type float64",
    ),
]


@pytest.mark.parametrize(("method", "params", "reason"), VALUES)
def test_values_are_refused_with_geths_words_or_taken(
    scene: Scene, method: str, params: list, reason: str
) -> None:
    if reason:
        with pytest.raises(CallError) as refusal:
            scene.call(method, *params)
        assert refusal.value.code == -32602
        assert refusal.value.message == f"invalid argument {reason}"
    else:
        scene.call(method, *params)


@pytest.mark.parametrize(
    ("method", "least", "most"),
    [
        ("eth_chainId", 0, 0),
        ("eth_getBalance", 1, 2),
        ("eth_getBlockByNumber", 2, 2),
        ("eth_getStorageAt", 2, 3),
        ("eth_getProof", 2, 3),
        ("eth_call", 1, 4),
        ("eth_estimateGas", 1, 4),
        ("eth_createAccessList", 1, 3),
        ("eth_simulateV1", 1, 2),
        ("eth_feeHistory", 3, 3),
        ("eth_getLogs", 1, 1),
        ("eth_newPendingTransactionFilter", 0, 1),
        ("eth_sendRawTransaction", 1, 1),
        ("debug_getRawHeader", 1, 1),
        ("evm_mine", 0, 1),
        ("anvil_reorg", 1, 2),
    ],
)
def test_methods_count_their_parameters(scene: Scene, method: str, least: int, most: int) -> None:
    if least:
        with pytest.raises(CallError, match="missing value for required argument 0") as few:
            scene.call(method)
        assert few.value.code == -32602
    valid = {
        "eth_getBalance": [ALICE, "latest"],
        "eth_getBlockByNumber": ["latest", False],
        "eth_getStorageAt": [ALICE, "0x0", "latest"],
        "eth_getProof": [ALICE, [], "latest"],
        "eth_call": [{}, "latest", None, None],
        "eth_estimateGas": [{}, "latest", None, None],
        "eth_createAccessList": [{}, "latest", None],
        "eth_simulateV1": [{}, "latest"],
        "eth_feeHistory": [1, "latest", []],
        "eth_getLogs": [{}],
        "eth_newPendingTransactionFilter": [True],
        "eth_sendRawTransaction": ["0x"],
        "debug_getRawHeader": ["latest"],
        "evm_mine": [1],
        "anvil_reorg": [0, []],
    }.get(method, [])
    assert len(valid) == most
    with pytest.raises(CallError) as many:
        scene.call(method, *valid, 1)
    assert many.value.message == f"too many arguments, want at most {most}"
