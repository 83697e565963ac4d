"""The conformance report: one row per method, then every difference."""

import json
from collections import Counter
from dataclasses import asdict

from contracts.devnet.conformance.comparison import Comparison
from contracts.devnet.conformance.deviations import DEVIATIONS


def table(comparison: Comparison) -> str:
    """Method × exchanges × differences, then the differences and the documented deviations."""
    wrong = Counter(difference.method for difference in comparison.differences)
    methods = sorted({*comparison.exchanges, *wrong})
    width = max(len(method) for method in [*methods, "method"])
    lines = [f"{'method':{width}}  exchanges  differences"]
    for method in methods:
        lines.append(f"{method:{width}}  {comparison.exchanges[method]:9}  {wrong[method]:11}")
    total = sum(comparison.exchanges.values())
    lines.append(f"{'all':{width}}  {total:9}  {len(comparison.differences):11}")
    for difference in comparison.differences:
        lines += [
            "",
            f"{difference.script}: {difference.name}: {difference.path}",
            f"  asked  {difference.asked}",
            f"  geth   {difference.expected}",
            f"  node   {difference.got}",
        ]
    lines += [f"not run, the node lacks what it needs: {name}" for name in comparison.not_run]
    if any(comparison.deviating.values()):
        lines += ["", "documented deviations:"]
        for pattern, count in comparison.deviating.items():
            if count:
                lines.append(f"  {pattern} ({count}): {DEVIATIONS[pattern]}")
    lines += [f"unused deviation, remove it: {pattern}" for pattern in comparison.unused]
    return "\n".join(lines)


def document(comparison: Comparison) -> str:
    """The same as JSON."""
    return json.dumps(
        {
            "conforms": comparison.conforms,
            "exchanges": dict(sorted(comparison.exchanges.items())),
            "differences": [asdict(difference) for difference in comparison.differences],
            "deviations": comparison.deviating,
            "notRun": comparison.not_run,
            "unusedDeviations": comparison.unused,
        },
        indent=2,
        ensure_ascii=False,
    )
