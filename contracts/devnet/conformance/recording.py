"""What geth answered, from fixtures/rpc, in the form in which another node's answers are judged.

The recorded session is compared to the byte by `make fixtures-check`, on the recorded blocks. Here
its values are named as those of the node at hand are, so that it judges any fresh chain. What a
recording cannot hold to the byte (pending blocks, which tell the time of day; the longest bodies; a
reorganization) is kept in unrecorded.json, named already.
"""

import json
from pathlib import Path

from contracts.devnet.conformance.exchange import Fact
from contracts.devnet.conformance.run import Answer, Run, identifier_of, reply_of
from contracts.devnet.conformance.shape import normalise

RPC = Path(__file__).parents[3] / "fixtures/rpc"
UNRECORDED = Path(__file__).parent / "unrecorded.json"


class Recording:
    """Geth's answers by the names of the steps."""

    def __init__(self) -> None:
        self._cases = {case["id"]: case for case in _lines("exchanges")}
        self._rest = {e["name"]: e["answer"] for e in json.loads(UNRECORDED.read_text())}
        self._blocks = {
            transaction["hash"]: case["block"]["hash"]
            for case in _lines("exchanges-blocks")
            for transaction in case["block"]["transactions"]
        }

    @property
    def names(self) -> list[str]:
        """Every step that geth answered."""
        return [*self._cases, *self._rest]

    def expected(self, answer: Answer, known: dict[str, str]) -> object:
        """Geth's answer to the step, normalised; None when it was never asked."""
        step = answer.step
        if isinstance(step, Fact):
            return {"holds": True}
        if step.name in self._rest:
            return self._rest[step.name]
        if step.name not in self._cases:
            return None
        reply = self._reply(step.name, answer)
        if own := identifier_of(step, reply):  # counted in the recording, drawn at random by nodes
            known = known | {own: "<identifier>"}
        return normalise(reply, known, step.loose)

    def translated(self, run: Run) -> dict[str, str]:
        """The values of the recorded chain under the names that a run gave to its own.

        Keys, nonces and fees are the same on every fresh chain, so only blocks and identifiers are
        others.
        """
        of = {name: value for value, name in run.known.items()}
        steps = {f"${answer.name}": answer for answer in run.answers}
        found = {}
        for value, name in run.known.items():
            if name.startswith("$block."):
                value = self._blocks.get(of.get(name.replace("$block.", "$hash."), ""), value)
            elif name in steps and name[1:] in self._cases:
                reply = self._reply(name[1:], steps[name])
                value = identifier_of(steps[name].step, reply) or value
            found.setdefault(value, name)
        return found

    def _reply(self, name: str, answer: Answer) -> dict:
        case = self._cases[name]
        content = case["response"].encode("utf-8", "surrogateescape")
        return reply_of(answer.step, int(case.get("status", 0)), content)


def _lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (RPC / f"{name}.jsonl").read_text().splitlines()]


def keep_unrecorded(run: Run, recorded: set[str]) -> None:
    """Writes what a run against geth found and the recorded session does not hold."""
    lines = [
        json.dumps({"name": answer.name, "answer": answer.answer}, ensure_ascii=False)
        for answer in run.answers
        if answer.name not in recorded and not isinstance(answer.step, Fact)
    ]
    UNRECORDED.write_text("[\n" + ",\n".join(lines) + "\n]\n")
