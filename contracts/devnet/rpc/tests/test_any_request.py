"""Whatever a client sends, the dispatcher answers by the rules and no method crashes."""

import json
import logging
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.devnet.chain.chain import Chain, ChainConfig
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.genesis import genesis_accounts
from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.registry import METHODS
from contracts.devnet.rpc.tests.scene import ALICE, NOBODY, creation, runtime, word

SLOW = {"anvil_mine"}
"""Mines as many blocks as it is told, up to 10,000: sound, but not within a test."""

KEYS = (
    *("from", "to", "gas", "gasPrice", "maxFeePerGas", "maxPriorityFeePerGas", "value", "nonce"),
    *("data", "input", "accessList", "chainId", "maxFeePerBlobGas", "blobVersionedHashes"),
    *("authorizationList", "address", "storageKeys", "yParity", "r", "s", "blockHash"),
    *("blockNumber", "requireCanonical", "fromBlock", "toBlock", "topics", "balance", "code"),
    *("state", "stateDiff", "movePrecompileToAddress", "number", "time", "gasLimit"),
    *("feeRecipient", "prevRandao", "baseFeePerGas", "blobBaseFee", "beaconRoot", "withdrawals"),
    *("blockStateCalls", "calls", "stateOverrides", "blockOverrides", "traceTransfers"),
    *("validation", "returnFullTransactions", "timestamp", "blocks", "index", "validatorIndex"),
)
PRECOMPILE = "0x" + "00" * 19 + "05"
TEXTS = (
    *("latest", "pending", "safe", "finalized", "earliest", "", "0x", "0x0", "0x1", "0x2", "0x00"),
    *("0xffffffffffffffff", "0x" + "f" * 64, "0x5208", "0x1c9c380", "0x3b9aca00", "0x7a69"),
    *(ALICE, NOBODY, PRECOMPILE, "0x" + "00" * 20, word(0), word(1), "0x" + "ff" * 32),
    *("0x60006000fd", "0x5b600056", "0x" + creation(runtime()).hex(), "0xfe", "0xc0", "0x02c0"),
)
scalars = st.one_of(
    st.sampled_from(TEXTS),
    st.none(),
    st.booleans(),
    st.integers(-2, 2**66),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from((*KEYS, ALICE, NOBODY, PRECOMPILE, word(0))), inner),
    ),
    max_leaves=12,
)
addresses = st.sampled_from((ALICE, NOBODY, PRECOMPILE, "0x" + "00" * 20))
quantities = st.integers(0, 2**256 - 1).map(hex) | st.integers(0, 2**17).map(hex)
small = st.integers(0, 2**64 - 1).map(hex) | st.integers(0, 200_000).map(hex)
words = st.sampled_from((word(0), word(1), "0x" + "ff" * 32))
codes = st.sampled_from(
    ("0x", "0x60006000fd", "0x5b600056", "0xfe", "0x" + creation(runtime()).hex(), word(3))
) | st.binary(max_size=40).map(lambda code: "0x" + code.hex())
access_lists = st.lists(
    st.fixed_dictionaries({"address": addresses, "storageKeys": st.lists(words, max_size=2)}),
    max_size=2,
)
authorizations = st.lists(
    st.fixed_dictionaries(
        {
            "chainId": quantities,
            "address": addresses,
            "nonce": small,
            "yParity": small,
            "r": quantities,
            "s": quantities,
        }
    ),
    max_size=2,
)
calls = st.fixed_dictionaries(
    {},
    optional={
        "from": addresses,
        "to": addresses,
        "gas": small,
        "nonce": small,
        "gasPrice": quantities,
        "maxFeePerGas": quantities,
        "value": quantities,
        "maxPriorityFeePerGas": quantities,
        "data": codes,
        "input": codes,
        "accessList": access_lists,
        "authorizationList": authorizations,
        "maxFeePerBlobGas": quantities,
        "blobVersionedHashes": st.lists(words, max_size=2),
        "chainId": st.just("0x7a69"),
    },
)
slots = st.dictionaries(words, words, max_size=2)
accounts = st.dictionaries(
    addresses,
    st.fixed_dictionaries(
        {},
        optional={
            "balance": quantities,
            "nonce": small,
            "code": codes,
            "state": slots,
            "stateDiff": slots,
            "movePrecompileToAddress": addresses,
        },
    ),
    max_size=2,
)
blocks = st.fixed_dictionaries(
    {},
    optional={
        "number": quantities,
        "time": small,
        "gasLimit": small,
        "feeRecipient": addresses,
        "prevRandao": words,
        "baseFeePerGas": quantities,
        "blobBaseFee": quantities,
    },
)
simulated = st.fixed_dictionaries(
    {"calls": st.lists(calls, max_size=2)},
    optional={"stateOverrides": accounts, "blockOverrides": blocks},
)
payloads = st.fixed_dictionaries(
    {"blockStateCalls": st.lists(simulated, min_size=1, max_size=2)},
    optional={
        "validation": st.booleans(),
        "traceTransfers": st.booleans(),
        "returnFullTransactions": st.booleans(),
    },
)
executions = st.one_of(
    st.tuples(
        st.sampled_from(("eth_call", "eth_estimateGas")),
        st.tuples(calls, st.sampled_from(("latest", "pending", "0x0")), accounts, blocks),
    ),
    st.tuples(st.just("eth_createAccessList"), st.tuples(calls, st.just("latest"), accounts)),
    st.tuples(st.just("eth_simulateV1"), st.tuples(payloads)),
    st.tuples(st.just("eth_sendTransaction"), st.tuples(calls)),
    st.tuples(
        st.just("anvil_reorg"), st.tuples(st.just(1), st.lists(st.tuples(calls, st.just(0))))
    ),
)
methods = st.sampled_from(sorted(set(METHODS) - SLOW))
CODES = {3, -32000, -32601, -32602, -32603}


