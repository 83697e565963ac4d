"""Runs the script against one node and gives every answer in its comparable form."""

import json
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from contracts.devnet.conformance.client import PATIENCE, Client
from contracts.devnet.conformance.exchange import Call, Fact, Http, Message, Notification, Step
from contracts.devnet.conformance.script import SCRIPTS
from contracts.devnet.conformance.shape import brief, normalise
from contracts.devnet.conformance.stage import Driver, Stage


@dataclass(frozen=True)
class Answer:
    """What one step got back, normalised, and what it had asked, with this chain's values named."""

    script: str
    name: str
    asked: str
    answer: object

    @property
    def method(self) -> str:
        """The first part of the name: a method, or the protocol rule under test."""
        return self.name.split("/")[0]


Listener = Callable[[Step, bytes, int, bytes], None]
"""Hears each step with the bytes sent, the HTTP status (0 on a WebSocket), the bytes received."""


def run(
    url: str,
    driver: Callable[[Client], Driver] = Driver,
    listener: Listener = lambda *_: None,
    only: Collection[str] = SCRIPTS,
) -> list[Answer]:
    """Every answer of the scripts `only`, in order.

    `driver` moves the node's chain, made with the client. Raises RpcError when the node
    cannot even set the stage, ValueError when two steps share a name.
    """
    with Client(url) as client:
        stage = Stage(client, driver(client))
        answers = []
        for script_name in (name for name in SCRIPTS if name in only):
            steps, reply = SCRIPTS[script_name](stage), None
            while True:
                try:
                    step = next(steps) if reply is None else steps.send(reply)
                except StopIteration:
                    break
                asked, reply = perform(client, step, listener)
                answers.append(_comparable(stage, script_name, step, asked, reply))
    names = [(answer.script, answer.name) for answer in answers]
    if len(set(names)) != len(names):
        twice = sorted({f"{s}: {n}" for s, n in names if names.count((s, n)) > 1})
        raise ValueError(f"the script names a step twice: {', '.join(twice)}")
    return answers


def perform(client: Client, step: Step, listener: Listener) -> tuple[str, dict]:
    """Does one step: what was sent, as text, and what came back."""
    match step:
        case Call():
            return _call(client, step, listener)
        case Http():
            status, kind, content = client.http(step.verb, step.body, step.headers)
            listener(step, step.body, status, content)
            reply = {"status": status, "contentType": kind, "body": _parse(content)}
            return step.body[:400].decode("utf-8", "replace"), reply
        case Message():
            frame = client.message(step.text).encode()
            listener(step, step.text.encode(), 0, frame)
            return step.text, {"frame": _parse(frame)}
        case Notification():
            frame = client.notification().encode()
            listener(step, b"", 0, frame)
            return "", {"notification": _parse(frame)}
        case Fact():
            return "", {"holds": step.holds}


def _call(client: Client, step: Call, listener: Listener) -> tuple[str, dict]:
    document = {"jsonrpc": "2.0", "id": 1, "method": step.method, "params": step.params}
    body = json.dumps(document, separators=(",", ":")).encode()
    deadline = time.monotonic() + PATIENCE
    while True:
        status, _, content = client.http("POST", body, {"Content-Type": "application/json"})
        reply = _parse(content)
        if status != 200 or not isinstance(reply, dict):
            reply = {"status": status, "body": reply}
        if not step.patient or reply.get("result") != [] or time.monotonic() > deadline:
            listener(step, body, status, content)
            return body.decode(), reply
        time.sleep(0.01)


def _comparable(stage: Stage, script: str, step: Step, asked: str, reply: dict) -> Answer:
    for value, name in stage.known.items():
        asked = asked.replace(value, name)
    return Answer(script, step.name, brief(asked), normalise(reply, stage.known, step.loose))


def _parse(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError:
        return content.decode("utf-8", "replace")
