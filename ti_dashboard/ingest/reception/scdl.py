"""Legal format of subsidy agreements (SCDL « subventions », 1.0 to 2.1.1) → financements, placed by the beneficiary.

A list that says what became of each request is read twice: what was agreed, and what was asked for. A list of requests
alone is read once.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.actes_legaux import Actes, premier, simple
from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.entetes import PROFONDEUR, EnTete, lire_en_tete, trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.financeurs import Financeur, Financeurs
from ti_dashboard.ingest.reception.lectures import Reglages
from ti_dashboard.ingest.reception.lieux.phases import phase_au
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.noms_legaux import CLES, PASSEES, cles
from ti_dashboard.ingest.reception.parts import Parts
from ti_dashboard.ingest.reception.sources import Source, Traduction
from ti_dashboard.ingest.reception.statuts_legaux import PHRASE, est_accordee
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, mot_cle
from ti_dashboard.langue.formats import accord, jour

_DONNEURS, _BENEFICIAIRES = {"nomAttribuant", "idAttribuant"}, {"idBeneficiaire", "nomBeneficiaire", "rnaBeneficiaire"}
# Before, a date is what a spreadsheet makes of an empty cell, not an act older than the programme.
_VRAISEMBLABLE = date(2000, 1, 1)
CONVENTIONS, DEMANDES = "conventions", "demandes"
_SANS_FINANCEUR = Defaut("nomAttribuant", None, "la valeur est obligatoire et la case est vide.", "Remplissez la case.")


def par_subventions(brute: FeuilleBrute, reglages: Reglages) -> list[Source]:
    """The readings of a sheet whose header is that of the SCDL schema, in any order; none for another sheet."""
    keys = cles(brute.lignes[:PROFONDEUR])
    rank = trouver(brute.lignes, keys)
    present = {keys.get(mot_cle(c[:200])) for c in brute.lignes[rank] if isinstance(c, str)} if rank is not None else ()
    says = {"montant", "montantDemande"}.intersection(present)
    is_one = says and _DONNEURS.intersection(present) and _BENEFICIAIRES.intersection(present)
    if rank is None or not is_one or reglages.nature not in (None, "financements"):
        return []
    needed = ["dateConvention"] if "montant" in says or "dateDemande" not in present else []
    header = lire_en_tete(brute.nom, rank, brute.lignes[rank], keys, needed, PASSEES, PASSEES)
    acts = Actes()
    parts = Parts((_cases(header, row) for row in brute.lignes[rank + 1 :]), acts.sujet)
    agreed, asked = (_Subventions(header, acts, parts, demandes) for demandes in (False, True))
    if "montant" not in says:
        return [asked.source(DEMANDES)]
    if not {"statutLabel", "montantDemande"}.intersection(present):
        return [agreed.source("")]
    return [agreed.source(CONVENTIONS), asked.source(DEMANDES, seule=False)]


def _cases(header: EnTete, row: list[object]) -> dict[str, Any]:
    return {name: row[i] if i < len(row) else None for name, i in header.positions.items()}


class _Subventions:
    """One reading of the list: the agreements, or the requests. What both would say is said by the agreements."""

    def __init__(self, header: EnTete, acts: Actes, parts: Parts, demandes: bool) -> None:
        self._en_tete, self._actes, self._parts, self._demandes = header, acts, parts, demandes
        self._seule = True
        self._financeurs = Financeurs()
        self._nb_anciennes = self._nb_en_tetes = 0
        self._statuts: Counter[tuple[str, bool]] = Counter()
        self._sosies = list(_sosies(header))

    def source(self, lecture: str, seule: bool = True) -> Source:
        """``seule``: the sheet has no other reading, which would say what there is to say."""
        self._seule = seule
        place = self._en_tete.positions
        said = {
            "operateur_id": ["nomAttribuant", "idAttribuant"],
            "financeur_dit": ["nomAttribuant"],
            "reference": ["referenceDecision"],
            "siret": ["idBeneficiaire"],
            "date_effet": ["dateDemande", "dateConvention"] if self._demandes else ["dateConvention"],
            "montant": ["montantDemande", "montant"] if self._demandes else ["montant"],
        }
        named = {
            field: place[found[0]] for field, columns in said.items() if (found := [c for c in columns if c in place])
        }
        return Source(
            "financements", self._en_tete, place | named, lecture=lecture, traduire=self.traduire, avis=self.avis
        )

    def traduire(self, row: list[object]) -> Traduction:
        cells = _cases(self._en_tete, row)
        if _est_un_en_tete(cells):
            self._nb_en_tetes += 1
            return None
        status = simple(cells.get("statutLabel"))
        agreed = est_accordee(status)
        if agreed is None:
            return ({}, [Defaut("statutLabel", montrer(status), *PHRASE)]) if self._seule_ou_premiere else None
        day = _jour(cells)
        if day and _VRAISEMBLABLE <= day < DEBUT_PROGRAMME:
            self._nb_anciennes += 1
            return None
        name, siret = simple(cells.get("nomAttribuant")), self._actes.attribuant(cells)
        if not name and not siret:
            return {}, [_SANS_FINANCEUR]
        # A row without a day will be refused: its giver is not one of those that are counted.
        giver = (self._financeurs if day else Financeurs()).lire(name, siret, day or DEBUT_PROGRAMME)
        if status and (self._demandes or not agreed):
            self._statuts[status, agreed] += 1
        if self._demandes:
            return self._demande(cells, giver, day, agreed)
        return self._convention(cells, giver, day) if agreed else None

    @property
    def _seule_ou_premiere(self) -> bool:
        return self._seule or not self._demandes

    def _convention(self, cells: dict[str, Any], giver: Financeur, day: date | None) -> Traduction:
        amount, fault = self._parts.montant(cells)
        return self._acte(cells, giver, day) | {"montant": amount}, [fault] if fault else []

    def _demande(self, cells: dict[str, Any], giver: Financeur, day: date | None, agreed: bool) -> Traduction:
        """What was asked for; a request that was not agreed is at least the amount its line says."""
        asked = premier(cells.get("montantDemande"), None if agreed else cells.get("montant"))
        if asked is None and agreed and not self._seule:
            return None
        return self._acte(cells, giver, day) | {
            "type_montant": "demande",
            "montant": asked,
            "date_effet": premier(cells.get("dateDemande"), cells.get("dateConvention")),
            "statut_dit": simple(cells.get("statutLabel")) or None,
        }, []

    def _acte(self, cells: dict[str, Any], giver: Financeur, day: date | None) -> dict[str, Any]:
        return self._actes.decrire(cells) | {
            "phase": phase_au(day) if day else 1,
            "operateur_id": giver.operateur_id,
            "financeur_dit": giver.dit,
            "instrument_id": giver.instrument_id,
            "type_montant": "conventionne",
            "date_effet": cells.get("dateConvention"),
            "cause": "initial",
        }

    def avis(self) -> tuple[str, ...]:
        return tuple(self._phrases()) if self._seule_ou_premiere else ()

    def _phrases(self) -> Iterator[str]:
        if nb := self._nb_en_tetes:
            yield f"{accord(nb, 'ligne')} de noms de colonnes, sous l'en-tête ou répétés : sans objet."
        if nb := self._nb_anciennes:
            yield f"{accord(nb, 'ligne')} d'avant le programme ({jour(DEBUT_PROGRAMME)}) : sans objet."
        for (status, agreed), nb in self._statuts.most_common():
            why = "le montant accordé n'est pas dans la liste" if agreed else "jamais au conventionné"
            counted = "comptée" if nb < 2 else "comptées"
            yield f"Statut « {montrer(status)} », {accord(nb, 'ligne')} : {counted} au demandé, {why}."
        yield from self._sosies
        yield from self._financeurs.phrases()
        yield from self._parts.phrases()
        yield from self._actes.phrases()


def _jour(cells: dict[str, Any]) -> date | None:
    try:
        return lire_date(premier(cells.get("dateConvention"), cells.get("dateDemande")))
    except ValeurRefusee:
        return None  # the date itself is refused a little further


def _est_un_en_tete(cells: dict[str, Any]) -> bool:
    """Names of columns again, often their labels under their codes: in the place of a date, the name of a date."""
    day = premier(cells.get("dateConvention"), cells.get("dateDemande"))
    return isinstance(day, str) and CLES.get(mot_cle(day[:200])) in ("dateConvention", "dateDemande")


def _sosies(header: EnTete) -> Iterator[str]:
    """A typing slip in a column that is not read loses nothing: it is only said."""
    absent = {mot_cle(name): name for name in PASSEES if name not in header.positions}
    for cell in header.ignorees:
        if near := get_close_matches(mot_cle(cell), list(absent), 1, 0.85):
            said = f"« {montrer(cell)} » ressemble à « {absent[near[0]]} »"
            yield f"L'en-tête {said}, une colonne qui n'est pas lue : sans effet."
