"""Canonical Safe contracts: `canonical_contracts()`, `missing()`, `published(name, version)`."""

from contracts.safe_contracts.canonical import (
    CanonicalContract,
    CodeMismatchError,
    MissingContract,
    canonical_contracts,
    missing,
)
from contracts.safe_contracts.published import PUBLISHED, Published, published

__all__ = [
    "PUBLISHED",
    "CanonicalContract",
    "CodeMismatchError",
    "MissingContract",
    "Published",
    "canonical_contracts",
    "missing",
    "published",
]
