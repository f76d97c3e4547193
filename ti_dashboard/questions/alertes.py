"""Signals computed at the arrêté: what calls for a question, why, and what is asked to whom. Plain data."""

from collections.abc import Iterator
from dataclasses import dataclass

from ti_dashboard.langue.formats import accord, jour, jours, millions
from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.libelles import dire
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions.cumules import cumulee
from ti_dashboard.questions.matieres import dites
from ti_dashboard.questions.poser import poser

AU_BOUT = "contrat_signe"
POSTES = {
    "ouvert": "{etat} depuis le {jour}",
    "vacant": "poste {etat} depuis le {jour}",
    "fin": "{etat} le {jour}",
}
# difference between declarations → what is asked
DEMANDES = {
    "dit_engage_sans_acte": "Demander au territoire la décision de financement, ou le statut exact",
    "engage_plus_que_le_cout": "Demander au territoire le coût total à jour",
    "sorti_sans_annulation": "Demander au financeur d'annuler l'engagement, ou pourquoi il le garde",
    "territoire_different": "Demander au territoire et au financeur de quel territoire il s'agit",
    "un_acte_avant_le_statut": "Demander au territoire le statut à jour",
}


@dataclass(frozen=True)
class Seuils:
    """From when a silence is a signal: days without news, months without payment, months on the same rung."""

    jours: int = 90
    mois: int = 6
    echelon: int = 6


@dataclass(frozen=True)
class Alerte:
    """One signal: ``sujet_id`` is a project when ``projet_id`` says so, else a territory."""

    genre: str
    titre: str
    pourquoi: str
    demande: str
    territoire_id: str | None
    territoire: str | None
    regions: str | None
    projet_id: str | None = None


def alertes(publication: Publication, choix: Filtres, seuils: Seuils) -> tuple[Alerte, ...]:
    """Every signal under these filters, kind by kind, the longest silence or the largest amount first."""
    bound = choix.parametres() | {"arrete": choix.arrete, "echelon": seuils.echelon, "mois": seuils.mois}
    silent = tues(publication, choix)
    rows = poser(publication, "alertes_territoires", sur=cumulee("territoires_liste", choix.operateurs), **bound)
    # Every act of a list that tells no payment would be one of them.
    is_paid_told = "sans_paiement" not in silent
    payments = poser(publication, "alertes_paiements", sur="dossiers_reste", **bound, ages=[]) if is_paid_told else ()
    differences = poser(publication, "alertes_declarations", sur="ecarts_declarations", **bound)
    found = (
        *(_declaration(r) for r in differences),
        *(_paiement(r, choix) for r in payments),
        *_sans_nouvelle(rows, seuils),
        *_echelon(rows),
        *_sans_chef(rows),
    )
    return tuple(one for one in found if one.genre not in silent)


def tues(publication: Publication, choix: Filtres) -> frozenset[str]:
    """The kinds of signals that nobody can raise: what they wait for was never told of anyone."""
    told = dites(publication, choix.arrete, choix.phase)
    return frozenset(kind for kind, one in GENRES.items() if one.matiere and one.matiere not in told)


def _declaration(row: Ligne) -> Alerte:
    said = f"{dire('ecart_declare', row['constat'])} (statut déclaré : {str(row['statut']).lower()})"
    return _projet("declaration", row, said, DEMANDES[str(row["constat"])])


def _paiement(row: Ligne, choix: Filtres) -> Alerte:
    amount = "d'un montant inconnu" if row["nb_inconnus"] else f"de {millions(row['montant_engage'])}"
    why = f"{row['operateur']} : engagement {amount} le {jour(row['date_engagement'])}, aucun paiement connu"
    to = "à la région" if row["categorie"] == "region" else f"au financeur ({row['operateur']})"
    return _projet("sans_paiement", row, why, f"Demander {to} le paiement ou sa date")


def _projet(kind: str, row: Ligne, why: str, ask: str) -> Alerte:
    place = None if row["territoire_id"] is None else str(row["territoire_id"])
    title = str(row["intitule"] or row["territoire"] or "Sans projet ni territoire")
    return Alerte(kind, title, why, ask, place, row["territoire"], row["regions"], row["projet_id"])


def _sans_nouvelle(rows: tuple[Ligne, ...], seuils: Seuils) -> Iterator[Alerte]:
    """A territory that signed its contract has no milestone left: its silence is no signal."""
    for r in rows:
        if r["est_engage"] is None:
            since = r["nb_jours_sans_nouvelle"]
            heard = "aucun jalon connu" if since is None else f"dernier jalon connu il y a {jours(since)}"
            why, ask = f"État inconnu, {heard}", "Demander à la région où en est le territoire"
            yield _territoire("sans_nouvelle", r, why, ask)
        elif r["code_etat"] != AU_BOUT and r["nb_jours_sans_nouvelle"] >= seuils.jours:
            why = f"{r['etat']}, aucun jalon depuis {jours(r['nb_jours_sans_nouvelle'])}"
            yield _territoire("sans_nouvelle", r, why, "Demander au territoire où il en est")


def _echelon(rows: tuple[Ligne, ...]) -> Iterator[Alerte]:
    for r in rows:
        if r["est_engage"] is not None and r["code_etat"] != AU_BOUT and r["est_en_retard"]:
            since = f"depuis {accord(r['nb_mois_echelon'], 'mois', 'mois')}, le {jour(r['date_dernier_jalon'])}"
            yield _territoire(
                "echelon",
                r,
                f"{r['etat']} {since}, sans échelon de plus",
                "Demander au territoire la date de l'échelon suivant",
            )


def _sans_chef(rows: tuple[Ligne, ...]) -> Iterator[Alerte]:
    """Only where a post is co-financed or was: elsewhere nobody has said there should be one."""
    for r in rows:
        if r["etat_poste"] == "pourvu" or not (r["est_appuye"] or r["etat_poste"]):
            continue
        known = POSTES.get(str(r["etat_poste"]), "aucun poste connu").format(
            etat=dire("etat_poste", r["etat_poste"] or "inconnu").lower(), jour=jour(r["date_poste"])
        )
        why = f"Retenu pour un chef de projet cofinancé, {known}" if r["est_appuye"] else known[0].upper() + known[1:]
        asked = "la suite prévue" if r["etat_poste"] == "fin" else "la date d'arrivée"
        yield _territoire("sans_chef", r, why, f"Demander au territoire {asked}")


def _territoire(kind: str, row: Ligne, why: str, ask: str) -> Alerte:
    return Alerte(kind, str(row["nom"]), why, ask, str(row["territoire_id"]), str(row["nom"]), row["regions"])
