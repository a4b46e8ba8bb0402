"""The file of the settings: written with its comments, and what stands in it by hand stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.services.branding import check_look
from agenda.services.files import write_whole
from agenda.services.settings import ABOUT, PATHS, Settings, calm_settings, checked, settings, settings_path, told_of
from trips.i18n.language import UserError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def _with(fresh: TOMLDocument, document: TOMLDocument) -> TOMLDocument:
    """New settings behind those that are there, or before them where the file ends with tables such as [keys]."""
    import tomlkit

    parts = [tomlkit.dumps(document), tomlkit.dumps(fresh)]
    if any(isinstance(value, Mapping) for value in document.unwrap().values()):
        parts.reverse()
    return tomlkit.parse("\n".join(part.rstrip("\n") for part in parts if part) + "\n")


def write_settings(given: Mapping[str, str | int]) -> Path:
    """Change some settings in the file; comments and all else in it stay; the path of the file.

    Raises:
        UserError: a value cannot be meant, or the file cannot be written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    given = {name: str(Path(str(value)).expanduser().absolute()) if name in PATHS and value else value
             for name, value in given.items()}  # fmt: skip
    new = checked(given)
    if new.alarms:
        new.calendar_alarms()  # knows the kinds, which reading the file does not need
    check_look(new)
    path = settings_path()
    t = calm_settings().words()
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise UserError("{path} is not a settings file ({why}).", path=str(path), why=str(error)) from None
    fresh = tomlkit.document()
    for name in ABOUT:
        default = getattr(Settings(), name)
        if name not in document:
            fresh.add(tomlkit.comment(told_of(name, t)))
            fresh[name] = given.get(name, -1 if default is None else default)
        elif name in given:
            document[name] = given[name]
    document = _with(fresh, document)
    try:
        checked(document.unwrap())
    except UserError as wrong:
        raise UserError("{path}: {what}", path=str(path), what=wrong.message) from None
    write_whole(path, tomlkit.dumps(document).encode())
    settings.cache_clear()
    return path
