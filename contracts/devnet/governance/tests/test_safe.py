"""Safe hashes, addresses and signatures, judged by safe-eth-py."""

import pytest
from eth_account import Account
from eth_utils import to_checksum_address
from safe_eth.safe.safe_signature import SafeSignature
from safe_eth.safe.safe_tx import SafeTx

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance.safe import SafeTransaction, SignatureError, joined, recover, sign

OWNERS = [account.address for account in dev_accounts()[1:4]]
KEYS = [account.private_key for account in dev_accounts()[1:4]]


def transaction(chain_id=31337, data=b"\x79\xba\x50\x97", nonce=0):
    return SafeTransaction(chain_id, b"\x5a" * 20, b"\x11" * 20, data, nonce)


@pytest.mark.parametrize(
    "case",
    [
        transaction(),
        transaction(data=b""),
        transaction(data=bytes(range(256)) * 3, nonce=2**64),
        transaction(chain_id=2**256 - 1),
    ],
    ids=["a call", "no data", "long data, high nonce", "the greatest chain id"],
)
def test_the_hash_is_what_safe_eth_py_computes(case):
    oracle = SafeTx(
        None,
        to_checksum_address(case.safe),
        to_checksum_address(case.to),
        0,
        case.data,
        0,
        0,
        0,
        0,
        None,
        None,
        safe_nonce=case.nonce,
        safe_version="1.4.1",
        chain_id=case.chain_id,
    )
    assert case.hash == bytes(oracle.safe_tx_hash)
    preimage = bytes(oracle.safe_tx_hash_preimage)
    assert preimage == b"\x19\x01" + case.domain_hash + case.message_hash


def test_signatures_are_those_of_safe_eth_py_and_in_ascending_order():
    case = transaction()
    blob = joined(case, [sign(case, key) for key in KEYS], OWNERS)
    parsed = SafeSignature.parse_signature(blob, case.hash)
    assert [signature.owner for signature in parsed] == [
        to_checksum_address(owner) for owner in sorted(OWNERS)
    ]
    assert all(signature.is_valid() for signature in parsed)


def test_the_same_signature_twice_counts_once():
    case = transaction()
    signature = sign(case, KEYS[0])
    assert joined(case, [signature, signature], OWNERS) == signature


STRANGER = Account.from_key(b"\x07" * 32)


@pytest.mark.parametrize(
    ("signature", "message"),
    [
        (sign(transaction(), bytes(STRANGER.key)), "is not an owner"),
        (sign(transaction(nonce=1), KEYS[0]), "is not an owner"),
        (sign(transaction(), KEYS[0])[:64], "65 bytes"),
        (sign(transaction(), KEYS[0])[:64] + b"\x1f", "65 bytes"),
        (bytes(64) + b"\x1b", "no point"),
    ],
    ids=["a stranger's", "for another nonce", "too short", "eth_sign kind", "all zero"],
)
def test_what_the_safe_would_refuse_is_refused(signature, message):
    with pytest.raises(SignatureError, match=message):
        joined(transaction(), [signature], OWNERS)


def test_an_owner_is_recovered():
    assert recover(transaction(), sign(transaction(), KEYS[0])) == OWNERS[0]
