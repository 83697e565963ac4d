"""The first Python that serves makes .venv, complete or absent; Debian's is installed for want."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup.conftest import Machine

ROOT = Path(__file__).parents[2]
PYTHON = ("tools/setup/python",)
PINS = "aiohttp==1.0 \\\n    --hash=sha256:00\nweb3==2.0 \\\n    --hash=sha256:11\n"


def python(name: str, serves: bool = True, pip: str = "true") -> str:
    """A stand-in for an interpreter; as the one of .venv it only has pip."""
    return f"""
        case "$1 $2" in
        "-c "*) [[ "$0" == *.venv* ]] || exit {int(not serves)} ;;
        "--version "*) echo Python {name} ;;
        "-m venv") note "venv by {name}"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
        "-m pip") note "$3 of {name}"; [ "$3" != download ] || mkdir "${{@: -1}}"; {pip} ;;
        esac"""


@pytest.fixture
def machine(machine: Machine) -> Machine:
    """A machine with our pins, and no Python."""
    machine.file("checkout/requirements.txt", PINS)
    return machine


@pytest.mark.parametrize("name", ["python3.11", "python3.12", "python3.13", "python3"])
def test_each_version_serves_alone(machine: Machine, name: str) -> None:
    machine.put(name, python(name))
    done = machine.run(*PYTHON)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"setup: installing 2 pinned PyPI packages into .venv with Python {name}\n"
    )
    assert machine.log() == [f"venv by {name}", f"download of {name}", f"install of {name}"]


def test_the_first_that_has_venv_is_taken(machine: Machine) -> None:
    machine.put("python3.11", python("3.11", serves=False))
    machine.put("python3.12", python("3.12"))
    machine.put("python3.13", python("3.13"))
    assert machine.run(*PYTHON).returncode == 0
    assert machine.log()[0] == "venv by 3.12"


def test_a_second_run_is_quiet_and_does_nothing(machine: Machine) -> None:
    machine.put("python3.11", python("3.11"))
    machine.run(*PYTHON)
    done = machine.run(*PYTHON)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(machine.log()) == 3


@pytest.mark.parametrize("change", ["pins", "interpreter"])
def test_it_is_made_again_when_pins_or_interpreter_changed(machine: Machine, change: str) -> None:
    machine.put("python3.11", python("3.11"))
    machine.run(*PYTHON)
    if change == "pins":
        machine.file("checkout/requirements.txt", PINS + "rlp==3.0\n")
    else:
        (machine.checkout / ".venv/bin/python").unlink()
    assert machine.run(*PYTHON).stdout.startswith("setup: installing")
    again = ["venv by 3.11", *["download of 3.11"] * (change == "pins"), "install of 3.11"]
    assert machine.log()[3:] == again


def test_what_pip_did_not_finish_is_made_again(machine: Machine) -> None:
    machine.put("python3.11", python("3.11", pip="exit 1"))
    assert machine.run(*PYTHON).returncode == 1
    machine.put("python3.11", python("3.11"))
    assert machine.run(*PYTHON).returncode == 0
    assert machine.run(*PYTHON).stdout == ""


def test_files_that_did_not_come_whole_are_not_kept(machine: Machine) -> None:
    machine.put("python3.11", python("3.11", pip="exit 1"))
    assert machine.run(*PYTHON).returncode == 1
    assert [path.name for path in machine.cache.iterdir()] == [".lock-wheels"]


def test_the_files_are_kept_for_the_next_checkout(machine: Machine) -> None:
    machine.put("python3.11", python("3.11"))
    machine.run(*PYTHON)
    shutil.rmtree(machine.checkout / ".venv")
    assert machine.run(*PYTHON).returncode == 0
    assert machine.log()[3:] == ["venv by 3.11", "install of 3.11"]


def test_debians_python_is_installed_when_there_is_none(machine: Machine) -> None:
    interpreter = machine.put("kept", python("3.13"))
    machine.put("id", "echo 0")
    machine.put("apt-get", f'note "$*"; cp {interpreter} {machine.root}/bin/python3')
    done = machine.run(*PYTHON)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == ("setup: installing Debian packages python3 python3-venv")
    assert any(line.endswith(" python3 python3-venv") for line in machine.log())


@pytest.mark.parametrize("release", ["debian", "arch"])
def test_without_one_that_serves_a_single_line_says_so(machine: Machine, release: str) -> None:
    machine.be(release)
    machine.put("python3", python("3.10", serves=False))
    machine.put("id", "echo 0")
    if release == "debian":
        machine.put("apt-get", "true")
    done = machine.run(*PYTHON)
    assert done.returncode == 1
    assert done.stderr == (
        "setup: needs Python 3.11, 3.12 or 3.13 with its venv module, found Python 3.10; "
        "install one of them beside it\n"
    )


@pytest.mark.parametrize("version", ["3.10", "3.11", "3.12", "3.13", "3.14"])
def test_real_interpreters_are_judged_by_their_version(version: str) -> None:
    script = (ROOT / "tools/setup/python").read_text()
    test = next(line for line in script.splitlines() if line.startswith("SERVES="))[8:-1]
    told = test.replace("sys.version_info[:2]", str(tuple(map(int, version.split(".")))))
    assert told != test
    done = subprocess.run([sys.executable, "-c", told], check=False)
    assert (done.returncode == 0) == (version in {"3.11", "3.12", "3.13"})
