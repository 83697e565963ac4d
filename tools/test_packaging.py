"""What is packaged names what the programs have: metrics, options, files."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "packaging" / "dstack-authd"
SOURCES = ROOT / "Sources"


def told_metrics() -> set[str]:
    """The metrics that the service writes."""
    text = "".join(path.read_text() for path in (SOURCES / "AuthorizationService").rglob("*.swift"))
    return set(re.findall(r'MetricLine\(\s*"(authd_[a-z_]+)"', text))


def asked_metrics(text: str) -> set[str]:
    """The metrics that a rule or a panel asks for."""
    return set(re.findall(r"\bauthd_[a-z_]+", text))


def test_alerts_ask_for_metrics_that_are_written():
    expressions = re.findall(r"expr: (.*)", (FOLDER / "alerts.yaml").read_text())
    assert len(expressions) > 10
    for expression in expressions:
        assert asked_metrics(expression) <= told_metrics(), expression


def alert_faults(text: str) -> list[str]:
    """The metrics of a state that a person has to end or to know, without a rule of its own."""
    rules = re.findall(r"expr: (authd_[a-z_]+) == 1\n *labels: \{severity: (\w+)\}\n", text)
    told = {
        "authd_halted": "critical",
        "authd_operator_quarantined": "critical",
        "authd_kms_frozen": "warning",
        "authd_started_without_floor": "warning",
    }
    return [metric for metric, severity in told.items() if (metric, severity) not in rules]


def test_a_state_that_a_person_has_to_know_has_an_alert():
    text = (FOLDER / "alerts.yaml").read_text()
    assert alert_faults(text) == []
    assert alert_faults(text.replace("authd_kms_frozen", "authd_kms_known")) == ["authd_kms_frozen"]


def test_alerts_name_commands_that_the_program_has():
    named = set(re.findall(r"dstack-authd (heads) (\w+)", (FOLDER / "alerts.yaml").read_text()))
    commands = (SOURCES / "dstack-authd" / "Commands" / "HeadsCommand.swift").read_text()
    assert named == {("heads", "show"), ("heads", "release")}
    for command in ("heads", "show", "acknowledge", "release"):
        assert f'commandName: "{command}"' in commands


def test_dashboard_asks_for_metrics_that_are_written():
    dashboard = json.loads((FOLDER / "grafana-dashboard.json").read_text())
    asked = asked_metrics(
        " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    )
    assert len(asked) > 10
    assert asked <= told_metrics()
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])


def test_unit_checks_its_settings_before_it_starts_and_may_do_little():
    unit = (FOLDER / "dstack-authd.service").read_text()
    start = re.search(r"^ExecStart=(\S+) --config (\S+)$", unit, re.M)
    check = re.search(r"^ExecStartPre=(\S+) check-config --config (\S+)$", unit, re.M)
    assert start
    assert check
    assert start.groups() == check.groups()
    for setting in ("NoNewPrivileges=yes", "ProtectSystem=strict", "DynamicUser=yes"):
        assert f"\n{setting}\n" in unit
    sections = re.findall(r"^\[(\w+)\]$", unit, re.M)
    assert sections == ["Unit", "Service", "Install"]


def test_container_runs_as_nobody_and_holds_what_the_program_needs():
    lines = (FOLDER / "Containerfile").read_text().splitlines()
    instructions = [line.split()[0] for line in lines if re.match(r"^[A-Z]+ ", line)]
    assert set(instructions) <= {
        *("FROM", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "ENV", "EXPOSE", "STOPSIGNAL"),
        *("ENTRYPOINT", "CMD"),
    }
    assert instructions.count("FROM") == 2
    build = "\n".join(lines[: len(lines) - lines[::-1].index("FROM debian:bookworm-slim")])
    # The packages that the set-up pins, and the flags with which the program is measured.
    assert "tools/setup/swift-packages " in build
    assert 'make --old-file=setup build ARGS="-c release --product dstack-authd"' in build
    assert "swift build" not in build
    assert "USER 64000" in lines
    final = "\n".join(lines[max(i for i, line in enumerate(lines) if line.startswith("FROM")) :])
    for package in ("ca-certificates", "libcurl4", "libsecp256k1-1", "libssl3", "libyaml-0-2"):
        assert package in final
