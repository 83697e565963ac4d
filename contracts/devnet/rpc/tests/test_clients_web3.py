"""web3.py and eth-account work on the node unmodified, over HTTP and over WebSocket."""

import asyncio

import pytest
from eth_account import Account
from web3 import AsyncHTTPProvider, AsyncWeb3, Web3, WebSocketProvider
from web3.exceptions import (
    BlockNotFound,
    ContractLogicError,
    TransactionNotFound,
    Web3RPCError,
)
from web3.middleware import SignAndSendRawMiddlewareBuilder

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import Client
from contracts.devnet.rpc.tests.scene import TOPIC, creation, play, runtime, word

KEY = dev_accounts()[3].private_key
STORED = {
    "anonymous": False,
    "name": "Stored",
    "type": "event",
    "inputs": [{"name": "value", "type": "uint256", "indexed": False}],
}


@pytest.fixture
def w3(node: Client) -> Web3:
    return Web3(Web3.HTTPProvider(node.url))


def test_it_sees_the_node(w3: Web3) -> None:
    assert w3.is_connected(show_traceback=True)
    assert w3.client_version.startswith("dstack-devnet/")
    assert (w3.eth.chain_id, w3.net.version, w3.eth.block_number) == (31337, "31337", 0)
    assert w3.eth.syncing is False
    assert len(w3.eth.accounts) == 10
    assert w3.eth.get_balance(w3.eth.accounts[0]) == 10_000 * 10**18
    assert w3.eth.gas_price == w3.eth.max_priority_fee + w3.eth.get_block("latest").baseFeePerGas


def test_it_deploys_calls_and_reads_events(w3: Web3) -> None:
    sender = w3.eth.accounts[0]
    deployed = w3.eth.send_transaction({"from": sender, "data": creation(runtime())})
    address = w3.eth.wait_for_transaction_receipt(deployed).contractAddress
    assert w3.eth.get_code(address) == runtime()
    call = {"from": sender, "to": address, "data": word(5)}
    assert w3.eth.call(call) == bytes.fromhex(word(5)[2:])
    receipt = w3.eth.wait_for_transaction_receipt(w3.eth.send_transaction(call))
    assert receipt.status == 1
    assert w3.eth.get_storage_at(address, 0) == bytes.fromhex(word(5)[2:])
    logs = w3.eth.get_logs({"fromBlock": 0, "address": address, "topics": [TOPIC]})
    assert logs == receipt.logs
    with pytest.raises(ContractLogicError, match="no input") as refusal:
        w3.eth.call({"to": address})
    assert refusal.value.data.startswith("0x08c379a0")


def test_a_key_of_eth_account_signs(w3: Web3) -> None:
    account = Account.from_key(KEY)
    w3.middleware_onion.inject(SignAndSendRawMiddlewareBuilder.build(account), layer=0)
    sent = w3.eth.send_transaction({"from": account.address, "to": account.address, "value": 1})
    receipt = w3.eth.wait_for_transaction_receipt(sent)
    transaction = w3.eth.get_transaction(sent)
    assert (receipt["from"], receipt.gasUsed, transaction.type) == (account.address, 21_000, 2)
    assert Account.recover_transaction(w3.eth.get_raw_transaction(sent)) == account.address


def test_blocks_proofs_and_fees(w3: Web3) -> None:
    w3.provider.make_request("anvil_mine", [2])
    block = w3.eth.get_block("latest", full_transactions=True)
    assert block.number == 2
    assert w3.eth.get_block(block.hash) == block
    assert w3.eth.get_block("finalized").number == 0
    assert w3.eth.get_block_transaction_count(2) == 0
    proof = w3.eth.get_proof(w3.eth.accounts[0], [0], "latest")
    assert proof.balance == w3.eth.get_balance(w3.eth.accounts[0])
    history = w3.eth.fee_history(2, "latest", [50])
    assert len(history.baseFeePerGas) == 3
    assert w3.eth.estimate_gas({"to": w3.eth.accounts[1]}) == 21_000
    listed = w3.eth.create_access_list({"from": w3.eth.accounts[0], "to": w3.eth.accounts[1]})
    assert listed.accessList == []


def test_what_is_missing_raises_its_own_exceptions(w3: Web3) -> None:
    with pytest.raises(BlockNotFound):
        w3.eth.get_block(999)
    with pytest.raises(TransactionNotFound):
        w3.eth.get_transaction("0x" + "22" * 32)
    with pytest.raises(Web3RPCError, match="header not found"):
        w3.eth.get_balance(w3.eth.accounts[0], 999)


