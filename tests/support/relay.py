"""A relay in front of a server: it counts what is asked, and the network is lost when a test wants it."""

from __future__ import annotations

import http.client
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Literal
from urllib.parse import urlsplit

_OWN = ("transfer-encoding", "content-length", "connection", "server", "date")
"""Headers that the relay writes itself."""

Cut = Literal["before", "after"]
"""When the network is lost: before a request has reached the server, or before its answer is back."""


class Relay:
    """What went through.

    `cuts` says of the how-manieth request of a method whether and when the network is lost. Answers to requests of the
    method `hides` lose their ETag.
    """

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.cuts: Callable[[str, int], Cut | None] = lambda method, number: None
        self.hides = ""
        self.address = ""

    def taken(self) -> Counter[str]:
        """How many requests of each method there were since somebody last asked."""
        found, self.asked = self.asked, Counter()
        return found


@contextmanager
def relay_to(address: str) -> Iterator[Relay]:
    """A relay on a free port of this machine."""
    relay, target = Relay(), urlsplit(address)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            relay.asked[self.command] += 1
            cut = relay.cuts(self.command, relay.asked[self.command])
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if cut != "before":
                link = http.client.HTTPConnection(target.hostname or "", target.port)
                link.request(self.command, self.path, body, dict(self.headers))
                answer = link.getresponse()
                data = answer.read()
                link.close()
            if cut:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                hidden = name.lower() == "etag" and self.command == relay.hides
                if not hidden and name.lower() not in _OWN:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    relay.address = f"http://office@127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
