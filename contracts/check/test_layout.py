"""An upgrade that keeps every variable passes; each way to move one is named."""

from copy import deepcopy

import pytest

from contracts.artifact import Artifact
from contracts.check.layout import main, upgrade_faults


def layout(name: str) -> dict:
    return deepcopy(Artifact.load(name).document["storageLayout"])


def variable(of: dict, label: str) -> dict:
    return next(v for v in of["storage"] if v["label"] == label)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DstackKms", "DstackKms"),
        ("DstackApp", "DstackApp"),
        ("DstackKms", "DstackKmsV2"),
        ("DstackApp", "DstackAppV2"),
    ],
)
def test_an_upgrade_out_of_the_gap_passes(old, new):
    assert upgrade_faults(layout(old), layout(new)) == []
    assert main(old, new) == 0


@pytest.mark.parametrize("pair", [("DstackKms", "NoSuch"), ("NoSuch", "DstackKms")])
def test_a_contract_without_an_artifact_is_said_in_one_line(pair, capsys):
    assert main(*pair) == 2
    said = capsys.readouterr().err
    assert "NoSuch.json" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (
            "DstackKms",
            "DstackKmsMovedSlot",
            [
                "registeredApps",
                "kmsAllowedAggregatedMrs",
                "kmsAllowedDeviceIds",
                "allowedOsImages",
                "appImplementation",
                "guardian",
            ],
        ),
        (
            "DstackApp",
            "DstackAppMovedSlot",
            ["allowedDeviceIds", "requireTcbUpToDate", "instanceLimit"],
        ),
    ],
)
def test_a_moved_slot_is_refused_by_name(old, new, moved):
    faults = upgrade_faults(layout(old), layout(new))
    assert [fault.split("`")[1] for fault in faults] == moved
    assert main(old, new) == 1


def test_a_downgrade_is_refused_because_it_forgets_a_variable():
    (fault,) = upgrade_faults(layout("DstackKmsV2"), layout("DstackKms"))[:1]
    assert "`guardian` is gone" in fault


def rename(new):
    variable(new, "allowedOsImages")["label"] = "allowedImages"


def retype(new):
    variable(new, "appImplementation")["type"] = "t_bool"


def shift(new):
    variable(new, "appImplementation")["offset"] = 1


def swap(new):
    one, other = variable(new, "kmsAllowedDeviceIds"), variable(new, "allowedOsImages")
    one["slot"], other["slot"] = other["slot"], one["slot"]


def reorder_members(new):
    struct = next(t for t in new["types"].values() if "KmsInfo" in t["label"])
    first, second = struct["members"][:2]
    first["label"], second["label"] = second["label"], first["label"]


def keep_the_whole_gap(new):
    gap = variable(new, "__gap")
    gap["slot"] = str(int(gap["slot"]) + 1)


def drop_the_gap(new):
    new["storage"] = [v for v in new["storage"] if v["label"] != "__gap"]


def append_after_the_gap(new):
    new["storage"].append(variable(new, "appImplementation") | {"label": "late", "slot": "60"})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (rename, "`allowedOsImages` is gone"),
        (retype, "`appImplementation` was slot 9, byte 0, address"),
        (shift, "`appImplementation` was slot 9, byte 0"),
        (swap, "`kmsAllowedDeviceIds` was slot 7"),
        (reorder_members, "`kmsInfo` was slot 0"),
        (keep_the_whole_gap, "shrink it by what is new"),
        (drop_the_gap, "shrink it by what is new"),
        (append_after_the_gap, "`late` is new and outside the gap"),
    ],
)
def test_every_kind_of_incompatible_change_is_named(change, words):
    new = layout("DstackKms")
    change(new)
    assert any(words in fault for fault in upgrade_faults(layout("DstackKms"), new))
