"""The Safe side of the deployment: creation, and a transaction that its owners sign."""

from eth_abi import decode
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak, to_canonical_address, to_checksum_address

from contracts.artifact import calldata
from contracts.devnet.governance.client import Client, hexadecimal
from contracts.safe_contracts import published

VERSION = "1.4.1"
FACTORY = published("SafeProxyFactory", VERSION)
HANDLER = published("CompatibilityFallbackHandler", VERSION)
SINGLETON = published("SafeL2", VERSION)

_ZERO = bytes(20)
_FIELDS = {
    "to": "address",
    "value": "uint256",
    "data": "bytes",
    "operation": "uint8",
    "safeTxGas": "uint256",
    "baseGas": "uint256",
    "gasPrice": "uint256",
    "gasToken": "address",
    "refundReceiver": "address",
    "nonce": "uint256",
}
_TYPES = {"SafeTx": [{"name": name, "type": kind} for name, kind in _FIELDS.items()]}


def setup_call(owners: tuple[bytes, ...], threshold: int) -> bytes:
    """The initializer of a Safe: owners in this order, no module, no payment (`setup`)."""
    signature = "setup(address[],uint256,address,bytes,address,address,uint256,address)"
    nothing = (HANDLER.address, _ZERO, 0, _ZERO)
    return calldata(signature, list(owners), threshold, _ZERO, b"", *nothing)


def creation_call(initializer: bytes, salt_nonce: int) -> bytes:
    """Calldata for the proxy factory."""
    signature = "createProxyWithNonce(address,bytes,uint256)"
    return calldata(signature, SINGLETON.address, initializer, salt_nonce)


def predicted_address(client: Client, initializer: bytes, salt_nonce: int) -> bytes:
    """Where the factory will put the Safe: CREATE2 over initializer, salt nonce and singleton."""
    (creation,) = decode(["bytes"], client.call(FACTORY.address, calldata("proxyCreationCode()")))
    salt = keccak(keccak(initializer) + salt_nonce.to_bytes(32, "big"))
    code_hash = keccak(creation + SINGLETON.address.rjust(32, b"\x00"))
    return keccak(b"\xff" + FACTORY.address + salt + code_hash)[12:]


def signed_transaction(
    chain_id: int, safe: bytes, to: bytes, data: bytes, nonce: int, keys: list[bytes]
) -> tuple[bytes, dict]:
    """A plain call that the Safe makes: calldata of execTransaction, and what deployment.json says.

    `keys` are private keys of owners, as many as the threshold wants; signatures go in ascending
    order of owners. All three hashes are those that an owner compares (EIP-712).
    """
    zero = to_checksum_address(_ZERO)
    message = dict.fromkeys(_FIELDS, 0) | {
        "to": to_checksum_address(to),
        "data": data,
        "gasToken": zero,
        "refundReceiver": zero,
        "nonce": nonce,
    }
    domain = {"chainId": chain_id, "verifyingContract": to_checksum_address(safe)}
    signable = encode_typed_data(domain, _TYPES, message)
    owners = sorted((Account.from_key(key) for key in keys), key=_by_address)
    signatures = b"".join(owner.sign_message(signable).signature for owner in owners)
    execution = calldata(
        "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)",
        *(to, 0, data, 0, 0, 0, 0, _ZERO, _ZERO, signatures),
    )
    return execution, {
        "to": to_checksum_address(to),
        "value": "0",
        "data": hexadecimal(data),
        "operation": 0,
        "nonce": nonce,
        "domainHash": hexadecimal(signable.header),
        "messageHash": hexadecimal(signable.body),
        "safeTxHash": hexadecimal(keccak(b"\x19\x01" + signable.header + signable.body)),
    }


def _by_address(owner: object) -> bytes:
    return to_canonical_address(owner.address)
