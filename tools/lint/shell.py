"""Shell scripts pass shellcheck, which comes from PyPI with the other tools."""

import subprocess
import sys
from pathlib import Path

from tools.lint.sources import Faults, files

_BEGINNINGS = ("#!/usr/bin/env bash", "#!/bin/bash", "#!/bin/sh", "# shellcheck shell=")


def scripts(root: Path) -> list[Path]:
    """Every file that a shell reads, by its first line: most have no suffix."""
    found = []
    for path in files(root):
        with path.open("rb") as file:
            if file.readline(80).decode(errors="replace").startswith(_BEGINNINGS):
                found.append(path)
    return found


def faults(root: Path) -> Faults:
    """Every finding of shellcheck."""
    names = [str(path.relative_to(root)) for path in scripts(root)]
    if not names:
        return []
    program = Path(sys.executable).with_name("shellcheck")
    command = [program, "--format=gcc", "--external-sources", *names]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout:
        return [f"shellcheck: ended with code {done.returncode}: {done.stderr.strip()}"]
    return done.stdout.splitlines()
