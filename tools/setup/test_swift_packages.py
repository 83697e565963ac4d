"""The Swift packages come pinned from Debian's archive, once for all checkouts, or from URLs."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from tools.setup.conftest import Machine

SETUP = ("tools/setup/swift-packages",)
PACKAGES = {"swift-log": "1.5.4", "swift-nio": "2.65.0"}
LOCK = ".lock-swift-packages"
POOL = "pool/main/s/swiftlang"


def pack(machine: Machine, release: str) -> Path:
    """Puts a small source of Swift into the archive."""
    tree = machine.root / f"swiftlang-{release}"
    newer = {name: version + "0" for name, version in PACKAGES.items()}
    config = {"branch-schemes": {f"release/{release[:3]}": {"repos": newer}}}
    files = {"swift/utils/update_checkout/update-checkout-config.json": json.dumps(config)}
    for name in PACKAGES:
        files[f"{name}/Package.swift"] = f"// {name}\n"
        files[f"{name}/.gitignore"] = "*.needed\n"
        files[f"{name}/hidden.needed"] = "x\n"
        files[f"other/{name}/Package.swift"] = "// another of that name\n"
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    path = machine.root / f"archive/{POOL}/swiftlang_{release}.orig.tar.xz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:xz") as archive:
        archive.add(tree, tree.name)
    return path


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def machine(machine: Machine) -> Machine:
    """A Debian whose archive has the pinned source, and SwiftPM, which resolves nothing."""
    source = pack(machine, "6.2.3")
    pins = f"source 6.2.3 {POOL}/{source.name} {sha256(source)}\n"
    pins += "".join(f"package {name} {version}\n" for name, version in PACKAGES.items())
    machine.file("checkout/tools/setup/swift-packages.pins", pins)
    machine.file("checkout/Package.swift", MANIFEST)
    machine.give("curl")
    machine.put("apt-config", "true")
    machine.put("apt-get", f'[ "$1" != indextargets ] || echo "file://{machine.root}/archive/"')
    swift = shutil.which("swift") or "/opt/swift/usr/bin/swift"
    machine.in_checkout(
        "tools/swift",
        f'case "$*" in *resolve) note resolve; exit ${{RESOLVES:-0}} ;; esac; exec {swift} "$@"',
    )
    machine.in_checkout(".venv/bin/python", f'exec {sys.executable} "$@"')
    return machine


MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(name: "planted")
"""


def mirrors(machine: Machine) -> dict[str, str]:
    """Where SwiftPM takes each package from in place of its URL."""
    path = machine.checkout / ".swiftpm/configuration/mirrors.json"
    entries = json.loads(path.read_text())["object"] if path.exists() else []
    return {entry["original"]: entry["mirror"] for entry in entries}


def expected(folder: Path) -> dict[str, str]:
    return {f"https://github.com/apple/{name}.git": f"{folder}/{name}" for name in PACKAGES}


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", "-C", folder, *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def second_checkout(machine: Machine) -> Machine:
    """Another clone on the same machine, not set up."""
    other = Machine(machine.root / "other")
    shutil.copytree(machine.checkout, other.checkout, symlinks=True)
    shutil.rmtree(other.checkout / ".swiftpm", ignore_errors=True)
    (other.checkout / ".cache/swift-packages").unlink(missing_ok=True)
    for shared in ("home", "bin", "etc"):
        (other.root / shared).symlink_to(machine.root / shared)
    return other


def test_they_come_from_the_archive_and_the_checkout_is_pointed_there(machine: Machine) -> None:
    done = machine.run(*SETUP)
    folder = machine.cache / "swift-packages-6.2.3"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "setup: fetching the Swift packages: source of swiftlang 6.2.3 from Debian's archive",
        f"setup: Swift packages from Debian's source archive, kept in {folder}",
    ]
    assert mirrors(machine) == expected(folder)
    assert {path.name for path in machine.cache.iterdir()} == {folder.name, LOCK}


@pytest.mark.parametrize("name", PACKAGES)
def test_each_is_a_clean_repository_with_its_version_as_tag(machine: Machine, name: str) -> None:
    machine.run(*SETUP)
    folder = machine.cache / "swift-packages-6.2.3" / name
    assert git(folder, "tag", "--points-at", "HEAD") == f"{PACKAGES[name]}\n"
    assert git(folder, "status", "--porcelain") == ""
    files = set(git(folder, "ls-tree", "-r", "--name-only", "HEAD").split())
    assert files == {".gitignore", "Package.swift", "hidden.needed"}
    assert (folder / "Package.swift").read_text() == f"// {name}\n"


def test_revisions_repeat_whatever_git_is_told_on_the_machine(machine: Machine) -> None:
    machine.run(*SETUP)
    folder = machine.cache / "swift-packages-6.2.3"
    before = [git(folder / name, "rev-parse", "HEAD") for name in PACKAGES]
    shutil.rmtree(folder)
    time.sleep(1.1)  # the clock of commits counts seconds
    machine.file("home/.gitconfig", "[user]\nname = x\nemail = y\n[commit]\ngpgsign = true\n")
    assert machine.run(*SETUP, GIT_AUTHOR_NAME="z", GIT_DIR="/nowhere").returncode == 0
    assert [git(folder / name, "rev-parse", "HEAD") for name in PACKAGES] == before


