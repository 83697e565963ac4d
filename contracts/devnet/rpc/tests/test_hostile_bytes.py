"""Bytes made to break a parser: each gets a clean answer, and the node lives on."""

import json
import sys

import pytest

from contracts.devnet.rpc.tests.scene import NOBODY, Scene

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
INVALID_PARAMS = -32602


def calling(method: str, *params: str) -> bytes:
    """A call whose params are JSON texts."""
    text = f'{{"jsonrpc":"2.0","id":1,"method":"{method}","params":[{",".join(params)}]}}'
    return text.encode("utf-8", "surrogatepass")


def chain_id(params: bytes) -> bytes:
    return b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":' + params + b"}"


# what, body, error code
BODIES = [
    ("five million brackets", b"[" * 5_000_000, PARSE_ERROR),
    ("nine hundred thousand braces", b'{"a":' * 900_000, PARSE_ERROR),
    ("one array too deep", chain_id(b"[" * 10_000 + b"]" * 10_000), PARSE_ERROR),
    ("as deep as may be", chain_id(b"[" * 9_999 + b"]" * 9_999), INVALID_PARAMS),
    ("zeros", bytes(1000), PARSE_ERROR),
    ("a string without end", b'"' + b'\\"' * 2_000_000, PARSE_ERROR),
    (
        "brackets before a string without end",
        b"[" * 9_000 + b"{}" * 9_000 + b'"' + b'\\"' * 2_000_000,
        PARSE_ERROR,
    ),
    (
        "brackets before a string that ends in a backslash",
        b"[" + b"[]," * 11_000 + b'"' + b'\\"' * 2_000_000 + b"\\",
        PARSE_ERROR,
    ),
    ("brackets within a string", chain_id(b'["' + b"[" * 20_000 + b'"]'), INVALID_PARAMS),
    ("half a million nulls", b"[" + b"null," * 500_000 + b"null]", INVALID_REQUEST),
    ("a number of a million digits", calling("eth_getBalance", "9" * 1_000_000), INVALID_PARAMS),
    (
        "a quantity of a million digits",
        calling("eth_getBlockByNumber", f'"0x{"9" * 1_000_000}"', "false"),
        INVALID_PARAMS,
    ),
    (
        "a float beyond floats",
        calling("eth_feeHistory", "1", '"latest"', "[1e999]"),
        INVALID_PARAMS,
    ),
    ("half a surrogate", calling("eth_getBalance", '"\\ud800"'), INVALID_PARAMS),
    ("an encoded surrogate", calling("eth_getBalance", '"\ud800"'), INVALID_PARAMS),
    ("digits of another script", calling("eth_getBalance", f'"0x{"１" * 40}"'), INVALID_PARAMS),
    (
        "an underscore among digits",
        calling("eth_getBlockByNumber", '"0x1_0"', "false"),
        INVALID_PARAMS,
    ),
    ("a space among digits", calling("web3_sha3", '"0x11 22 "'), INVALID_PARAMS),
    ("a plus before digits", calling("evm_increaseTime", '"+1"'), INVALID_PARAMS),
    ("less than nothing", calling("anvil_setBalance", f'"{NOBODY}"', "-1"), INVALID_PARAMS),
    (
        "more than a word",
        calling("anvil_setBalance", f'"{NOBODY}"', "1" + "0" * 78),
        INVALID_PARAMS,
    ),
    ("more time than there is", calling("evm_increaseTime", "9007199254740992"), INVALID_PARAMS),
    ("more blocks than one call may mine", calling("anvil_mine", '"0xffffffffff"'), INVALID_PARAMS),
    ("a reorganization below genesis", calling("anvil_reorg", "1" + "0" * 30), INVALID_PARAMS),
]


@pytest.mark.parametrize(("body", "code"), [row[1:] for row in BODIES], ids=[b[0] for b in BODIES])
def test_hostile_bodies_are_refused_and_the_node_lives_on(
    scene: Scene, body: bytes, code: int
) -> None:
    answer = scene.client.post(body)
    answer = answer[0] if isinstance(answer, list) else answer
    assert answer["error"]["code"] == code
    assert scene.call("eth_blockNumber") == "0x4"


def test_what_is_large_but_sound_is_taken(scene: Scene) -> None:
    assert scene.client.post(chain_id(b"[]"))["result"] == "0x7a69"
    assert len(scene.call("web3_sha3", "0x" + "ab" * 2_000_000)) == 66
    assert scene.call("eth_chainId") == "0x7a69"
    long = json.dumps({"jsonrpc": "2.0", "id": "x" * 1_000_000, "method": "eth_chainId"})
    assert len(scene.client.post(long.encode())["id"]) == 1_000_000


def test_bad_utf8_becomes_replacement_characters(scene: Scene) -> None:
    body = b'{"jsonrpc":"2.0","id":"\xff","method":"eth_chainId"}'
    assert scene.client.post(body) == {"jsonrpc": "2.0", "id": "�", "result": "0x7a69"}


def test_the_depth_limit_is_within_what_the_interpreter_can_nest() -> None:
    """The EVM raises the recursion limit; were it lower, deep input would still be refused."""
    assert sys.getrecursionlimit() > 10_000


def test_a_batch_beyond_the_answer_limit_says_so_for_the_rest(scene: Scene) -> None:
    safe = "0x29fcB43b46531BcA003ddC8FCB67FFE91900C762"  # SafeL2 1.4.1: 48 kB of hexadecimal
    message = {"jsonrpc": "2.0", "id": 1, "method": "eth_getCode", "params": [safe]}
    answers = scene.client.post(json.dumps([message] * 700).encode())
    codes = [answer.get("error", {}).get("code") for answer in answers]
    told = codes.count(None)
    assert 25_000_000 // 50_000 < told < 700
    assert codes == [None] * told + [-32003] * (700 - told)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ('{"jsonrpc":"2.0","id":1,"result":5}', b""),
        ('{"jsonrpc":"2.0","method":"eth_subscription","params":{}}', b""),
        ('[{"jsonrpc":"2.0","id":1,"result":5}]', b""),
    ],
)
def test_what_servers_say_to_clients_is_dropped(scene: Scene, body: str, answer: bytes) -> None:
    assert scene.client.exchange(body.encode()).body == answer
