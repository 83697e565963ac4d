"""Who and what is on the development chain before its first block."""

from dataclasses import dataclass
from functools import cache

from eth_account.hdaccount import key_from_seed, seed_from_mnemonic
from eth_keys.datatypes import PrivateKey

from contracts.devnet.chain.chain import Account
from contracts.safe_contracts import canonical_contracts

MNEMONIC = "test test test test test test test test test test test junk"
"""The test mnemonic that hardhat, anvil and geth users know. Never send it real money."""

BALANCE = 10_000 * 10**18
"""Wei on each development account."""


@dataclass(frozen=True)
class DevAccount:
    """One account of the test mnemonic: 20-byte address, 32-byte private key."""

    address: bytes
    private_key: bytes


@cache
def dev_accounts() -> tuple[DevAccount, ...]:
    """The first ten accounts of MNEMONIC at m/44'/60'/0'/0/i (BIP-39, BIP-44)."""
    seed = seed_from_mnemonic(MNEMONIC, "")
    keys = [key_from_seed(seed, f"m/44'/60'/0'/0/{index}") for index in range(10)]
    return tuple(DevAccount(PrivateKey(key).public_key.to_canonical_address(), key) for key in keys)


def genesis_accounts() -> dict[bytes, Account]:
    """Ten funded accounts and every canonical contract, each with nonce 1 (EIP-161).

    The system contracts of Prague are the chain's own business and not among them.
    """
    funded = {account.address: Account(balance=BALANCE) for account in dev_accounts()}
    code = {
        contract.address: Account(nonce=1, code=contract.code) for contract in canonical_contracts()
    }
    return funded | code
