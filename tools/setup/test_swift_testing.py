"""A toolchain that cannot link the tests is told in one line, before anything is compiled."""

from tools.setup.conftest import Machine

SWIFT = """case "$1" in
--version) echo "Swift version 6.2.3 (swift-6.2.3-RELEASE)" ;;
-print-target-info) printf '{\\n  "runtimeLibraryPaths": [\\n    "%s"\\n  ]\\n}\\n' LIB ;;
esac"""


def test_a_toolchain_with_the_library_says_nothing(machine: Machine) -> None:
    machine.file("swift/linux/lib_Testing_Foundation.so")
    machine.put("swift", SWIFT.replace("LIB", f"{machine.root}/swift/linux"))
    done = machine.run("tools/setup/swift-testing")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_without_it_is_named_with_what_to_do(machine: Machine) -> None:
    machine.put("swift", SWIFT.replace("LIB", f"{machine.root}/swift/linux"))
    done = machine.run("tools/setup/swift-testing")
    assert done.returncode == 1
    assert done.stderr.startswith(f"setup: the Swift at {machine.root}/bin/swift builds the ")
    assert "lib_Testing_Foundation.so" in done.stderr
    assert done.stderr.count("\n") == 1
