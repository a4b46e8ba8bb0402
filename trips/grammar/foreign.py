"""Languages that are not read, known by their days and months, so that a refusal can name them."""

from __future__ import annotations

import re
from typing import Final

from trips.grammar.dates import MONTHS, WEEKDAYS
from trips.i18n.language import N_

_WORDS: Final = {
    N_("French"): "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août"
    " septembre octobre novembre décembre",
    N_("Italian"): "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio"
    " giugno luglio agosto settembre ottobre novembre dicembre",
    N_("Spanish"): "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio"
    " agosto septiembre octubre noviembre diciembre",
    N_("Portuguese"): "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro"
    " março abril maio junho julho agosto setembro outubro novembro dezembro",
    N_("Dutch"): "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli"
    " augustus september oktober november december",
    N_("Polish"): "poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca kwietnia maja"
    " czerwca lipca sierpnia września października listopada grudnia",
    N_("Czech"): "pondělí úterý středa čtvrtek pátek sobota neděle ledna února března dubna května června července"
    " srpna září října listopadu prosince",
    N_("Turkish"): "pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz"
    " ağustos eylül ekim kasım aralık",
}
_READ: Final = frozenset(WEEKDAYS) | frozenset(MONTHS)
_FEWEST: Final = 2
"""Different days and months that make a language; one alone may be a name ("Domenica Rossi")."""


def foreign_language(text: str) -> str | None:
    """The English name of the language whose days and months a text is full of, if it is one that is not read."""
    said = set(re.findall(r"[^\W\d_]+(?:-feira)?", text.lower()))
    known = {language: len(said & (set(words.split()) - _READ)) for language, words in _WORDS.items()}
    best = max(known, key=lambda language: known[language])
    return (
        best if known[best] >= _FEWEST and known[best] > len({word for word in said & _READ if len(word) > 3}) else None
    )
