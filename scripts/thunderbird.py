"""A real Thunderbird takes our mails: its buttons are clicked, and its own database is read.

It runs on a screen of its own (Xvfb), with a new profile that has one account and one calendar; the mouse is moved by
xdotool. What it answers goes to a mail server of this machine.
"""

from __future__ import annotations

import mailbox
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from PIL import Image

from tests.support.marionette import Marionette

PROGRAMS: Final = ("thunderbird", "Xvfb", "xdotool", "import")
"""What must be installed; the last is ImageMagick's."""
_SIZE: Final = (980, 760)
_CALENDAR: Final = "11111111-1111-4111-8111-111111111111"
_PATIENCE: Final = 20.0
"""Seconds until what a click does must have been done."""
_BUTTONS: Final = ("imipAcceptButton", "imipUpdateButton", "imipAddButton", "imipDeleteButton")

_OPEN: Final = """
    const window = Services.wm.getMostRecentWindow("mail:3pane");
    const pane = window.document.getElementById("tabmail").currentAbout3Pane;
    pane.threadTree.selectedIndex = arguments[0];
"""
_BAR: Final = """
    const window = Services.wm.getMostRecentWindow("mail:3pane");
    const inner = window.document.getElementById("tabmail").currentAbout3Pane.messageBrowser.contentWindow;
    const bar = inner.document.querySelector("#imip-bar");
    if (!bar || bar.collapsed) return null;
    let left = window.mozInnerScreenX, top = window.mozInnerScreenY;
    for (let one = inner; one !== window; one = one.parent) {
        const box = one.frameElement.getBoundingClientRect();
        left += box.x;
        top += box.y;
    }
    const known = [...bar.querySelectorAll("toolbarbutton")].filter(one => arguments[0].includes(one.id));
    const buttons = known.filter(one => !one.hidden);
    const box = buttons.length ? buttons[0].getBoundingClientRect() : null;
    return {
        says: bar.querySelector(".msgNotificationBarText").textContent.trim(),
        subject: inner.gMessage.mime2DecodedSubject,
        button: buttons.length ? buttons[0].label : "",
        x: box ? Math.round(left + box.x + 20) : 0,
        y: box ? Math.round(top + box.y + box.height / 2) : 0,
    };
"""
_INBOX: Final = """
    const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const root = MailServices.accounts.getAccount("account1").incomingServer.rootFolder;
    const window = Services.wm.getMostRecentWindow("mail:3pane");
    const tabs = window?.document.getElementById("tabmail");
    if (!tabs?.currentAbout3Pane?.displayFolder || !root.containsChildNamed("Inbox")) return 0;
    window.moveTo(0, 0);
    window.resizeTo(arguments[0], arguments[1]);
    window.document.getElementById("today-pane-panel")?.setAttribute("collapsed", "true");
    tabs.currentAbout3Pane.displayFolder(root.getChildNamed("Inbox"));
    return tabs.currentAbout3Pane.gDBView?.rowCount || 0;
"""


class Event(NamedTuple):
    """An event as Thunderbird's database has it: start is UTC, or a date."""

    uid: str
    title: str
    start: str
    sequence: int


class Took(NamedTuple):
    """What became of a mail: its subject, what the bar above it says, the button clicked, and the events after it."""

    subject: str
    says: str
    button: str
    events: list[Event]


def is_there() -> bool:
    """Whether everything that is needed is installed."""
    return all(map(shutil.which, PROGRAMS))


