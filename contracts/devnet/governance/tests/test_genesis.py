from eth_account import Account as EthAccount
from eth_utils import keccak, to_checksum_address

from contracts.devnet.genesis import BALANCE, MNEMONIC, dev_accounts, genesis_accounts
from contracts.safe_contracts import canonical_contracts

EthAccount.enable_unaudited_hdwallet_features()


def test_dev_accounts_are_those_of_the_test_mnemonic():
    for index in (0, 1, 9):
        expected = EthAccount.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{index}")
        account = dev_accounts()[index]
        assert to_checksum_address(account.address) == expected.address
        assert account.private_key == expected.key
    assert to_checksum_address(dev_accounts()[0].address) == (
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
    )


def test_ten_accounts_are_funded_and_have_no_code():
    accounts = genesis_accounts()
    funded = [address for address, account in accounts.items() if account.balance]
    assert sorted(funded) == sorted(account.address for account in dev_accounts())
    assert all(accounts[address].balance == BALANCE == 10**22 for address in funded)
    assert not any(accounts[address].code or accounts[address].nonce for address in funded)


def test_every_canonical_contract_is_there_with_its_code_and_nonce_one():
    accounts = genesis_accounts()
    for contract in canonical_contracts():
        account = accounts[contract.address]
        assert keccak(account.code) == contract.code_hash
        assert (account.nonce, account.balance, account.storage) == (1, 0, {})
