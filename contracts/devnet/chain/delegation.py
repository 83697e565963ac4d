"""EIP-7702: authorizations set delegation designators, calls follow them.

py-evm's own processing hangs on its transaction classes and passes over any error at all; this one
follows the EIP step by step on our values.
"""

import rlp
from eth_keys import keys
from eth_keys.exceptions import BadSignature, ValidationError
from eth_utils import keccak

from contracts.devnet.chain.accounts import WorldState
from contracts.devnet.chain.requests import Authorization

DESIGNATOR = b"\xef\x01\x00"
MAGIC = b"\x05"
REFUND_EXISTING_ACCOUNT = 12_500
SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
MAX_NONCE = 2**64 - 1


def delegate(code: bytes) -> bytes | None:
    """The address that a delegation designator names; None for any other code."""
    if len(code) == 23 and code.startswith(DESIGNATOR):
        return code[3:]
    return None


def authority(authorization: Authorization) -> bytes | None:
    """Who signed; None when the signature is not valid (EIP-2 low s included)."""
    a = authorization
    if a.y_parity > 1 or not 0 < a.r < SECP256K1_ORDER or not 0 < a.s <= SECP256K1_ORDER // 2:
        return None
    digest = keccak(MAGIC + rlp.encode([a.chain_id, a.address, a.nonce]))
    try:
        signature = keys.Signature(vrs=(a.y_parity, a.r, a.s))
        return signature.recover_public_key_from_msg_hash(digest).to_canonical_address()
    except (BadSignature, ValidationError):
        return None


def apply_authorizations(
    state: WorldState, authorizations: tuple[Authorization, ...], chain_id: int
) -> int:
    """Applies each valid authorization, skips the others; returns the gas to refund."""
    refund = 0
    for authorization in authorizations:
        if authorization.chain_id not in (0, chain_id) or authorization.nonce >= MAX_NONCE:
            continue
        address = authority(authorization)
        if address is None:
            continue
        state.warm(address)
        code = state.code(address)
        if code and delegate(code) is None:
            continue
        if state.nonce(address) != authorization.nonce:
            continue
        if state.account(address) is not None:
            refund += REFUND_EXISTING_ACCOUNT
        target = authorization.address
        state.write_code(address, DESIGNATOR + target if target != bytes(20) else b"")
        state.update_account(address, nonce=authorization.nonce + 1)
    return refund