@pytest.fixture(scope="module")
def dispatcher() -> Dispatcher:
    return fresh()


def fresh() -> Dispatcher:
    """The methods of a chain at its genesis."""
    config = ChainConfig(timestamp=1_900_000_000, clock=lambda: 1_900_000_000, gas_limit=100_000)
    keys = {account.address: account.private_key for account in dev_accounts()}
    return Dispatcher(Node(Chain(config, genesis_accounts()), 31337, keys), METHODS)


FIXTURES = [HealthCheck.function_scoped_fixture]


@settings(max_examples=150, deadline=None, suppress_health_check=FIXTURES, derandomize=True)
@given(name=methods, params=st.lists(calls | values, max_size=4))
def test_no_parameters_crash_a_method(
    dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture, name: str, params: list
) -> None:
    check(dispatcher, caplog, name, params)


@settings(max_examples=150, deadline=None, suppress_health_check=FIXTURES, derandomize=True)
@given(execution=executions)
def test_no_execution_crashes_the_chain(
    dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture, execution: tuple[str, tuple]
) -> None:
    check(dispatcher, caplog, *execution)


def check(
    dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture, name: str, params: Sequence
) -> None:
    """Calls a method and checks that the answer is one, and no crash."""
    message = {"jsonrpc": "2.0", "id": 7, "method": name, "params": params}
    with caplog.at_level(logging.ERROR):
        answer = json.loads(dispatcher.answer(json.dumps(message).encode()))
    assert (answer["jsonrpc"], answer["id"]) == ("2.0", 7)
    if "error" in answer:
        code, message = answer["error"]["code"], answer["error"]["message"]
        assert code in CODES or -38100 < code < -38000
        assert message != "method handler crashed", caplog.text
    else:
        assert "result" in answer


