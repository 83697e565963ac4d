"""`python -m contracts.devnet.bench`: how fast the development chain is on this machine."""

import argparse
import json
import sys
from pathlib import Path

from contracts.devnet.bench.client import NodeError
from contracts.devnet.bench.measure import measure
from contracts.devnet.bench.peer import other_node
from contracts.devnet.bench.table import table

EPILOG = """x bare: times the bare HTTP round trip, a server of the same stack that answers a
constant. ratio: times the other node, the median of the rounds' ratios; below 1 the development
chain is faster. Exit codes: 0 measured, whatever the figures are; 2 wrong options, or a node that
cannot be measured."""


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; gives the exit code."""
    options = _options(arguments)
    try:
        other, name = None, None
        if options.against is not None:
            other, name = other_node(options.against, options.deployment)
        figures = measure(options.rounds, options.starts, other)
    except NodeError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({"other": name, "figures": [figure.document() for figure in figures]}))
    else:
        print(table(figures, name))
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m contracts.devnet.bench",
        description="Measures the development chain over HTTP. Never a test.",
        epilog=EPILOG,
    )
    parser.add_argument("--rounds", type=int, default=200, help="of each call (%(default)s)")
    parser.add_argument("--starts", type=int, default=3, help="of the node (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON, durations in seconds")
    parser.add_argument(
        "--against",
        metavar="URL",
        help="measure another node in turns; it mines by itself and funds the ten test accounts",
    )
    parser.add_argument(
        "--deployment",
        metavar="FILE",
        type=Path,
        help="deployment.json of the governance on that node; four calls need it",
    )
    options = parser.parse_args(arguments)
    if min(options.rounds, options.starts) < 1:
        parser.error("--rounds and --starts must be at least 1")
    if options.deployment and options.against is None:
        parser.error("--deployment is of the node that --against names")
    return options


if __name__ == "__main__":
    sys.exit(main())