def version() -> str:
    """Thunderbird's version."""
    told = subprocess.run(["thunderbird", "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
    return told.split()[-1]


class Thunderbird:
    """One that runs and shows the mails in its inbox, the oldest first."""

    def __init__(self, profile: Path, screen: str, inside: Marionette) -> None:
        self._database = profile / "calendar-data" / "local.sqlite"
        self._environment = {**os.environ, "DISPLAY": screen}
        self._inside = inside

    def take(self, place: int, picture: Path | None = None) -> Took:
        """Open a mail, by its place, and click the first button of its bar; a picture of it before that."""
        self._inside.run(_OPEN, place)
        shown = _until(lambda: self._inside.run(_BAR, _BUTTONS))
        while (again := _until(lambda: self._inside.run(_BAR, _BUTTONS))) != shown:
            shown = again
            time.sleep(0.5)
        before = self.events()
        if picture is not None:
            self._draw(picture)
        if shown["button"]:
            subprocess.run(
                ["xdotool", "mousemove", str(shown["x"]), str(shown["y"]), "click", "1"], env=self._environment,
                check=True, timeout=30,
            )  # fmt: skip
            _until(lambda: self.events() != before)
        return Took(shown["subject"], shown["says"], shown["button"], self.events())

    def events(self) -> list[Event]:
        """The events of its calendar, from a copy of its database, which it keeps locked."""
        if not self._database.exists():
            return []
        with tempfile.TemporaryDirectory() as folder:
            for path in self._database.parent.glob("local.sqlite*"):
                shutil.copy(path, folder)
            with closing(sqlite3.connect(Path(folder) / "local.sqlite")) as database:
                rows = database.execute(
                    "SELECT id, title, event_start, event_start_tz, (SELECT value FROM cal_properties"
                    " WHERE item_id = cal_events.id AND key = 'SEQUENCE') FROM cal_events ORDER BY event_start, id"
                ).fetchall()
        return [Event(uid, title, _moment(start, zone), int(number)) for uid, title, start, zone, number in rows]

    def _draw(self, path: Path) -> None:
        time.sleep(1)  # what it paints behind the bar
        done = subprocess.run(
            ["import", "-window", "root", "png:-"], capture_output=True, env=self._environment, check=True, timeout=30
        )
        Image.open(BytesIO(done.stdout)).convert("RGB").quantize(48).save(path, optimize=True)


@contextmanager
def thunderbird(person: str, address: str, mails: Sequence[EmailMessage], outgoing: int) -> Generator[Thunderbird]:
    """One for a person, with mails in the inbox; it sends over a port of this machine."""
    with tempfile.TemporaryDirectory(prefix="agenda-thunderbird-") as name:
        folder = Path(name)
        profile = folder / "profile"
        port = _free_port()
        _make_profile(profile, person, address, mails, outgoing, port)
        read, write = os.pipe()
        wide, high = _SIZE
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{wide}x{high}x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "HOME": name, "LANG": "C.UTF-8"}
        program = subprocess.Popen(
            ["thunderbird", "--profile", str(profile), "--no-remote", "-marionette", "--remote-allow-system-access"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            inside = Marionette(port)
            _until(lambda: inside.run(_INBOX, wide, high) == len(mails))
            yield Thunderbird(profile, display, inside)
            inside.close()
        finally:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
            screen.terminate()
            screen.wait()


def _make_profile(
    profile: Path, person: str, address: str, mails: Sequence[EmailMessage], outgoing: int, port: int
) -> None:
    """A profile whose one account has the mails, whose calendar is that account's, and that asks nothing at first."""
    (profile / "Mail/office").mkdir(parents=True)
    calendar = f"calendar.registry.{_CALENDAR}"
    wanted: dict[str, object] = {
        "marionette.port": port,
        "mail.accountmanager.accounts": "account1,account2", "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.account1.server": "server1", "mail.account.account1.identities": "id1",
        "mail.account.account2.server": "server2",
        "mail.server.server1.type": "pop3", "mail.server.server1.hostname": "127.0.0.1",
        "mail.server.server1.port": 1, "mail.server.server1.userName": address.partition("@")[0],
        "mail.server.server1.name": address, "mail.server.server1.directory-rel": "[ProfD]Mail/office",
        "mail.server.server1.login_at_startup": False, "mail.server.server1.check_new_mail": False,
        "mail.server.server1.storeContractID": "@mozilla.org/msgstore/berkeleystore;1",
        "mail.server.server2.type": "none", "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.userName": "nobody", "mail.server.server2.name": "Local Folders",
        "mail.server.server2.directory-rel": "[ProfD]Mail/Local Folders",
        "mail.identity.id1.fullName": person, "mail.identity.id1.useremail": address, "mail.identity.id1.valid": True,
        "mail.identity.id1.smtpServer": "smtp1", "mail.smtpservers": "smtp1", "mail.smtp.defaultserver": "smtp1",
        "mail.smtpserver.smtp1.hostname": "127.0.0.1", "mail.smtpserver.smtp1.port": outgoing,
        "mail.smtpserver.smtp1.try_ssl": 0, "mail.smtpserver.smtp1.authMethod": 1,
        "calendar.list.sortOrder": _CALENDAR, f"{calendar}.type": "storage", f"{calendar}.uri": "moz-storage-calendar://",
        f"{calendar}.name": "Calendar", f"{calendar}.calendar-main-default": True,
        f"{calendar}.calendar-main-in-composite": True, f"{calendar}.imip.identity.key": "id1",
        "calendar.timezone.local": "Europe/Berlin", "calendar.timezone.useSystemTimezone": False,
        "mailnews.default_view_flags": 0, "mailnews.default_sort_order": 1, "mail.pane_config.dynamic": 0,
        "mailnews.start_page.enabled": False, "mail.provider.suppress_dialog_on_startup": True,
        "mail.spotlight.firstRunDone": True, "mail.rights.version": 1, "mail.shell.checkDefaultClient": False,
        "app.donation.eoy.version.viewed": 999, "app.update.enabled": False, "extensions.update.enabled": False,
        "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    }  # fmt: skip
    lines = (f'user_pref("{name}", {_said(value)});\n' for name, value in wanted.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    box = mailbox.mbox(profile / "Mail/office/Inbox")
    for mail in mails:
        box.add(mail)
    box.close()


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


def _moment(microseconds: int, zone: str) -> str:
    """A start as the database has it: microseconds since 1970, of local time where it belongs to no zone."""
    moment = datetime.fromtimestamp(microseconds / 1_000_000, UTC)
    return f"{moment:%Y-%m-%d}" if zone == "floating" else f"{moment:%Y-%m-%d %H:%M} UTC"


def _until(found: Callable[[], Any]) -> Any:
    """Ask until the answer is something; that.

    Raises:
        TimeoutError: it never was.
    """
    end = time.monotonic() + _PATIENCE
    while not (answer := found()):
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.3)
    return answer


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
