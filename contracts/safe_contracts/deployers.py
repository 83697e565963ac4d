"""The two CREATE2 deployers that every chain has, proved by the signatures that made them.

Both are one 69-byte contract, deployed by a transaction that nobody holds a key for or that was
signed once per chain; the signer's first contract address (CREATE, nonce zero) is the proof.
"""

import re

import rlp
from eth_keys.datatypes import Signature
from eth_utils import keccak

from contracts.evm import Evm
from contracts.safe_contracts.published import DETERMINISTIC_DEPLOYER, SINGLETON_FACTORY

_KEYLESS = int("22" * 32, 16)  # r and s of the keyless transaction (Nick's method)


class DeployerMismatchError(Exception):
    """The signed deployment in the package does not make the contract it should."""


def create2_deployers(text: str) -> list[tuple[str, bytes, bytes]]:
    """Name, address and runtime bytecode of both deployers.

    `text` holds the signed transaction that deploys Safe's singleton factory on chain 1337
    (EIP-155), as safe-eth-py's test base does. Raises DeployerMismatchError.
    """
    match = re.search(r"0x(f8a7(?:[0-9a-f]{2}){150,})", text)
    if match is None:
        raise DeployerMismatchError("safe-eth-py has no deployment of the singleton factory")
    *fields, v, r, s = rlp.decode(bytes.fromhex(match.group(1)))
    chain_id, parity = divmod(_integer(v) - 35, 2)
    creation = fields[5]
    signed = rlp.encode([*fields, chain_id, b"", b""])
    keyless = rlp.encode([b"", 100 * 10**9, 100_000, b"", b"", creation])
    makers = (
        ("SafeSingletonFactory", SINGLETON_FACTORY, signed, (parity, _integer(r), _integer(s))),
        ("DeterministicDeploymentProxy", DETERMINISTIC_DEPLOYER, keyless, (0, _KEYLESS, _KEYLESS)),
    )
    for name, address, message, signature in makers:
        key = Signature(vrs=signature).recover_public_key_from_msg_hash(keccak(message))
        if keccak(rlp.encode([key.to_canonical_address(), b""]))[12:] != address:
            raise DeployerMismatchError(f"the deployment in safe-eth-py does not make {name}")
    evm = Evm()
    runtime = evm.code(evm.deploy(creation))
    return [(name, address, runtime) for name, address, *_ in makers]


def _integer(value: bytes) -> int:
    return int.from_bytes(value, "big")
