"""The command `python -m contracts.devnet.governance`: deploy the governance to any chain."""

import argparse
import json
import sys
from pathlib import Path

from eth_account import Account
from eth_utils import (
    is_checksum_address,
    is_hex_address,
    to_canonical_address,
    to_checksum_address,
)

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance.deployment import Deployment, SignaturesMissingError
from contracts.devnet.governance.journal import Journal, JournalError
from contracts.devnet.governance.json_rpc import HttpTransport, RpcError, TransportError
from contracts.devnet.governance.keys import (
    KeySourceError,
    key_from_environment,
    key_from_file,
    key_from_stdin,
)
from contracts.devnet.governance.node import Node, NotMinedError
from contracts.devnet.governance.replay import ChangedSinceError
from contracts.devnet.governance.safe import SignatureError
from contracts.devnet.governance.settings import (
    DEVELOPMENT_CHAINS,
    Settings,
    SettingsError,
    development_settings,
    refuse_known_keys,
)
from contracts.devnet.governance.transactions import StepError
from contracts.devnet.governance.waiting import DelayRunningError

EXIT_CODES = """exit codes: 0 deployed and verified; 1 a step failed or the chain refused; 2 wrong
options; 3 owners' signatures are missing (deployment.json says for what); 4 the delay is running,
or a transaction is not mined yet; 5 deployed and verified, but today's policy is another: the
changes since and their operations are listed. After 3 and 4 the same command continues; it is
always safe to run it again with the same --output."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and gives its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _deploy(options)
    except (SettingsError, KeySourceError, SignatureError, JournalError) as error:
        return _failed(error, 2)
    except SignaturesMissingError as error:
        return _failed(error, 3)
    except (DelayRunningError, NotMinedError) as error:
        return _failed(error, 4)
    except ChangedSinceError as error:
        return _failed(error, 5)
    except (StepError, RpcError, TransportError, OSError) as error:
        return _failed(error, 1)
    except (ValueError, KeyError, TypeError) as error:
        return _failed(f"the node gave an answer of the wrong form: {error!r}", 1)
    except KeyboardInterrupt:
        return _failed("stopped; run the same command again to continue", 4)


def _deploy(options: argparse.Namespace) -> int:
    try:
        node = Node(HttpTransport(options.rpc_url))
    except ValueError as error:
        raise SettingsError(f"--rpc-url: {error}") from error
    chain_id = node.chain_id()
    if options.chain_id not in (None, chain_id):
        raise SettingsError(f"the node is on chain {chain_id}, not on {options.chain_id}")
    settings = _settings(options, chain_id)
    deployer = Account.from_key(_deployer_key(options, chain_id))
    refuse_known_keys(chain_id, [*settings.owners, to_canonical_address(deployer.address)])
    for weakness in settings.weaknesses():
        if chain_id not in DEVELOPMENT_CHAINS and not options.allow_weak:
            raise SettingsError(f"{weakness}; choose better, or insist with --allow-weak")
        print(f"warning: {weakness}", file=sys.stderr)
    identity = {
        "chainId": chain_id,
        "genesisHash": node.genesis_hash(),
        "deployer": deployer.address,
        **settings.as_document(),
    }
    deployment = Deployment(
        node=node,
        deployer=deployer,
        settings=settings,
        journal=Journal.open(options.output, identity),
        signer_keys=_signer_keys(options, chain_id),
        signatures=[_hex(text, 65, "--signature") for text in options.signature],
        may_wait=not options.no_wait,
        clock_can_be_set=chain_id in DEVELOPMENT_CHAINS,
        report=lambda line: print(line, file=sys.stderr),
    )
    document = deployment.run()
    if options.json:
        print(json.dumps(document, indent=2))
    else:
        print(summary(document))
        print(f"\nwritten to {options.output}")
    return 0


def summary(document: dict) -> str:
    """The deployment as a table for people."""
    rows = [
        ("chain", f"{document['chainId']} (genesis {document['genesisHash']})"),
        ("blocks", f"{document['blocks']['first']} to {document['blocks']['last']}"),
        ("delay", f"{document['delay']} s"),
        ("Safe 1.4.1", f"{document['safe']['address']} ({document['safe']['singletonName']})"),
        *(("  owner", owner) for owner in document["owners"]),
        ("  threshold", f"{document['threshold']} of {len(document['owners'])}"),
        ("timelock", document["timelock"]["address"]),
        ("DstackKms", document["kms"]["address"]),
        ("DstackApp", document["app"]["address"]),
        ("checks", f"{len(document['checks'])} passed"),
    ]
    return "\n".join(f"{name:<12} {value}" for name, value in rows)


def _settings(options: argparse.Namespace, chain_id: int) -> Settings:
    development = development_settings() if chain_id in DEVELOPMENT_CHAINS else None
    policy = {}
    for member, option in (
        ("kms_aggregated_mr", "--kms-measurement"),
        ("kms_device", "--kms-device"),
        ("app_device", "--app-device"),
    ):
        text = getattr(options, option[2:].replace("-", "_"))
        policy[member] = _hex(text, 32, option) if text else getattr(development, member, None)
    policy["gateway_app_id"] = options.gateway_app_id or getattr(
        development, "gateway_app_id", None
    )
    owners = tuple(_address(text) for text in options.owner) or getattr(development, "owners", None)
    threshold = options.threshold or getattr(development, "threshold", None)
    values = {"owners": owners, "threshold": threshold, **policy}
    missing = sorted(name for name, value in values.items() if value is None)
    if missing:
        raise SettingsError(f"chain {chain_id} is no development chain; give {', '.join(missing)}")
    settings = Settings(delay=options.delay, **values)
    settings.check()
    return settings


def _deployer_key(options: argparse.Namespace, chain_id: int) -> bytes:
    if options.key_file:
        return key_from_file(options.key_file)
    if options.key_stdin:
        return key_from_stdin()
    if options.key_env:
        return key_from_environment(options.key_env)
    if chain_id in DEVELOPMENT_CHAINS:
        return dev_accounts()[0].private_key
    raise KeySourceError(f"chain {chain_id} needs --key-file, --key-stdin or --key-env")


def _signer_keys(options: argparse.Namespace, chain_id: int) -> list[bytes]:
    if options.signer_key_file:
        return [key_from_file(path) for path in options.signer_key_file]
    if chain_id in DEVELOPMENT_CHAINS and not options.owner and not options.signature:
        return [account.private_key for account in dev_accounts()[1:3]]
    return []


def _address(text: str) -> bytes:
    if not is_hex_address(text):
        raise SettingsError(f"{text!r} is not an address")
    if not is_checksum_address(text):
        raise SettingsError(
            f"{text} has not the EIP-55 checksum; if it is right, write {to_checksum_address(text)}"
        )
    return to_canonical_address(text)


def _hex(text: str, length: int, option: str) -> bytes:
    try:
        value = bytes.fromhex(text.removeprefix("0x"))
    except ValueError:
        value = b""
    if len(value) != length:
        raise SettingsError(f"{option} takes {length} bytes as hex")
    return value


def _failed(error: object, code: int) -> int:
    print(f"error: {error}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contracts.devnet.governance",
        description="Deploy Safe, timelock, DstackKms and DstackApp by ordinary transactions.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--rpc-url", required=True, help="JSON-RPC of the chain")
    parser.add_argument("--chain-id", type=int, help="refuse any other chain")
    parser.add_argument("--output", type=Path, default=Path("deployment.json"))
    parser.add_argument("--delay", type=int, default=3600, help="timelock delay in seconds")
    key = parser.add_mutually_exclusive_group()
    key.add_argument("--key-file", type=Path, help="deployer's private key, mode 600")
    key.add_argument("--key-stdin", action="store_true", help="deployer's key on standard input")
    key.add_argument("--key-env", metavar="NAME", help="variable with the deployer's key")
    parser.add_argument("--owner", action="append", default=[], help="a Safe owner; repeat")
    parser.add_argument("--threshold", type=int, help="signatures that the Safe needs")
    parser.add_argument("--signer-key-file", type=Path, action="append", help="an owner's key")
    parser.add_argument("--signature", action="append", default=[], help="an owner's signature")
    parser.add_argument("--kms-measurement", help="mrAggregated of the KMS, 32 bytes")
    parser.add_argument("--kms-device", help="device id of the KMS, 32 bytes")
    parser.add_argument("--gateway-app-id", help="app id of the gateway")
    parser.add_argument("--app-device", help="device id that the app allows, 32 bytes")
    parser.add_argument(
        "--allow-weak", action="store_true", help="accept delay 0 or threshold 1 on a real chain"
    )
    parser.add_argument("--no-wait", action="store_true", help="end with 4 while the delay runs")
    parser.add_argument("--json", action="store_true", help="print the deployment as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
