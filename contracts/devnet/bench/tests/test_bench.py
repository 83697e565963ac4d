"""The benchmark measures what it says; nothing here depends on how fast the machine is."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.devnet.bench import geth
from contracts.devnet.bench.__main__ import main
from contracts.devnet.bench.client import NodeClient
from contracts.devnet.bench.node import bare_server, started_node

ONCE = ["--rounds", "2", "--starts", "1", "--json"]
ALWAYS = {"eth_chainId", "eth_getBalance"}
GOVERNANCE = {
    "eth_call, DstackKms.owner()",
    "eth_getBlockByNumber, full",
    "eth_getProof, account and slot",
    "eth_getLogs, whole deployment",
}
TRANSACTIONS = {"transfer, sent and mined", "Safe proxy, sent and mined"}
NOWHERE_ELSE = {"start, governance deployed", "bare HTTP round trip"}


@pytest.fixture(scope="module")
def other() -> Iterator[dict]:
    with started_node() as (_, document):
        yield document


def test_the_node_is_started_and_every_call_is_made(capsys: pytest.CaptureFixture) -> None:
    document = _measured(capsys, ONCE)
    figures = document["figures"]
    assert document["other"] is None
    assert {f["name"] for f in figures} == ALWAYS | GOVERNANCE | TRANSACTIONS | NOWHERE_ELSE
    assert [figure["rounds"] for figure in figures] == [1] + [2] * 9
    assert all(0 < figure["median"] <= figure["p95"] for figure in figures)
    assert {f["name"] for f in figures if f["timesBare"]} == ALWAYS | GOVERNANCE
    assert not any(figure["ratio"] or figure["whyNot"] for figure in figures)


@pytest.mark.parametrize(
    ("deployed", "compared"),
    [(True, ALWAYS | GOVERNANCE | TRANSACTIONS), (False, ALWAYS | TRANSACTIONS)],
)
def test_another_node_is_measured_on_all_that_it_can_answer(
    other: dict, capsys: pytest.CaptureFixture, deployed: bool, compared: set[str]
) -> None:
    deployment = ["--deployment", other["deploymentFile"]] if deployed else []
    document = _measured(capsys, [*ONCE, "--against", other["url"], *deployment])
    figures = document["figures"]
    assert document["other"].startswith("dstack-devnet/")
    assert {f["name"] for f in figures if f["ratio"]} == compared
    assert all((figure["ratio"] is None) == bool(figure["whyNot"]) for figure in figures)


@pytest.mark.parametrize(
    ("verb", "address", "value", "uncompared"),
    [
        ("anvil_setBalance", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720", "0x0", TRANSACTIONS),
        (
            "anvil_setCode",
            "0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67",
            "0x",
            {"Safe proxy, sent and mined"},
        ),
    ],
    ids=["no money", "no Safe factory"],
)
def test_what_the_other_node_lacks_is_said_and_not_measured(
    other: dict,
    capsys: pytest.CaptureFixture,
    verb: str,
    address: str,
    value: str,
    uncompared: set[str],
) -> None:
    node = NodeClient(other["url"])
    before = node.call("evm_snapshot")
    node.call(verb, address, value)
    figures = _measured(capsys, [*ONCE, "--against", other["url"]])["figures"]
    assert node.call("evm_revert", before)
    lacking = {f["name"] for f in figures if f["whyNot"] and f["ratio"] is None}
    assert lacking - GOVERNANCE - NOWHERE_ELSE == uncompared


def test_a_node_out_of_reach_is_refused_in_one_line(capsys: pytest.CaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    _refused(capsys, ["--against", url], url, "Connection refused")


@pytest.mark.parametrize("url", ["127.0.0.1:8545", "https://127.0.0.1", "http://", "http://["])
def test_what_is_no_address_of_a_node_is_refused(capsys: pytest.CaptureFixture, url: str) -> None:
    _refused(capsys, ["--against", url], url)


def test_a_node_that_does_not_mine_by_itself_is_refused(
    other: dict, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contracts.devnet.bench.transactions.PATIENCE", 1.0)
    node = NodeClient(other["url"])
    node.call("evm_setAutomine", False)
    _refused(capsys, [*ONCE, "--against", other["url"]], "did not mine", "by itself")
    node.call("evm_setAutomine", True)
    node.call("evm_mine")


def test_a_server_that_is_no_node_is_refused(capsys: pytest.CaptureFixture, other: dict) -> None:
    _refused(capsys, ["--against", other["url"] + "/nowhere"], "web3_clientVersion")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"genesisHash": "0x" + "00" * 32}, "deployed on the chain of genesis"),
        ({"kms": {"address": "0x" + "01" * 20}}, "no contract at 0x0101"),
        ({"blocks": {}}, "no deployment.json of a complete deployment"),
    ],
)
def test_a_deployment_of_another_chain_is_refused(
    other: dict, tmp_path: Path, capsys: pytest.CaptureFixture, change: dict, said: str
) -> None:
    file = tmp_path / "deployment.json"
    file.write_text(json.dumps(other["deployment"] | change))
    _refused(capsys, ["--against", other["url"], "--deployment", str(file)], str(file), said)


def test_a_deployment_that_is_not_there_is_refused(
    other: dict, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    file = str(tmp_path / "none.json")
    _refused(capsys, ["--against", other["url"], "--deployment", file], file)


@pytest.mark.parametrize("arguments", [[], ["--rounds", "1"], ["no-such-geth"]])
def test_a_geth_that_cannot_be_started_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture
) -> None:
    assert geth.main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_bare_server_answers_what_the_chain_answers(other: dict) -> None:
    with bare_server() as bare:
        answers = [NodeClient(url).call("eth_chainId") for url in (bare, other["url"])]
    assert answers == ["0x7a69"] * 2


@pytest.mark.parametrize(
    "options", [["--rounds", "0"], ["--starts", "0"], ["--deployment", "deployment.json"]]
)
def test_nothing_to_measure_is_refused(options: list[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        main(options)
    assert refusal.value.code == 2


def _measured(capsys: pytest.CaptureFixture, options: list[str]) -> dict:
    assert main(options) == 0
    return json.loads(capsys.readouterr().out)


def _refused(capsys: pytest.CaptureFixture, options: list[str], *said: str) -> None:
    assert main(options) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert all(text in printed.err for text in said)
