"""Writes the folders: CSV, workbooks and the slip, the same bytes for the same rows, all in place or nothing."""

import csv
import shutil
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from ti_dashboard.demonstration.calendrier import COMITES
from ti_dashboard.demonstration.feuilles import Feuille
from ti_dashboard.demonstration.ligne_livree import Valeur
from ti_dashboard.dossier.limites import LivraisonInvalide
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.referentiels import schemas

_EN_COURS = ".demonstration-en-cours"
_ANCIENS = ".demonstration-remplacee"
_BORDEREAU = "bordereau.csv"


def ecrire(destination: Path, dossiers: list[list[Feuille]]) -> list[Path]:
    """Writes one folder per committee and returns them in date order.

    Everything is first written in a hidden folder of ``destination``; each folder is then put in place by a rename.
    """
    cibles = [destination / comite.isoformat() for comite in COMITES]
    _refuser_les_vraies_donnees(cibles)
    attente, anciens = destination / _EN_COURS, destination / _ANCIENS
    for reste in (attente, anciens):
        shutil.rmtree(reste, ignore_errors=True)
    try:
        for cible, feuilles in zip(cibles, dossiers, strict=True):
            _ecrire_dossier(attente / cible.name, feuilles)
    except BaseException:
        shutil.rmtree(attente, ignore_errors=True)
        raise
    anciens.mkdir()
    for cible in cibles:
        if cible.exists():
            cible.rename(anciens / cible.name)
        (attente / cible.name).rename(cible)
    for reste in (attente, anciens):
        shutil.rmtree(reste)
    return cibles


def _refuser_les_vraies_donnees(cibles: list[Path]) -> None:
    """A folder of the same name that is not wholly a demonstration is left alone."""
    constats = [
        f"{cible} ne contient pas que des données de démonstration : déplacez-le, ou choisissez un autre dossier."
        for cible in cibles
        if cible.exists() and not _est_demonstration(cible)
    ]
    if constats:
        raise LivraisonInvalide(constats)


def _est_demonstration(dossier: Path) -> bool:
    bordereau = dossier / _BORDEREAU
    if not bordereau.is_file():
        return False
    with bordereau.open(encoding="utf-8", newline="") as file:
        return all(row.get("est_demonstration") == "oui" for row in csv.DictReader(file, delimiter=";"))


@cache
def _colonnes(nature: str) -> list[str]:
    """Field names of a schema, in order: the header row of every sheet of that kind, which names its territories."""
    return [
        champ["name"] for champ in schemas.lire(nature)["fields"] if not champ.get("lieu") and not champ.get("mention")
    ]


def _ecrire_dossier(dossier: Path, feuilles: list[Feuille]) -> None:
    dossier.mkdir(parents=True)
    par_fichier: dict[str, list[Feuille]] = defaultdict(list)
    for feuille in feuilles:
        par_fichier[feuille.fichier].append(feuille)
    for fichier, contenu in par_fichier.items():
        if fichier.endswith(".csv"):
            _ecrire_csv(dossier / fichier, contenu[0].nature, [ligne.valeurs for ligne in contenu[0].lignes])
        else:
            _ecrire_classeur(dossier / fichier, contenu)
    _ecrire_csv(dossier / _BORDEREAU, "bordereau", [_ligne_de_bordereau(f) for f in feuilles])


def _ligne_de_bordereau(f: Feuille) -> dict[str, Valeur]:
    return {
        "fichier": f.fichier,
        "feuille": f.feuille,
        "nature": f.nature,
        "emetteur": f.emetteur,
        "date_reception": f.date_reception,
        "nb_lignes": len(f.lignes),
        "total_controle": f.total_controle,
        "est_demonstration": "oui",
    }


def _ecrire_csv(chemin: Path, nature: str, lignes: list[dict[str, Valeur]]) -> None:
    colonnes = _colonnes(nature)
    with chemin.open("w", encoding="utf-8", newline="") as file:
        rows = ([_iso(ligne[colonne]) for colonne in colonnes] for ligne in lignes)
        ecrire_csv(file, [colonnes, *rows], fin="\n", virgule=".")


def _iso(valeur: Valeur) -> Valeur:
    """Our own folders have one form of date."""
    return valeur.isoformat() if isinstance(valeur, date) else valeur


def _ecrire_classeur(chemin: Path, feuilles: list[Feuille]) -> None:
    """A workbook whose bytes depend on the rows only: the creation date is the committee's."""
    try:
        _remplir_classeur(chemin, feuilles)
    except FileCreateError as error:
        # xlsxwriter hides what the system said in an error of its own.
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))) from error


def _remplir_classeur(chemin: Path, feuilles: list[Feuille]) -> None:
    # In memory: a workbook on disk is made of a dozen small files written, read again and removed.
    with xlsxwriter.Workbook(chemin, {"strings_to_formulas": False, "in_memory": True}) as classeur:
        comite = date.fromisoformat(chemin.parent.name)
        classeur.set_properties({"created": datetime(comite.year, comite.month, comite.day)})
        format_date = classeur.add_format({"num_format": "dd/mm/yyyy"})
        for feuille in feuilles:
            onglet = classeur.add_worksheet(feuille.feuille)
            colonnes = _colonnes(feuille.nature)
            onglet.write_row(0, 0, colonnes)
            for n, ligne in enumerate(feuille.lignes, 1):
                for c, colonne in enumerate(colonnes):
                    _ecrire_cellule(onglet, n, c, ligne.valeurs[colonne], format_date)


def _ecrire_cellule(
    onglet: xlsxwriter.worksheet.Worksheet,
    ligne: int,
    colonne: int,
    valeur: Valeur,
    format_date: xlsxwriter.format.Format,
) -> None:
    """Dates and numbers as true dates and numbers, as spreadsheets send them; nothing for an unknown value."""
    if isinstance(valeur, date):
        onglet.write_datetime(ligne, colonne, datetime(valeur.year, valeur.month, valeur.day), format_date)
    elif isinstance(valeur, (int, Decimal)):
        onglet.write_number(ligne, colonne, float(valeur))
    elif valeur is not None:
        onglet.write_string(ligne, colonne, valeur)
