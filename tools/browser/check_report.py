"""Opens an audit's HTML report, clicks through it, prints it, and compares it with the JSON.

python -m tools.browser.check_report report.html report.json report.pdf
"""

import base64
import json
import sys
from pathlib import Path

from tools.browser.devtools import Browser


class MismatchError(Exception):
    """The page is not what the document says."""


def check(page: Path, document: dict, pdf: Path) -> None:
    """Checks the page as a person sees it, as it is printed, and as it is read aloud."""
    with Browser() as browser:
        browser.open(page)
        _holds(browser.requests == [page.resolve().as_uri()], f"asked for {browser.requests}")
        _holds(not browser.messages, f"the browser complains: {browser.messages}")
        _compare(str(browser.value("document.body.innerText")), document)
        _click(browser)
        _read_aloud(browser)
        browser.send("Emulation.setEmulatedMedia", media="print")
        nav = browser.value("getComputedStyle(document.querySelector('nav')).display")
        _holds(nav == "none", "the contents are printed")
        _compare(str(browser.value("document.body.innerText")), document)
        printed = browser.send("Page.printToPDF", generateTaggedPDF=True, landscape=True)
    data = base64.b64decode(printed["data"])
    pdf.write_bytes(data)
    _holds(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"), "no PDF was printed")
    _holds(b"/Type /Page" in data and b"/StructTreeRoot" in data, "the PDF has no structure")


def _compare(text: str, document: dict) -> None:
    """Every fact of the document stands on the page."""
    text = " ".join(text.split())
    facts = [document["kms"], document["contentSha256"], document["lastBlockHash"]]
    for contract in document["contracts"]:
        facts.append(contract["address"])
    for entry in document["inForce"]:
        facts += [entry["policy"], entry["value"], entry["time"], *entry["signers"]]
    for period in document["authority"]:
        facts += [period["power"], period["holder"]]
    hidden = ("executed", "safe-executed", "initialized", "hash-approved")
    for entry in document["timeline"]:
        if entry["policy"] not in hidden:
            facts += [entry["policy"], entry["value"], entry["time"], entry["level"]]
    for level in document["evidence"]["ranges"]:
        facts.append(level["level"])
    for fact in facts:
        _holds(" ".join(fact.split()) in text, f"{fact} is not on the page")
    verdict = "complete: nothing is missing" if document["evidence"]["complete"] else "not proved"
    _holds(verdict in text, "the verdict is another")


def _click(browser: Browser) -> None:
    """Each entry of the contents leads to its table."""
    count = browser.value("document.querySelectorAll('nav a').length")
    _holds(isinstance(count, int) and count >= 5, f"{count} entries of the contents")
    for number in range(int(str(count))):
        browser.value("scrollTo(0, 0)")
        browser.click(f"nav li:nth-child({number + 1}) a")
        place = browser.value("location.hash")
        _holds(place == f"#t{number}", f"entry {number} leads to {place}")
        top = browser.value(f"document.querySelector('{place}').getBoundingClientRect().top")
        _holds(isinstance(top, (int, float)) and -2 < top < 900, f"{place} is {top} pixels down")


def _read_aloud(browser: Browser) -> None:
    """What a screen reader finds: a language, headings, a picture with a name, named tables."""
    _holds(browser.value("document.documentElement.lang") == "en", "the page has no language")
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    roles: dict[str, list[str]] = {}
    for node in nodes:
        role = node.get("role", {}).get("value", "")
        roles.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    for role in ("heading", "table", "columnheader", "main", "navigation", "status"):
        _holds(bool(roles.get(role)), f"a screen reader finds no {role}")
    pictures = roles.get("image", []) + roles.get("img", [])
    _holds(bool(pictures) and all(pictures), "the picture has no name")
    _holds(all(roles["table"]), "a table has no name")


def _holds(condition: bool, what: str) -> None:
    if not condition:
        raise MismatchError(what)


if __name__ == "__main__":
    html, text, out = map(Path, sys.argv[1:])
    try:
        check(html, json.loads(text.read_text()), out)
    except MismatchError as error:
        sys.exit(f"{html}: {error}")
