"""LibreOffice as a judge of Word and Excel files, each call with a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from exports.paper.glyphs import FONTS
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
    environment = {**os.environ, "FONTCONFIG_FILE": str(_own_fonts(folder))}
    command = [str(soffice), profile, "--headless", *options, "--convert-to", to, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment)
    made = sorted(out.glob(f"{path.stem}*"))
    assert made, f"LibreOffice made nothing of {name}"
    return made[0]


def _own_fonts(folder: Path) -> Path:
    """Settings under which a program knows the bundled fonts alone, whatever fonts the machine has."""
    path = folder / "fonts.conf"
    path.write_text(
        f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{FONTS}</dir><cachedir>{folder / "fonts"}</cachedir>
<match><edit name="family" mode="append" binding="strong"><string>Noto Sans</string></edit></match></fontconfig>""",
        encoding="utf-8",
    )
    return path
