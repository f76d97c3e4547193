"""Legal format of subsidy agreements (SCDL « subventions », 1.1 to 2.1.1) → financements, placed by the beneficiary.

A list that says what became of each request is read twice: what was agreed, and what was asked for.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from ti_dashboard.arretes import DEBUT_PROGRAMME
from ti_dashboard.formats import accord, jour
from ti_dashboard.ingest.lieux.phases import phase_au
from ti_dashboard.ingest.reception.colonne import Defaut, montrer
from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.entetes import EnTete, lire_en_tete, trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.financeurs import Financeur, Financeurs
from ti_dashboard.ingest.reception.lectures import Reglages
from ti_dashboard.ingest.reception.sources import Source, Traduction
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_texte, mot_cle

LUES = ("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
        "montant", "nature", "statutLabel", "montantDemande", "dateDemande")  # fmt: skip
PASSEES = ("objet", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE", "pourcentageSubvention",
           "rnaBeneficiaire", "dispositifAide")  # fmt: skip
_REQUISES = ("nomAttribuant", "dateConvention", "montant")
_BENEFICIAIRES = ("idBeneficiaire", "nomBeneficiaire")
CONVENTIONS, DEMANDES = "conventions", "demandes"
_NATURES = {"aideennumeraire": "subvention"}
# How a status begins → whether the money was agreed. What is neither is asked about, never guessed.
_ACCORDEES = ("accord", "attribu", "accept", "vot", "conventionn", "sold", "vers", "pay", "approuv", "valid", "notifi",
              "favorable", "engag", "sign", "retenu", "priseencharge")  # fmt: skip
_NON_ACCORDEES = ("refus", "rejet", "non", "defavorable", "inelig", "irrecev", "annul", "abandon", "retir", "desist",
                  "sanssuite", "classe", "caduc", "encours", "eninstruction", "instruction", "depos", "recu",
                  "enattente", "attente", "demand", "ajourn")  # fmt: skip
_STATUT = Defaut("statutLabel", None, "ne dit pas si la subvention est accordée.",
                 "Écrivez « accordée », « refusée » ou « en instruction ».")  # fmt: skip
_SANS_FINANCEUR = Defaut("nomAttribuant", None, "la valeur est obligatoire et la case est vide.", "Remplissez la case.")


def par_subventions(brute: FeuilleBrute, reglages: Reglages) -> list[Source]:
    """The readings of a sheet whose header is that of the SCDL schema, in any order; none for another sheet."""
    keys = {mot_cle(name): name for name in (*LUES, *PASSEES)}
    rank = trouver(brute.lignes, keys)
    present = {mot_cle(c) for c in brute.lignes[rank] if isinstance(c, str)} if rank is not None else set()
    is_one = {mot_cle(c) for c in _REQUISES} <= present and {mot_cle(c) for c in _BENEFICIAIRES} & present
    if not is_one or reglages.nature not in (None, "financements"):
        return []
    header = lire_en_tete(brute.nom, rank, brute.lignes[rank], keys, _REQUISES, PASSEES)
    agreed = _Subventions(header, demandes=False)
    if not {"statutLabel", "montantDemande"} & set(header.positions):
        return [_source(header, agreed, "")]
    return [_source(header, agreed, CONVENTIONS), _source(header, _Subventions(header, demandes=True), DEMANDES)]


def _source(header: EnTete, reading: "_Subventions", name: str) -> Source:
    place = header.positions
    said = {"operateur_id": "nomAttribuant", "date_effet": "dateConvention", "reference": "referenceDecision"}
    named = {field: place[column] for field, column in said.items() if column in place}
    return Source("financements", header, place | named, lecture=name, traduire=reading.traduire, avis=reading.avis)


class _Subventions:
    """One reading of the list: the agreements, or the requests. What is to be said is said by the first."""

    def __init__(self, header: EnTete, demandes: bool) -> None:
        self._place, self._demandes = header.positions, demandes
        self._financeurs = Financeurs()
        self._nb_anciennes = 0
        self._non_accordees: Counter[str] = Counter()
        self._sosies = list(_sosies(header))

    def traduire(self, row: list[object]) -> Traduction:
        cells = {name: row[i] if i < len(row) else None for name, i in self._place.items()}
        status = _simple(cells.get("statutLabel"))
        agreed = _est_accordee(status)
        if agreed is None:
            return {}, [Defaut("statutLabel", montrer(status), _STATUT.constat, _STATUT.remede)]
        day = _jour(cells)
        if day and day < DEBUT_PROGRAMME:
            self._nb_anciennes += 1
            return None
        name, siret = _simple(cells["nomAttribuant"]), _simple(cells.get("idAttribuant"))
        if not name and not siret:
            return {}, [_SANS_FINANCEUR]
        giver = self._financeurs.lire(name, siret, day or DEBUT_PROGRAMME)
        if not agreed:
            self._non_accordees[status] += 1
        if self._demandes:
            return self._demande(cells, giver, day, agreed)
        return (_acte(cells, giver, day), []) if agreed else None

    def _demande(self, cells: dict[str, object], giver: Financeur, day: date | None, agreed: bool) -> Traduction:
        """What was asked for; a request that was not agreed is at least the amount its line says."""
        asked = cells.get("montantDemande")
        if asked in (None, "") and agreed:
            return None
        return _acte(cells, giver, day) | {
            "type_montant": "demande", "montant": cells["montant"] if asked in (None, "") else asked,
            "date_effet": _premier(cells.get("dateDemande"), cells["dateConvention"]),
            "statut_dit": _simple(cells.get("statutLabel")) or None,
        }, []  # fmt: skip

    def avis(self) -> tuple[str, ...]:
        return () if self._demandes else tuple(self._phrases())

    def _phrases(self) -> Iterator[str]:
        if nb := self._nb_anciennes:
            yield f"{accord(nb, 'ligne')} d'avant le programme ({jour(DEBUT_PROGRAMME)}) : sans objet."
        for status, nb in self._non_accordees.most_common():
            yield f"Statut « {montrer(status)} », {accord(nb, 'ligne')} : comptée au demandé, jamais au conventionné."
        yield from self._sosies
        yield from self._financeurs.phrases()


def _acte(cells: dict[str, object], giver: Financeur, day: date | None) -> dict[str, object]:
    return {
        "reference": _reference(cells), "phase": phase_au(day) if day else 1,
        "siret": cells.get("idBeneficiaire"), "operateur_id": giver.operateur_id, "financeur_dit": giver.dit,
        "instrument_id": giver.instrument_id, "type_montant": "conventionne",
        "nature_aide": _NATURES.get(mot_cle(cells.get("nature") or ""), "non_renseignee"),
        "montant": cells["montant"], "date_effet": cells["dateConvention"], "cause": "initial",
    }  # fmt: skip


def _est_accordee(status: str) -> bool | None:
    """A list that says no status is one of agreements; None for a word that settles nothing."""
    key = mot_cle(status)
    if key.startswith(_NON_ACCORDEES):
        return False
    return True if not key or key.startswith(_ACCORDEES) else None


def _premier(*cells: object) -> object:
    return next((cell for cell in cells if cell not in (None, "")), None)


def _jour(cells: dict[str, object]) -> date | None:
    try:
        return lire_date(_premier(cells["dateConvention"], cells.get("dateDemande")))
    except ValeurRefusee:
        return None  # the date itself is refused a little further


def _reference(cells: dict[str, object]) -> object:
    """The decision, or when it has no number what makes an agreement one: who, whom, when."""
    if cells.get("referenceDecision") not in (None, ""):
        return cells["referenceDecision"]
    whom = "idBeneficiaire" if cells.get("idBeneficiaire") not in (None, "") else "nomBeneficiaire"
    return "/".join(_simple(cells.get(n)) for n in ("idAttribuant", whom, "dateConvention"))


def _simple(raw: object) -> str:
    try:
        return lire_texte(raw or "")
    except ValeurRefusee:
        return ""


def _sosies(header: EnTete) -> Iterator[str]:
    """A typing slip in a column that is not read loses nothing: it is only said."""
    absent = {mot_cle(name): name for name in PASSEES if name not in header.positions}
    for cell in header.ignorees:
        if near := get_close_matches(mot_cle(cell), list(absent), 1, 0.85):
            said = f"« {montrer(cell)} » ressemble à « {absent[near[0]]} »"
            yield f"L'en-tête {said}, une colonne qui n'est pas lue : sans effet."
