"""Transactions from accounts whose key nobody here has (anvil_impersonateAccount).

Such a transaction has no signature. Its encoding is that of a signed one with r = the sender's
address as a number and s = 0: no signature has s = 0, so nobody can take it for one, and equal
requests from two senders still have two hashes. The hash is the keccak256 of that encoding as ever;
the sender that a client recovers from it cannot match, because there is nothing to recover.
"""

from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.transaction import LEGACY, Transaction, default_type, unsigned


def impersonated(request: CallRequest, chain_id: int) -> Transaction:
    """The transaction that a complete request (nonce, gas and fees given) stands for."""
    v = 35 + 2 * chain_id if default_type(request) == LEGACY else 0
    return unsigned(request, chain_id, v, int.from_bytes(request.sender, "big"))
