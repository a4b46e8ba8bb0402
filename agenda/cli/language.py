"""The words for the declarations of commands, in the language of the office."""

from __future__ import annotations

from typing import Final

from agenda.services.settings import calm_settings

t: Final = calm_settings().words()
