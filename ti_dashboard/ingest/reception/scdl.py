"""Legal format of subsidy agreements (SCDL « subventions ») → financements, attached by the beneficiary's SIREN."""

from collections.abc import Callable
from datetime import date
from functools import cache

from ti_dashboard.ingest.reception.colonne import Defaut, montrer
from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.entetes import lire_en_tete, trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.lectures import Reglages
from ti_dashboard.ingest.reception.sources import Source, Traduction
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_texte, mot_cle
from ti_dashboard.referentiels import lire

COLONNES = ("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
            "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE",
            "pourcentageSubvention")  # fmt: skip
_REQUISES = ("nomAttribuant", "dateConvention", "idBeneficiaire", "montant")
DEBUT_PHASE_2 = date(2023, 1, 1)
# Names a giver signs with, beside its code and its name in the referential.
_ALIAS = {
    "agencenationaledelacohesiondesterritoires": "anct",
    "agencedelatransitionecologique": "ademe",
    "caissedesdepots": "banque-des-territoires",
    "caissedesdepotsetconsignations": "banque-des-territoires",
    "commissariatgeneralalegalitedesterritoires": "cget",
    "directiongeneraledesentreprises": "dge",
    "secretariatgeneralpourlinvestissement": "sgpi",
}
_DEBUTS = {"region": "regions", "conseilregional": "regions", "prefecture": "services-deconcentres",
           "dreets": "services-deconcentres", "direccte": "services-deconcentres"}  # fmt: skip
# The format names no instrument: the main one of the giver.
INSTRUMENTS = {
    "banque-des-territoires": "ingenierie-bdt", "bpifrance": "aides-bpifrance",
    "business-france": "accompagnement-business-france", "ademe": "economie-circulaire",
    "pole-emploi": "action-recrutement", "france-travail": "action-recrutement", "apec": "action-recrutement",
    "action-logement": "logement-salaries", "cerema": "etudes-foncier", "cget": "fnadt", "anct": "fnadt",
    "dge": "fonds-acceleration", "sgpi": "territoires-innovation", "services-deconcentres": "credits-deconcentres",
    "regions": "aides-regionales", "gouvernement": "enveloppe-programme",
}  # fmt: skip
_NATURES = {"aideennumeraire": "subvention"}


def par_subventions(brute: FeuilleBrute, reglages: Reglages) -> Source | None:
    """A sheet whose header is that of the SCDL schema, in any order."""
    keys = {mot_cle(name): name for name in COLONNES}
    rank = trouver(brute.lignes, keys)
    present = {mot_cle(c) for c in brute.lignes[rank] if isinstance(c, str)} if rank is not None else set()
    if not {mot_cle(c) for c in _REQUISES} <= present or reglages.nature not in (None, "financements"):
        return None
    header = lire_en_tete(brute.nom, rank, brute.lignes[rank], keys, _REQUISES)
    place = header.positions
    named = {"operateur_id": place["nomAttribuant"], "date_effet": place["dateConvention"]}
    if "referenceDecision" in place:
        named["reference"] = place["referenceDecision"]
    return Source("financements", header, place | named, traduire=_conventions(place))


def _conventions(place: dict[str, int]) -> Callable[[list[object]], Traduction]:
    def translate(row: list[object]) -> Traduction:
        cells = {name: row[i] if i < len(row) else None for name, i in place.items()}
        given = operateur(cells["nomAttribuant"])
        if given is None:
            return {}, [Defaut("nomAttribuant", montrer(cells["nomAttribuant"] or ""),
                               "n'est le nom d'aucun financeur connu.",
                               "Écrivez le nom d'un opérateur de la page Données.")]  # fmt: skip
        phase = _phase(cells["dateConvention"])
        return {
            "reference": _reference(cells), "phase": phase, "siret": cells["idBeneficiaire"],
            "operateur_id": given, "instrument_id": INSTRUMENTS[given], "type_montant": "conventionne",
            "nature_aide": _NATURES.get(mot_cle(cells.get("nature") or ""), "non_renseignee"),
            "montant": cells["montant"], "date_effet": cells["dateConvention"], "cause": "initial",
        }, []  # fmt: skip

    return translate


def _phase(raw: object) -> int:
    try:
        return 1 if lire_date(raw) < DEBUT_PHASE_2 else 2
    except ValeurRefusee:
        return 1  # the date itself is refused a little further


def _reference(cells: dict[str, object]) -> object:
    """The decision, or when it has no number what makes an agreement one: who, whom, when."""
    if cells.get("referenceDecision") not in (None, ""):
        return cells["referenceDecision"]
    return "/".join(_simple(cells.get(n)) for n in ("idAttribuant", "idBeneficiaire", "dateConvention"))


def _simple(raw: object) -> str:
    try:
        return lire_texte(raw or "")
    except ValeurRefusee:
        return ""


def operateur(raw: object) -> str | None:
    """Code of the giver, by its name."""
    key = mot_cle(_simple(raw))
    start = next((code for begin, code in _DEBUTS.items() if key.startswith(begin)), None)
    return _operateurs().get(key) or start


@cache
def _operateurs() -> dict[str, str]:
    rows = lire("operateur")
    names = {mot_cle(r["nom"]): r["operateur_id"] for r in rows}
    return names | {mot_cle(r["operateur_id"]): r["operateur_id"] for r in rows} | _ALIAS
