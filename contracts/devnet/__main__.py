"""`python -m contracts.devnet`: see command/options.py for the options."""

import signal
import sys
import time

STARTED = time.monotonic()


def _stop(_number: int, _frame: object) -> None:
    """Before the node runs there is nothing to close: a signal just ends the process, cleanly."""
    raise SystemExit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    from contracts.devnet.command.run import main

    sys.exit(main(started=STARTED))
