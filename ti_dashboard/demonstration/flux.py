"""Money rows: the movements of each financement, requests left without an answer, earmarked and announced amounts."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from ti_dashboard.demonstration.calage import CENT_EUROS
from ti_dashboard.demonstration.calendrier import Calendrier
from ti_dashboard.demonstration.cibles import ANNONCES, DATE_FLECHE, FLECHE_2019, NB_LIGNES_FLECHEES
from ti_dashboard.demonstration.engagements import Financement, MontantDate, emetteur_de
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree, Valeur, euros
from ti_dashboard.demonstration.offres import OFFRES, Offre, operateur_a_date, tirer_offre
from ti_dashboard.demonstration.projets import Projet

_PREFIXES = {
    "banque-des-territoires": "BDT",
    "bpifrance": "BPI",
    "business-france": "BF",
    "ademe": "ADE",
    "pole-emploi": "PE",
    "france-travail": "FT",
    "action-logement": "AL",
    "apec": "APEC",
    "cerema": "CER",
    "cget": "CGET",
    "anct": "ANCT",
    "dge": "DGE",
    "sgpi": "SGPI",
    "services-deconcentres": "SD",
    "regions": "REG",
    "gouvernement": "GOUV",
}
_TAUX_EN_ATTENTE = {1: 0.8, 2: 0.65}
_TAUX_EN_PLUS = 0.75
_NB_DEMANDES = ((1, 2, 3), (45, 37, 18))


class References:
    """Numbers the acts of each funder, year by year: ``BDT-2019-00012``."""

    def __init__(self) -> None:
        self._suivants: Counter[tuple[str, int]] = Counter()

    def nouvelle(self, operateur_id: str, jour: date) -> str:
        prefixe = _PREFIXES[operateur_id]
        self._suivants[prefixe, jour.year] += 1
        return f"{prefixe}-{jour.year}-{self._suivants[prefixe, jour.year]:05d}"


def lignes_financement(f: Financement, references: References, deplaces: set[str]) -> list[LigneLivree]:
    """Rows of one financement. ``deplaces``: projects moved to another territory; their rows name the project only."""
    f.racine = references.nouvelle(f.operateur_id, f.engagement.jour)
    mouvements: list[tuple[str, str, MontantDate | None, str]] = [
        ("D", "demande", f.demande, "initial"),
        ("E", "engage", f.engagement, "initial"),
        ("R", "engage", f.correction, "correction"),
        ("C", "conventionne", f.convention, "initial"),
        *((f"P{n}", "paye", p, "initial") for n, p in enumerate(f.paiements, 1)),
        ("A", "annule", f.annulation, "initial"),
    ]
    return [
        ligne_de_mouvement(f, suffixe, type_montant, mouvement, cause, deplaces)
        for suffixe, type_montant, mouvement, cause in mouvements
        if mouvement is not None
    ]


def ligne_de_mouvement(
    f: Financement, suffixe: str, type_montant: str, mouvement: MontantDate, cause: str, deplaces: set[str]
) -> LigneLivree:
    """One row of an act that has its number."""
    return _ligne(f, f"{f.racine}-{suffixe}", type_montant, mouvement, cause, deplaces)


def _ligne(
    f: Financement, reference: str, type_montant: str, mouvement: MontantDate, cause: str, deplaces: set[str]
) -> LigneLivree:
    territoire = f.territoire or (f.projet.territoire if f.projet and f.projet.projet_id not in deplaces else None)
    valeurs: dict[str, Valeur] = {
        "reference": reference,
        "phase": f.phase,
        "projet_id": f.projet.projet_id if f.projet else None,
        "territoire_id": territoire.territoire_id if territoire else None,
        "operateur_id": f.operateur_id,
        "instrument_id": f.instrument_id,
        "type_montant": type_montant,
        "nature_aide": f.nature,
        "montant": euros(mouvement.montant),
        "date_effet": mouvement.jour,
        "cause": cause,
    }
    return LigneLivree("financements", f.emetteur, mouvement.dossier, valeurs)


def demandes_en_attente(
    projets: list[Projet],
    financeurs: dict[str, set[str]],
    calendrier: Calendrier,
    rng: Random,
    offres: tuple[Offre, ...] = OFFRES,
) -> list[Financement]:
    """Requests without an answer: of projects nobody has committed to, or to one more funder than ``financeurs`` has.

    Each is a financement whose ``engagement`` is the request itself: no commitment is ever written for it.
    """
    attentes = []
    for projet in projets:
        pris = set(financeurs.get(projet.projet_id, ()))
        if rng.random() > (_TAUX_EN_PLUS if pris else _TAUX_EN_ATTENTE[projet.phase]):
            continue
        for _ in range(1 if pris else rng.choices(*_NB_DEMANDES)[0]):
            attente = _attente(projet, pris, calendrier, rng, offres)
            if attente:
                attentes.append(attente)
    return attentes


def _attente(
    projet: Projet, pris: set[str], calendrier: Calendrier, rng: Random, offres: tuple[Offre, ...]
) -> Financement | None:
    """One request, to a funder not yet in ``pris``; ``None`` when it would come after the last folder or the exit."""
    jour = projet.date + timedelta(days=rng.randint(3, 90))
    offre = tirer_offre(projet.theme, projet.phase, jour, pris, rng, offres)
    if offre is None or (projet.sortie and jour >= projet.sortie.jour):
        return None
    pris.add(offre.operateur_id)
    emetteur = emetteur_de(offre, projet.region)
    dossier = calendrier.dossier(emetteur, jour)
    if dossier is None:
        return None
    montant = None if rng.random() < 0.05 else max(round(offre.montant(rng, projet.theme) / 100), 10) * CENT_EUROS
    demande = MontantDate(montant, jour, max(dossier, projet.dossier))
    operateur_id = operateur_a_date(offre.operateur_id, jour)
    return Financement(
        projet.phase, operateur_id, emetteur, offre.instrument_id, offre.nature(rng), 0.0, demande, projet
    )


def lignes_demande(attente: Financement, references: References, deplaces: set[str]) -> LigneLivree:
    """The single row of a request without an answer."""
    reference = f"{references.nouvelle(attente.operateur_id, attente.engagement.jour)}-D"
    return _ligne(attente, reference, "demande", attente.engagement, "initial", deplaces)


def lignes_de_programme(calendrier: Calendrier, references: References, rng: Random) -> list[LigneLivree]:
    """Announced envelopes, and the amounts earmarked through Territoires d'innovation: no project, no territory."""
    lignes = lignes_annoncees(ANNONCES, calendrier, references)
    coupures = sorted(rng.sample(range(60, FLECHE_2019 // 100_000 - 60, 40), NB_LIGNES_FLECHEES - 1))
    bornes = [0, *coupures, FLECHE_2019 // 100_000]
    for bas, haut in pairwise(bornes):
        lignes.append(
            _programme(
                1,
                "sgpi",
                "territoires-innovation",
                "fleche",
                "sgpi",
                (haut - bas) * 100_000,
                DATE_FLECHE,
                calendrier,
                references,
            )
        )
    return lignes


def lignes_annoncees(
    annonces: tuple[tuple[int, date, int], ...], calendrier: Calendrier, references: References
) -> list[LigneLivree]:
    """One row per envelope announced: its phase, its day, its amount in euros."""
    return [
        _programme(
            phase, "gouvernement", "enveloppe-programme", "annonce", AGENCE, montant, jour, calendrier, references
        )
        for phase, jour, montant in annonces
    ]


def _programme(
    phase: int,
    operateur_id: str,
    instrument_id: str,
    type_montant: str,
    emetteur: str,
    montant: int,
    jour: date,
    calendrier: Calendrier,
    references: References,
) -> LigneLivree:
    mouvement = MontantDate(montant * 100, jour, calendrier.dossier(emetteur, jour) or 0)
    f = Financement(phase, operateur_id, emetteur, instrument_id, "non_renseignee", 0.0, mouvement)
    return _ligne(f, references.nouvelle(operateur_id, jour), type_montant, mouvement, "initial", set())
