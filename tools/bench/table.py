"""The table of the rows."""

_COLUMNS = (
    "operation",
    "ours",
    "yardstick",
    "ratio",
    "P",
    "alloy's P",
    "goal",
    "met",
    "instructions",
)
_UNITS = ((1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns"))


def duration(nanoseconds: float) -> str:
    """A time with three digits that count and its unit."""
    for size, unit in _UNITS:
        if nanoseconds >= size:
            return f"{significant(nanoseconds / size)} {unit}"
    return f"{significant(nanoseconds)} ns"


def significant(number: float) -> str:
    """Three digits that count, thousands apart."""
    if number >= 100:
        return f"{number:,.0f}"
    if number >= 10:
        return f"{number:.1f}"
    return f"{number:.2f}" if number >= 0.1 else f"{number:.3g}"


def verdict(row: dict) -> tuple[str, str]:
    """The goal in words, and whether it was met or by how much it was missed."""
    goal = row.get("goal")
    if goal is None:
        return "", ""
    if "perSecond" in goal:
        least, found = goal["perSecond"], 1e9 / row["ns"]
        met = "yes" if found >= least else f"{found / least - 1:+.0%}"
        return f"≥ {least:,.0f}/s", f"{met} ({found:,.0f}/s)"
    unit = "P" if "p" in goal else "×"
    most, found = goal.get("p", goal.get("ratio")), row.get("p" if "p" in goal else "ratio")
    text = f"≤ {most:,g} {unit}"
    if found is None:
        return text, "not measured"
    return text, "yes" if found <= most else f"{found / most - 1:+.0%}"


def cells(row: dict) -> tuple[str, ...]:
    """A row's cells, in the order of the columns."""
    goal, met = verdict(row)
    beside = row["yardstick"]
    if "yardstickNs" in row:
        beside += f", {duration(row['yardstickNs'])}"
    else:
        beside += ": not here"
    counted = row.get("instructions")
    return (
        row["title"],
        duration(row["ns"]),
        beside,
        significant(row["ratio"]) if "ratio" in row else "",
        significant(row["p"]),
        significant(row["alloy"]) if "alloy" in row else "",
        goal,
        met,
        f"{counted:,.0f} ({significant(row['instructionsP'])} P)" if counted else "",
    )


def _lines(rows: list[dict]) -> list[tuple[str, ...]]:
    lines = [_COLUMNS, *map(cells, rows)]
    kept = [n for n, name in enumerate(_COLUMNS) if any(line[n] for line in lines[1:]) or n < 4]
    return [tuple(line[n] for n in kept) for line in lines]


def _remarks(rows: list[dict]) -> list[str]:
    return [f"{row['title']}: {row['remark']}" for row in rows if "remark" in row]


def plain(rows: list[dict]) -> str:
    """The table for a terminal."""
    lines = _lines(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join(text + _remarks(rows) + [summary(rows)])


def markdown(rows: list[dict]) -> str:
    """The table for a document."""
    head, *body = _lines(rows)
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(line) + " |" for line in body]
    remarks = [f"- {remark}." for remark in _remarks(rows)]
    return "\n".join([*lines, "", *remarks, *([""] if remarks else []), summary(rows)])


def summary(rows: list[dict]) -> str:
    """How many goals were met."""
    with_goal = [row for row in rows if "goal" in row]
    met = sum(verdict(row)[1].startswith("yes") for row in with_goal)
    return f"{len(rows)} rows; of {len(with_goal)} goals, {met} met."
