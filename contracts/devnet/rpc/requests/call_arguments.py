"""The transaction object of eth_call, eth_estimateGas, eth_sendTransaction and their kin."""

from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.rpc.requests.access_list import access_list, authorization_list
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import address, byte_string, hash32, uint64, uint256
from contracts.devnet.rpc.wire.values import array, pointer, record

Arguments = dict[str, object]
"""The members that were given, decoded, under their JSON names; absent and null ones are None."""

call_arguments = record(
    "ethapi.TransactionArgs",
    {
        "from": pointer(address),
        "to": pointer(address),
        "gas": pointer(uint64),
        "gasPrice": pointer(uint256),
        "maxFeePerGas": pointer(uint256),
        "maxPriorityFeePerGas": pointer(uint256),
        "value": pointer(uint256),
        "nonce": pointer(uint64),
        "data": pointer(byte_string),
        "input": pointer(byte_string),
        "accessList": access_list,
        "chainId": pointer(uint256),
        "maxFeePerBlobGas": pointer(uint256),
        "blobVersionedHashes": array(hash32, "[]common.Hash"),
        "authorizationList": authorization_list,
    },
)


def call_request(arguments: Arguments, chain_id: int) -> CallRequest:
    """What the chain runs; raises RpcError for two kinds of fee or another chain's id."""
    dynamic = arguments.get("maxFeePerGas"), arguments.get("maxPriorityFeePerGas")
    if arguments.get("gasPrice") is not None and dynamic != (None, None):
        raise RpcError("both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified")
    given = arguments.get("chainId")
    if given is not None and given != chain_id:
        raise RpcError(f"chainId does not match node's (have={given}, want={chain_id})")
    blobs = arguments.get("blobVersionedHashes")
    return CallRequest(
        sender=arguments.get("from") or bytes(20),
        to=arguments.get("to"),
        gas=arguments.get("gas"),
        gas_price=arguments.get("gasPrice"),
        max_fee_per_gas=dynamic[0],
        max_priority_fee_per_gas=dynamic[1],
        value=arguments.get("value") or 0,
        data=call_data(arguments),
        nonce=arguments.get("nonce"),
        access_list=arguments.get("accessList"),
        authorization_list=arguments.get("authorizationList"),
        max_fee_per_blob_gas=arguments.get("maxFeePerBlobGas"),
        blob_versioned_hashes=None if blobs is None else tuple(blobs),
        chain_id=given,
    )


def call_data(arguments: Arguments) -> bytes:
    """`input`, or its older name `data`."""
    given = arguments.get("input")
    return (arguments.get("data") if given is None else given) or b""
