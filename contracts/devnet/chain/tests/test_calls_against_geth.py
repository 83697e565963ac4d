"""geth answered the same questions about the same genesis (geth_oracle/record_calls.py).

Outputs, revert data, error texts and codes, estimates, access lists, and the hashes of simulated
blocks are the same to the byte.
"""

import json

import pytest

from contracts.devnet.chain import estimate
from contracts.devnet.chain.tests.geth_oracle.questions import answer, chain_of, questions
from contracts.devnet.chain.tests.geth_oracle.record_calls import RECORDED, SEED

EXPECTED = json.loads(RECORDED.read_text())
REPLAY, CHAIN = chain_of(SEED)
QUESTIONS = questions(REPLAY)


@pytest.mark.parametrize("index", range(len(QUESTIONS)), ids=lambda i: f"{i}-{QUESTIONS[i].method}")
def test_the_answer_is_geths(index: int) -> None:
    assert answer(CHAIN, QUESTIONS[index]) == EXPECTED[index]


def test_the_questions_reach_success_revert_and_refusal_of_every_method() -> None:
    assert len(QUESTIONS) == len(EXPECTED)
    for method in {question.method for question in QUESTIONS}:
        answers = [a for q, a in zip(QUESTIONS, EXPECTED, strict=True) if q.method == method]
        refused = [a for a in answers if isinstance(a, dict) and "code" in a.get("error", ())]
        assert 0 < len(refused) < len(answers), method


def test_a_planted_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "CALL_STIPEND", 2_299)
    estimates = [i for i, q in enumerate(QUESTIONS) if q.method == "eth_estimateGas"]
    assert any(answer(CHAIN, QUESTIONS[i]) != EXPECTED[i] for i in estimates)
