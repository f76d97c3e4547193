"""Tiles and bars of the Ingénierie page: supported territories, and where each post stands. Pure."""

from collections import Counter
from collections.abc import Sequence

from ti_dashboard.langue.formats import accord, enumeration, jour, jours, nombre, part, plus_inconnu
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import avant, bloc, ligne
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barres
from ti_dashboard.planche.mots_des_tuiles import connus_inconnus
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.ingenierie import ETATS_POSTE
from ti_dashboard.programme.libelles import dire, formes
from ti_dashboard.programme.mesures import Nombre

NOMS = tuple(name for name, *_ in ETATS_POSTE.values())
COULEURS = dict(zip(NOMS, ("bon", "accent", "mauvais", "inconnu", "inconnu"), strict=True))


def tuiles(cadre: Cadre) -> list[Tuile]:
    """The supported territories over the programme, then each state of their posts over the followed posts."""
    r = cadre.dits
    total, posts = r["nb_territoires"].valeur, r["nb_postes"]
    known = connus_inconnus(posts, "poste connu", "postes connus")
    over = f"sur {accord(posts.valeur, 'poste')}"
    return [
        tuile(
            cadre,
            "nb_territoires_appuyes",
            f"sur {accord(total, 'territoire')}",
            "chef de projet cofinancé",
            "liste décidée, 0 inconnu",
        ),
        *(tuile(cadre, name, over, _part(r[name].valeur, posts.valeur), known) for name in NOMS),
    ]


def _part(value: Nombre | None, total: Nombre | None) -> str:
    return f"{part(value, total)} des postes suivis" if total else "aucun poste suivi"


def par_etat(cadre: Cadre) -> Barres:
    """One bar per state; they sum to the followed posts."""
    before = cadre.precedent
    filled, hiring = dire("etat_poste", "pourvu"), dire("etat_poste", "ouvert")
    lines = [
        ligne(
            name,
            CATALOGUE[name].libelle,
            cadre.actuel[name].valeur,
            nombre,
            Chiffre(name),
            couleur=COULEURS[name],
            **(avant(cadre.filtres, before[name].valeur, nombre) if before else {}),
        )
        for name in NOMS
    ]
    return bloc(
        "postes",
        "droite",
        "Où en sont les postes",
        f"postes suivis, {cadre.filtres.arrete_en_mots()}",
        lines,
        f"« {filled} » et « {hiring.lower()} » sont deux états : aucun total ne les réunit.",
    )


def par_region(filtres: Filtres, rows: Sequence[Ligne]) -> Barres:
    """Followed posts by lead region, with how many are in each state; a click filters by the region."""
    names = {str(r["code_region"]): str(r["region"]) for r in rows}
    counts = Counter(str(r["code_region"]) for r in rows)
    lines = [
        ligne(
            code,
            names[code],
            count,
            nombre,
            Chiffre("nb_postes", (("region", code),)),
            geste="region",
            note=_etats([r for r in rows if r["code_region"] == code]),
            actif=code in filtres.regions,
        )
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], names[item[0]]))
    ]
    return bloc(
        "postes-regions",
        "droite",
        "Dans quelles régions",
        f"postes suivis, {filtres.arrete_en_mots()}",
        lines,
        "Un territoire interrégional compte une fois, dans sa région chef de file.",
    )


def _etats(rows: Sequence[Ligne]) -> str:
    counts = Counter(str(r["etat_poste"]) for r in rows)
    return ", ".join(accord(counts[state], *formes("etat_poste", state)) for state in ETATS_POSTE if counts[state])


def reponse(filtres: Filtres, rows: Sequence[Ligne], sources: Sequence[Ligne]) -> str:
    """Q7 in two sentences: how many, who has someone in post, and where the list comes from."""
    supported = [r for r in rows if r["est_appuye"]]
    if not supported:
        return f"Aucun territoire appuyé au {jour(filtres.arrete)} pour ce choix."
    places = {r["territoire_id"] for r in supported}
    filled = {r["territoire_id"] for r in supported if r["etat_poste"] == "pourvu"}
    still = {r["territoire_id"] for r in supported if r["nb_projets_bouge"] == 0}
    files = enumeration([f"{s['emetteur']} ({s['fichier']}, reçu le {jour(s['date_reception'])})" for s in sources])
    verb = "a un" if len(filled) < 2 else "ont un"
    return (
        f"{accord(len(places), 'territoire appuyé', 'territoires appuyés')} au {jour(filtres.arrete)} : "
        f"{nombre(len(filled))} {verb} chef de projet en poste, non ou inconnu pour {nombre(len(places - filled))} ; "
        f"{nombre(len(still))} sans aucun projet qui ait bougé depuis la décision. La liste est une décision, jamais "
        f"un calcul : {files}."
    )


def total(colonnes: Sequence[Colonne], rows: Sequence[Ligne]) -> Ligne | None:
    """The last row of the table: projects and money belong to a territory, however many posts it has."""
    places = list({r["territoire_id"]: r for r in rows}.values())
    whole = totaliser(colonnes, places, ("nb_projets_avant", "nb_projets", "montant_engage"))
    if whole is None:
        return None
    dated = [r for r in places if r["nb_projets_bouge"] is not None]
    moved = {key: sum(r[key] for r in dated) for key in ("nb_projets_bouge", "nb_projets")} if dated else places[0]
    said = mouvement(moved)
    supported = sum(bool(r["est_appuye"]) for r in places)
    return {
        **whole,
        "territoire": f"Total, {accord(len(rows), 'poste suivi', 'postes suivis')}",
        "appui_dit": accord(supported, "appuyé", "appuyés"),
        "bouge_dit": plus_inconnu(said) if dated and len(dated) < len(places) else said,
    }


def reste(row: Ligne) -> str:
    """« 312 jours », « échu depuis 12 jours », « inconnu »."""
    days = row["nb_jours_restants"]
    if days is None:
        return "inconnu"
    return f"échu depuis {jours(-days)}" if days < 0 else jours(days)


def mouvement(row: Ligne) -> str:
    """Whether projects have moved since the support was decided, always with how many out of how many."""
    if row["nb_projets_bouge"] is None:
        return "inconnu"
    verb = "aucun" if not row["nb_projets_bouge"] else nombre(row["nb_projets_bouge"])
    return f"{verb} sur {nombre(row['nb_projets'])}"