def test_swiftpm_reads_the_mirrors_as_its_own(machine: Machine) -> None:
    machine.run(*SETUP)
    for url, mirror in expected(machine.cache / "swift-packages-6.2.3").items():
        command = ("tools/swift", "package", "config", "get-mirror", "--original", url)
        assert machine.run(*command).stdout.strip() == mirror


def test_mirrors_to_elsewhere_are_changed_and_others_kept(machine: Machine) -> None:
    command = ("tools/swift", "package", "config", "set-mirror")
    own = {
        "https://github.com/apple/swift-nio.git": "/elsewhere/swift-nio",
        "https://example.org/own.git": "/elsewhere/own",
    }
    for url, mirror in own.items():
        assert machine.run(*command, "--original", url, "--mirror", mirror).returncode == 0
    machine.run(*SETUP)
    assert mirrors(machine) == own | expected(machine.cache / "swift-packages-6.2.3")


def test_a_second_run_is_quiet(machine: Machine) -> None:
    machine.run(*SETUP)
    done = machine.run(*SETUP)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_second_clone_needs_no_archive(machine: Machine) -> None:
    machine.run(*SETUP)
    shutil.rmtree(machine.root / "archive")
    other = second_checkout(machine)
    done = other.run(*SETUP)
    folder = machine.cache / "swift-packages-6.2.3"
    said = f"setup: Swift packages from Debian's source archive, kept in {other.cache}"
    assert done.stdout == f"{said}/{folder.name}\n"
    assert mirrors(other) == expected(other.cache / folder.name)


def test_a_file_with_another_hash_is_not_used_and_nothing_is_left(machine: Machine) -> None:
    path = machine.root / f"archive/{POOL}/swiftlang_6.2.3.orig.tar.xz"
    path.write_bytes(path.read_bytes() + b"\0")
    done = machine.run(*SETUP)
    assert done.returncode == 1
    assert "has another SHA-256 than" in done.stderr.splitlines()[-1]
    assert [path.name for path in machine.cache.iterdir()] == [LOCK]
    assert mirrors(machine) == {}
    assert machine.log() == []


def test_a_killed_set_up_leaves_nothing_half_made(machine: Machine) -> None:
    machine.take("curl")
    machine.put("curl", "note curl; exec sleep 60")
    command = [str(machine.checkout / SETUP[0])]
    environment = {
        "HOME": str(machine.root / "home"),
        "PATH": str(machine.root / "bin"),
        "SETUP_ROOT": str(machine.root),
    }
    begun = subprocess.Popen(command, env=environment, start_new_session=True)
    deadline = time.monotonic() + 60
    while machine.log() != ["curl"]:
        assert begun.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert os.getpgid(begun.pid) == begun.pid
    # Its own group, by the system call: procps' `kill` takes a group such as -1234 for -1.
    os.killpg(begun.pid, signal.SIGKILL)
    assert begun.wait() == -signal.SIGKILL
    assert not (machine.cache / "swift-packages-6.2.3").exists()
    machine.take("curl")
    machine.give("curl")
    assert machine.run(*SETUP).returncode == 0
    names = {path.name for path in machine.cache.iterdir()}
    assert names == {"swift-packages-6.2.3", LOCK}


def test_two_at_once_fetch_once(machine: Machine) -> None:
    real = shutil.which("curl")
    machine.take("curl")
    machine.put("curl", f'note curl; sleep 1; exec {real} "$@"')
    other = second_checkout(machine)
    command = [
        "bash",
        "-c",
        '"$1/tools/setup/swift-packages" & "$2/tools/setup/swift-packages"; wait',
    ]
    done = machine.run(*command, "both", str(machine.checkout), str(other.checkout))
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.log() == ["curl"]
    assert done.stdout.count("setup: waiting for another set-up that fills") == 1
    assert len(mirrors(machine)) == len(mirrors(other)) == len(PACKAGES)


def offer(machine: Machine, release: str) -> Path:
    """Makes unstable move on: the pinned file is gone, another release is there."""
    (machine.root / f"archive/{POOL}/swiftlang_6.2.3.orig.tar.xz").unlink()
    source = pack(machine, release)
    line = f"{release} {POOL}/{source.name} {sha256(source)}"
    machine.in_checkout("tools/setup/unstable-source", f'note unstable; echo "{line}"')
    return source


def test_when_the_pinned_file_is_gone_the_version_of_unstable_is_taken(machine: Machine) -> None:
    offer(machine, "6.3.1")
    done = machine.run(*SETUP)
    folder = machine.cache / "swift-packages-6.2.3-from-6.3.1"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == [
        "setup: the archive has swiftlang 6.3.1 in place of 6.2.3: fetching that",
        f"setup: Swift packages from Debian's source archive, kept in {folder}",
    ]
    assert mirrors(machine) == expected(folder)
    assert git(folder / "swift-nio", "tag") == "2.65.00\n"
    assert machine.run(*SETUP).stdout == ""
    assert machine.log() == ["unstable"]


