"""Chromium is installed where Debian has it, and missed with one line elsewhere."""

import pytest

from tools.setup.conftest import Machine


@pytest.fixture
def machine(machine: Machine) -> Machine:
    """A machine with apt, run by root."""
    machine.put("apt-get", 'case "$*" in *install*) shift; note "$*" ;; esac')
    machine.put("id", "echo 0")
    return machine


def test_a_debian_without_it_installs_it_and_says_so_in_one_line(machine: Machine) -> None:
    done = machine.run("tools/setup/browser")
    assert done.stdout == "setup: installing Debian packages chromium\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert " ".join(machine.log()).endswith("chromium")


@pytest.mark.parametrize("program", ["chromium", "chromium-browser", "google-chrome"])
def test_where_there_is_one_nothing_is_said(machine: Machine, program: str) -> None:
    machine.put(program, "exit 0")
    done = machine.run("tools/setup/browser")
    assert (done.returncode, done.stdout, machine.log()) == (0, "", [])
