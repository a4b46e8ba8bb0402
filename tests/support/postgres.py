"""A PostgreSQL server of the tests' own: as its own user, on a free port of this machine, in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from uuid import uuid4

USER = "postgres"
SETTINGS = "fsync = off\nfull_page_writes = off\nmax_connections = 200\nunix_socket_directories = ''\n"
HOSTS = "host guarded all 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"


def programs() -> Path | None:
    """Where the server's programs lie; None if they are not installed."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def _lives(pid: int) -> bool:
    """Whether a process is still there, and not only waiting for its parent to notice that it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class OfficeServer:
    """A server that can be stopped, killed and started again; `durable` as an office's is."""

    def __init__(self, *, durable: bool = False) -> None:
        found = programs()
        assert found is not None
        self._programs = found
        self._user = USER if os.name == "posix" and os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="agenda-postgres-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self._data = self.folder / "data"
        self._run("initdb", "-D", str(self._data), "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = f"listen_addresses = '127.0.0.1'\nport = {self.port}\n" + (
            "max_connections = 200\nunix_socket_directories = ''\n" if durable else SETTINGS
        )
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(settings)
        (self._data / "pg_hba.conf").write_text(HOSTS)
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, *arguments], check=True, user=self._user, cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "-D", str(self._data), "-l", str(self.folder / "log"), "-w", "-t", "60", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it as an administrator does; "immediate" is as good as a crash."""
        self._run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "stop")

    def kill(self) -> None:
        """Kill it with everything it has begun, and wait until nothing of it is left."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        begun = subprocess.run(["ps", "--ppid", str(first), "-o", "pid="], capture_output=True, text=True, check=False)
        pids = [first, *map(int, begun.stdout.split())]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        while self.answers() or any(_lives(pid) for pid in pids):
            time.sleep(0.01)
        (self._data / "postmaster.pid").unlink()  # where nobody reaps processes, the dead one would seem to live

    def answers(self) -> bool:
        """Whether anything listens."""
        with socket.socket() as asked:
            return asked.connect_ex(("127.0.0.1", self.port)) == 0

    def sql(self, statement: str, database: str = "postgres") -> None:
        """Carry out a statement as the administrator."""
        self._run(
            "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", database, "-v", "ON_ERROR_STOP=1",
            "-q", "-c", statement,
        )  # fmt: skip

    def address(self, database: str, role: str = USER) -> str:
        """The address of a database."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """The address of a new database, which is empty."""
        name = f"office_{uuid4().hex[:12]}"
        self.sql(f"CREATE DATABASE {name}")
        return self.address(name)

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        with contextlib.suppress(subprocess.CalledProcessError):  # a test may have stopped it
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
