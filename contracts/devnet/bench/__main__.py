"""`python -m contracts.devnet.bench`: how fast the development chain is on this machine."""

import argparse
import json
import sys

from contracts.devnet.bench.measure import measure
from contracts.devnet.bench.statistics import table


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; gives the exit code, 0 whatever the figures are."""
    parser = argparse.ArgumentParser(
        prog="bench", description="Measures the development chain over HTTP. Never a test."
    )
    parser.add_argument("--rounds", type=int, default=200, help="of each call (%(default)s)")
    parser.add_argument("--starts", type=int, default=3, help="of the node (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON, durations in seconds")
    options = parser.parse_args(arguments)
    if min(options.rounds, options.starts) < 1:
        parser.error("--rounds and --starts must be at least 1")
    figures = measure(options.rounds, options.starts)
    if options.json:
        print(json.dumps([figure.document() for figure in figures]))
    else:
        print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
