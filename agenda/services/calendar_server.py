"""A calendar server: the door to CalDAV (RFC 4791), as far as calendars are made and their events put there.

Every event is put or removed only as it was last seen: If-Match and If-None-Match (RFC 9110 13.1). The password comes
from AGENDA_CALENDAR_PASSWORD or is asked for; no setting, no error and no log holds it. It goes only over TLS, to a
server whose certificate holds, and never to where that server sends one on.
"""

from __future__ import annotations

import base64
import http.client
import os
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from trips.i18n.language import N_, UserError
from trips.i18n.os_errors import reason

if TYPE_CHECKING:
    from agenda.services.settings import Settings

PASSWORD: Final = "AGENDA_CALENDAR_PASSWORD"  # noqa: S105 - the name of a variable
_PATIENCE: Final = 60.0
"""Seconds that the server may take to answer."""
_LARGEST: Final = 20_000_000
"""Bytes of an answer; ten thousand events are named in less."""
_WELL_KNOWN: Final = "/.well-known/caldav"
_MOST_HOPS: Final = 4
_HERE: Final = ("localhost", "127.0.0.1", "::1")
_DAV: Final = "{DAV:}"
_CALDAV: Final = "{urn:ietf:params:xml:ns:caldav}"
_NAMESPACES: Final = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
_TAKEN: Final = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT)
_MOVED: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class CalendarAccount:
    """Where the calendars lie.

    Attributes:
        secure: whether the way there is TLS; else the server is on this machine, or asks for no password.
        host, port, path: the address.
        user: the name that a password belongs to; "" for a server that asks for none.
    """

    secure: bool
    host: str
    port: int | None
    path: str
    user: str

    @property
    def place(self) -> str:
        """The server, as sentences name it."""
        return f"{self.host}:{self.port}" if self.port else self.host

    @property
    def origin(self) -> str:
        """The server as addresses begin with it."""
        return f"{'https' if self.secure else 'http'}://{self.place}"


def calendar_account(address: str, settings: Settings) -> CalendarAccount:
    """The account at an address; the user stands in it or in the settings.

    Raises:
        UserError: it is no address of a server, or one over which a password must not go.
    """
    parts, host, port = _parts(address)
    if parts.password is not None:
        raise UserError("The address of a calendar server holds no password: others would read it in lists of what runs"
                        " here. Put it into {name}, or you are asked for it.", name=PASSWORD)  # fmt: skip
    clean = address.isascii() and address.isprintable() and " " not in address and not parts.query + parts.fragment
    if not host or not clean or parts.scheme not in ("https", "http"):
        raise UserError(
            '"{url}" is no address of a calendar server; write it like https://cloud.example.org/', url=address
        )
    user = unquote(parts.username) if parts.username else settings.calendar_user
    secure = parts.scheme == "https"
    if user and not secure and host not in _HERE:
        raise UserError("Over http:// anybody on the way could read the password of {user}; write https://", user=user)
    if ":" in user or not user.isprintable():
        raise UserError('"{user}" is no user name; it has no colon.', user=user)
    return CalendarAccount(secure, f"[{host}]" if ":" in host else host, port, parts.path or "/", user)


def _parts(address: str) -> tuple[SplitResult, str, int | None]:
    """The parts of an address, its host ("" if it has none) and port."""
    try:
        parts = urlsplit(address)
        return parts, parts.hostname or "", parts.port
    except ValueError:
        return urlsplit(""), "", None


def known_password(account: CalendarAccount) -> str | None:
    """The password, if one is needed and the environment has it."""
    return os.environ.get(PASSWORD) if account.user else None


class Answer(NamedTuple):
    """What the server said: a status, where it sends one on, what it calls the state of what lies there, and a body."""

    status: int
    location: str
    etag: str
    body: bytes


