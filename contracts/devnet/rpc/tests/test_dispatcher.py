"""The dispatcher's own promises: no crash reaches a client, no two methods share a name."""

import json
import logging
from types import ModuleType

import pytest

from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.registry import collect


@method("test_crash")
def crash(_node: object) -> None:
    """Breaks."""
    raise KeyError("planted")


@method("test_nest")
def nest(_node: object) -> None:
    """Nests too deep for the interpreter."""
    raise RecursionError("planted")


@method("test_unserializable")
def unserializable(_node: object) -> object:
    """Gives what is no JSON."""
    return {1, 2}


PLANTED = {"test_crash": crash, "test_nest": nest, "test_unserializable": unserializable}


@pytest.mark.parametrize("name", PLANTED)
def test_a_crash_becomes_an_answer_and_a_traceback(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    dispatcher = Dispatcher(node=None, methods=PLANTED)
    with caplog.at_level(logging.ERROR):
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": name}).encode()
        answer = json.loads(dispatcher.answer(body))
    assert answer["error"] == {"code": -32603, "message": "method handler crashed"}
    assert f"{name} crashed" in caplog.text
    assert "Traceback" in caplog.text


def test_two_methods_of_one_name_are_refused() -> None:
    module, other = ModuleType("one"), ModuleType("other")
    module.first, other.second = crash, method("test_crash")(lambda _node: None)
    with pytest.raises(ValueError, match="two methods are called test_crash"):
        collect((module, other))
    assert collect((module,)) == {"test_crash": crash}
