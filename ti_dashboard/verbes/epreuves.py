"""Verb « eprouver »: whether the figures of a file, or of an address, are those that were said. It only reads."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import PublicationAbsente
from ti_dashboard.verbes.arguments import est_une_adresse
from ti_dashboard.verbes.sortie import Sortie

if TYPE_CHECKING:
    from ti_dashboard.epreuve.modele import Rapport
    from ti_dashboard.magasin.publication import Publication

INFIDELE = 1


def eprouver(args: argparse.Namespace, sortie: Sortie) -> int:
    from ti_dashboard.epreuve import texte

    found = _un_ecran(args.objet) if est_une_adresse(args.objet) else _un_fichier(Path(args.objet))
    sortie.resultat(
        texte.en_phrases(found),
        objet=found.objet,
        fidele=found.est_fidele,
        verdict=texte.verdict(found),
        comptes=found.comptes,
        reserves=list(found.reserves),
        remarques=list(found.remarques),
        chiffres=[asdict(c) for c in found.constats] if args.json else [],
    )
    return 0 if found.est_fidele else INFIDELE


def _un_ecran(adresse: str) -> "Rapport":
    from ti_dashboard.epreuve import ecran

    return ecran.eprouver(_servie(), adresse)


def _un_fichier(path: Path) -> "Rapport":
    from ti_dashboard.epreuve import export, export_relu

    return export.eprouver(_servie(), export_relu.lire(path))


def _servie() -> "Publication":
    from ti_dashboard.magasin.ouverture import consulter

    folder = chemins.publications()
    pointer = lire_pointeur(folder)
    if pointer is None:
        raise PublicationAbsente("Aucune publication n'est servie : il n'y a rien à quoi comparer.")
    return consulter(folder, pointer)
