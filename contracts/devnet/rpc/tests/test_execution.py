"""eth_call, eth_estimateGas, eth_createAccessList, eth_simulateV1: results, reverts, overrides."""

import pytest

from contracts.devnet.json_rpc import CallError
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, REVERT_DATA, TOPIC, Scene, word

NUMBER_CODE = "0x4360005260206000f3"  # returns NUMBER
TIMESTAMP_CODE = "0x4260005260206000f3"
COINBASE_CODE = "0x4160005260206000f3"
SLOT_CODE = "0x60005460005260206000f3"  # returns slot 0
PANIC_CODE = "0x634e487b7160e01b600052601160045260246000fd"


def test_a_call_returns_what_the_contract_returns_and_keeps_nothing(scene: Scene) -> None:
    request = {"to": scene.contract, "data": word(9)}
    assert scene.call("eth_call", request) == word(9)
    assert scene.call("eth_getStorageAt", scene.contract, "0x0") == word(6)
    assert scene.call("eth_call", {"to": NOBODY}) == "0x"


def test_input_wins_over_data(scene: Scene) -> None:
    both = {"to": scene.contract, "data": word(1), "input": word(2)}
    assert scene.call("eth_call", both) == word(2)


@pytest.mark.parametrize("method", ["eth_call", "eth_estimateGas"])
@pytest.mark.parametrize(
    ("code", "message", "evidence"),
    [
        (None, "execution reverted: no input", "0x" + REVERT_DATA.hex()),
        ("0x60006000fd", "execution reverted", "0x"),
        (
            PANIC_CODE,
            "execution reverted: arithmetic underflow or overflow",
            "0x4e487b71" + word(0x11)[2:],
        ),
    ],
)
def test_a_revert_has_code_3_its_reason_and_its_data(
    scene: Scene, method: str, code: str | None, message: str, evidence: str
) -> None:
    overrides = {} if code is None else {scene.contract: {"code": code}}
    with pytest.raises(CallError) as refusal:
        scene.call(method, {"to": scene.contract}, "latest", overrides)
    error = refusal.value
    assert (error.code, error.message, error.data) == (3, message, evidence)


@pytest.mark.parametrize("method", ["eth_call", "eth_estimateGas"])
def test_a_failure_that_is_no_revert_has_no_data(scene: Scene, method: str) -> None:
    with pytest.raises(CallError) as refusal:
        scene.call(method, {"to": NOBODY}, "latest", {NOBODY: {"code": "0xfe"}})
    error = refusal.value
    assert (error.code, error.message, error.data) == (-32000, "invalid opcode: INVALID", None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"gasPrice": "0x1", "maxFeePerGas": "0x1"},
            "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified",
        ),
        ({"chainId": "0x1"}, "chainId does not match node's (have=1, want=31337)"),
        ({"gas": "0x1"}, "err: intrinsic gas too low: have 1, want 21000 (supplied gas 1)"),
        (
            {"from": NOBODY, "value": "0x1"},
            f"err: insufficient funds for gas * price + value: address 0x{'a5' * 20} "
            "have 0 want 1 (supplied gas 50000000)",
        ),
    ],
)
def test_calls_that_cannot_start_are_refused(
    scene: Scene, fields: dict[str, str], message: str
) -> None:
    with pytest.raises(CallError) as refusal:
        scene.call("eth_call", {"to": BOB} | fields)
    assert refusal.value.code == -32000
    assert refusal.value.message.lower() == message.lower()
    assert scene.call("eth_call", {"to": BOB, "chainId": "0x7a69", "gas": "0x5208"}) == "0x"


@pytest.mark.parametrize(
    ("override", "result"),
    [
        ({"code": SLOT_CODE}, word(6)),
        ({"code": SLOT_CODE, "state": {word(0): word(8)}}, word(8)),
        ({"code": SLOT_CODE, "state": {word(1): word(8)}}, word(0)),
        ({"code": SLOT_CODE, "stateDiff": {word(1): word(8)}}, word(6)),
        ({"code": SLOT_CODE, "stateDiff": {word(0): word(8)}}, word(8)),
        ({"code": "0x4760005260206000f3", "balance": "0x7b"}, word(0x7B)),
    ],
)
def test_accounts_can_be_overridden(scene: Scene, override: dict, result: str) -> None:
    request = {"to": scene.contract}
    assert scene.call("eth_call", request, "latest", {scene.contract: override}) == result


@pytest.mark.parametrize(
    ("code", "name", "value", "result"),
    [
        (NUMBER_CODE, "number", "0x1234", word(0x1234)),
        (TIMESTAMP_CODE, "time", "0x1234", word(0x1234)),
        (COINBASE_CODE, "feeRecipient", NOBODY, "0x" + "00" * 12 + "a5" * 20),
        ("0x4460005260206000f3", "prevRandao", word(77), word(77)),
        ("0x4560005260206000f3", "gasLimit", "0x1234567", word(0x1234567)),
    ],
)
def test_block_fields_can_be_overridden(
    scene: Scene, code: str, name: str, value: str, result: str
) -> None:
    overrides = {NOBODY: {"code": code}}
    request = {"to": NOBODY}
    assert scene.call("eth_call", request, "latest", overrides, {name: value}) == result
    assert scene.call("eth_call", request, "latest", overrides) != result


