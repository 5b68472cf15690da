"""The names of the months in the languages that dates are read in: English, Spanish, French and German."""

from __future__ import annotations

from typing import Final

_NAMES: Final = (
    "january jan januar jän jänner janvier janv enero ene",
    "february feb februar feber février fevrier févr fevr fév febrero",
    "march mar märz maerz mär mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago",
    "september sept sep septembre septiembre setiembre set",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic",
)
MONTHS: Final = {name: f"{number:02}" for number, names in enumerate(_NAMES, start=1) for name in names.split()}
"""Every spelling in small letters, and the month's two digits."""
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
"""One alternative per spelling; longer ones first."""
WEEKDAYS: Final = (
    "mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|"
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
)
