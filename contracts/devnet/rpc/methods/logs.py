"""eth_getLogs."""

from contracts.devnet.chain.chain import Chain
from contracts.devnet.chain.requests import LogCriteria
from contracts.devnet.rpc.answers.log import log_object
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_at
from contracts.devnet.rpc.requests.log_query import MAX_VALUES, LogQuery, log_query
from contracts.devnet.rpc.wire.errors import RpcError, invalid_params


@method("eth_getLogs", takes=(log_query,))
def get_logs(node: Node, query: LogQuery) -> list[dict[str, object]]:
    """The canonical logs of a range, or those of one block by its hash, replaced ones too."""
    chain = node.chain
    if len(query.addresses) > MAX_VALUES:
        raise RpcError("exceed max addresses or topics per search position")
    if query.block_hash is not None:
        if chain.block_by_hash(query.block_hash) is None:
            raise RpcError("unknown block")
        first = last = None
    else:
        first, last = _range(chain, query.first, query.last)
    criteria = LogCriteria(
        first=first,
        last=last,
        block_hash=query.block_hash,
        addresses=query.addresses,
        topics=query.topics,
    )
    return [log_object(located) for located in chain.logs(criteria)]


def _range(chain: Chain, first: BlockNumber | None, last: BlockNumber | None) -> tuple[int, int]:
    if "pending" in (first, last):
        raise invalid_params("pending logs are not supported")
    first, last = ("latest" if number is None else number for number in (first, last))
    head = chain.head.number
    begin = first if isinstance(first, int) else block_at(chain, first).number
    end = last if isinstance(last, int) else block_at(chain, last).number
    if begin > end or (first == "latest" != last):
        raise invalid_params("invalid block range params")
    if end > head:
        raise invalid_params("block range extends beyond current head block")
    return begin, end
