"""Names, numbers and abbreviations that no line divides."""

from __future__ import annotations

import pytest

from exports.line_breaks import unbroken, unbroken_address


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Prof. Dr.-Ing. Otto Schaaf, Leiter", "Prof._Dr.-Ing._Otto Schaaf, Leiter"),
        ("Mit Herrn Weber und Dame Olivia Placeholder", "Mit Herrn_Weber und Dame_Olivia Placeholder"),
        ("Hans J. Müller", "Hans J._Müller"),
        ("Protokoll, Tel. 030 23125 001", "Protokoll, Tel._030_23125_001"),
        ("call +44 1632 960 100 at once", "call +44_1632_960_100 at once"),
        ("um 18:30 Uhr im Raum 2.14, z. B.", "um 18:30_Uhr im Raum_2.14, z._B."),
        ("Er kam am 3. Juni mit Bus 2.", "Er kam am 3. Juni mit Bus_2."),
        ("João da Conceição und Mohamed Ben Salah", "João da_Conceição und Mohamed Ben_Salah"),
        ("سعاد عبد الرحيم", "سعاد عبد_الرحيم"),
        ("Es gibt Tee. Dann geht es weiter.", "Es gibt Tee. Dann geht es weiter."),
    ],
)
def test_what_belongs_together_stays_together(text: str, held: str) -> None:
    assert unbroken(text) == held.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("Gereonstraße 18-32, 50670 Köln", "Gereonstraße_18-32, 50670_Köln"),
        ("Rua da Escola 10, 1100-365 Lisboa", "Rua da Escola_10, 1100-365_Lisboa"),
    ],
)
def test_an_address_is_divided_where_it_is_read_apart(address: str, held: str) -> None:
    assert unbroken_address(address) == held.replace("_", "\u00a0")
