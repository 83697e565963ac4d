"""Access lists (EIP-2930) and authorization lists (EIP-7702) as callers send them."""

from contracts.devnet.chain.requests import AccessList, Authorization
from contracts.devnet.rpc.wire.hexadecimal import address, hash32, uint64, uint256
from contracts.devnet.rpc.wire.values import array, record

_tuple = record(
    "types.AccessTuple",
    {"address": address, "storageKeys": array(hash32, "[]common.Hash")},
    required=("address", "storageKeys"),
)
_tuples = array(_tuple, "types.AccessList")

_authorization = record(
    "types.SetCodeAuthorization",
    {
        "chainId": uint256,
        "address": address,
        "nonce": uint64,
        "yParity": uint64,
        "r": uint256,
        "s": uint256,
    },
    required=("chainId", "address", "nonce", "yParity", "r", "s"),
)
_authorizations = array(_authorization, "[]types.SetCodeAuthorization")


def access_list(value: object) -> AccessList | None:
    """An access list; null is None."""
    tuples = _tuples(value)
    if tuples is None:
        return None
    return tuple(
        (item["address"], tuple(int.from_bytes(key, "big") for key in item["storageKeys"]))
        for item in tuples
    )


def authorization_list(value: object) -> tuple[Authorization, ...] | None:
    """An authorization list; null is None."""
    items = _authorizations(value)
    if items is None:
        return None
    return tuple(
        Authorization(
            chain_id=item["chainId"],
            address=item["address"],
            nonce=item["nonce"],
            y_parity=item["yParity"],
            r=item["r"],
            s=item["s"],
        )
        for item in items
    )