def test_the_version_of_unstable_is_checked_too(machine: Machine) -> None:
    source = offer(machine, "6.3.1")
    source.write_bytes(source.read_bytes() + b"\0")
    done = machine.run(*SETUP)
    assert done.returncode == 1
    assert "has another SHA-256 than" in done.stderr.splitlines()[-1]
    assert mirrors(machine) == {}


def test_where_the_archive_has_neither_the_public_urls_serve(machine: Machine) -> None:
    offer(machine, "6.3.1")
    machine.in_checkout("tools/setup/unstable-source", "note unstable; exit 1")
    done = machine.run(*SETUP)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (
        "setup: Swift packages from their public URLs: the archive of this machine has none"
    )
    assert machine.log() == ["unstable", "resolve"]
    assert machine.run(*SETUP).stdout == ""
    assert machine.log() == ["unstable", "resolve"]


@pytest.mark.parametrize(
    ("release", "environment", "why"),
    [
        ("debian", {"SWIFT_PACKAGES": "public"}, "SWIFT_PACKAGES=public"),
        ("fedora", {}, "this is no Debian or Ubuntu"),
    ],
)
def test_the_public_urls_serve_who_asks_and_other_systems(
    machine: Machine, release: str, environment: dict[str, str], why: str
) -> None:
    machine.be(release)
    done = machine.run(*SETUP, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"setup: Swift packages from their public URLs: {why}\n"
    assert machine.run(*SETUP, **environment).stdout == ""
    assert machine.log() == ["resolve"]
    assert not machine.cache.exists()


def test_one_may_change_from_mirrors_to_public_urls_and_back(machine: Machine) -> None:
    own = {"https://example.org/own.git": "/elsewhere/own"}
    machine.run(*SETUP)
    (url, mirror), *_ = own.items()
    command = ("tools/swift", "package", "config", "set-mirror")
    assert machine.run(*command, "--original", url, "--mirror", mirror).returncode == 0
    for environment, theirs in (
        ({"SWIFT_PACKAGES": "public"}, {}),
        ({}, expected(machine.cache / "swift-packages-6.2.3")),
    ):
        machine.file("checkout/Package.resolved", "of the other")
        done = machine.run(*SETUP, **environment)
        assert (done.returncode, done.stdout.count("\n")) == (0, 1)
        assert mirrors(machine) == theirs | own
        assert not (machine.checkout / "Package.resolved").exists()


def test_urls_that_do_not_serve_are_a_fault_and_tried_again(machine: Machine) -> None:
    done = machine.run(*SETUP, SWIFT_PACKAGES="public", RESOLVES="1")
    assert done.returncode == 1
    assert done.stderr.startswith("setup: cannot get the Swift packages from their public URLs")
    assert machine.run(*SETUP, SWIFT_PACKAGES="public").returncode == 0


def test_an_unknown_wish_is_refused(machine: Machine) -> None:
    done = machine.run(*SETUP, SWIFT_PACKAGES="Public")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "setup: SWIFT_PACKAGES=Public is unknown; set it to public, or not at all\n"
    )


def test_what_unstable_has_is_read_from_apts_signed_index(machine: Machine) -> None:
    digest = "ab" * 32
    uri = f"http://archive.test/debian/{POOL}/swiftlang_6.4.1.orig.tar.xz"
    lines = [
        f"'http://archive.test/debian/{POOL}/swiftlang_6.4.1-2.dsc' x.dsc 3 SHA256:00",
        f"'{uri}' swiftlang_6.4.1.orig.tar.xz 5 SHA256:{digest}",
    ]
    printed = "\\n".join(line.replace("'", "'\\''") for line in lines)
    machine.put("apt-get", f'note "$*"; case "$*" in *print-uris*) printf \'{printed}\\n\' ;; esac')
    done = machine.run("tools/setup/unstable-source", "http://archive.test/debian/")
    assert done.stdout == f"6.4.1 {POOL}/swiftlang_6.4.1.orig.tar.xz {digest}\n"
    assert all("Dir::Etc::SourceParts=/dev/null" in line for line in machine.log())


@pytest.mark.parametrize("release", ["ubuntu", "fedora"])
def test_only_debian_has_an_unstable(machine: Machine, release: str) -> None:
    machine.be(release)
    done = machine.run("tools/setup/unstable-source", "http://archive.test/debian/")
    assert (done.returncode, done.stdout) == (1, "")


def test_the_pins_name_every_package_that_ours_need() -> None:
    text = (Path(__file__).parent / "swift-packages.pins").read_text()
    pinned = {line.split()[1] for line in text.splitlines() if line.startswith("package ")}
    manifest = (Path(__file__).parents[2] / "Package.swift").read_text()
    named = {part.split('.git"')[0] for part in manifest.split("https://github.com/apple/")[1:]}
    assert named
    assert pinned == named | {"swift-atomics", "swift-collections", "swift-system"}
