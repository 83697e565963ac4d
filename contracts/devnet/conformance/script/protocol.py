"""JSON-RPC 2.0 and HTTP as geth speaks them: ids, batches, notifications, limits, content types."""

import json

from contracts.devnet.conformance.exchange import Call, Http, Script
from contracts.devnet.conformance.stage import Stage

CHAIN_ID = '"jsonrpc":"2.0","method":"eth_chainId","params":[]'

BODIES = {
    "id/number": f'{{"id":7,{CHAIN_ID}}}',
    "id/negative": f'{{"id":-7,{CHAIN_ID}}}',
    "id/fraction": f'{{"id":1.50,{CHAIN_ID}}}',
    "id/exponent": f'{{"id":1e3,{CHAIN_ID}}}',
    "id/above 64 bits": f'{{"id":123456789012345678901234567890,{CHAIN_ID}}}',
    "id/text": f'{{"id":"a \\u00e4 \\" b",{CHAIN_ID}}}',
    "id/empty text": f'{{"id":"",{CHAIN_ID}}}',
    "id/null": f'{{"id":null,{CHAIN_ID}}}',
    "id/absent": f"{{{CHAIN_ID}}}",
    "id/bool": f'{{"id":true,{CHAIN_ID}}}',
    "id/object": f'{{"id":{{"a":1}},{CHAIN_ID}}}',
    "id/array": f'{{"id":[1],{CHAIN_ID}}}',
    "request/no version": '{"id":1,"method":"eth_chainId","params":[]}',
    "request/version 1.0": '{"id":1,"jsonrpc":"1.0","method":"eth_chainId","params":[]}',
    "request/version a number": '{"id":1,"jsonrpc":2.0,"method":"eth_chainId","params":[]}',
    "request/no method": '{"id":1,"jsonrpc":"2.0","params":[]}',
    "request/method empty": '{"id":1,"jsonrpc":"2.0","method":"","params":[]}',
    "request/method a number": '{"id":1,"jsonrpc":"2.0","method":5,"params":[]}',
    "request/method null": '{"id":1,"jsonrpc":"2.0","method":null,"params":[]}',
    "request/no params": '{"id":1,"jsonrpc":"2.0","method":"eth_chainId"}',
    "request/params text": '{"id":1,"jsonrpc":"2.0","method":"eth_chainId","params":"a"}',
    "request/params number": '{"id":1,"jsonrpc":"2.0","method":"eth_chainId","params":5}',
    "request/params bool": '{"id":1,"jsonrpc":"2.0","method":"eth_chainId","params":true}',
    "request/unknown member": f'{{"id":1,{CHAIN_ID},"extra":[1]}}',
    "request/member twice": f'{{"id":1,{CHAIN_ID},"id":2}}',
    "request/upper case member": '{"ID":1,"JSONRPC":"2.0","Method":"eth_chainId","PARAMS":[]}',
    "request/an answer": '{"id":1,"jsonrpc":"2.0","result":"0x1"}',
    "request/an error answer": '{"id":1,"jsonrpc":"2.0","error":{"code":1,"message":"a"}}',
    "method/unknown": '{"id":1,"jsonrpc":"2.0","method":"eth_unknown","params":[]}',
    "method/unknown namespace": '{"id":1,"jsonrpc":"2.0","method":"foo_bar","params":[]}',
    "method/no namespace": '{"id":1,"jsonrpc":"2.0","method":"chainId","params":[]}',
    "method/namespace alone": '{"id":1,"jsonrpc":"2.0","method":"eth_","params":[]}',
    "method/upper case": '{"id":1,"jsonrpc":"2.0","method":"ETH_CHAINID","params":[]}',
    "method/two underscores": '{"id":1,"jsonrpc":"2.0","method":"eth_chain_id","params":[]}',
    "method/space": '{"id":1,"jsonrpc":"2.0","method":" eth_chainId","params":[]}',
    "method/unknown with bad params": '{"id":1,"jsonrpc":"2.0","method":"eth_no","params":5}',
    "method/unknown notification": '{"jsonrpc":"2.0","method":"eth_unknown","params":[]}',
    "method/no signing": '{"id":1,"jsonrpc":"2.0","method":"eth_signTypedData_v4","params":[]}',
    "method/subscribe": '{"id":1,"jsonrpc":"2.0","method":"eth_subscribe","params":["newHeads"]}',
    "method/unsubscribe": '{"id":1,"jsonrpc":"2.0","method":"eth_unsubscribe","params":["0x1"]}',
    "parse/empty": "",
    "parse/space": "   ",
    "parse/open": "{",
    "parse/cut short": '{"id":1,"jsonrpc":"2.0","method":"eth_ch',
    "parse/text": "hello",
    "parse/number": "5",
    "parse/string": '"eth_chainId"',
    "parse/null": "null",
    "parse/true": "true",
    "parse/empty object": "{}",
    "parse/trailing comma": f'{{"id":1,{CHAIN_ID},}}',
    "parse/single quotes": "{'id':1}",
    "parse/comment": f'{{"id":1,{CHAIN_ID}}} // no',
    "parse/two objects": f'{{"id":1,{CHAIN_ID}}}{{"id":2,{CHAIN_ID}}}',
    "parse/white space around": f'\n\t {{"id":1,{CHAIN_ID}}}\r\n ',
    "parse/byte order mark": f'\ufeff{{"id":1,{CHAIN_ID}}}',
    "parse/control character": f'{{"id":"a\nb",{CHAIN_ID}}}',
    "batch/empty": "[]",
    "batch/one": f'[{{"id":1,{CHAIN_ID}}}]',
    "batch/two": f'[{{"id":1,{CHAIN_ID}}},{{"id":"two",{CHAIN_ID}}}]',
    "batch/same id": f'[{{"id":1,{CHAIN_ID}}},{{"id":1,{CHAIN_ID}}}]',
    "batch/order of ids": f'[{{"id":9,{CHAIN_ID}}},{{"id":3,{CHAIN_ID}}},{{"id":5,{CHAIN_ID}}}]',
    "batch/numbers": "[1,2]",
    "batch/empty object": "[{}]",
    "batch/nested": f'[[{{"id":1,{CHAIN_ID}}}]]',
    "batch/null": "[null]",
    "batch/good and bad": f'[{{"id":1,{CHAIN_ID}}},{{"id":2}},5,{{"id":3,{CHAIN_ID}}}]',
    "batch/with notification": f'[{{{CHAIN_ID}}},{{"id":1,{CHAIN_ID}}}]',
    "batch/notifications only": f"[{{{CHAIN_ID}}},{{{CHAIN_ID}}}]",
    "batch/unknown method": f'[{{"id":1,{CHAIN_ID}}},{{"id":2,"jsonrpc":"2.0","method":"eth_no"}}]',
    "batch/cut short": f'[{{"id":1,{CHAIN_ID}}},',
    "batch/space before": f'  [{{"id":1,{CHAIN_ID}}}]',
}

