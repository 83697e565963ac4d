"""The Safe side of the deployment: creation, transaction hash, signatures (Safe 1.4.1)."""

from dataclasses import dataclass

from eth_abi import decode, encode
from eth_account import Account
from eth_keys.datatypes import Signature
from eth_utils import keccak, to_checksum_address

from contracts.artifact import calldata
from contracts.devnet.governance.node import Node
from contracts.safe_contracts import published

VERSION = "1.4.1"
FACTORY = published("SafeProxyFactory", VERSION)
HANDLER = published("CompatibilityFallbackHandler", VERSION)
# EXTCODEHASH of every proxy that the 1.4.1 factory makes.
PROXY_CODE_HASH = bytes.fromhex("d7d408ebcd99b2b70be43e20253d6d92a8ea8fab29bd3be7f55b10032331fb4c")

_DOMAIN_TYPE = keccak(text="EIP712Domain(uint256 chainId,address verifyingContract)")
_TRANSACTION_TYPE = keccak(
    text="SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,"
    "uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)"
)
_ZERO = bytes(20)


class SignatureError(ValueError):
    """A signature that the Safe would not accept."""


def setup_call(owners: list[bytes], threshold: int) -> bytes:
    """The initializer of a Safe: owners in this order, no module, no payment (`setup`)."""
    return calldata(
        "setup(address[],uint256,address,bytes,address,address,uint256,address)",
        owners,
        threshold,
        _ZERO,
        b"",
        HANDLER.address,
        _ZERO,
        0,
        _ZERO,
    )


def creation_call(singleton: bytes, initializer: bytes, salt_nonce: int) -> bytes:
    """Calldata for the proxy factory."""
    signature = "createProxyWithNonce(address,bytes,uint256)"
    return calldata(signature, singleton, initializer, salt_nonce)


def predicted_address(node: Node, singleton: bytes, initializer: bytes, salt_nonce: int) -> bytes:
    """Where the factory will put the Safe: CREATE2 over initializer, salt nonce and singleton."""
    (creation,) = decode(["bytes"], node.call(FACTORY.address, calldata("proxyCreationCode()")))
    salt = keccak(keccak(initializer) + salt_nonce.to_bytes(32, "big"))
    code_hash = keccak(creation + singleton.rjust(32, b"\x00"))
    return keccak(b"\xff" + FACTORY.address + salt + code_hash)[12:]


@dataclass(frozen=True)
class SafeTransaction:
    """A plain call that a Safe makes: operation CALL, no value, no gas refund."""

    chain_id: int
    safe: bytes
    to: bytes
    data: bytes
    nonce: int

    @property
    def domain_hash(self) -> bytes:
        """EIP-712 domain separator of the Safe."""
        types = ["bytes32", "uint256", "address"]
        return keccak(encode(types, [_DOMAIN_TYPE, self.chain_id, self.safe]))

    @property
    def message_hash(self) -> bytes:
        """EIP-712 struct hash of the SafeTx."""
        values = [self.to, 0, keccak(self.data), 0, 0, 0, 0, _ZERO, _ZERO, self.nonce]
        types = ["address", "uint256", "bytes32", "uint8", *["uint256"] * 3, "address", "address"]
        return keccak(encode(["bytes32", *types, "uint256"], [_TRANSACTION_TYPE, *values]))

    @property
    def hash(self) -> bytes:
        """safeTxHash: what the owners sign and a hardware wallet shows."""
        return keccak(b"\x19\x01" + self.domain_hash + self.message_hash)

    def execution_call(self, signatures: bytes) -> bytes:
        """Calldata of execTransaction with the owners' signatures."""
        return calldata(
            "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)",
            self.to,
            0,
            self.data,
            0,
            0,
            0,
            0,
            _ZERO,
            _ZERO,
            signatures,
        )


def sign(transaction: SafeTransaction, private_key: bytes) -> bytes:
    """The 65-byte ECDSA signature {r}{s}{v} of one owner over safeTxHash."""
    return bytes(Account.unsafe_sign_hash(transaction.hash, private_key).signature)


def recover(transaction: SafeTransaction, signature: bytes) -> bytes:
    """The owner who signed; raises SignatureError for anything but a 65-byte ECDSA signature."""
    if len(signature) != 65 or signature[64] not in (27, 28):
        raise SignatureError("a signature is 65 bytes {r}{s}{v} with v 27 or 28")
    r, s = (int.from_bytes(signature[i : i + 32], "big") for i in (0, 32))
    try:
        parsed = Signature(vrs=(signature[64] - 27, r, s))
        return parsed.recover_public_key_from_msg_hash(transaction.hash).to_canonical_address()
    except Exception as error:
        raise SignatureError("the signature is on no point of the curve") from error


def joined(transaction: SafeTransaction, signatures: list[bytes], owners: list[bytes]) -> bytes:
    """The signatures in the order the Safe wants: ascending by owner, each once.

    Raises SignatureError when one is not by an owner.
    """
    by_owner = {recover(transaction, signature): signature for signature in signatures}
    for owner in by_owner:
        if owner not in owners:
            raise SignatureError(
                f"{to_checksum_address(owner)} signed safeTxHash 0x{transaction.hash.hex()} "
                "and is not an owner of the Safe (or the signature is for another hash)"
            )
    return b"".join(by_owner[owner] for owner in sorted(by_owner))
