"""Colours: two themes of our own, the terminal's 16 colours, and some of the library's.

What a colour means (a family of kinds, a status) is derived from the ground of each theme, so that it can be read.
"""

from __future__ import annotations

from typing import Any, Final

from textual.app import App
from textual.color import Color
from textual.theme import Theme

OWN: Final = (
    Theme(
        name="agenda", primary="#3b6ea5", secondary="#5a7d9a", accent="#7fb2e5", warning="#e0a458", error="#e06c75",
        success="#7fb685", foreground="#d8dee6", background="#14181d", surface="#1b2027", panel="#222a33", dark=True,
    ),
    Theme(
        name="agenda-light", primary="#2f6db3", secondary="#4d6b85", accent="#1f5fa8", warning="#8a5000",
        error="#b3261e", success="#2e7d32", foreground="#1c232b", background="#fbfbf9", surface="#f1f2ef",
        panel="#e4e7ea", dark=False,
    ),
)  # fmt: skip

_HUES: Final = {
    "travel": "#4fb3bf", "visit": "#a99af0", "meal": "#d99a6c", "night": "#7f9ad6", "press": "#df85b8",
    "confirmed": "#6fbf7a", "requested": "#e0b050", "cancelled": "#e5747b", "heading": "#7fb2e5", "alert": "#e0a458",
}  # fmt: skip
"""What the meanings look like where nothing hinders."""
_FAMILIES: Final = ("travel", "visit", "meal", "night", "press")
_TINT: Final = 0.2
"""How much of its colour is in the ground of a block."""
_BEHIND_BARS: Final = (
    "scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active", "scrollbar-corner-color",
)  # fmt: skip

_SIXTEEN: Final = {
    "travel": "ansi_cyan", "visit": "ansi_blue", "meal": "ansi_yellow", "night": "ansi_magenta",
    "press": "ansi_bright_magenta", "confirmed": "ansi_green", "requested": "ansi_yellow", "cancelled": "ansi_red",
    "heading": "ansi_blue", "alert": "ansi_yellow", "ink": "ansi_default", "quiet": "ansi_default",
    "mark": "ansi_blue", "on-mark": "ansi_bright_white", "pale-mark": "ansi_bright_black", "on-pale": "ansi_default",
    "frame": "ansi_bright_black", "scrollbar": "ansi_bright_black", "scrollbar-hover": "ansi_default",
    "scrollbar-active": "ansi_default", **dict.fromkeys(_BEHIND_BARS, "ansi_default"),
    **{f"{family}-{ground}": "ansi_default" for family in (*_FAMILIES, "other") for ground in ("ground", "next")},
}  # fmt: skip
"""What they are among the terminal's own colours."""

_BLACK: Final = Color(0, 0, 0)
_WHITE: Final = Color(255, 255, 255)

LEAST_CONTRAST: Final = 4.5
"""Of a text against its ground (WCAG 2.1, 1.4.3)."""


def use_theme(app: App[Any], name: str) -> None:
    """Give the program the colours of the settings; TEXTUAL_THEME wins over them.

    A terminal of 16 colours gets its own: of ours several would become the same one.
    """
    import os

    for theme in OWN:
        app.register_theme(theme)
    few = app.console.color_system == "standard"
    wanted = os.environ.get("TEXTUAL_THEME") or ("ansi-dark" if few or name == "terminal" else name)
    if wanted in app.available_themes:
        app.theme = wanted


def meanings(theme: Theme) -> dict[str, str]:
    """The colours of what the screens tell, under the names that the style sheets use.

    `ink` and `quiet` are text, `frame` lines; `mark` is the ground of the cursor, `pale-mark` of one without the focus,
    `on-mark` and `on-pale` are what is written there. Each family of kinds has a ground for its blocks in the grid, and
    another one for every other block. Text can be read on all of these.
    """
    if theme.ansi:
        return dict(_SIXTEEN)
    colors = theme.to_color_system().generate()
    page, panel, surface, text, primary = (
        Color.parse(colors[name]) for name in ("background", "panel", "surface", "foreground", "primary")
    )
    hues = {name: Color.parse(hue) for name, hue in _HUES.items()}
    hues |= {name: Color.parse(own) for name, own in (("heading", theme.accent), ("alert", theme.warning)) if own}
    tints = {family: hues[family] for family in _FAMILIES} | {"other": text}
    grounds = {
        f"{family}-ground": page.blend(tint, _TINT if family != "other" else 0.1) for family, tint in tints.items()
    }
    grounds |= {f"{family}-next": page.blend(tint, _TINT / 2) for family, tint in tints.items()}
    fields = (surface.blend(text, part) for part in (0.08, 0.18))
    everywhere = (page, panel, surface, *fields, *grounds.values())
    found = {name: readable(hue, *everywhere) for name, hue in hues.items()}
    found |= {"ink": readable(text, *everywhere), "quiet": readable(page.blend(text, 0.6), *everywhere), **grounds}
    behind, bar, grip = (page.blend(text, part) for part in (0.08, 0.3, 0.5))
    found |= {"frame": page.blend(text, 0.25), "scrollbar": bar, "scrollbar-hover": grip, "scrollbar-active": grip}
    found |= dict.fromkeys(_BEHIND_BARS, behind)
    found["on-mark"] = max(_BLACK, _WHITE, key=lambda ink: contrast(ink, primary))
    found["mark"] = readable(primary, found["on-mark"])
    found["pale-mark"] = page.blend(primary, 0.3)
    found["on-pale"] = readable(text, found["pale-mark"])
    return {name: color.hex for name, color in found.items()}


def readable(color: Color, *grounds: Color) -> Color:
    """The colour as near as it can be to the one that is wanted, and far enough from what it is written on."""
    farthest = max(_BLACK, _WHITE, key=lambda end: contrast(end, grounds[0]))
    for step in range(21):
        tried = color.blend(farthest, step / 20)
        if all(contrast(tried, ground) >= LEAST_CONTRAST for ground in grounds):
            return tried
    return farthest


def contrast(one: Color, other: Color) -> float:
    """How far two colours are apart, from 1 to 21 (WCAG 2.1, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """WCAG 2.1, "relative luminance"."""
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
