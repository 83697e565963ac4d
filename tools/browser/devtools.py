"""A headless Chromium that is told what to do over pipes (--remote-debugging-pipe)."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = next(filter(None, map(shutil.which, _NAMES)), None)
# without network, profile and sandbox: the page is ours, and containers have no user namespaces
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1280,900",
)


class DevToolsError(Exception):
    """The browser ended, or refused a command."""


class Browser:
    """One browser with one page; ends with the block that it was opened for."""

    def __init__(self) -> None:
        if PROGRAM is None:
            raise DevToolsError("chromium is not installed")
        self._folder = tempfile.TemporaryDirectory()
        from_us, self._to = os.pipe()
        self._from, to_us = os.pipe()
        command = [PROGRAM, *_OPTIONS, f"--user-data-dir={self._folder.name}"]
        # the browser reads descriptor 3 and writes descriptor 4
        script = f'exec "$@" --remote-debugging-pipe 3<&{from_us} 4>&{to_us}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command, "about:blank"],
            pass_fds=(from_us, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self._rest = b""
        self._number = 0
        self._session = ""
        self.requests: list[str] = []
        self.messages: list[str] = []

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._to)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._from)
        self._folder.cleanup()

    def open(self, page: Path) -> None:
        """Opens a file and waits until it is there."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Accessibility"):
            self.send(f"{domain}.enable")
        self.send("Page.navigate", url=page.resolve().as_uri())
        self._wait_for("Page.loadEventFired")

    def send(self, method: str, **parameters: object) -> dict:
        """What a command answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") != self._number:
                continue
            if "error" in answer:
                raise DevToolsError(f"{method}: {answer['error']}")
            return answer["result"]

    def value(self, expression: str) -> object:
        """The value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise DevToolsError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Clicks where an element is."""
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        place = {axis: self.value(f"{box}.{axis} + 3") for axis in ("x", "y")}
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def _wait_for(self, event: str) -> None:
        while self._next().get("method") != event:
            pass

    def _next(self) -> dict:
        while b"\0" not in self._rest:
            more = os.read(self._from, 1 << 20)
            if not more:
                raise DevToolsError("the browser ended")
            self._rest += more
        line, self._rest = self._rest.split(b"\0", 1)
        message = json.loads(line)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        if message.get("method") in ("Log.entryAdded", "Runtime.consoleAPICalled"):
            self.messages.append(json.dumps(message["params"]))
        return message
