"""What a development chain cannot or will not have as geth has it, each with its reason.

A key is a shell pattern over `<step name> <path in the answer>`. A pattern that no answer needs
fails the run, so the list can only shrink.
"""

DEVIATIONS: dict[str, str] = {}
