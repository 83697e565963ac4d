"""The toolchain is found, or installed where the release has one, or asked for in one line."""

import pytest

from tools.setup.conftest import Machine

FIND = ("tools/setup/swift-toolchain", "--find")
INSTALL = ("tools/setup/swift-toolchain",)


def swift(version: str) -> str:
    """A stand-in for a toolchain, which names its version as the real one does."""
    return (
        f'[ "$1" != --version ] || echo "Apple Swift version {version} (swift-{version}-RELEASE)"'
    )


def policy(candidate: str) -> str:
    return f'printf "swiftlang:\\n  Installed: (none)\\n  Candidate: {candidate}\\n"'


@pytest.mark.parametrize("version", ["6.2", "6.2.3", "6.3.1", "6.10", "7.0"])
def test_a_toolchain_that_is_new_enough_is_found_on_the_path(
    machine: Machine, version: str
) -> None:
    machine.put("swift", swift(version))
    done = machine.run(*FIND)
    assert (done.returncode, done.stdout) == (0, f"{machine.root}/bin\n")
    quiet = machine.run(*INSTALL)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "folder",
    [
        "opt/swift/usr/bin",
        "usr/local/swift/usr/bin",
        "home/.local/share/swiftly/bin",
        "home/.local/share/swiftly/toolchains/6.3.1/usr/bin",
    ],
)
def test_one_off_the_path_is_found_past_one_that_is_too_old(machine: Machine, folder: str) -> None:
    machine.put("swift", swift("6.0.3"))
    machine.put(f"../{folder}/swift", swift("6.3.1"))
    assert machine.run(*FIND).stdout == f"{machine.root}/{folder}\n"


@pytest.mark.parametrize(
    ("program", "found"),
    [
        (None, "none"),
        (swift("6.1.2"), "Swift 6.1.2 at "),
        (swift("5.10"), "Swift 5.10 at "),
        ("echo libncurses.so.6: cannot open >&2; exit 127", "Swift that does not start (lib"),
    ],
)
@pytest.mark.parametrize("command", [FIND, INSTALL])
def test_without_one_a_single_line_says_what_to_do(
    machine: Machine, command: tuple[str, ...], program: str | None, found: str
) -> None:
    machine.put("apt-get", "note apt-get")
    machine.put("apt-cache", policy("6.0.3-2"))
    if program:
        machine.put("swift", program)
    done = machine.run(*command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"setup: needs Swift 6.2 or later, found {found}")
    assert done.stderr.endswith(" on PATH, and run make again\n")
    assert done.stderr.count("\n") == 1
    assert machine.log() == []


def test_the_package_of_the_release_is_installed_where_it_is_new_enough(machine: Machine) -> None:
    machine.put("apt-cache", policy("6.2.3-1"))
    installs = f"printf '#!/bin/bash\\necho Swift version 6.2.3\\n' >{machine.root}/bin/swift"
    installs += f"; chmod +x {machine.root}/bin/swift"
    machine.put("apt-get", f'note "$*"; case "$*" in *install*swiftlang) {installs} ;; esac')
    machine.put("id", "echo 0")
    done = machine.run(*INSTALL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "setup: installing Debian packages swiftlang\n"
    assert machine.run(*FIND).stdout == f"{machine.root}/bin\n"


def test_finding_installs_nothing(machine: Machine) -> None:
    machine.put("apt-cache", policy("6.2.3-1"))
    machine.put("apt-get", "note apt-get")
    assert machine.run(*FIND).returncode == 1
    assert machine.log() == []


def test_what_was_found_is_run(machine: Machine) -> None:
    machine.put("swift", swift("6.2") + '; note "$*"')
    assert machine.run("tools/swift", "build", "-c", "release").returncode == 0
    assert machine.log()[-1] == "build -c release"
