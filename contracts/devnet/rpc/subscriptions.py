"""eth_subscribe: what one WebSocket client is told as it happens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contracts.devnet.chain.block import ChainChange
from contracts.devnet.chain.chain import Chain
from contracts.devnet.rpc.answers.block import header_object
from contracts.devnet.rpc.answers.log import log_object
from contracts.devnet.rpc.identifiers import new_identifier
from contracts.devnet.rpc.log_match import changed_logs, check_subscribable
from contracts.devnet.rpc.requests.log_query import log_query
from contracts.devnet.rpc.wire.errors import METHOD_NOT_FOUND, RpcError, invalid_params
from contracts.devnet.rpc.wire.json_text import Number, dump
from contracts.devnet.rpc.wire.message import notification
from contracts.devnet.rpc.wire.parameters import Parameter, read
from contracts.devnet.rpc.wire.values import string

PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "newHeads": (),
    "logs": (Parameter(log_query),),
    "syncing": (),
}
"""The kinds of subscription and what each takes after its name."""


FUTURE_FIELDS = {"blockAccessListHash": None, "slotNumber": None}
"""Header fields of later forks, which geth shows as null in newHeads (EIP-7928, EIP-7843)."""


@dataclass(frozen=True)
class Subscription:
    """One subscription: its kind and decoded argument."""

    kind: str
    argument: object = None


class Subscriptions:
    """The subscriptions of one client. `send` takes each message for it, in order.

    While a call is being answered, what happens is held back, so that a client learns the
    subscription's identifier before its first notification.
    """

    def __init__(self, chain: Chain, send: Callable[[str], None]) -> None:
        self._chain = chain
        self._send = send
        self._held: list[str] | None = None
        self._open: dict[str, Subscription] = {}
        self._detach = chain.on_change(self._on_change)

    def answer(self, produce: Callable[[], str | None]) -> str | None:
        """Sends what `produce` gives, then what happened meanwhile; gives what was produced."""
        self._held = []
        try:
            reply = produce()
        finally:
            held, self._held = self._held, None
        if reply is not None:
            self._send(reply)
        for message in held:
            self._send(message)
        return reply

    def subscribe(self, params: object) -> str:
        """Starts a subscription and gives its identifier; raises RpcError."""
        if not isinstance(params, list):
            raise invalid_params("non-array args")
        name = params[0] if params else None
        if not isinstance(name, str) or isinstance(name, Number):
            raise invalid_params("expected subscription name as first argument")
        if name not in PARAMETERS:
            text = f"no {dump(name)} subscription in eth namespace"
            raise RpcError(text, METHOD_NOT_FOUND)
        _, *arguments = read(params, (Parameter(string), *PARAMETERS[name]))
        argument = arguments[0] if arguments else None
        if name == "logs":
            check_subscribable(argument)
        identifier = new_identifier()
        self._open[identifier] = Subscription(name, argument)
        return identifier

    def unsubscribe(self, identifier: str) -> bool:
        """Ends a subscription; raises RpcError when there is none."""
        if self._open.pop(identifier, None) is None:
            raise RpcError("subscription not found")
        return True

    def end(self) -> None:
        """The client is gone."""
        self._open.clear()
        self._detach()

    def _on_change(self, change: ChainChange) -> None:
        for identifier, subscription in list(self._open.items()):
            for event in self._events(subscription, change):
                self._notify(identifier, event)

    def _events(self, subscription: Subscription, change: ChainChange) -> Iterator[object]:
        if subscription.kind == "newHeads":
            for block in change.added:
                yield header_object(block.header) | FUTURE_FIELDS
        elif subscription.kind == "logs":
            for located, removed in changed_logs(self._chain, change, subscription.argument):
                yield log_object(located, removed=removed)

    def _notify(self, identifier: str, event: object) -> None:
        params = {"subscription": identifier, "result": event}
        message = notification("eth_subscription", params)
        if self._held is None:
            self._send(message)
        else:
            self._held.append(message)
