"""The ten accounts of the test mnemonic, which every development chain funds."""

from dataclasses import dataclass
from functools import cache

from eth_account.hdaccount import key_from_seed, seed_from_mnemonic
from eth_keys.datatypes import PrivateKey

MNEMONIC = "test test test test test test test test test test test junk"
"""The test mnemonic that hardhat, anvil and geth users know. Never send it real money."""


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
