"""A deployment that is killed anywhere goes on where it was, and does nothing twice."""

import json

import pytest
from eth_account import Account
from eth_account.typed_transactions.typed_transaction import TypedTransaction
from hexbytes import HexBytes

from contracts.artifact import Artifact, calldata
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance import journal as journal_module
from contracts.devnet.governance import transactions
from contracts.devnet.governance.deployment import Deployment
from contracts.devnet.governance.journal import Journal, JournalError
from contracts.devnet.governance.node import Node, NotMinedError
from contracts.devnet.governance.settings import development_settings
from contracts.devnet.governance.tests.chains import DyingTransport, Killed, fresh_chain
from contracts.devnet.governance.transactions import StepError

TRANSACTIONS = 12
DEPLOYER = dev_accounts()[0]


def deploy(transport, path):
    node, settings = Node(transport, sleep=lambda _: None), development_settings(delay=60)
    deployer = Account.from_key(DEPLOYER.private_key)
    identity = {
        "chainId": node.chain_id(),
        "genesisHash": node.genesis_hash(),
        "deployer": deployer.address,
        **settings.as_document(),
    }
    return Deployment(
        node=node,
        deployer=deployer,
        settings=settings,
        journal=Journal.open(path, identity),
        signer_keys=[account.private_key for account in dev_accounts()[2:4]],
        clock_can_be_set=True,
    ).run()


def deploy_to_the_end(transport, path):
    for _ in range(200):
        try:
            return deploy(transport, path)
        except Killed:
            if path.exists():
                json.loads(path.read_text())
    raise AssertionError("the deployment does not get on")


@pytest.mark.parametrize("after", [False, True], ids=["before it is sent", "after it is sent"])
def test_killed_at_every_transaction_it_completes_and_sends_none_twice(tmp_path, after):
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    # A transaction that was not sent is sent at the next start: each dies once, at odd counts.
    transport = DyingTransport(
        chain, lambda method, n: method == "eth_sendRawTransaction" and (after or n % 2), after
    )
    document = deploy_to_the_end(transport, path)
    assert document["status"] == "complete"
    assert transport.deaths == TRANSACTIONS
    assert Node(chain).nonce(DEPLOYER.address) == TRANSACTIONS
    assert json.loads(path.read_text()) == document


@pytest.mark.parametrize(
    "method", ["eth_estimateGas", "eth_getTransactionReceipt", "evm_increaseTime", "eth_getCode"]
)
def test_killed_at_every_other_request_of_a_kind_it_completes(tmp_path, method):
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    transport = DyingTransport(
        chain, lambda called, n: called == method and n % 2 and n < 2 * TRANSACTIONS, after=True
    )
    assert deploy_to_the_end(transport, path)["status"] == "complete"
    assert transport.deaths
    assert Node(chain).nonce(DEPLOYER.address) == TRANSACTIONS


def test_while_no_block_comes_it_gives_up_and_goes_on_later(tmp_path, monkeypatch):
    monkeypatch.setattr(transactions, "WAIT", 0.0)
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    chain("evm_setAutomine", [False])
    for _ in range(TRANSACTIONS):
        with pytest.raises(NotMinedError, match="is in no block"):
            deploy(chain, path)
        chain("evm_mine", [])
    assert deploy(chain, path)["status"] == "complete"
    assert Node(chain).nonce(DEPLOYER.address) == TRANSACTIONS


def killed_at(chain, path, count):
    """A deployment that was killed before it sent its transaction number `count`."""
    dies = DyingTransport(
        chain, lambda method, n: method == "eth_sendRawTransaction" and n == count, after=False
    )
    with pytest.raises(Killed):
        deploy(dies, path)


def test_a_nonce_taken_by_another_transaction_is_said(tmp_path):
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    killed_at(chain, path, 3)
    node = Node(chain)
    raw, other = node.sign(Account.from_key(DEPLOYER.private_key), 2, b"\x11" * 20, b"")
    node.broadcast(raw)
    assert node.wait(other, 1).success
    with pytest.raises(StepError, match="another transaction of the deployer took nonce 2"):
        deploy(chain, path)


