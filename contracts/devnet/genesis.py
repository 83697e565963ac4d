"""Who and what is on the development chain before its first block."""

from contracts.devnet.chain.chain import Account
from contracts.devnet.dev_accounts import MNEMONIC, DevAccount, dev_accounts
from contracts.safe_contracts import canonical_contracts

__all__ = ["BALANCE", "MNEMONIC", "DevAccount", "dev_accounts", "genesis_accounts"]

BALANCE = 10_000 * 10**18
"""Wei on each development account."""


def genesis_accounts() -> dict[bytes, Account]:
    """Ten funded accounts and every canonical contract, each with nonce 1 (EIP-161).

    The system contracts of Prague are the chain's own business and not among them.
    """
    funded = {account.address: Account(balance=BALANCE) for account in dev_accounts()}
    code = {
        contract.address: Account(nonce=1, code=contract.code) for contract in canonical_contracts()
    }
    return funded | code