CONTENT_TYPES = {
    "with charset": "application/json; charset=utf-8",
    "upper case": "Application/JSON",
    "json-rpc": "application/json-rpc",
    "jsonrequest": "application/jsonrequest",
    "plain text": "text/plain",
    "form": "application/x-www-form-urlencoded",
    "empty": "",
    "malformed": "application/",
}

GOOD = f'{{"id":1,{CHAIN_ID}}}'.encode()
JSON = {"Content-Type": "application/json"}
LIMIT = 5 * 1024 * 1024
"""Largest HTTP request body geth takes by default (`--rpc.http-body-limit`)."""


def script(_: Stage) -> Script:
    """Every way to say a request, and what the protocol answers."""
    for name, body in BODIES.items():
        yield Http(name, body.encode())
    yield Http("parse/not utf-8", b'{"id":"\xff\xfe",' + CHAIN_ID.encode() + b"}")
    for name, kind in CONTENT_TYPES.items():
        yield Http(f"content type/{name}", GOOD, headers={"Content-Type": kind})
    yield Http("content type/absent", GOOD, headers={})
    for verb in ("GET", "PUT", "DELETE", "OPTIONS", "PATCH"):
        yield Http(f"verb/{verb}", GOOD, verb, JSON)
        yield Http(f"verb/{verb} without body", b"", verb, {})
    yield Http("host/name", GOOD, headers={**JSON, "Host": "rpc.example"})
    yield Http("host/localhost", GOOD, headers={**JSON, "Host": "localhost"})
    yield Http("host/other address", GOOD, headers={**JSON, "Host": "192.0.2.7:8545"})
    yield Http("origin/foreign", GOOD, headers={**JSON, "Origin": "https://wallet.example"})
    for count in (1000, 1001):
        calls = [{"jsonrpc": "2.0", "id": i, "method": "eth_chainId"} for i in range(count)]
        yield Http(f"batch/{count} calls", json.dumps(calls).encode())
    for name, size in (("at the limit", LIMIT), ("one byte above the limit", LIMIT + 1)):
        yield Http(f"size/{name}", b" " * (size - len(GOOD)) + GOOD)
    deep = b'{"id":1,"jsonrpc":"2.0","method":"eth_chainId","params":'
    yield Http("depth/1000 arrays", deep + b"[" * 1000 + b"]" * 1000 + b"}")
    yield Http("depth/20000 arrays", deep + b"[" * 20000 + b"]" * 20000 + b"}")
    yield from _node()


def _node() -> Script:
    yield Call("web3_clientVersion", "web3_clientVersion", (), ("*",))
    yield Call("web3_sha3/empty", "web3_sha3", ["0x"])
    yield Call("web3_sha3/bytes", "web3_sha3", ["0x68656c6c6f20776f726c64"])
    yield Call("web3_sha3/upper case", "web3_sha3", ["0xABCDEF"])
    yield Call("web3_sha3/upper case prefix", "web3_sha3", ["0XABCDEF"])
    yield Call("net_version", "net_version")
    yield Call("net_listening", "net_listening")
    yield Call("eth_chainId", "eth_chainId")
    yield Call("eth_syncing", "eth_syncing")
    yield Call("eth_accounts", "eth_accounts", (), ("*",))
    yield Call("eth_blockNumber", "eth_blockNumber", (), ("*",))
