"""The command against real nodes: a development chain and one that only looks like Base."""

import json
import stat

import pytest
from eth_account import Account
from eth_utils import to_canonical_address

from contracts.artifact import calldata
from contracts.devnet.governance.__main__ import main
from contracts.devnet.governance.json_rpc import HttpTransport
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.safe import SafeTransaction, sign
from contracts.devnet.governance.waiting import advance
from contracts.devnet.running import running_devnet

FOREIGN = 8453
DEPLOYER, *OWNERS = (Account.from_key(bytes([n]) * 32) for n in (0x21, 0x22, 0x23, 0x24))
MEASUREMENTS = [
    *("--kms-measurement", "0x" + "aa" * 32),
    *("--kms-device", "0x" + "bb" * 32),
    *("--app-device", "0x" + "cc" * 32),
    *("--gateway-app-id", "gateway"),
]
TEST_ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
TEST_ACCOUNT_9 = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"
OWNER_OPTIONS = [
    *(word for owner in OWNERS for word in ("--owner", owner.address)),
    *("--threshold", "2"),
]


@pytest.fixture(scope="module")
def development():
    with running_devnet("--empty") as devnet:
        yield devnet["url"]


@pytest.fixture(scope="module")
def foreign():
    with running_devnet("--empty", "--chain-id", str(FOREIGN)) as devnet:
        yield devnet["url"]


@pytest.fixture
def funded(foreign):
    HttpTransport(foreign)("anvil_setBalance", [DEPLOYER.address, hex(10**18)])
    return foreign


def write_key(path, key, mode=0o600):
    path.write_text(key)
    path.chmod(mode)
    return str(path)


def key_options(tmp_path):
    return ["--key-file", write_key(tmp_path / "key", DEPLOYER.key.hex())]


def test_a_development_chain_needs_no_options(development, tmp_path, capsys):
    path = tmp_path / "deployment.json"
    assert main(["--rpc-url", development, "--output", str(path)]) == 0
    document = json.loads(path.read_text())
    assert document["status"] == "complete"
    shown = capsys.readouterr()
    for member in ("safe", "timelock", "kms", "app"):
        assert document[member]["address"] in shown.out
    assert "verified:" in shown.err


def test_a_weak_governance_is_only_warned_of_on_a_development_chain(development, tmp_path, capsys):
    path = tmp_path / "deployment.json"
    assert main(["--rpc-url", development, "--output", str(path), "--delay", "0"]) == 0
    assert "warning: a delay of 0 s" in capsys.readouterr().err


def test_a_governance_that_changed_since_ends_with_5_and_keeps_the_file(
    development, tmp_path, capsys
):
    path = tmp_path / "deployment.json"
    command = ["--rpc-url", development, "--output", str(path)]
    assert main(command) == 0
    written = path.read_text()
    kms = json.loads(written)["kms"]["address"]
    node = Node(HttpTransport(development))
    data = "0x" + calldata("registerApp(address)", b"\xbb" * 20).hex()
    sent = node.request("eth_sendTransaction", [{"from": TEST_ACCOUNT_9, "to": kms, "data": data}])
    assert node.wait(sent, 5).success
    assert main(command) == 5
    said = capsys.readouterr().err
    assert "the deployment was as it must be, and today's policy is another" in said
    assert "DstackKms: AppRegistered(" in said
    assert json.loads(path.read_text()) == json.loads(written)


