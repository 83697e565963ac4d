"""The options of `python -m contracts.devnet`."""

import argparse
from dataclasses import dataclass
from pathlib import Path

EXIT_CODES = """exit codes: 0 stopped by SIGINT or SIGTERM; 1 the governance could not be deployed;
2 wrong options; 3 the address cannot be listened on (the port is taken, or not yours)."""

MAX_CHAIN_ID = 2**53 - 1
"""The greatest chain id that every client can hold in a JavaScript number."""


@dataclass(frozen=True)
class Options:
    """What to run and where; times in seconds, `timestamp` in Unix seconds (None: now)."""

    host: str = "127.0.0.1"
    port: int = 8545
    chain_id: int = 31337
    finality_depth: int = 2
    timestamp: int | None = None
    delay: int = 3600
    empty: bool = False
    as_json: bool = False
    deployment: Path = Path("deployment.json")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> None:
        self.exit(2, f"{self.prog}: {message} (see --help)\n")


def read_options(arguments: list[str] | None = None) -> Options:
    """The options of a command line; exits with 2 and one line when one is wrong."""
    options = vars(_parser().parse_args(arguments))
    options["as_json"] = options.pop("json")
    return Options(**options)


def _number(low: int, high: int) -> object:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text[:20]) <= high):
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from {low} to {high}")
        return int(text)

    return read


def _file(text: str) -> Path:
    """A file that can be made or replaced: its folder is there, and it is no folder itself."""
    path = Path(text)
    try:
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error.strerror}") from error
    if is_folder:
        raise argparse.ArgumentTypeError(f"{text!r} is a folder, name a file")
    if not has_folder:
        raise argparse.ArgumentTypeError(f"there is no folder {str(path.parent)!r}; make it first")
    return path


def _parser() -> argparse.ArgumentParser:
    defaults = Options()
    parser = _Parser(
        prog="devnet",
        description="A development chain (Prague) with the dstack governance on it.",
        epilog=EXIT_CODES,
    )
    for name, reader, text in (
        ("host", str, "address to listen on (%(default)s)"),
        ("port", _number(0, 65535), "TCP port (%(default)s); 0 takes a free one"),
        ("chain_id", _number(1, MAX_CHAIN_ID), "EIP-155 chain id (%(default)s)"),
        (
            *("finality_depth", _number(0, 10_000)),
            "blocks that finalized lies behind latest (%(default)s)",
        ),
        (
            *("timestamp", _number(1, 2**40)),
            "time of the genesis block, in Unix seconds; the clock goes on from there "
            "(so that it is about now when the deployment is done)",
        ),
        ("delay", _number(0, 365 * 86_400), "delay of the timelock in seconds (%(default)s)"),
        (
            *("deployment", _file),
            "where the deployment document goes (%(default)s); a file there is replaced",
        ),
    ):
        option, default = f"--{name.replace('_', '-')}", getattr(defaults, name)
        parser.add_argument(option, type=reader, default=default, help=text)
    for option, text in (
        ("--empty", "deploy nothing: accounts and Safe contracts only"),
        ("--json", "print one JSON document in place of the tables"),
    ):
        parser.add_argument(option, action="store_true", help=text)
    return parser
