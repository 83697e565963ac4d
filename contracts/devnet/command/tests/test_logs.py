"""Standard error tells our faults, and only ours."""

import logging

from aiohttp.http_exceptions import BadHttpMessage

from contracts.devnet.command.logs import is_our_fault


def record(fault: Exception | None) -> logging.LogRecord:
    trace = None if fault is None else (type(fault), fault, None)
    return logging.LogRecord("aiohttp.server", logging.ERROR, "", 0, "failed", (), trace)


def test_a_request_that_is_no_http_is_not_told() -> None:
    assert not is_our_fault(record(BadHttpMessage("no HTTP")))


def test_everything_else_is_told() -> None:
    assert is_our_fault(record(KeyError("planted")))
    assert is_our_fault(record(None))