def test_json_on_standard_output_is_the_file(development, tmp_path, capsys):
    path = tmp_path / "deployment.json"
    assert main(["--rpc-url", development, "--output", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(path.read_text())


def test_a_foreign_chain_is_deployed_to_in_three_runs(funded, tmp_path, capsys):
    """Signatures are missing, then the delay runs, then it is complete."""
    path = tmp_path / "deployment.json"
    command = ["--rpc-url", funded, "--output", str(path), "--delay", "3600", "--no-wait"]
    command += key_options(tmp_path) + OWNER_OPTIONS + MEASUREMENTS
    assert main(command) == 3
    document = json.loads(path.read_text())
    assert document["status"] == "awaiting-signatures"
    wanted = document["acceptance"]["safeTransaction"]
    assert wanted["safeTxHash"] in capsys.readouterr().err

    transaction = SafeTransaction(
        FOREIGN,
        to_canonical_address(document["safe"]["address"]),
        to_canonical_address(wanted["to"]),
        bytes.fromhex(wanted["data"][2:]),
        wanted["nonce"],
    )
    signatures = [sign(transaction, bytes(owner.key)).hex() for owner in OWNERS[1:]]
    assert main([*command, "--signature", signatures[0]]) == 3
    assert main([*command, *(word for s in signatures for word in ("--signature", s))]) == 4
    document = json.loads(path.read_text())
    assert document["status"] == "waiting-for-delay"
    assert "the delay ends at" in capsys.readouterr().err

    assert advance(Node(HttpTransport(funded)), document["acceptance"]["readyAt"])
    assert main(command) == 0
    document = json.loads(path.read_text())
    assert document["status"] == "complete"
    assert document["chainId"] == FOREIGN
    assert document["owners"] == [owner.address for owner in OWNERS]


BAD_OPTIONS = [
    (["--chain-id", "1"], "the node is on chain 8453, not on 1"),
    ([], "is no development chain; give"),
    ([*MEASUREMENTS, *OWNER_OPTIONS], "needs --key-file, --key-stdin or --key-env"),
    (
        [*MEASUREMENTS, "--owner", TEST_ACCOUNT, "--threshold", "1", "--key-env", "KEY"],
        f"{TEST_ACCOUNT} is a publicly known test account",
    ),
    (
        [*MEASUREMENTS, "--owner", OWNERS[0].address.lower(), "--threshold", "1"],
        f"if it is right, write {OWNERS[0].address}",
    ),
    (
        [*MEASUREMENTS, "--owner", f"0x{OWNERS[0].address[2:].swapcase()}", "--threshold", "1"],
        "has not the EIP-55 checksum",
    ),
    ([*MEASUREMENTS, "--owner", "dstack.eth", "--threshold", "1"], "is not an address"),
    ([*MEASUREMENTS, *OWNER_OPTIONS[:-1], "4"], "a threshold of 4 cannot be met by 3 owners"),
    ([*MEASUREMENTS, *OWNER_OPTIONS, *OWNER_OPTIONS[:2]], "must be different addresses"),
    ([*MEASUREMENTS, *OWNER_OPTIONS, "--delay", "-1"], "the delay is 0 s to 365 days"),
    (
        [*MEASUREMENTS, *OWNER_OPTIONS, "--key-env", "KEY", "--delay", "0"],
        "a delay of 0 s lets changes take effect",
    ),
    (
        [*MEASUREMENTS, *OWNER_OPTIONS[:-1], "1", "--key-env", "KEY"],
        "a threshold of 1 lets every single owner change everything alone; choose better, or "
        "insist with --allow-weak",
    ),
    ([*OWNER_OPTIONS, *MEASUREMENTS, "--kms-device", "0x" + "00" * 32], "not zero"),
    ([*OWNER_OPTIONS, *MEASUREMENTS, "--kms-device", "0xaa"], "--kms-device takes 32 bytes"),
    ([*OWNER_OPTIONS, *MEASUREMENTS, "--gateway-app-id", "any"], "would let guests trust any"),
    ([*OWNER_OPTIONS, *MEASUREMENTS[:-1], ""], "give gateway_app_id"),
    (
        [*OWNER_OPTIONS, *MEASUREMENTS, "--key-env", "KEY", "--signature", "0x00"],
        "--signature takes 65 bytes",
    ),
    ([*OWNER_OPTIONS, *MEASUREMENTS, "--key-env", "NOT_THERE"], "no variable NOT_THERE"),
]


@pytest.mark.parametrize(
    ("options", "message"), BAD_OPTIONS, ids=[message for _, message in BAD_OPTIONS]
)
def test_wrong_options_are_refused_before_anything_is_sent(
    foreign, tmp_path, capsys, monkeypatch, options, message
):
    monkeypatch.setenv("KEY", DEPLOYER.key.hex())
    path = tmp_path / "deployment.json"
    assert main(["--rpc-url", foreign, "--output", str(path), *options]) == 2
    assert message in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        (DEPLOYER.key.hex(), 0o644, "can be read by others"),
        ("", 0o600, "holds no private key"),
        ("00" * 32, 0o600, "holds no private key"),
        ("ff" * 32, 0o600, "holds no private key"),
        (DEPLOYER.key.hex() + "00", 0o600, "holds no private key"),
        ("a password", 0o600, "holds no private key"),
    ],
    ids=["readable by all", "empty", "zero", "above the group order", "33 bytes", "no hex"],
)
def test_a_bad_key_file_is_refused_and_not_repeated(
    foreign, tmp_path, capsys, content, mode, message
):
    key = write_key(tmp_path / "key", content, mode)
    command = ["--rpc-url", foreign, "--output", str(tmp_path / "deployment.json")]
    assert main([*command, *MEASUREMENTS, *OWNER_OPTIONS, "--key-file", key]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert not content or content not in said
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == mode


def test_an_empty_account_is_told_how_much_it_needs(foreign, tmp_path, capsys):
    HttpTransport(foreign)("anvil_setBalance", [DEPLOYER.address, "0x0"])
    command = ["--rpc-url", foreign, "--output", str(tmp_path / "deployment.json")]
    command += key_options(tmp_path) + OWNER_OPTIONS + MEASUREMENTS
    assert main(command) == 1
    assert (
        f"the deployer {DEPLOYER.address} has too little; fund it with" in capsys.readouterr().err
    )


def test_a_chain_without_the_safe_contracts_is_refused(funded, tmp_path, capsys):
    node = HttpTransport(funded)
    factory = "0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67"
    code = node("eth_getCode", [factory, "latest"])
    node("anvil_setCode", [factory, code[:-2] + "00"])
    try:
        command = ["--rpc-url", funded, "--output", str(tmp_path / "deployment.json")]
        assert main([*command, *key_options(tmp_path), *OWNER_OPTIONS, *MEASUREMENTS]) == 1
    finally:
        node("anvil_setCode", [factory, code])
    assert f"is not at its canonical address {factory}" in capsys.readouterr().err


def test_with_the_owners_keys_one_run_is_enough(funded, tmp_path, capsys):
    key = write_key(tmp_path / "owner", OWNERS[0].key.hex())
    command = ["--rpc-url", funded, "--output", str(tmp_path / "deployment.json")]
    command += [*MEASUREMENTS, "--owner", OWNERS[0].address, "--threshold", "1", "--delay", "0"]
    command += ["--allow-weak", *key_options(tmp_path), "--signer-key-file", key]
    assert main(command) == 0
    shown = capsys.readouterr()
    assert "1 of 1" in shown.out
    assert "warning: a delay of 0 s" in shown.err
    assert "warning: a threshold of 1" in shown.err


def test_nobody_answering_is_said_in_one_line(tmp_path, capsys):
    command = ["--rpc-url", "http://127.0.0.1:1/secret-api-key", "--output"]
    assert main([*command, str(tmp_path / "deployment.json")]) == 1
    said = capsys.readouterr().err
    assert "127.0.0.1 did not answer eth_chainId" in said
    assert "secret-api-key" not in said


def test_a_malformed_url_is_a_wrong_option(tmp_path, capsys):
    command = ["--rpc-url", "ftp://secret-api-key", "--output", str(tmp_path / "deployment.json")]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: --rpc-url: the RPC URL must look like http://host:port")
    assert "secret-api-key" not in said