@pytest.mark.parametrize("count", [4, 12], ids=["the Safe's creation", "the last execution"])
@pytest.mark.parametrize("prepared", [False, True], ids=["first of all", "meanwhile"])
def test_somebody_who_is_faster_does_no_harm(tmp_path, count, prepared):
    """Another account sends the very call: the deployment goes on from its effect."""
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    killed_at(chain, path, count)
    document = json.loads(path.read_text())
    step, entry = list(document["transactions"].items())[-1]
    to, data = (decode_transaction(entry["raw"])[field] for field in ("to", "data"))
    if not prepared:
        del document["transactions"][step]
        path.write_text(json.dumps(document))
    node = Node(chain)
    other = Account.from_key(dev_accounts()[5].private_key)
    raw, transaction_hash = node.sign(other, 0, to, data)
    node.broadcast(raw)
    assert node.wait(transaction_hash, 1).success
    for _ in ("goes on", "verifies"):
        document = deploy(chain, path)
        assert document["status"] == "complete"
        assert document["acceptance"]["readyAt"] > 1_000_000_000


def decode_transaction(raw):
    return TypedTransaction.from_bytes(HexBytes(raw)).as_dict()


def test_a_chain_that_lost_the_deployment_is_not_taken_for_the_same(tmp_path):
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    snapshot = chain("evm_snapshot", [])
    killed_at(chain, path, 3)
    assert chain("evm_revert", [snapshot])
    with pytest.raises(StepError, match="the chain was reset or reorganised"):
        deploy(chain, path)


def test_a_transaction_that_would_fail_is_not_sent():
    """DstackKms as an implementation cannot be initialized: the node's estimate says so."""
    node = Node(fresh_chain())
    account, journal = Account.from_key(DEPLOYER.private_key), Journal.open(None, {})
    sender = transactions.Transactions(node, account, journal, lambda _: None)
    kms = sender.create("kms", Artifact.load("DstackKms").creation())
    data = calldata("initialize(address,address)", DEPLOYER.address, bytes(20))
    with pytest.raises(StepError, match="initialize: the node would refuse it: InvalidInitializ"):
        sender.send("initialize", kms, data)
    assert node.nonce(DEPLOYER.address) == 1


def test_a_second_run_only_verifies(tmp_path):
    chain, path = fresh_chain(), tmp_path / "deployment.json"
    first = json.loads(json.dumps(deploy(chain, path)))
    counting = DyingTransport(chain, lambda *_: False, after=False)
    assert deploy(counting, path) == first
    assert "eth_sendRawTransaction" not in counting.counts


def test_a_file_is_never_half_written(tmp_path, monkeypatch):
    path = tmp_path / "deployment.json"
    journal = Journal.open(path, {"chainId": 1})
    journal.save()
    before = path.read_text()

    def disk_full(document, file, **_):
        file.write(json.dumps(document)[:10])
        raise OSError("no space left on device")

    monkeypatch.setattr(journal_module.json, "dump", disk_full)
    with pytest.raises(OSError, match="no space"):
        journal.update(status="complete")
    assert path.read_text() == before


def test_a_file_is_on_the_disk_before_it_replaces_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "deployment.json"
    synced = []

    def sync(_descriptor):
        assert json.loads((tmp_path / "deployment.json.new").read_text())["chainId"] == 1
        synced.append(path.exists())

    monkeypatch.setattr(journal_module.os, "fsync", sync)
    Journal.open(path, {"chainId": 1}).save()
    assert synced == [False]
    assert path.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not readable as JSON"),
        ("[]", "is not a deployment file"),
        ('{"format": "something else"}', "is not a deployment file"),
        (
            json.dumps({"format": journal_module.FORMAT, "chainId": 1, "delay": 60}),
            "was begun with chainId 1, not 31337",
        ),
        (
            json.dumps({"format": journal_module.FORMAT, "chainId": 31337, "delay": 7200}),
            "was begun with delay 7200, not 60",
        ),
    ],
    ids=["broken", "a list", "another format", "another chain", "another delay"],
)
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path, content, message):
    path = tmp_path / "deployment.json"
    path.write_text(content)
    with pytest.raises(JournalError, match=message):
        Journal.open(path, {"chainId": 31337, "delay": 60})
    assert path.read_text() == content