@pytest.mark.parametrize(
    ("state", "block", "message"),
    [
        (
            {NOBODY: {"state": {}, "stateDiff": {}}},
            None,
            f"account 0x{'a5' * 20} has both 'state' and 'stateDiff'",
        ),
        (
            {NOBODY: {"movePrecompileToAddress": BOB}},
            None,
            f"account 0x{'a5' * 20} is not a precompile",
        ),
        (
            None,
            {"beaconRoot": word(1)},
            'block override "beaconRoot" is not supported for this RPC method',
        ),
        (
            None,
            {"withdrawals": []},
            'block override "withdrawals" is not supported for this RPC method',
        ),
    ],
)
def test_overrides_that_make_no_sense_are_refused(
    scene: Scene, state: dict | None, block: dict | None, message: str
) -> None:
    with pytest.raises(CallError) as refusal:
        scene.call("eth_call", {"to": BOB}, "latest", state, block)
    assert refusal.value.message.lower() == message.lower()


def test_an_estimate_is_enough_and_hardly_more(scene: Scene) -> None:
    request = {"from": ALICE, "to": scene.contract, "data": word(9)}
    estimate = int(scene.call("eth_estimateGas", request), 16)
    assert scene.call("eth_call", request | {"gas": hex(estimate)}) == word(9)
    with pytest.raises(CallError, match="out of gas"):
        scene.call("eth_call", request | {"gas": hex(int(estimate * 0.9))})
    assert scene.call("eth_estimateGas", {"to": BOB}) == "0x5208"


def test_an_access_list_names_what_is_touched(scene: Scene) -> None:
    request = {"from": ALICE, "to": scene.contract, "data": word(9)}
    result = scene.call("eth_createAccessList", request)
    assert result["accessList"] == [{"address": scene.contract, "storageKeys": [word(0)]}]
    assert set(result) == {"accessList", "gasUsed"}
    failed = scene.call("eth_createAccessList", {"from": ALICE, "to": scene.contract})
    assert failed["error"] == "execution reverted"
    with pytest.raises(CallError, match="gasPrice must be non-zero after london fork"):
        scene.call("eth_createAccessList", request | {"gasPrice": "0x0"})


def test_a_simulation_builds_blocks_of_calls(scene: Scene) -> None:
    calls = [
        {"from": ALICE, "to": scene.contract, "input": word(9)},
        {"from": ALICE, "to": scene.contract},
    ]
    payload = {"blockStateCalls": [{"calls": calls}, {"blockOverrides": {"time": "0x80000000"}}]}
    first, second = scene.call("eth_simulateV1", payload)
    stored, failed = first["calls"]
    assert (stored["status"], stored["returnData"]) == ("0x1", word(9))
    assert stored["logs"][0]["topics"] == [TOPIC]
    assert stored["logs"][0]["blockHash"] == first["hash"]
    assert failed["status"] == "0x0"
    assert failed["error"] == {
        "message": "execution reverted: no input",
        "code": 3,
        "data": "0x" + REVERT_DATA.hex(),
    }
    assert (first["number"], second["number"]) == ("0x5", "0x6")
    assert (second["parentHash"], second["timestamp"]) == (first["hash"], "0x80000000")
    assert second["calls"] == []
    assert scene.call("eth_getStorageAt", scene.contract, "0x0") == word(6)


def test_a_simulation_traces_transfers_and_shows_transactions_when_asked(scene: Scene) -> None:
    call = {"from": ALICE, "to": BOB, "value": "0x5"}
    payload = {"blockStateCalls": [{"calls": [call]}]}
    (plain,) = scene.call("eth_simulateV1", payload)
    assert plain["calls"][0]["logs"] == []
    asked = payload | {"traceTransfers": True, "returnFullTransactions": True}
    (traced,) = scene.call("eth_simulateV1", asked)
    assert traced["calls"][0]["logs"][0]["address"] == "0x" + "ee" * 20
    (transaction,) = traced["transactions"]
    assert (transaction["from"], transaction["value"]) == (ALICE, "0x5")
    assert plain["transactions"] == [transaction["hash"]]


@pytest.mark.parametrize(
    ("payload", "code", "message"),
    [
        ({}, -32602, "empty input"),
        ({"blockStateCalls": [{}] * 257}, -38026, "too many blocks"),
        (
            {"blockStateCalls": [{"calls": [{}] * 5001}]},
            -38026,
            "too many calls in block: 5001 > 5000",
        ),
        (
            {"blockStateCalls": [{"calls": [{}] * 5000}, {"calls": [{}] * 5000}, {"calls": [{}]}]},
            -38026,
            "too many calls: 10001 > 10000",
        ),
        (
            {"blockStateCalls": [{"blockOverrides": {"withdrawals": [{"index": "0x0"}]}}]},
            -32602,
            "withdrawals are not supported by the development chain",
        ),
    ],
)
def test_a_simulation_has_limits(scene: Scene, payload: dict, code: int, message: str) -> None:
    with pytest.raises(CallError) as refusal:
        scene.call("eth_simulateV1", payload)
    assert (refusal.value.code, refusal.value.message) == (code, message)