CALL = {
    "from": ALICE,
    "to": NOBODY,
    "gas": "0x15f90",
    "maxFeePerGas": "0x77359400",
    "maxPriorityFeePerGas": "0x0",
    "value": "0x0",
    "nonce": "0x0",
    "input": "0x",
    "accessList": [{"address": NOBODY, "storageKeys": [word(0)]}],
    "chainId": "0x7a69",
    "maxFeePerBlobGas": "0x1",
    "blobVersionedHashes": ["0x01" + "00" * 31],
    "authorizationList": [
        {
            "chainId": "0x0",
            "address": NOBODY,
            "nonce": "0x0",
            "yParity": "0x0",
            "r": "0x1",
            "s": "0x1",
        }
    ],
}
STATE = {
    NOBODY: {"balance": "0x1", "nonce": "0x1", "code": "0x00", "stateDiff": {word(0): word(1)}},
    PRECOMPILE: {"movePrecompileToAddress": "0x" + "99" * 20, "state": {word(0): word(1)}},
}
BLOCK = {"number": "0x9", "time": "0x77359400", "gasLimit": "0x186a0", "feeRecipient": NOBODY}
BLOCK |= {"prevRandao": word(1), "baseFeePerGas": "0x0", "blobBaseFee": "0x1", "withdrawals": []}
SIMULATED = {"blockOverrides": BLOCK | {"number": "0x1"}, "stateOverrides": STATE, "calls": [CALL]}
REFERENCE = {"blockHash": word(7), "requireCanonical": True}
LOGS = {"fromBlock": "0x0", "toBlock": "latest", "address": [NOBODY], "topics": [[word(1)], None]}
SOUND = [
    *((name, [CALL, REFERENCE, STATE, BLOCK]) for name in ("eth_call", "eth_estimateGas")),
    ("eth_createAccessList", [CALL, {"blockNumber": "0x0"}, STATE]),
    ("eth_simulateV1", [{"blockStateCalls": [SIMULATED], "validation": True}, "latest"]),
    ("eth_getLogs", [LOGS]),
    ("eth_sendTransaction", [CALL]),
    ("eth_getProof", [NOBODY, [word(0)], REFERENCE]),
    ("eth_feeHistory", ["0x1", "latest", [25.0]]),
    ("anvil_reorg", [1, [[CALL, 0]]]),
]
TRAPS = (None, True, 0, -1, 1.5, "", "0x", "0x1", [], {}, [None], [[]], [{}], {"": None})


@pytest.mark.parametrize(("name", "params"), SOUND, ids=[name for name, _ in SOUND])
def test_no_wrong_member_crashes_a_method(
    caplog: pytest.LogCaptureFixture, name: str, params: list
) -> None:
    dispatcher = fresh()
    for broken in spoiled(params):
        check(dispatcher, caplog, name, broken)


def spoiled(value: object) -> Iterator[object]:
    """Copies of `value` in which one thing, at any depth, is another, is absent or is added."""
    yield from TRAPS
    if isinstance(value, list):
        for at, member in enumerate(value):
            yield value[:at] + value[at + 1 :]
            yield from ([*value[:at], broken, *value[at + 1 :]] for broken in spoiled(member))
        yield from ([*value, trap] for trap in TRAPS)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield {name: kept for name, kept in value.items() if name != key}
            yield from (value | {key: broken} for broken in spoiled(member))
        yield from (value | {"": trap} for trap in TRAPS)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(value=values, member=st.sampled_from(("jsonrpc", "id", "method", "params")))
def test_no_message_breaks_the_framing(dispatcher: Dispatcher, value: object, member: str) -> None:
    sound = {"jsonrpc": "2.0", "id": 7, "method": "eth_chainId", "params": []}
    for message in (value, sound | {member: value}, [value, sound]):
        text = dispatcher.answer(json.dumps(message).encode())
        answers = [] if text is None else json.loads(text)
        for answer in answers if isinstance(answers, list) else [answers]:
            assert answer["jsonrpc"] == "2.0"
            assert ("result" in answer) != ("error" in answer)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(body=st.binary(max_size=60))
def test_no_bytes_break_the_parser(dispatcher: Dispatcher, body: bytes) -> None:
    text = dispatcher.answer(body)
    assert text is None or json.loads(text)
