"""``make definitions``: write at the end of the register of definitions what the catalogue and its questions now say.

``--valeur change`` numbers a new version, ``--valeur inchangee`` signs the present one again; an indicator that the
register does not know needs neither.
"""

import argparse
import csv
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.programme.indicateurs import CATALOGUE, Indicateur
from ti_dashboard.programme.indicateurs.versions import COLONNES, FICHIER, Version, versions
from ti_dashboard.questions.definitions import consigne, ecarts, empreinte

CHANGE, INCHANGEE = "change", "inchangee"
MEMES_MOTS = "« {} » : sa définition et sa formule sont celles de la version {} ; dites-y d'abord ce qui change."


def ligne(indicateur: Indicateur, known: tuple[Version, ...], valeur: str | None, jour: date) -> Version:
    """The line to write for an indicator. Raises ValueError when a new version would say the words of the last one."""
    number = known[-1].version if known else 0
    if not known or valeur == CHANGE:
        number += 1
    if known and valeur == CHANGE and (known[-1].definition, known[-1].formule) == _mots(indicateur):
        raise ValueError(MEMES_MOTS.format(indicateur.indicateur_id, known[-1].version))
    return Version(indicateur.indicateur_id, number, jour, empreinte(indicateur), *_mots(indicateur))


def _mots(indicateur: Indicateur) -> tuple[str, str]:
    return indicateur.definition, indicateur.formule


def inscrire(fichier: Path, found: Mapping[str, str], valeur: str | None, jour: date) -> list[Version]:
    """Append one line per indicator of ``found``: what is already written stays, byte for byte."""
    lines = [ligne(CATALOGUE[key], versions(key), valeur, jour) for key in found]
    with fichier.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([getattr(line, column) for column in COLONNES] for line in lines)
    return lines


def main(arguments: list[str] | None = None, fichier: Path = FICHIER) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--valeur", choices=(CHANGE, INCHANGEE))
    valeur = parser.parse_args(arguments).valeur
    found = ecarts()
    if any(versions(key) for key in found) and valeur is None:
        print(consigne(found))
        return 1
    try:
        lines = inscrire(fichier, found, valeur, horloge.aujourd_hui())
    except ValueError as refused:
        print(refused)
        return 1
    for line in lines:
        print(f"{line.indicateur_id} : version {line.version}, inscrite au {line.depuis}.")
    print("Le registre des définitions dit tout ce que le catalogue dit." if not lines else f"Relisez {fichier.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
