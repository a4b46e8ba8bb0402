"""What somebody probably meant."""

from __future__ import annotations

import pytest

from trips.i18n.text import listed, nearest, path_name


@pytest.mark.parametrize(
    ("text", "known", "meant"),
    [
        ("progamme", ("programme", "pocket"), "programme"),
        ("KOELN", ("koeln", "lissabon"), "koeln"),
        ("besuch in koeln", ("Besuch in Köln", "Besuch in Bonn"), "Besuch in Köln"),
        ("xyz", ("koeln", "lissabon"), ""),
        ("koeln", (), ""),
    ],
)
def test_what_was_meant_is_found_whatever_its_case_and_accents(text: str, known: tuple[str, ...], meant: str) -> None:
    assert nearest(text, known) == meant


def test_how_like_it_must_be_can_be_said() -> None:
    assert nearest("Fligth", ("Flight",)) == "Flight"
    assert nearest("Fligth", ("Flight",), likeness=0.95) == ""


def test_names_with_commas_are_divided_by_semicolons() -> None:
    assert listed(("Stadt Köln", "KGSt")) == "Stadt Köln, KGSt"
    assert listed(("Stadtwerke, Anstalt des öffentlichen Rechts", "KGSt")) == (
        "Stadtwerke, Anstalt des öffentlichen Rechts; KGSt"
    )


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ("Kommunale Gemeinschaftsstelle für Verwaltungsmanagement", " (KGSt)"),
        ("Stadtentwässerungsbetriebe Großmusterhausen", ", Anstalt des öffentlichen Rechts"),
        ("Amt für Internationale Angelegenheiten und Protokoll", " der Landeshauptstadt"),
        ("x" * 60, "x" * 20),
        ("KölnBusiness (Wirtschaftsförderung)", ""),
    ],
)
def test_a_long_name_of_a_folder_is_cut_where_a_thought_or_a_word_ends(said: str, cut: str) -> None:
    assert path_name(said + cut) == said
