"""Identifiers of filters and subscriptions."""

import secrets

from contracts.devnet.rpc.wire.hexadecimal import quantity


def new_identifier() -> str:
    """An identifier that nobody can guess: 128 random bits without leading zeros, as geth's."""
    return quantity(secrets.randbits(128))
