"""LibreOffice as a judge of Word and Excel files, each call with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.judges import need


def by_libreoffice(data: bytes, name: str, to: str, folder: Path, *options: str) -> Path:
    """What LibreOffice makes of a file: a path with the ending of the format, which may have options ("csv:...")."""
    soffice = shutil.which("soffice")
    need(soffice, "LibreOffice")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(soffice), profile, "--headless", *options, "--convert-to", to, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    made = sorted(out.glob(f"{path.stem}*"))
    assert made, f"LibreOffice made nothing of {name}"
    return made[0]
