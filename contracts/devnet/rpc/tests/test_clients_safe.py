"""safe-eth-py works on the node unmodified: it creates a Safe, proposes, signs and executes."""

import pytest
from eth_account import Account
from safe_eth.eth import EthereumClient
from safe_eth.eth.contracts import get_safe_V1_4_1_contract
from safe_eth.safe import Safe
from safe_eth.safe.proxy_factory import ProxyFactory
from web3.types import Wei

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import Client
from contracts.devnet.rpc.tests.scene import TOPIC, creation, runtime, send, word
from contracts.safe_contracts import published

OWNERS = [Account.from_key(account.private_key) for account in dev_accounts()[:3]]
NULL = "0x" + "00" * 20


@pytest.fixture
def ethereum(node: Client) -> EthereumClient:
    return EthereumClient(node.url)


@pytest.fixture
def safe(ethereum: EthereumClient) -> Safe:
    """A 2-of-3 Safe 1.4.1, made by the canonical factory."""
    singleton, factory, handler = (
        ethereum.w3.to_checksum_address(published(name, "1.4.1").address)
        for name in ("SafeL2", "SafeProxyFactory", "CompatibilityFallbackHandler")
    )
    owners = [owner.address for owner in OWNERS]
    setup = get_safe_V1_4_1_contract(ethereum.w3, singleton).functions.setup(
        owners, 2, NULL, b"", handler, NULL, 0, NULL
    )
    initializer = setup.build_transaction({"gas": 1, "gasPrice": Wei(1)})["data"]
    proxies = ProxyFactory(factory, ethereum, version="1.4.1")
    made = proxies.deploy_proxy_contract_with_nonce(
        OWNERS[0], singleton, initializer=bytes.fromhex(initializer[2:]), salt_nonce=7
    )
    assert proxies.check_proxy_code(made.contract_address)
    return Safe(made.contract_address, ethereum)


def test_a_safe_is_read_whole(safe: Safe) -> None:
    info = safe.retrieve_all_info()
    assert (info.owners, info.threshold) == ([owner.address for owner in OWNERS], 2)
    assert (info.nonce, info.version, info.modules) == (0, "1.4.1", [])
    assert safe.chain_id == 31337


def test_two_signatures_execute_and_one_does_not(node: Client, safe: Safe) -> None:
    created = send(node, data="0x" + creation(runtime()).hex())
    contract = node.call("eth_getTransactionReceipt", created)["contractAddress"]
    contract = safe.w3.to_checksum_address(contract)
    data = bytes.fromhex(word(9)[2:])
    transaction = safe.build_multisig_tx(contract, 0, data)
    transaction.sign(OWNERS[1].key)
    with pytest.raises(Exception, match="GS020"):
        transaction.call(tx_sender_address=OWNERS[0].address)
    transaction.sign(OWNERS[2].key)
    assert transaction.call(tx_sender_address=OWNERS[0].address)
    sent, _ = transaction.execute(OWNERS[0].key)
    receipt = safe.ethereum_client.get_transaction_receipt(sent, timeout=10)
    assert receipt["status"] == 1
    topics = [log["topics"][0].hex().removeprefix("0x") for log in receipt["logs"]]
    assert TOPIC[2:] in topics
    assert safe.retrieve_nonce() == 1
    assert node.call("eth_getStorageAt", contract, "0x0") == word(9)


def test_gas_is_estimated(safe: Safe) -> None:
    owner = OWNERS[0].address
    assert safe.estimate_tx_gas(owner, 0, b"", 0) > 0
    assert safe.estimate_tx_base_gas(owner, 0, b"", 0, NULL, 0) > 0


def test_the_ethereum_client_batches_and_finds(ethereum: EthereumClient) -> None:
    sent = ethereum.send_eth_to(OWNERS[0].key, OWNERS[1].address, ethereum.w3.eth.gas_price, 5)
    transactions = ethereum.get_transactions([sent])
    receipts = ethereum.get_transaction_receipts([sent])
    assert [item["value"] for item in transactions] == [5]
    assert [item["status"] for item in receipts] == [1]
    assert ethereum.get_blocks([0, 1])[1]["number"] == 1
    assert ethereum.is_eip1559_supported()
    assert ethereum.get_network().value == 31337
    assert not ethereum.is_contract(OWNERS[0].address)
    assert ethereum.get_balance(OWNERS[1].address) == 10_000 * 10**18 + 5
