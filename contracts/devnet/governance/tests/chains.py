"""Development chains in this process, for tests of the deployment."""

from contracts.devnet.command.in_process import InProcessTransport
from contracts.devnet.command.options import Options
from contracts.devnet.command.preparation import prepare_node
from contracts.devnet.governance.json_rpc import Transport
from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.registry import METHODS


def fresh_chain(chain_id: int = 31337) -> Transport:
    """A chain with the genesis accounts and nothing deployed."""
    options = Options(empty=True, chain_id=chain_id)
    return InProcessTransport(Dispatcher(prepare_node(options), METHODS))


class Killed(BaseException):
    """The process dies: nothing may catch it."""


class DyingTransport:
    """Passes requests on and dies at chosen ones, once each; `dies(method, count)` chooses.

    Counts begin at 1 and go on over restarts. With `after` it dies after the node has acted.
    """

    def __init__(self, transport: Transport, dies, after: bool) -> None:
        self._transport, self._dies, self._after = transport, dies, after
        self.counts: dict[str, int] = {}
        self.deaths = 0

    def __call__(self, method: str, params: list) -> object:
        """The result of `method`; raises Killed when this request was chosen."""
        count = self.counts[method] = self.counts.get(method, 0) + 1
        dies = self._dies(method, count)
        self.deaths += dies
        if dies and not self._after:
            raise Killed
        result = self._transport(method, params)
        if dies:
            raise Killed
        return result
