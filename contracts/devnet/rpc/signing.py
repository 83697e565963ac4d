"""Transactions that the node signs itself, for its development accounts (EIP-155, EIP-2718)."""

import rlp
from eth_keys.datatypes import PrivateKey
from eth_utils import keccak

from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.transaction import DYNAMIC_FEE, LEGACY, SET_CODE, encode


def sign(request: CallRequest, chain_id: int, key: bytes) -> bytes:
    """The raw transaction for a request whose nonce, gas and fees are all set.

    Legacy when it has a gas price, set-code when it has authorizations, else dynamic-fee: as geth
    chooses.
    """
    kind = transaction_type(request)
    fields = _fields(request, chain_id)
    signature = PrivateKey(key).sign_msg_hash(keccak(_payload(kind, fields, chain_id)))
    v = signature.v + (35 + 2 * chain_id if kind == LEGACY else 0)
    return encode(kind, fields, v, signature.r, signature.s)


def transaction_type(request: CallRequest) -> int:
    """The EIP-2718 type that a request becomes."""
    if request.gas_price is not None:
        return LEGACY
    return DYNAMIC_FEE if request.authorization_list is None else SET_CODE


def _payload(kind: int, fields: dict[str, object], chain_id: int) -> bytes:
    """What is hashed and signed: no signature, and for legacy the chain id in its place."""
    if kind == LEGACY:
        return encode(kind, fields, chain_id, 0, 0)
    unsigned = rlp.decode(encode(kind, fields, 0, 0, 0)[1:])[:-3]
    return bytes([kind]) + rlp.encode(unsigned)


def _fields(request: CallRequest, chain_id: int) -> dict[str, object]:
    return {
        "chain_id": chain_id,
        "nonce": request.nonce,
        "gas_price": request.gas_price,
        "max_fee_per_gas": request.max_fee_per_gas,
        "max_priority_fee_per_gas": request.max_priority_fee_per_gas,
        "gas": request.gas,
        "to": request.to,
        "value": request.value,
        "data": request.data,
        "access_list": request.access_list or (),
        "authorization_list": request.authorization_list or (),
    }
