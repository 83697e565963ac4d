"""The development chain answers as geth did, and an answer that is changed on the way is seen."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from contracts.devnet.conformance.comparison import EXPECTED, compare, expectation
from contracts.devnet.conformance.report import document, table
from contracts.devnet.conformance.run import Answer, run
from contracts.devnet.conformance.target import development_chain
from contracts.devnet.conformance.tests.altering_proxy import AlteringProxy

LARGEST_EXPECTATION = 4_000_000

PLANTS = {
    "another error code": ("execution", b'"code":3,', b'"code":4,'),
    "another error message": ("transactions", b"nonce too low", b"nonce too LOW"),
    "another key": ("transactions", b'"yParity"', b'"yparity"'),
    "null for a value": ("transactions", b'"status":"0x1"', b'"status":null '),
    "another content type": ("protocol", b"Type: application/json", b"Type: application/jsen"),
    "another notification": ("subscriptions", b'"removed":false', b'"removed":true '),
}
"""The script that must notice, what the node says, what the client is made to hear."""


@pytest.fixture(scope="module")
def chain() -> Iterator[str]:
    with development_chain() as url:
        yield url


def test_the_development_chain_answers_as_geth_does(chain: str) -> None:
    comparison = compare(run(chain), expectation())
    assert comparison.conforms, table(comparison)


def test_a_second_run_on_the_same_chain_conforms_too(chain: str) -> None:
    comparison = compare(run(chain), expectation())
    assert comparison.conforms, table(comparison)


@pytest.mark.parametrize(("script", "said", "alleged"), PLANTS.values(), ids=PLANTS)
def test_a_changed_answer_is_seen(chain: str, script: str, said: bytes, alleged: bytes) -> None:
    with AlteringProxy(urlsplit(chain).port, said, alleged) as proxy:
        comparison = compare(run(proxy.url, only=(script,)), expectation())
    assert not comparison.conforms
    assert {difference.script for difference in comparison.differences} == {script}
    assert comparison.differences[0].method in table(comparison)
    assert '"conforms": false' in document(comparison)


def test_a_proxy_that_changes_nothing_is_not_seen(chain: str) -> None:
    with AlteringProxy(urlsplit(chain).port, b"", b"") as proxy:
        comparison = compare(run(proxy.url), expectation())
    assert comparison.conforms, table(comparison)


def test_every_recorded_step_must_be_asked() -> None:
    first, second = (
        Answer("fees", name, "", entry["answer"])
        for (script, name), entry in list(expectation().items())
        if script == "fees" and name in ("eth_gasPrice", "eth_blobBaseFee")
    )
    comparison = compare([first, second], expectation())
    assert {difference.got for difference in comparison.differences} == {"not asked"}
    assert {difference.script for difference in comparison.differences} == {"fees"}


def test_every_recorded_script_must_be_run() -> None:
    comparison = compare([], expectation())
    assert comparison.not_run == sorted({script for script, _ in expectation()})
    assert not comparison.conforms
    assert "not run, the node lacks what it needs: fees" in table(comparison)


def test_a_deviation_that_nothing_shows_fails_the_run() -> None:
    comparison = compare([], {})
    assert comparison.differences == []
    assert comparison.unused
    assert not comparison.conforms


def test_no_expectation_is_too_large() -> None:
    sizes = {path.name: path.stat().st_size for path in EXPECTED.glob("*.json")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > LARGEST_EXPECTATION} == {}