def test_filters(w3: Web3) -> None:
    blocks = w3.eth.filter("latest")
    logs = w3.eth.filter({"topics": [TOPIC]})
    sent = w3.eth.send_transaction(
        {"from": w3.eth.accounts[0], "data": creation(runtime())},
    )
    address = w3.eth.get_transaction_receipt(sent).contractAddress
    w3.eth.send_transaction({"from": w3.eth.accounts[0], "to": address, "data": word(7)})
    hashes = [w3.eth.get_block(number).hash for number in (1, 2)]
    assert blocks.get_new_entries() == hashes
    (log,) = logs.get_new_entries()
    assert log.data == bytes.fromhex(word(7)[2:])
    assert logs.get_all_entries() == [log]
    assert w3.eth.uninstall_filter(logs.filter_id)


def test_contract_objects_decode_events(w3: Web3) -> None:
    sender = w3.eth.accounts[0]
    receipt = w3.eth.get_transaction_receipt(
        w3.eth.send_transaction({"from": sender, "data": creation(runtime())})
    )
    sent = w3.eth.send_transaction({"from": sender, "to": receipt.contractAddress, "data": word(3)})
    contract = w3.eth.contract(address=receipt.contractAddress, abi=[STORED])
    raw = w3.eth.get_transaction_receipt(sent).logs[0]
    assert int(raw.topics[0].hex(), 16) == 7
    assert contract.events.Stored.abi == STORED


def test_batches(w3: Web3) -> None:
    account = w3.eth.accounts[0]
    with w3.batch_requests() as batch:
        for number in (0, 0, 0):
            batch.add(w3.eth.get_block(number))
        batch.add(w3.eth.get_balance(account))
        *blocks, balance = batch.execute()
    assert [block.number for block in blocks] == [0, 0, 0]
    assert balance == 10_000 * 10**18


async def _use(w3: AsyncWeb3) -> None:
    """The main calls of the asynchronous client, whatever carries them."""
    accounts = await w3.eth.accounts
    assert await w3.eth.chain_id == 31337
    sent = await w3.eth.send_transaction({"from": accounts[0], "data": creation(runtime())})
    receipt = await w3.eth.wait_for_transaction_receipt(sent)
    call = {"from": accounts[0], "to": receipt.contractAddress, "data": word(5)}
    await w3.eth.wait_for_transaction_receipt(await w3.eth.send_transaction(call))
    assert await w3.eth.get_storage_at(receipt.contractAddress, 0) == bytes.fromhex(word(5)[2:])
    (log,) = await w3.eth.get_logs({"fromBlock": 0, "topics": [TOPIC]})
    assert log.blockNumber == 2
    with pytest.raises(ContractLogicError, match="no input"):
        await w3.eth.call({"to": receipt.contractAddress})
    account = Account.from_key(KEY)
    raw = account.sign_transaction(
        {
            "chainId": 31337,
            "nonce": 0,
            "gas": 21_000,
            "to": accounts[0],
            "value": 1,
            "maxFeePerGas": 5 * 10**9,
            "maxPriorityFeePerGas": 10**9,
        }
    ).raw_transaction
    mined = await w3.eth.wait_for_transaction_receipt(await w3.eth.send_raw_transaction(raw))
    assert mined["from"] == account.address


def test_the_asynchronous_client_works_over_http(node: Client) -> None:
    async def use() -> None:
        w3 = AsyncWeb3(AsyncHTTPProvider(node.url))
        try:
            await _use(w3)
        finally:
            await w3.provider.disconnect()

    asyncio.run(use())


def test_the_asynchronous_client_works_over_websocket(node: Client) -> None:
    async def use() -> None:
        async with AsyncWeb3(WebSocketProvider(node.web_socket)) as w3:
            await _use(w3)

    asyncio.run(use())


def test_the_asynchronous_client_subscribes(node: Client) -> None:
    asyncio.run(_subscribe(node))


async def _subscribe(node: Client) -> None:
    async with AsyncWeb3(WebSocketProvider(node.web_socket)) as w3:
        assert await w3.eth.chain_id == 31337
        heads = await w3.eth.subscribe("newHeads")
        logs = await w3.eth.subscribe("logs", {"topics": [TOPIC]})
        scene = play(node)
        heard: dict[str, list] = {heads: [], logs: []}
        async for message in w3.socket.process_subscriptions():
            heard[message["subscription"]].append(message["result"])
            if len(heard[heads]) == 4 and len(heard[logs]) == 2:
                break
        assert [head["number"] for head in heard[heads]] == [1, 2, 3, 4]
        assert [log["data"].hex() for log in heard[logs]] == [word(5)[2:], word(6)[2:]]
        assert heard[logs][0]["address"].lower() == scene.contract
        assert await w3.eth.unsubscribe(heads)
        assert await w3.eth.unsubscribe(logs)
        with pytest.raises(ContractLogicError, match="no input"):
            await w3.eth.call({"to": heard[logs][0]["address"]})
