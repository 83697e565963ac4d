"""deployment.json: what a deployment has done so far, never half-written.

The file is replaced as a whole after each change, so that a deployment killed at any moment goes
on where it was. A transaction is in the file before it is sent: it can be sent again, but never
made twice. README.md documents the format.
"""

import json
import os
from pathlib import Path

FORMAT = "dstack-governance deployment 1"


class JournalError(Exception):
    """The file belongs to another deployment, or is none."""


class Journal:
    """A deployment document and the file that holds it, if any."""

    def __init__(self, path: Path | None, document: dict) -> None:
        self.path, self.document = path, document

    @classmethod
    def open(cls, path: Path | None, identity: dict) -> "Journal":
        """The journal in `path`, or a new one.

        `identity` is what the deployment is: chain, deployer, settings. Raises JournalError when
        the file was begun with another.
        """
        start = {"format": FORMAT, "status": "in-progress", **identity, "transactions": {}}
        if path is None or not path.exists():
            return cls(path, start)
        try:
            document = json.loads(path.read_text())
        except (OSError, ValueError) as error:
            raise JournalError(f"{path} is not readable as JSON: {error}") from error
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise JournalError(f"{path} is not a deployment file; name another with --output")
        for key, value in identity.items():
            if document.get(key) != value:
                raise JournalError(
                    f"{path} was begun with {key} {json.dumps(document.get(key))}, "
                    f"not {json.dumps(value)}; name another file with --output"
                )
        return cls(path, document)

    def update(self, **values: object) -> None:
        """Sets top-level members and writes the file."""
        self.document.update(values)
        self.save()

    def save(self) -> None:
        """Replaces the file, atomically and durably."""
        if self.path is None:
            return
        temporary = self.path.with_name(self.path.name + ".new")
        with temporary.open("w") as file:
            json.dump(self.document, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)
