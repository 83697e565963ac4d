"""The command `python -m contracts.devnet.demo`: the main job, end to end."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from eth_utils import to_canonical_address, to_checksum_address
from web3.exceptions import Web3Exception

from contracts.devnet.demo.audit import audit
from contracts.devnet.demo.clients import Chain, RefusedError
from contracts.devnet.demo.devnet_process import DevnetError, running_devnet
from contracts.devnet.demo.measurement import MeasurementError, read_image
from contracts.devnet.demo.narration import Narrator, SurpriseError
from contracts.devnet.demo.story import Story
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance.settings import DEVELOPMENT_CHAINS
from contracts.safe_contracts import missing

DESCRIBE_ENCLAVE = Path(__file__).with_name("describe-enclave.json")
EXIT_CODES = """exit codes: 0 everything was as it must be; 1 a surprise, said in one line; 2 wrong
options or a file that measures no enclave; 3 no chain to run on; 130, 143 stopped by a signal;
141 nobody reads the output any more."""


class OptionError(ValueError):
    """Options that do not fit together, or files that do not fit the chain."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and gives its exit code."""
    options = _parser().parse_args(arguments)
    started = time.monotonic()
    narrator = Narrator(
        (lambda _: None) if options.json else (lambda line: print(line, flush=True)),
        _wait_for_enter if options.pause else (lambda: None),
    )
    try:
        image = read_image(options.describe_enclave)
        with _chain(options) as chain:
            _introduce(chain, narrator)
            history = _run(chain, Story(chain, image, narrator), narrator)
    except (MeasurementError, OptionError) as error:
        return _failed(error, 2)
    except (DevnetError, requests.RequestException) as error:
        return _failed(error, 3)
    except KeyboardInterrupt:
        return _failed("stopped", 130)
    except BrokenPipeError:
        # Python's last flush would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (SurpriseError, RefusedError, Web3Exception) as error:
        return _failed(error, 1)
    _conclude(options, narrator, history, image.os_image_hash, time.monotonic() - started)
    return 0


def _run(chain: Chain, story: Story, narrator: Narrator) -> list[dict]:
    story.measure()
    story.boot_before()
    operation = story.propose()
    story.execute_early(operation)
    story.execute(operation)
    story.boot_after()
    story.stay_out()
    story.cancel()
    story.revoke()
    return audit(chain, narrator)


@contextmanager
def _chain(options: argparse.Namespace) -> Iterator[Chain]:
    """The chain of --rpc-url, or one of our own for as long as the demo runs."""
    if options.rpc_url is None:
        if options.deployment is not None:
            raise OptionError("--deployment tells of the chain of --rpc-url; give both or neither")
        with running_devnet() as devnet:
            yield Chain(devnet["url"], devnet["deployment"])
        return
    path = options.deployment or Path("deployment.json")
    deployment = _read_deployment(path)
    try:
        chain = Chain(options.rpc_url, deployment)
        genesis = chain.web3.eth.get_block(0)["hash"].to_0x_hex()
    except requests.RequestException as error:
        raise DevnetError("the node of --rpc-url does not answer") from error
    if deployment["genesisHash"] != genesis:
        raise OptionError(f"{path} is of another chain than --rpc-url")
    yield chain


def _read_deployment(path: Path) -> dict:
    """A deployment that the demo can play on; raises OptionError when it cannot."""
    try:
        deployment = json.loads(path.read_text())
        for member in ("safe", "timelock", "kms", "app"):
            to_canonical_address(deployment[member]["address"])
        complete = deployment["status"] == "complete"
    except OSError as error:
        raise OptionError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise OptionError(f"{path} is no deployment file: {error!r}") from error
    if not complete:
        raise OptionError(f"the deployment of {path} is not complete")
    if deployment["chainId"] not in DEVELOPMENT_CHAINS:
        raise OptionError("the demo signs with publicly known keys: only on chain 31337 or 1337")
    signers = {to_checksum_address(account.address) for account in dev_accounts()[1:3]}
    if deployment["threshold"] != 2 or not signers <= set(deployment["owners"]):
        raise OptionError("the demo signs for a Safe of threshold 2 with test accounts 1 and 2")
    return deployment


def _introduce(chain: Chain, narrator: Narrator) -> None:
    deployment = chain.deployment
    narrator.say(f"The governance on chain {deployment['chainId']}:\n")
    quorum = f"{deployment['threshold']} of {len(deployment['owners'])} owners"
    narrator.value("Safe 1.4.1", f"{deployment['safe']['address']}, {quorum}, proposes")
    narrator.value("timelock", f"{deployment['timelock']['address']}, {deployment['delay']} s")
    narrator.value("DstackKms", f"{deployment['kms']['address']}, owned by the timelock")
    narrator.value("DstackApp", f"{deployment['app']['address']}, owned by the timelock")
    flavour = deployment["safe"]["singletonName"]
    lacking = ", ".join(f"{contract.name} {contract.version}".strip() for contract in missing())
    narrator.say(f"\n   The Safe runs {flavour}. No package here carries, so our chain lacks:")
    narrator.say(f"{lacking}.")


def _conclude(
    options: argparse.Namespace,
    narrator: Narrator,
    history: list[dict],
    os_image_hash: bytes,
    seconds: float,
) -> None:
    checks = sum(len(step.checks) for step in narrator.steps)
    if options.json:
        document = {
            "osImageHash": "0x" + os_image_hash.hex(),
            "steps": [vars(step) for step in narrator.steps],
            "history": history,
            "checks": checks,
            "seconds": round(seconds, 1),
        }
        print(json.dumps(document, indent=2))
        return
    narrator.say("\n\n   Summary\n")
    narrator.table(
        ("step", "what", "checks"),
        [(str(step.number), step.title, str(len(step.checks))) for step in narrator.steps],
    )
    narrator.say(f"\n   All {checks} checks passed in {seconds:.1f} s.")


def _wait_for_enter() -> None:
    print("\n   — Enter —", end="", flush=True)
    sys.stdin.readline()


def _failed(error: object, code: int) -> int:
    print(f"error: {error}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contracts.devnet.demo",
        description="Allow an image, boot it, revoke it: on a fresh chain, each step checked.",
        epilog=EXIT_CODES,
    )
    parser.add_argument(
        "--describe-enclave",
        type=Path,
        default=DESCRIBE_ENCLAVE,
        metavar="FILE",
        help="JSON of nitro-cli describe-enclaves or build-enclave",
    )
    parser.add_argument("--rpc-url", help="a running development chain instead of a fresh one")
    parser.add_argument(
        "--deployment",
        type=Path,
        metavar="FILE",
        help="the deployment document of that chain (deployment.json)",
    )
    parser.add_argument("--pause", action="store_true", help="wait for Enter between the steps")
    parser.add_argument("--json", action="store_true", help="print one JSON document at the end")
    return parser
