"""Transactions from accounts whose key nobody here has (anvil_impersonateAccount).

Such a transaction has no signature. Its encoding is that of a signed one with r = the sender's
address as a number and s = 0: no signature has s = 0, so nobody can take it for one, and equal
requests from two senders still have two hashes. The hash is the keccak256 of that encoding as ever;
the sender that a client recovers from it cannot match, because there is nothing to recover.
"""

from dataclasses import replace

from eth_utils import keccak

from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.transaction import (
    ACCESS_LIST,
    DYNAMIC_FEE,
    LEGACY,
    SET_CODE,
    Transaction,
    encode,
)


def impersonated(request: CallRequest, chain_id: int) -> Transaction:
    """The transaction that a complete request (nonce, gas and fees given) stands for."""
    if request.authorization_list is not None:
        kind = SET_CODE
    elif request.gas_price is None:
        kind = DYNAMIC_FEE
    else:
        kind = LEGACY if request.access_list is None else ACCESS_LIST
    is_priced = kind in (LEGACY, ACCESS_LIST)
    transaction = Transaction(
        type=kind,
        chain_id=chain_id,
        nonce=request.nonce or 0,
        gas_price=request.gas_price if is_priced else None,
        max_fee_per_gas=None if is_priced else request.max_fee_per_gas,
        max_priority_fee_per_gas=None if is_priced else request.max_priority_fee_per_gas,
        gas=request.gas or 0,
        to=request.to,
        value=request.value,
        data=request.data,
        access_list=request.access_list or (),
        authorization_list=request.authorization_list,
        v=35 + 2 * chain_id if kind == LEGACY else 0,
        r=int.from_bytes(request.sender, "big"),
        s=0,
        sender=request.sender,
    )
    raw = encode(kind, vars(transaction), transaction.v, transaction.r, transaction.s)
    return replace(transaction, raw=raw, hash=keccak(raw))
