"""The tile of verified projects and the two blocks of jobs: created, consolidated; never a total. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from ti_dashboard.langue.formats import accord, nombre, part
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import avant, bloc, ligne
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barres
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import emplois
from ti_dashboard.programme.mesures import Mesure, taire

Lignes = Sequence[Ligne]
COULEURS = {"prevus": "carte-3", "conventionnes": "accent", "constates": "bon"}


def tuile_verifies(cadre: Cadre, rows: Lignes, precedents: Lignes) -> Tuile:
    """How many counted projects have a number of jobs that somebody verified; « 0 » is said plainly."""
    key = emplois.VERIFIES.indicateur_id
    now = taire({key: _verifies(rows)}, cadre.tus)
    earlier = cadre.precedent | {key: _verifies(precedents)} if cadre.precedent is not None else None
    own = replace(cadre, actuel=cadre.actuel | now, precedent=earlier)
    said = own.dits[key]
    known = said.valeur is not None and said.denominateur
    share = f"{part(said.valeur, said.denominateur)} des projets recensés" if known else ""
    counted = f"sur {accord(said.denominateur, 'projet recensé', 'projets recensés')}"
    return tuile(own, key, counted, share, "emplois constatés par un vérificateur")


def _verifies(rows: Lignes) -> Mesure:
    """No counted project is a known zero."""
    total = rows[0]["nb_projets"] if rows else 0
    return Mesure(rows[0]["nb_projets_verifies"] if rows else 0, total, 0, total)


def blocs(cadre: Cadre, rows: Lignes, precedents: Lignes) -> list[Barres]:
    """Created jobs, then consolidated ones: forecast, contracted, observed side by side."""
    return [_bloc(cadre, kind, said, rows, precedents) for kind, said in emplois.TYPES.items()]


def _bloc(cadre: Cadre, kind: str, said: str, rows: Lignes, precedents: Lignes) -> Barres:
    now, before = ({r["etat_emploi"]: r for r in found if r["type_emploi"] == kind} for found in (rows, precedents))
    lines = []
    for etat, label in emplois.ETATS.items():
        r = now[etat]
        note = f"{accord(r['nb_projets_connus'], 'projet connu', 'projets connus')}, "
        note += accord(r["nb_projets_inconnus"], "inconnu")
        earlier = avant(cadre.filtres, before[etat]["nb_emplois"], nombre) if before else {}
        figure = Chiffre(emplois.emplois(etat, kind))
        lines.append(
            ligne(
                etat, label.capitalize(), r["nb_emplois"], nombre, figure, note=note, couleur=COULEURS[etat], **earlier
            )
        )
    return bloc(
        f"emplois-{kind}",
        "bas",
        f"Emplois {said} : prévus ou constatés ?",
        f"dernière valeur connue de chaque projet recensé, {cadre.filtres.arrete_en_mots()}",
        lines,
        "Prévus, conventionnés et constatés ne s'additionnent jamais. Un projet sans chiffre est inconnu, pas nul.",
    )
