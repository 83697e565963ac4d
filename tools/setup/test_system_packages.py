"""Libraries and programs that are missing are installed as Debian packages, and only those."""

import pytest

from tools.setup.conftest import Machine

# pkg-config finds the libraries named in HAVE
PKG_CONFIG = 'case " $HAVE " in *" $2 "*) exit 0 ;; esac; exit 1'
APT_GET = 'case "$*" in *install*) shift; note "$*" ;; esac'
ALL = "libsecp256k1 openssl libcurl sqlite3 yaml-0.1"


@pytest.fixture
def machine(machine: Machine) -> Machine:
    """A Debian with apt, the programs and a C library, run by root."""
    machine.file("usr/include/stdio.h")
    machine.file("usr/lib/gcc/x86_64-linux-gnu/12/crtbegin.o")
    machine.put("pkg-config", PKG_CONFIG)
    machine.put("apt-get", APT_GET)
    machine.put("id", "echo 0")
    machine.put("curl", "exit 0")
    return machine


def installed(machine: Machine) -> set[str]:
    """The packages that apt was asked for."""
    words = " ".join(machine.log()).split()
    return {word for word in words if not word.startswith("-") and "=" not in word}


def test_where_nothing_is_missing_nothing_is_said(machine: Machine) -> None:
    done = machine.run("tools/setup/system-packages", HAVE=ALL)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.log() == []


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libsecp256k1", "libsecp256k1-dev"),
        ("openssl", "libssl-dev"),
        ("libcurl", "libcurl4-openssl-dev"),
        ("sqlite3", "libsqlite3-dev"),
        ("yaml-0.1", "libyaml-dev"),
    ],
)
def test_a_missing_library_is_installed_and_said_in_one_line(
    machine: Machine, library: str, package: str
) -> None:
    done = machine.run("tools/setup/system-packages", HAVE=ALL.replace(library, ""))
    assert done.stdout == f"setup: installing Debian packages {package}\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert installed(machine) == {package}


@pytest.mark.parametrize(
    ("program", "package"),
    [("curl", "curl"), ("git", "git"), ("xz", "xz-utils")],
)
def test_a_missing_program_is_installed(machine: Machine, program: str, package: str) -> None:
    machine.take(program)
    done = machine.run("tools/setup/system-packages", HAVE=ALL)
    assert done.stdout == f"setup: installing Debian packages {package}\n"
    assert installed(machine) == {package}


@pytest.mark.parametrize(
    "file", ["usr/include/stdio.h", "usr/lib/gcc/x86_64-linux-gnu/12/crtbegin.o"]
)
def test_what_every_program_is_linked_with_is_installed(machine: Machine, file: str) -> None:
    (machine.root / file).unlink()
    assert machine.run("tools/setup/system-packages", HAVE=ALL).returncode == 0
    assert installed(machine) == {"g++"}


def test_without_pkg_config_no_library_can_be_told_so_all_are_installed(machine: Machine) -> None:
    machine.take("pkg-config")
    done = machine.run("tools/setup/system-packages", HAVE=ALL)
    assert done.stdout.count("\n") == 1
    assert {"pkg-config", "libsecp256k1-dev", "libyaml-dev"} <= installed(machine)


def test_who_is_not_root_uses_sudo(machine: Machine) -> None:
    machine.put("id", "echo 1000")
    machine.put("sudo", 'note "sudo $1"; "$@"')
    done = machine.run("tools/setup/system-packages", HAVE="")
    assert done.returncode == 0
    assert "sudo apt-get" in machine.log()


@pytest.mark.parametrize(
    ("release", "user", "said"),
    [
        ("debian", "1000", "setup: needs root for: apt-get install libssl-dev\n"),
        (
            "fedora",
            "0",
            "setup: needs what Debian calls libssl-dev; "
            "install it with this system's package manager\n",
        ),
    ],
)
def test_what_cannot_be_installed_is_said_in_one_line(
    machine: Machine, release: str, user: str, said: str
) -> None:
    machine.be(release)
    machine.put("id", f"echo {user}")
    done = machine.run("tools/setup/system-packages", HAVE=ALL.replace("openssl", ""))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_what_apt_says_when_it_fails_is_shown(machine: Machine) -> None:
    machine.put("apt-get", "echo E: no space left >&2; exit 100")
    done = machine.run("tools/setup/system-packages", HAVE="")
    assert done.returncode == 1
    assert "E: no space left" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("setup: apt-get could not install ")
