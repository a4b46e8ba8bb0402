"""The office's own pages and who stands beside it on documents: a list, and a form for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from agenda.presenters.editable import Editable, extra_editable, new_extra
from agenda.services.branding import local_picture
from agenda.tui.dialogs.ask import Ask
from agenda.tui.dialogs.choose import Choose
from agenda.tui.dialogs.form import Form
from trips.edits.pages import Extra, ExtraTable, moved_extra, name_of, without_extra
from trips.i18n.language import Message, Translator, UserError
from trips.model.entities import Page

if TYPE_CHECKING:
    from agenda.tui.ports import Editor

_NEW: Final = "new "


def edit_pages(editor: Editor, t: Translator) -> None:
    """Let somebody choose a page or a partner, or a new one."""
    trip = editor.session.trip
    known: dict[str, tuple[ExtraTable, Extra]] = {page.id: ("pages", page) for page in trip.pages}
    known |= {partner.id: ("partners", partner) for partner in trip.partners}
    options = [(key, _label(extra, t)) for key, (_, extra) in known.items()]
    options += [(f"{_NEW}pages", t("New page")), (f"{_NEW}partners", t("New partner"))]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        if key in known:
            _ask(editor, *known[key], t)
        else:
            table: ExtraTable = "pages" if key == f"{_NEW}pages" else "partners"
            _form(editor, new_extra(table, t), t)

    about = t("Pages stand before or after the days: a foreword, general information, a menu. Partners are the guests'"
              " town or a sponsor, with their emblem.")  # fmt: skip
    editor.agenda.push_screen(Choose(t("Pages and partners"), options, t, about), chosen)


def _label(extra: Extra, t: Translator) -> str:
    if isinstance(extra, Page):
        where = t("before the days") if extra.where == "before" else t("after the days")
        return f"{extra.title} · {where}"
    return f"{extra.name} · {extra.what}" if extra.what else extra.name


def _ask(editor: Editor, table: ExtraTable, extra: Extra, t: Translator) -> None:
    """What to do with one that is there."""
    title = name_of(extra)

    def answered(answer: str | None) -> None:
        match answer:
            case "edit":
                _form(editor, extra_editable(table, extra), t)
            case "up":
                editor.edit(lambda now: moved_extra(now, table, extra.id, -1), Message("Moved {title}", title=title))
            case "remove":
                editor.edit(lambda now: without_extra(now, table, extra.id), Message("Removed {title}", title=title))
            case _:
                pass

    answers = [("edit", t("Edit")), ("up", t("Move up")), ("remove", t("Remove")), ("cancel", t("Cancel"))]
    editor.agenda.push_screen(Ask(title, "", answers, t), answered)


def _form(editor: Editor, editable: Editable, t: Translator) -> None:
    trip = editor.session.trip

    def save(texts: Mapping[str, str] | None) -> None:
        if not texts:
            return
        try:
            paths = {name: local_picture(texts[name]) for name in ("picture", "logo") if texts.get(name)}
        except UserError as refused:
            editor.agenda.tell(refused)
            return
        texts = {**texts, **paths}
        editor.edit_since(trip, editable.edit(texts), editable.note(texts))

    editor.agenda.push_screen(Form(trip, editable, t), save)
