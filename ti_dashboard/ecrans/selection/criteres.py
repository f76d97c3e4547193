"""What may rank territories at an arrêté: components of the publication, and indicators delivered by file."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ti_dashboard.dossier import chemins
from ti_dashboard.ecrans.selection.indicateurs_livres import IndicateurLivre, lire_fichier, lire_reference
from ti_dashboard.ecrans.selection.modele import Candidat, Critere, Donnees
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.millesimes import millesimes
from ti_dashboard.questions.poser import poser

CRITERES = (
    Critere(
        "retard",
        "Retard dans la démarche (échelon atteint, 0 à 5)",
        "bas",
        abrege="Retard (échelon)",
        entete="Échelon",
        chiffre="nb_territoires",
        depart=40,
    ),
    Critere(
        "silence",
        "Jours sans nouvelle",
        "haut",
        entete="Silence (j)",
        chiffre="nb_jours_sans_nouvelle",
        depart=20,
    ),
    Critere(
        "engages",
        "Part des projets avec un engagement",
        "bas",
        "taux",
        abrege="Projets engagés",
        entete="Engagés",
        chiffre="nb_projets_engages",
        depart=20,
    ),
    Critere(
        "habitant",
        "Engagé par habitant, État et opérateurs",
        "bas",
        "euros",
        "registre à l'arrêté, montants connus : un engagement sans montant n'ajoute rien",
        abrege="Engagé par habitant",
        entete="Par habitant",
        chiffre="montant_engage",
        depart=20,
    ),
    Critere(
        "chef",
        "Sans chef de projet en poste (1 : aucun, 0 : en poste)",
        "haut",
        abrege="Sans chef de projet",
        entete="Sans chef",
        chiffre="nb_postes",
    ),
)
CHIFFRES = {c.critere_id: c.chiffre for c in CRITERES}
# Where a session keeps the files of its browser: name → content.
DEPOSES = "indicateurs_deposes"


def livres_ici(deposes: Mapping[str, bytes]) -> list[IndicateurLivre]:
    """Indicators delivered in the data folder, then those of a browser (name → content); one that has a fault stays
    out."""
    folder = sorted((chemins.donnees() / "indicateurs").glob("*.csv"))
    files = [*((path.name, path.read_bytes()) for path in folder), *deposes.items()]
    found = [lire_fichier(name, content) for name, content in files]
    return list({i.critere.critere_id: i for i in found if not i.fautes}.values())


def libelles(deposes: Mapping[str, bytes], nommes: Sequence[str]) -> set[str]:
    """Labels of the criteria, of the delivered indicators, and of those an address names and nobody holds here."""
    named = [r.libelle for r in map(lire_reference, nommes) if r]
    return {c.libelle for c in (*CRITERES, *(i.critere for i in livres_ici(deposes)))} | set(named)


def reunir(publication: Publication, choix: Filtres, livres: Sequence[IndicateurLivre]) -> Donnees:
    """Candidates of the programme at the arrêté, in the places chosen; a value nobody gave is NaN."""
    rows = poser(publication, "selection_criteres", **choix.parametres(), arrete=choix.arrete)
    people = tuple(
        Candidat(str(r["territoire_id"]), str(r["nom"]), str(r["code_region"]), str(r["region"])) for r in rows
    )
    values = [
        [_nombre(r[c.critere_id]) for c in CRITERES] + [f.valeurs.get(str(r["territoire_id"]), np.nan) for f in livres]
        for r in rows
    ]
    criteres = (*CRITERES, *(f.critere for f in livres))
    table = np.array(values, dtype=float).reshape(len(rows), len(criteres))
    return Donnees(people, criteres, table, millesimes(publication, choix.arrete)["population"])


def appuyes(publication: Publication, choix: Filtres) -> set[str]:
    """The official list, to be set beside the indicative one."""
    rows = poser(publication, "selection_criteres", **choix.parametres(), arrete=choix.arrete)
    return {str(r["territoire_id"]) for r in rows if r["est_appuye"]}


def _nombre(value: Any) -> float:
    return np.nan if value is None else float(value)
