"""The set-up runs its parts in order, one set-up of a checkout at a time."""

import pytest

from tools.setup.conftest import Machine

PARTS = ["system-packages", "swift-toolchain", "python", "swift-packages"]


@pytest.fixture
def machine(machine: Machine) -> Machine:
    """A machine where each part only notes that it ran."""
    for part in PARTS:
        machine.in_checkout(f"tools/setup/{part}", f"note {part}")
    return machine


def test_every_part_runs_in_order(machine: Machine) -> None:
    assert machine.run("tools/setup/run").returncode == 0
    assert machine.log() == PARTS


def test_python_alone_is_enough_for_the_chain_side(machine: Machine) -> None:
    assert machine.run("tools/setup/run", "python").returncode == 0
    assert machine.log() == ["python"]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_fails_ends_it(machine: Machine, part: str) -> None:
    machine.in_checkout(f"tools/setup/{part}", f"note {part}; exit 1")
    assert machine.run("tools/setup/run").returncode == 1
    assert machine.log() == PARTS[: PARTS.index(part) + 1]


def test_two_at_once_take_turns_and_say_so(machine: Machine) -> None:
    machine.in_checkout("tools/setup/python", "note begins; sleep 1; note ends")
    both = "tools/setup/run & sleep 0.3; tools/setup/run; wait"
    done = machine.run("bash", "-c", both)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "setup: waiting for another set-up of this checkout\n"
    turns = [line for line in machine.log() if line in {"begins", "ends"}]
    assert turns == ["begins", "ends", "begins", "ends"]
