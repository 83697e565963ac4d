"""The development chain answers as geth did, and an answer that is another is seen."""

import copy
from collections.abc import Iterator
from dataclasses import replace

import pytest

from contracts.devnet.conformance.comparison import compare
from contracts.devnet.conformance.exchange import Notification
from contracts.devnet.conformance.recording import Recording
from contracts.devnet.conformance.run import Answer, Run, run
from contracts.devnet.running import running_devnet

RECORDING = Recording()


@pytest.fixture(scope="module")
def found() -> Iterator[Run]:
    """What a fresh development chain answers."""
    with running_devnet("--empty") as document:
        yield run(document["url"])


def test_the_development_chain_answers_as_geth_does(found: Run) -> None:
    assert list(map(str, compare(found, RECORDING))) == []


PLANTS = {
    "another error code": ("eth_call/revert reason", ("error", "code"), 4),
    "another error message": ("eth_sendRawTransaction/nonce too low", ("error", "message"), "no"),
    "null for a value": ("eth_getTransactionReceipt/legacy", ("result", "status"), None),
    "another notification": ("eth_subscription/newHeads", ("notification", "params"), {}),
    "another status": ("verb/PUT", ("status",), 200),
    "another pending answer": ("eth_getBalance/alice at pending", ("result",), "0x00"),
    "another answer of a replaced block": (
        "eth_getBalance/replaced after canonical hash",
        ("error", "message"),
        "hash is canonical",
    ),
    "a fact that does not hold": ("eth_getProof/alice verifies", ("holds",), False),
}
"""The step, the place in its answer, and what the node is made to have said."""


@pytest.mark.parametrize(("name", "path", "value"), PLANTS.values(), ids=PLANTS)
def test_a_changed_answer_is_seen(found: Run, name: str, path: tuple, value: object) -> None:
    place = next(index for index, answer in enumerate(found.answers) if answer.name == name)
    answers = list(found.answers)
    answers[place] = replace(answers[place], answer=copy.deepcopy(answers[place].answer))
    member = answers[place].answer
    for key in path[:-1]:
        member = member[key]
    assert member[path[-1]] != value
    member[path[-1]] = value
    wrong = compare(replace(found, answers=answers), RECORDING)
    assert {difference.name for difference in wrong} == {name}


def test_a_step_that_is_not_asked_or_not_recorded_is_seen(found: Run) -> None:
    stranger = Answer(Notification("a stranger"), {})
    answers = [*(a for a in found.answers if a.name != "eth_gasPrice"), stranger]
    wrong = compare(replace(found, answers=answers), RECORDING)
    assert {(difference.name, difference.got) for difference in wrong} == {
        ("eth_gasPrice", "not asked"),
        ("a stranger", "{}"),
    }


def test_a_deviation_that_nothing_shows_is_seen(found: Run) -> None:
    answers = [answer for answer in found.answers if not answer.name.startswith("eth_accounts")]
    wrong = compare(replace(found, answers=answers), RECORDING)
    assert [difference.name for difference in wrong if difference.path == "deviation"] == [
        "eth_accounts* result"
    ]
