"""Runs the script against one node and gives every answer in its comparable form."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from contracts.devnet.conformance.client import PATIENCE, Client
from contracts.devnet.conformance.exchange import Call, Fact, Http, Message, Notification, Step
from contracts.devnet.conformance.script import SCRIPTS
from contracts.devnet.conformance.shape import normalise
from contracts.devnet.conformance.stage import Driver, Stage


@dataclass(frozen=True)
class Answer:
    """What one step got back, normalised."""

    step: Step
    answer: object

    @property
    def name(self) -> str:
        """The name of the step, which begins with the method or the rule under test."""
        return self.step.name


@dataclass(frozen=True)
class Run:
    """Every answer in order, and the node's own values by which they were named."""

    answers: list[Answer]
    known: dict[str, str]


Listener = Callable[[Step, bytes, int, bytes], None]
"""Hears each step with the bytes sent, the HTTP status (0 on a WebSocket), the bytes received."""


def run(
    url: str,
    driver: Callable[[Client], Driver] = Driver,
    listener: Listener = lambda *_: None,
) -> Run:
    """Every answer of the scripts, in order; `driver` moves the node's chain.

    Raises CallError when the node cannot even set the stage, ValueError when two steps share a
    name.
    """
    with Client.at(url) as client:
        stage = Stage(client, driver(client))
        answers: dict[str, Answer] = {}
        for script in SCRIPTS:
            steps, reply = script(stage), None
            while True:
                try:
                    step = next(steps) if reply is None else steps.send(reply)
                except StopIteration:
                    break
                reply = perform(client, step, listener)
                if step.name in answers:
                    raise ValueError(f"the script names a step twice: {step.name}")
                comparable = normalise(reply, stage.known, step.loose)
                answers[step.name] = Answer(step, comparable)
                if identifier := identifier_of(step, reply):
                    stage.know(step.name, identifier)
    return Run(list(answers.values()), stage.known)


def perform(client: Client, step: Step, listener: Listener) -> dict:
    """Does one step and gives what came back."""
    match step:
        case Call():
            return _call(client, step, listener)
        case Http():
            status, content = client.http(step.verb, step.body, step.headers)
            listener(step, step.body, status, content)
        case Message():
            status, content = 0, client.message(step.text).encode()
            listener(step, step.text.encode(), status, content)
        case Notification():
            status, content = 0, client.notification().encode()
            listener(step, b"", status, content)
        case Fact():
            return {"holds": step.holds}
    return reply_of(step, status, content)


def reply_of(step: Step, status: int, content: bytes) -> dict:
    """What the script makes of a status and the bytes that came with it."""
    try:
        body = json.loads(content)
    except ValueError:
        body = content.decode("utf-8", "replace")
    match step:
        case Call():
            return body if status == 200 and isinstance(body, dict) else _http(status, body)
        case Http():
            return _http(status, body)
        case Message():
            return {"frame": body}
        case _:
            return {"notification": body}


def identifier_of(step: Step, reply: dict) -> str | None:
    """The filter or subscription that a reply names, if it does: from then on it is known."""
    body = reply.get("frame", reply)
    result = body.get("result") if isinstance(body, dict) else None
    return result if "identifier" in step.loose and isinstance(result, str) else None


def _http(status: int, body: object) -> dict:
    return {"status": status, "body": body}


def _call(client: Client, step: Call, listener: Listener) -> dict:
    document = {"jsonrpc": "2.0", "id": 1, "method": step.method, "params": step.params}
    body = json.dumps(document, separators=(",", ":")).encode()
    deadline = time.monotonic() + PATIENCE
    while True:
        status, content = client.http("POST", body, {"Content-Type": "application/json"})
        reply = reply_of(step, status, content)
        if not step.patient or reply.get("result") != [] or time.monotonic() > deadline:
            listener(step, body, status, content)
            return reply
        time.sleep(0.01)
