"""web3.py works on the node unmodified.

The demo's test (tools/demo/test_demo.py) reads the whole governance with it and with safe-eth-py.
"""

import pytest
from eth_account import Account
from web3 import Web3
from web3.exceptions import BlockNotFound, ContractLogicError, TransactionNotFound, Web3RPCError
from web3.middleware import SignAndSendRawMiddlewareBuilder

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import Client
from contracts.devnet.rpc.tests.scene import TOPIC, creation, runtime, word

KEY = dev_accounts()[3].private_key


@pytest.fixture
def w3(node: Client) -> Web3:
    return Web3(Web3.HTTPProvider(node.url))


def test_it_deploys_calls_and_reads_events(w3: Web3) -> None:
    sender = w3.eth.accounts[0]
    deployed = w3.eth.send_transaction({"from": sender, "data": creation(runtime())})
    address = w3.eth.wait_for_transaction_receipt(deployed).contractAddress
    assert w3.eth.get_code(address) == runtime()
    call = {"from": sender, "to": address, "data": word(5)}
    assert w3.eth.call(call) == bytes.fromhex(word(5)[2:])
    receipt = w3.eth.wait_for_transaction_receipt(w3.eth.send_transaction(call))
    assert w3.eth.get_storage_at(address, 0) == bytes.fromhex(word(5)[2:])
    found = w3.eth.get_logs({"fromBlock": 0, "address": address, "topics": [TOPIC]})
    assert found == receipt.logs
    with pytest.raises(ContractLogicError, match="no input") as refusal:
        w3.eth.call({"to": address})
    assert refusal.value.data.startswith("0x08c379a0")


def test_a_key_of_eth_account_signs(w3: Web3) -> None:
    account = Account.from_key(KEY)
    w3.middleware_onion.inject(SignAndSendRawMiddlewareBuilder.build(account), layer=0)
    sent = w3.eth.send_transaction({"from": account.address, "to": account.address, "value": 1})
    assert w3.eth.wait_for_transaction_receipt(sent)["from"] == account.address
    assert Account.recover_transaction(w3.eth.get_raw_transaction(sent)) == account.address


def test_what_is_missing_raises_its_own_exceptions(w3: Web3) -> None:
    for exception, ask in (
        (BlockNotFound, lambda: w3.eth.get_block(999)),
        (TransactionNotFound, lambda: w3.eth.get_transaction("0x" + "22" * 32)),
        (Web3RPCError, lambda: w3.eth.get_balance(w3.eth.accounts[0], 999)),
    ):
        with pytest.raises(exception):
            ask()
