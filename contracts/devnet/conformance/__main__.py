"""Does a node answer as geth does? Runs the script against it and compares."""

import argparse
import sys

from contracts.devnet.conformance.client import RpcError
from contracts.devnet.conformance.comparison import compare, expectation, record
from contracts.devnet.conformance.report import document, table
from contracts.devnet.conformance.run import run
from contracts.devnet.conformance.target import development_chain


def main() -> int:
    """Runs the script and prints the report; exit code 1 when the node differs from geth."""
    parser = argparse.ArgumentParser(
        prog="python -m contracts.devnet.conformance", description=__doc__
    )
    parser.add_argument("--url", help="a node that mines by itself; the development chain if none")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--record", action="store_true", help="keep this node's answers as the expectation"
    )
    arguments = parser.parse_args()
    if arguments.record and not arguments.url:
        parser.error(
            "--record needs the --url of a geth: the expectation is never the chain itself"
        )
    try:
        if arguments.url:
            answers = run(arguments.url)
        else:
            with development_chain() as url:
                answers = run(url)
    except (OSError, RpcError) as error:
        print(f"conformance: the node cannot run the script: {error}", file=sys.stderr)
        return 2
    if arguments.record:
        record(answers)
        print(f"recorded {len(answers)} answers")
        return 0
    comparison = compare(answers, expectation())
    print(document(comparison) if arguments.json else table(comparison))
    return 0 if comparison.conforms else 1


if __name__ == "__main__":
    sys.exit(main())
