"""geth answered the same questions about the same genesis (geth_oracle/recorded.py).

Outputs, revert data, error texts and codes, estimates, access lists, and the hashes of simulated
blocks are the same to the byte.
"""

import json

import pytest

from contracts.devnet.chain import estimate
from contracts.devnet.chain.chain import Chain
from contracts.devnet.chain.tests.geth_oracle.recorded import CALLS, CHAIN_ID, CONFIG, accounts
from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.registry import METHODS

CHAIN = Chain(CONFIG, accounts(CALLS["accounts"]))
NODE = Dispatcher(Node(CHAIN, CHAIN_ID), METHODS)
QUESTIONS = CALLS["questions"]


def answer(question: dict) -> object:
    """Our answer, of simulated blocks what the recording holds."""
    message = {"jsonrpc": "2.0", "id": 1, **question}
    del message["answer"]
    reply = json.loads(NODE.answer(json.dumps(message).encode()))
    if "error" in reply:
        return {"error": reply["error"]}
    if question["method"] != "eth_simulateV1":
        return reply["result"]
    return [
        {
            "number": block["number"],
            "hash": block["hash"],
            "calls": [call | {"logs": list(map(told, call["logs"]))} for call in block["calls"]],
        }
        for block in reply["result"]
    ]


def told(log: dict) -> list:
    return [log["address"], log["topics"], log["data"], log["logIndex"]]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["method"])
def test_the_answer_is_geths(question: dict) -> None:
    assert answer(question) == question["answer"]


def test_the_questions_reach_success_revert_and_refusal_of_every_method() -> None:
    for method in {question["method"] for question in QUESTIONS}:
        answers = [question["answer"] for question in QUESTIONS if question["method"] == method]
        refused = [a for a in answers if isinstance(a, dict) and "code" in a.get("error", ())]
        assert 0 < len(refused) < len(answers), method


def test_a_planted_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "CALL_STIPEND", 2_299)
    estimates = [question for question in QUESTIONS if question["method"] == "eth_estimateGas"]
    assert any(answer(question) != question["answer"] for question in estimates)
