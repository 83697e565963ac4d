"""From the bytes of a request to the text of its answer."""

import logging
from collections.abc import Mapping

from contracts.devnet.chain.errors import ChainError
from contracts.devnet.rpc.method import Method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.wire.errors import (
    INTERNAL_ERROR,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    RESPONSE_TOO_LARGE,
    RpcError,
    method_not_found,
)
from contracts.devnet.rpc.wire.hexadecimal import data
from contracts.devnet.rpc.wire.json_text import EmptyTextError, NotJsonError, parse
from contracts.devnet.rpc.wire.message import Message
from contracts.devnet.rpc.wire.parameters import Parameter, read
from contracts.devnet.rpc.wire.values import identifier

BATCH_LIMIT = 1000
"""Messages in one batch (geth's default)."""

BATCH_ANSWER_LIMIT = 25_000_000
"""Characters in the answers to one batch (geth's default)."""

METHOD_NAME_LIMIT = 2048
"""Bytes in a method name."""

CONSTANT = frozenset({"eth_chainId", "net_version", "net_listening", "web3_clientVersion"})
"""Methods whose answer no block and no call changes."""

AT_ONCE_LIMIT = 512
"""Bytes of a body that is looked through for one of them."""

_LOG = logging.getLogger(__name__)


class Dispatcher:
    """Answers messages for a node. Stateless; runs on the chain's thread, but for `at_once`."""

    def __init__(self, node: Node, methods: Mapping[str, Method]) -> None:
        self._node = node
        self._methods = methods

    def at_once(self, body: bytes) -> str | None:
        """The answer to a call of a constant method, which need not wait for the chain's thread.

        None for any other body; `answer` then has to be asked.
        """
        if len(body) > AT_ONCE_LIMIT:
            return None
        try:
            message = Message.read(parse(body))
        except (EmptyTextError, NotJsonError):
            return None
        constant = message.is_call and message.method in CONSTANT
        return self._single(message) if constant else None

    def answer(self, body: bytes) -> str | None:
        """The answer to a message or batch, None when it wants none.

        Never raises for what `body` holds.
        """
        try:
            value = parse(body)
        except EmptyTextError:
            return None
        except NotJsonError:
            return Message().error(RpcError("parse error", PARSE_ERROR))
        if isinstance(value, list):
            return self._batch(value)
        message = Message.read(value)
        return None if _is_for_a_client(message) else self._single(message)

    def _batch(self, values: list[object]) -> str | None:
        if not values:
            return Message().error(RpcError("empty batch", INVALID_REQUEST))
        messages = map(Message.read, values)
        if len(values) > BATCH_LIMIT:
            first = next((message for message in messages if message.is_call), Message())
            return f"[{first.error(RpcError('batch too large', INVALID_REQUEST))}]"
        answers: list[str] = []
        room = BATCH_ANSWER_LIMIT
        for message in messages:
            if _is_for_a_client(message):
                continue
            answer = _unanswered(message) if room < 0 else self._single(message)
            if answer is not None:
                answers.append(answer)
                room -= len(answer)
        return f"[{','.join(answers)}]" if answers else None

    def _single(self, message: Message) -> str | None:
        if not (message.is_call or message.is_notification):
            return message.error(RpcError("invalid request", INVALID_REQUEST))
        try:
            answer = message.result(self._run(message))
        except RpcError as error:
            answer = message.error(error)
        except ChainError as error:
            evidence = None if error.data is None else data(error.data)
            answer = message.error(RpcError(error.message, error.code, evidence))
        except Exception:
            _LOG.exception("%s crashed", message.method)
            answer = message.error(RpcError("method handler crashed", INTERNAL_ERROR))
        return None if message.is_notification else answer

    def _run(self, message: Message) -> object:
        name = message.method
        length = len(name.encode("utf-8", "replace"))
        if length > METHOD_NAME_LIMIT:
            text = f"method name too long: {length} > {METHOD_NAME_LIMIT}"
            raise RpcError(text, INVALID_REQUEST)
        if name.endswith("_subscribe"):
            raise RpcError("notifications not supported", METHOD_NOT_FOUND)
        if name.endswith("_unsubscribe"):
            read(message.params, (Parameter(identifier),))
            raise RpcError("subscription not found")
        found = self._methods.get(name)
        if found is None:
            raise method_not_found(name)
        return found(self._node, message.params)


def _is_for_a_client(message: Message) -> bool:
    """Answers and subscription events come from servers; this one drops them."""
    is_event = message.is_notification and message.method.endswith("_subscription")
    return message.is_response or is_event


def _unanswered(message: Message) -> str | None:
    if message.is_notification:
        return None
    return message.error(RpcError("response too large", RESPONSE_TOO_LARGE))
