"""Thunderbird's own door for tests (Marionette): scripts that run inside it, told over a socket."""

from __future__ import annotations

import json
import socket
import time
from typing import Any, Final

_PATIENCE: Final = 60.0
"""Seconds that the program may take to start, and to answer."""


class Marionette:
    """A session with a program that was started with -marionette, in the context of its own windows."""

    def __init__(self, port: int) -> None:
        self._rest = b""
        self._number = 0
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)
        self._read()
        self._ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self._ask("Marionette:SetContext", value="chrome")

    def run(self, script: str, *values: object) -> Any:
        """Run the body of an async function with its values as `arguments`; what it returns."""
        waits = f"const done = arguments[arguments.length - 1]; (async function() {{ {script} }})"
        found = self._ask(
            "WebDriver:ExecuteAsyncScript",
            script=f"{waits}(...[...arguments].slice(0, -1)).then(done, error => done('failed: ' + error));",
            args=list(values), scriptTimeout=int(_PATIENCE * 1000), sandbox="system", newSandbox=True,
        )["value"]  # fmt: skip
        if isinstance(found, str) and found.startswith("failed: "):
            raise RuntimeError(found)
        return found

    def close(self) -> None:
        """Let go of the program."""
        self._socket.close()

    def _ask(self, command: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        said = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(str(len(said)).encode() + b":" + said)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(error["message"])
        return result

    def _read(self) -> Any:
        while b":" not in self._rest:
            self._rest += self._more()
        size, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(size):
            self._rest += self._more()
        data, self._rest = self._rest[: int(size)], self._rest[int(size) :]
        return json.loads(data)

    def _more(self) -> bytes:
        found = self._socket.recv(65_536)
        if not found:
            raise ConnectionError("the program has ended")
        return found
