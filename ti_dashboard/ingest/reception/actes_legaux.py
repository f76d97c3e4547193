"""What names an act of the legal format of subsidies, and where it lies: its decision and its beneficiary.

One decision often gives to many: the number of the decision alone names no act. What names one never holds the name of
a beneficiary, who may be a person.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ti_dashboard.ingest.reception.colonne import est_erreur
from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.identites import SEPARATEUR, empreinte
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.sirets import ABIME, Numero, lire_numero
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_texte, mot_cle
from ti_dashboard.langue.formats import accord

Cases = Mapping[str, Any]
_EN_NATURE = "aideennature"


class Actes:
    """Describes the acts of one sheet, and remembers what is to be said of their numbers."""

    def __init__(self) -> None:
        self._abimes: dict[tuple[str, bool], list[str]] = {}
        self._nb_completes = self._nb_en_nature = 0

    def attribuant(self, cells: Cases) -> str:
        return self._numero("idAttribuant", cells.get("idAttribuant")).texte

    def decrire(self, cells: Cases) -> dict[str, Any]:
        """Reference, place and nature of the act of a line."""
        written = cells.get("idBeneficiaire")
        whom = self._numero("idBeneficiaire", written).texte
        kind = mot_cle(cells.get("nature") or "")
        self._nb_en_nature += kind == _EN_NATURE
        return {
            "reference": _reference(cells),
            "siret": whom or written,
            "nature_aide": _natures().get(kind, "non_renseignee"),
        }

    def sujet(self, cells: Cases) -> tuple[str, str]:
        """What names the subsidy that several beneficiaries may share, empty when it has no number; who this one is."""
        decision = simple(cells.get("referenceDecision"))
        giver = lire_numero(cells.get("idAttribuant")).texte or mot_cle(simple(cells.get("nomAttribuant")))
        name = SEPARATEUR.join((giver, decision, _jour(cells.get("dateConvention")))) if decision else ""
        return name, _beneficiaire(cells)

    def _numero(self, column: str, raw: object) -> Numero:
        read = lire_numero(raw)
        if read.est_abime and (read.texte or column == "idAttribuant"):  # the place of a line says the others
            self._abimes.setdefault((column, bool(read.texte)), []).append(montrer(raw))
        self._nb_completes += read.est_complete
        return read

    def phrases(self) -> Iterator[str]:
        for (column, has_siren), seen in self._abimes.items():
            yield (
                f"colonne {column} : {accord(len(seen), 'numéro abîmé', 'numéros abîmés')} ({ABIME}), par exemple "
                f"« {seen[0]} » ; {'il en reste le SIREN, qui est lu' if has_siren else 'le nom décide'}. "
                "Mettez la colonne au format Texte dans le fichier d'origine."
            )
        if nb := self._nb_completes:
            yield f"{accord(nb, 'SIREN ou SIRET complété', 'SIREN ou SIRET complétés')} des zéros de tête perdus."
        if nb := self._nb_en_nature:
            yield f"{accord(nb, 'ligne')} d'aide en nature : la valeur écrite compte."


def simple(raw: object) -> str:
    try:
        return lire_texte("" if raw is None else raw)
    except ValeurRefusee:
        return ""


def premier(*cells: object) -> object:
    return next((cell for cell in cells if cell not in (None, "")), None)


def _reference(cells: Cases) -> object:
    """The decision and whom it gives to; without a number, who gives, to whom, which day."""
    decision, whom = cells.get("referenceDecision"), _beneficiaire(cells)
    if decision not in (None, ""):
        said = "" if est_erreur(decision) else simple(decision)
        return SEPARATEUR.join((said, whom)) if said and whom else decision
    giver = lire_numero(cells.get("idAttribuant")).texte
    return SEPARATEUR.join((giver, whom, _jour(premier(cells.get("dateConvention"), cells.get("dateDemande")))))


def _beneficiaire(cells: Cases) -> str:
    """Its SIREN (its establishments are one), else its number of association, else the print of its name."""
    if siren := lire_numero(cells.get("idBeneficiaire")).siren:
        return siren
    number = simple(cells.get("rnaBeneficiaire")) or simple(cells.get("idBeneficiaire"))
    if mot_cle(number)[:1] == "w" and mot_cle(number)[1:].isdigit():
        return number.upper()
    name = mot_cle(simple(cells.get("nomBeneficiaire")))
    return empreinte([name]) if name else ""


def _jour(raw: object) -> str:
    try:
        return lire_date(raw).isoformat()
    except ValeurRefusee:
        return simple(raw)


@cache
def _natures() -> Mapping[str, Any]:
    """Word of a list → nature of aid."""
    (known,) = (c.admis for c in schema("financements").champs if c.nom == "nature_aide")
    return {**known, "aideennumeraire": "subvention"}
