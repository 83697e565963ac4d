"""eth_sendRawTransaction; eth_sendTransaction from a development or impersonated account."""

from dataclasses import replace

from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.rpc.fee_defaults import with_fees
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.call_arguments import Arguments, call_arguments, call_request
from contracts.devnet.rpc.signing import sign
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import byte_string, data


@method("eth_sendRawTransaction", takes=(byte_string,))
def send_raw_transaction(node: Node, raw: bytes) -> str:
    """Takes a signed transaction of type 0, 1, 2 or 4 and gives its hash."""
    return data(node.chain.submit(raw))


@method("eth_sendTransaction", takes=(call_arguments,))
def send_transaction(node: Node, arguments: Arguments) -> str:
    """Fills in what is missing, signs or impersonates, and gives the hash."""
    sender = arguments.get("from") or bytes(20)
    if sender in node.impersonated:
        return data(node.chain.submit_impersonated(filled(node, arguments)))
    return data(node.chain.submit(signed(node, arguments)))


def signed(node: Node, arguments: Arguments) -> bytes:
    """The raw transaction of a development account; raises RpcError for any other sender."""
    key = node.keys.get(arguments.get("from") or bytes(20))
    if key is None:
        raise RpcError("unknown account")
    return sign(filled(node, arguments), node.chain_id, key)


def filled(node: Node, arguments: Arguments) -> CallRequest:
    """The request with fees, nonce and gas set, by geth's defaults and in its order of checks."""
    if arguments.get("blobVersionedHashes") is not None or arguments.get("maxFeePerBlobGas"):
        raise RpcError("signing blob transactions not supported")
    request = with_fees(node.chain, call_request(arguments, node.chain_id), node.chain.head)
    if request.nonce is None:
        request = replace(request, nonce=node.chain.pending_nonce(request.sender))
    _check_payload(arguments, request)
    if request.gas is None:
        request = replace(request, gas=node.chain.estimate_gas(request, node.chain.head))
    return request


def _check_payload(arguments: Arguments, request: CallRequest) -> None:
    both = arguments.get("data"), arguments.get("input")
    if None not in both and both[0] != both[1]:
        raise RpcError(
            'both "data" and "input" are set and not equal. '
            'Please use "input" to pass transaction call data'
        )
    if request.to is None:
        if not request.data:
            raise RpcError("contract creation without any data provided")
        if request.authorization_list:
            raise RpcError(
                'authorizationList provided for contract creation, but "to" field is missing'
            )
