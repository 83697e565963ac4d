"""Does a node answer as geth does? Runs the script against it and compares."""

import argparse
import sys

from contracts.devnet.conformance.comparison import compare
from contracts.devnet.conformance.recording import Recording
from contracts.devnet.conformance.run import run
from contracts.devnet.json_rpc import CallError
from contracts.devnet.running import running_devnet


def main() -> int:
    """Prints each difference; exit code 1 when there is one, 2 when the node cannot be asked."""
    parser = argparse.ArgumentParser(
        prog="python -m contracts.devnet.conformance", description=__doc__
    )
    parser.add_argument(
        "--url", help="a fresh node that mines by itself; the development chain if none"
    )
    url = parser.parse_args().url
    try:
        if url:
            found = run(url)
        else:
            with running_devnet("--empty") as document:
                found = run(document["url"])
    except (OSError, CallError) as error:
        print(f"conformance: the node cannot run the script: {error}", file=sys.stderr)
        return 2
    wrong = compare(found, Recording())
    for difference in wrong:
        print(difference)
    print(f"{len(found.answers)} exchanges, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
