"""OS_IMAGE_HASH against published vectors; whatever measures nothing is refused."""

import json
from pathlib import Path

import pytest

from contracts.devnet.demo.command import DESCRIBE_ENCLAVE
from contracts.devnet.demo.measurement import MeasurementError, read_image

DOCUMENT = json.loads(Path(DESCRIBE_ENCLAVE).read_text())
PCRS = {name: DOCUMENT[0]["Measurements"][name] for name in ("PCR0", "PCR1", "PCR2")}
# PCRs and hash of the second Nitro fixture of dstack (nsm-qvl).
SECOND = {
    "PCR0": "5cb702954321826d7939d6da829a940d787fcf32357beb8eae1ddf33c28c17d36f3ac3ba6828fdf7"
    "edeed02889702da6",
    "PCR1": PCRS["PCR1"],
    "PCR2": "743ea12db9aba9440a8197f7ac9aeda43cfbb1587473ff7577415ac5be116bc026dfa836db671393"
    "0474d1aa0d06b049",
}


def written(tmp_path, document):
    path = tmp_path / "enclave.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


def measured(**changes):
    return {"Measurements": {"HashAlgorithm": "Sha384 { ... }", **PCRS, **changes}}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (DOCUMENT, "1894b0b29e94a9db16e88a2914f0923e52bb16c08bf3bb484df786a147e2eb79"),
        (measured(), "1894b0b29e94a9db16e88a2914f0923e52bb16c08bf3bb484df786a147e2eb79"),
        (measured(**SECOND), "e0e742bd62280472ea840647754203d599cb39a7966cfed11237c1e86de9c857"),
    ],
    ids=["describe-enclaves", "build-enclave", "the second fixture"],
)
def test_the_hash_is_that_of_the_published_vector(tmp_path, document, expected):
    assert read_image(written(tmp_path, document)).os_image_hash.hex() == expected


def test_the_recipe_in_circulation_gives_the_wrong_hash_it_is_known_for(tmp_path):
    image = read_image(written(tmp_path, DOCUMENT))
    assert image.hash_of_hex_text.hex() == (
        "ff685dbec1654110e14f84b8a9ac8ed2faae933bdc54cba22238f12f78f6e90c"
    )


ZERO = "0" * 96
REFUSED = [
    ("{", "cannot be read as JSON"),
    ("[" * 100_000, "too nested"),
    (" " * 2_000_000, "too long"),
    ("null", "is not what nitro-cli prints"),
    ([], "exactly one enclave"),
    (DOCUMENT * 2, "exactly one enclave"),
    ([1], "exactly one enclave"),
    ({}, "has no Measurements"),
    ({"Measurements": PCRS}, "HashAlgorithm must be Sha384"),
    (measured(HashAlgorithm="Sha256 { ... }"), "HashAlgorithm must be Sha384"),
    (measured(PCR1=None), "PCR1 must be 96 lower-case hex digits"),
    (measured(PCR2=PCRS["PCR2"][:-1]), "PCR2 must be 96"),
    (measured(PCR0=PCRS["PCR0"].upper()), "PCR0 must be 96 lower-case"),
    (measured(PCR0="0x" + PCRS["PCR0"][2:]), "PCR0 must be 96"),
    (measured(PCR0=PCRS["PCR0"] + "\n"), "PCR0 must be 96"),
    (measured(PCR0=ZERO, PCR1=ZERO, PCR2=ZERO), "debug mode"),
    ([measured() | {"Flags": "DEBUG_MODE"}], "debug mode"),
]


@pytest.mark.parametrize(("document", "message"), REFUSED, ids=range(len(REFUSED)))
def test_a_file_that_measures_no_enclave_is_refused(tmp_path, document, message):
    with pytest.raises(MeasurementError, match=message):
        read_image(written(tmp_path, document))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(MeasurementError, match="cannot be read"):
        read_image(tmp_path / "none.json")
