"""Which versions of the packages a release of Swift is built with, as its own sources say.

python tools/setup/checkout_versions.py update-checkout-config.json 6.2.3 swift-nio swift-log …

Prints `NAME VERSION` for each package. Used when Debian's archive no longer has the pinned release.
"""

import json
import re
import sys
from pathlib import Path

_TAG = re.compile(r"\d+\.\d+\.\d+")


def versions(config: dict, release: str, names: list[str]) -> dict[str, str]:
    """The version of each package for a release such as `6.2.3`.

    Raises ValueError when the configuration does not name one, or names a branch.
    """
    branch = "release/" + ".".join(release.split(".")[:2])
    scheme = config["branch-schemes"].get(branch)
    if scheme is None:
        raise ValueError(f"update-checkout-config.json: nothing for {branch}")
    found = {name: scheme["repos"].get(name, "absent") for name in names}
    for name, version in found.items():
        if not _TAG.fullmatch(version):
            raise ValueError(f"update-checkout-config.json: {name} is {version}, not a version")
    return found


def main(path: str, release: str, *names: str) -> int:
    """Prints the versions; exit code 1 and one line when they cannot be told."""
    try:
        found = versions(json.loads(Path(path).read_text()), release, list(names))
    except (OSError, ValueError, LookupError) as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    for name, version in found.items():
        print(name, version)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
