"""`python -m contracts.devnet.demo`; command.py does the work."""

import signal
import sys

if __name__ == "__main__":
    # An ordinary exit, so that the demo's own chain is stopped too; before the slow imports.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Shells start background jobs with SIGINT ignored; the demo heeds it there too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        from contracts.devnet.demo.command import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
