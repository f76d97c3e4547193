"""The phase of a fact that does not say it, by its date."""

from datetime import date

# What a mapping writes as the phase of a list that runs over both.
SELON_LA_DATE = "selon la date"
# The end of phase I is said to be 2022 or 2023: what is decided from 2023 on belongs to the second.
DEBUT_PHASE_2 = date(2023, 1, 1)


def phase_au(jour: date) -> int:
    return 1 if jour < DEBUT_PHASE_2 else 2
