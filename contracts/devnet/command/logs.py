"""What reaches standard error: warnings and errors of the node, not the faults of its clients."""

import logging

from aiohttp.http_exceptions import HttpProcessingError


def log_to_standard_error() -> None:
    """Sends warnings and errors to standard error, one prefix for all."""
    logging.basicConfig(format="devnet: %(message)s", level=logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(is_our_fault)


def is_our_fault(record: logging.LogRecord) -> bool:
    """False for a request that is no HTTP: whoever sent it was told, with status 400."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))