class CalendarServer:
    """A connection to a calendar server, kept for all that is asked of it."""

    def __init__(self, account: CalendarAccount, password: str | None) -> None:
        self._account = account
        self._headers = {"User-Agent": "Agenda"}
        if account.user:
            said = base64.b64encode(f"{account.user}:{password or ''}".encode()).decode()
            self._headers["Authorization"] = f"Basic {said}"  # RFC 7617
        self._link: http.client.HTTPConnection | None = None

    def __enter__(self) -> CalendarServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave, if there is a connection."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def address_of(self, path: str) -> str:
        """The whole address of a path."""
        return f"{self._account.origin}{path}"

    def home(self) -> str:
        """The path under which calendars are made: found from the address as RFC 6764 6 says, or the address itself.

        Raises:
            UserError: there is no calendar server, or none that lets one in.
        """
        asked = "<d:current-user-principal/><c:calendar-home-set/><d:resourcetype/>"
        path, seen = self._account.path, set[str]()
        if path == "/" and self._propfind(_WELL_KNOWN, asked, "0").status == HTTPStatus.MULTI_STATUS:
            path = _WELL_KNOWN
        for _ in range(_MOST_HOPS):
            seen.add(path)
            found = next(iter(self._properties(path, asked, "0")), None)
            if found is None:
                break
            if home := _href(found, f"{_CALDAV}calendar-home-set"):
                return _folder(self._here(home))
            principal = self._here(_href(found, f"{_DAV}current-user-principal") or path)
            if principal not in seen:
                path = principal
            elif found.find(f".//{_DAV}collection") is not None:
                return _folder(path)
            else:
                break
        raise UserError("At {url} there is no calendar server that keeps calendars for {user}.",
                        url=f"{self._account.origin}{self._account.path}", user=self._account.user or "-")  # fmt: skip

    def calendars(self, home: str) -> dict[str, str]:
        """How the calendars in a folder of them are called, by their names there."""
        listed = self._listed(home, "<d:resourcetype/><d:displayname/>")
        return {name: found.findtext(f".//{_DAV}displayname") or name for name, found in listed}

    def etags(self, calendar: str) -> dict[str, str]:
        """What the server calls the states of the events in a calendar, by their names there."""
        listed = self._listed(calendar, "<d:getetag/>")
        return {name: found.findtext(f".//{_DAV}getetag") or "" for name, found in listed}

    def make(self, calendar: str, title: str) -> None:
        """Make a calendar for events (RFC 4791 5.3.1)."""
        body = (
            f"<c:mkcalendar {_NAMESPACES}><d:set><d:prop>"
            f"<d:displayname>{escape(title)}</d:displayname>"
            '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'
            "</d:prop></d:set></c:mkcalendar>"
        )
        answer = self._ask("MKCALENDAR", calendar, body.encode())
        if answer.status not in _TAKEN:
            raise self._refusal("MKCALENDAR", answer.status)

    def look(self, place: str) -> tuple[str, bytes] | None:
        """The state of an event and the event; None if it is not there."""
        answer = self._ask("GET", place)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        if answer.status != HTTPStatus.OK:
            raise self._refusal("GET", answer.status)
        return answer.etag, answer.body

    def put(self, place: str, data: bytes, etag: str | None) -> str | None:
        """Put an event there if what is there is still in a state, or if nothing is (None).

        Returns:
            What the server calls the new state, "" if it wants to be asked; None if something else was there.
        """
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        answer = self._ask("PUT", place, data, {"Content-Type": "text/calendar; charset=utf-8", **condition})
        if answer.status == HTTPStatus.PRECONDITION_FAILED:
            return None
        if answer.status not in _TAKEN:
            raise self._refusal("PUT", answer.status)
        # A server that has changed what it was given says no strong tag of it (RFC 4791 5.3.4).
        return answer.etag if answer.etag and not answer.etag.startswith("W/") else ""

    def remove(self, place: str, etag: str | None = None) -> bool:
        """Remove an event if it is still in a state, or a whole calendar; False if something else was there."""
        answer = self._ask("DELETE", place, headers={"If-Match": etag} if etag else {})
        if answer.status == HTTPStatus.PRECONDITION_FAILED:
            return False
        if answer.status not in (*_TAKEN, HTTPStatus.NOT_FOUND):
            raise self._refusal("DELETE", answer.status)
        return True

    def _listed(self, folder: str, asked: str) -> Iterator[tuple[str, ElementTree.Element]]:
        """What lies in a folder: its name, and what was asked of it."""
        for found in self._properties(folder, asked, "1"):
            path = self._here(found.findtext(f"{_DAV}href") or "")
            name = unquote(path.rstrip("/").rpartition("/")[2])
            if unquote(path).rstrip("/") != unquote(folder).rstrip("/") and name:
                yield name, found

    def _properties(self, path: str, asked: str, depth: str) -> list[ElementTree.Element]:
        """The answers to a question for properties."""
        answer = self._propfind(path, asked, depth)
        if answer.status != HTTPStatus.MULTI_STATUS:
            raise self._refusal("PROPFIND", answer.status)
        try:
            root = ElementTree.fromstring(answer.body)  # noqa: S314 - expat ends what grows beyond measure
        except ElementTree.ParseError:
            raise UserError("The calendar server {where} answers with something that cannot be read.",
                            where=self._account.place) from None  # fmt: skip
        return root.findall(f"{_DAV}response")

    def _propfind(self, path: str, asked: str, depth: str) -> Answer:
        """Ask for properties (RFC 4918 9.1), where the server sends one on to."""
        body = f"<d:propfind {_NAMESPACES}><d:prop>{asked}</d:prop></d:propfind>"
        for _ in range(_MOST_HOPS):
            answer = self._ask("PROPFIND", path, body.encode(), {"Depth": depth})
            if answer.status not in _MOVED:
                return answer
            path = self._here(urljoin(f"{self._account.origin}{path}", answer.location))
        raise UserError("The calendar server {where} sends one on and on.", where=self._account.place)

    def _here(self, address: str) -> str:
        """The path of an address on this server.

        Raises:
            UserError: it is one of another server, which gets no password.
        """
        parts = urlsplit(address)
        if parts.netloc and (parts.scheme, parts.netloc.rpartition("@")[2]) not in _names(self._account):
            raise UserError("The calendar server {where} leads to another address: {url}; name that one.",
                            where=self._account.place, url=f"{parts.scheme}://{parts.netloc}{parts.path}")  # fmt: skip
        return quote(parts.path, safe="/%:@!$&'()*+,;=~") or "/"

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """Ask the server; once more if it had closed a connection that lay idle.

        Raises:
            UserError: it cannot be reached, does not prove who it is, does not let one in, or is gone.
        """
        try:
            fresh = self._link is None
            try:
                return self._asked(method, path, body, headers or {})
            except (http.client.RemoteDisconnected, ConnectionError):
                self.close()
                if fresh:
                    raise
                return self._asked(method, path, body, headers or {})
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise UserError("The calendar server {where} does not prove who it is ({why}); nothing was sent.",
                            where=self._account.place, why=error.verify_message) from None  # fmt: skip
        except http.client.HTTPException as error:
            self.close()
            raise UserError("The connection to the calendar server {where} was lost ({why}).",
                            where=self._account.place, why=type(error).__name__) from None  # fmt: skip
        except OSError as error:
            self.close()
            raise UserError("The calendar server {where} cannot be reached ({why}).", where=self._account.place,
                            why=reason(error)) from None  # fmt: skip

    def _asked(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self._link is None:
            self._link = self._connected()
        kind = {"Content-Type": "application/xml; charset=utf-8"} if body is not None else {}
        self._link.request(method, path, body, {**self._headers, **kind, **headers})
        answer = self._link.getresponse()
        data = answer.read(_LARGEST)
        if not answer.isclosed():  # more than any calendar says
            self.close()
        if answer.status == HTTPStatus.UNAUTHORIZED:
            text = N_("The calendar server {where} refuses the user {user} or the password ({why}).")
            raise UserError(text, where=self._account.place, user=self._account.user or "-", why=answer.status)
        return Answer(answer.status, answer.getheader("Location", ""), answer.getheader("ETag", ""), data)

    def _connected(self) -> http.client.HTTPConnection:
        account = self._account
        host = account.host.strip("[]")
        if not account.secure:
            return http.client.HTTPConnection(host, account.port, timeout=_PATIENCE)
        context = ssl.create_default_context()
        proxy = urlsplit(urllib.request.getproxies().get("https", ""))
        if not proxy.hostname or host in _HERE or urllib.request.proxy_bypass(host):
            return http.client.HTTPSConnection(host, account.port, timeout=_PATIENCE, context=context)
        link = http.client.HTTPSConnection(proxy.hostname, proxy.port, timeout=_PATIENCE, context=context)
        link.set_tunnel(host, account.port or 443)
        return link

    def _refusal(self, method: str, status: int) -> UserError:
        """The sentence for an answer that is no success."""
        said = str(status)
        with suppress(ValueError):
            said = f"{status} {HTTPStatus(status).phrase}"
        if method == "MKCALENDAR":
            text = N_("The calendar server {where} makes no calendars here ({why}); is that the address of yours?")
            return UserError(text, where=self._account.place, why=said)
        return UserError("The calendar server {where} refuses {method} ({why}).", where=self._account.place,
                         method=method, why=said)  # fmt: skip


def _names(account: CalendarAccount) -> set[tuple[str, str]]:
    """How addresses of the server begin: with or without the port that goes without saying."""
    scheme, usual = ("https", 443) if account.secure else ("http", 80)
    port = account.port or usual
    return {(scheme, f"{account.host}:{port}")} | ({(scheme, account.host)} if port == usual else set())


def _href(found: ElementTree.Element, name: str) -> str:
    """The first address that a property names; "" if it is not there."""
    return (found.findtext(f".//{name}/{_DAV}href") or "").strip()


def _folder(path: str) -> str:
    return path if path.endswith("/") else f"{path}/"
