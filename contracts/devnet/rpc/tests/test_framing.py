"""JSON-RPC framing: each malformed message has a twin that is accepted."""

import json

import pytest

from contracts.devnet.rpc.tests.scene import Scene

CHAIN_ID = '"0x7a69"'
OK = b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}'


def refused(code: int, message: str, identifier: str = "null") -> str:
    error = json.dumps({"code": code, "message": message}, separators=(",", ":"))
    return f'{{"jsonrpc":"2.0","id":{identifier},"error":{error}}}'


def answered(identifier: str = "1") -> str:
    return f'{{"jsonrpc":"2.0","id":{identifier},"result":{CHAIN_ID}}}'


def call(identifier: str) -> str:
    return f'{{"jsonrpc":"2.0","id":{identifier},"method":"eth_chainId"}}'


INVALID = refused(-32600, "invalid request")
PARSE = refused(-32700, "parse error")

# what, body, answer ("" for none): pairs of a malformed message and its sound twin
MESSAGES = [
    ("nothing", "", ""),
    ("white space", " \n\t", ""),
    ("a call after white space", "  " + OK.decode(), answered()),
    ("an unclosed object", '{"jsonrpc"', PARSE),
    ("a trailing comma", '{"jsonrpc":"2.0",}', PARSE),
    ("a byte order mark", "\ufeff" + OK.decode(), PARSE),
    ("a control character in a string", call('"\x01"'), PARSE),
    ("an escaped control character", call('"\\u0001"'), answered('"\\u0001"')),
    ("NaN", call("NaN"), PARSE),
    ("a leading zero", call("01"), PARSE),
    ("a zero", call("0"), answered("0")),
    ("what follows the first value", OK.decode() + "xx", answered()),
    ("a number", "1", INVALID),
    ("a string", '"x"', INVALID),
    ("null", "null", INVALID),
    ("an empty object", "{}", INVALID),
    ("no version", '{"id":1,"method":"eth_chainId"}', refused(-32600, "invalid request", "1")),
    (
        "version 1.0",
        '{"jsonrpc":"1.0","id":1,"method":"eth_chainId"}',
        refused(-32600, "invalid request", "1"),
    ),
    (
        "a version that is a number",
        '{"jsonrpc":2.0,"id":1,"method":"eth_chainId"}',
        refused(-32600, "invalid request", "1"),
    ),
    ("names in capitals", '{"JSONRPC":"2.0","ID":1,"Method":"eth_chainId"}', answered()),
    (
        "the last of two ids",
        '{"jsonrpc":"2.0","id":1,"id":2,"method":"eth_chainId"}',
        answered("2"),
    ),
    ("an id that is a string", call('"a"'), answered('"a"')),
    ("an empty id", call('""'), answered('""')),
    ("an id null", call("null"), answered("null")),
    ("an id with a fraction", call("1.50"), answered("1.50")),
    ("an id beyond any number", call("1e400"), answered("1e400")),
    ("an id of thirty digits", call("1" * 30), answered("1" * 30)),
    ("a negative id", call("-1"), answered("-1")),
    ("an id true", call("true"), answered("true")),
    ("an id that is an object", call("{}"), INVALID),
    ("an id that is an array", call("[1]"), INVALID),
    ("a notification", '{"jsonrpc":"2.0","method":"eth_chainId"}', ""),
    ("an unknown notification", '{"jsonrpc":"2.0","method":"foo_bar"}', ""),
    ("an answer", '{"jsonrpc":"2.0","id":1,"result":5}', ""),
    ("a call with a result", OK.decode()[:-1] + ',"result":5}', answered()),
    ("a subscription event", '{"jsonrpc":"2.0","method":"eth_subscription","params":{}}', ""),
    (
        "a method number",
        '{"jsonrpc":"2.0","id":1,"method":5}',
        refused(-32600, "invalid request", "1"),
    ),
    ("no method", '{"jsonrpc":"2.0","id":1}', refused(-32600, "invalid request", "1")),
    (
        "an unknown method",
        '{"jsonrpc":"2.0","id":1,"method":"foo_bar"}',
        refused(-32601, "the method foo_bar does not exist/is not available", "1"),
    ),
    (
        "a method in other letters",
        '{"jsonrpc":"2.0","id":1,"method":"eth_ChainId"}',
        refused(-32601, "the method eth_ChainId does not exist/is not available", "1"),
    ),
    (
        "a method name without end",
        f'{{"jsonrpc":"2.0","id":1,"method":"{"a" * 2049}"}}',
        refused(-32600, "method name too long: 2049 > 2048", "1"),
    ),
    ("params null", OK.decode().replace("[]", "null"), answered()),
    ("params by name", OK.decode().replace("[]", "{}"), refused(-32602, "non-array args", "1")),
    ("params a string", OK.decode().replace("[]", '"x"'), refused(-32602, "non-array args", "1")),
    (
        "a param too many",
        OK.decode().replace("[]", "[1]"),
        refused(-32602, "too many arguments, want at most 0", "1"),
    ),
    (
        "a param missing",
        '{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["latest"]}',
        refused(-32602, "missing value for required argument 1", "1"),
    ),
    ("an empty batch", "[]", refused(-32600, "empty batch")),
    ("a batch of null", "[null]", f"[{INVALID}]"),
    ("a batch of one", f"[{OK.decode()}]", f"[{answered()}]"),
    (
        "a batch in order, notifications unanswered",
        f'[1,{call("7")},{{"jsonrpc":"2.0","method":"eth_chainId"}},{call("3")},[]]',
        f"[{INVALID},{answered('7')},{answered('3')},{INVALID}]",
    ),
    ("a batch of notifications", '[{"jsonrpc":"2.0","method":"eth_chainId"}]', ""),
    ("a batch of answers", '[{"jsonrpc":"2.0","id":1,"result":5}]', ""),
    ("a batch of 1000", f"[{','.join([call('1')] * 1000)}]", f"[{','.join([answered()] * 1000)}]"),
    (
        "a batch of 1001",
        f"[{','.join([call('1')] * 1001)}]",
        f"[{refused(-32600, 'batch too large', '1')}]",
    ),
    (
        "a subscription over HTTP",
        '{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}',
        refused(-32601, "notifications not supported", "1"),
    ),
    (
        "the end of a subscription over HTTP",
        '{"jsonrpc":"2.0","id":1,"method":"eth_unsubscribe","params":["0x1"]}',
        refused(-32000, "subscription not found", "1"),
    ),
]


@pytest.mark.parametrize(
    ("body", "answer"), [row[1:] for row in MESSAGES], ids=[m[0] for m in MESSAGES]
)
def test_every_message_gets_the_answer_that_geth_gives(
    scene: Scene, body: str, answer: str
) -> None:
    assert scene.client.exchange(body.encode()).body.decode() == answer


def test_a_batch_beyond_the_answer_limit_says_so_for_the_rest(scene: Scene) -> None:
    safe = "0x29fcB43b46531BcA003ddC8FCB67FFE91900C762"  # SafeL2 1.4.1: 48 kB of hexadecimal
    message = {"jsonrpc": "2.0", "id": 1, "method": "eth_getCode", "params": [safe]}
    answers = scene.client.post(json.dumps([message] * 700).encode())
    codes = [answer.get("error", {}).get("code") for answer in answers]
    told = codes.count(None)
    assert 25_000_000 // 50_000 < told < 700
    assert codes == [None] * told + [-32003] * (700 - told)
