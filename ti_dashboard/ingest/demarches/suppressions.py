"""Files that left the platform: what is known of them stays in the ledger, closed by the day they left.

A file that nobody had decided on is withdrawn when it is deleted, whoever deletes it. One that was decided is withdrawn
when somebody asks for it to be deleted; when the platform does it alone, because its time to keep files is over or the
account is closed, the decision stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ti_dashboard import depots
from ti_dashboard.formats import accord
from ti_dashboard.horloge import jour_a_paris
from ti_dashboard.ingest import lignes_deposees
from ti_dashboard.ingest.demarches.appel import Api
from ti_dashboard.ingest.demarches.etat import Etat, Ligne
from ti_dashboard.ingest.demarches.releve import les_dossiers
from ti_dashboard.ingest.demarches.requete import PAR_PAGE, suppressions
from ti_dashboard.ingest.demarches.valeurs import NATURE
from ti_dashboard.ingest.schema import schema

RETIREE = "retiree"
# A file waits in the second list until nobody can bring it back, then goes to the first.
_LISTES = ("deletedDossiers", "pendingDeletedDossiers")
_DECIDES = {"accepte", "refuse", "sans_suite"}
_DEMANDES = {"user_request", "instructeur_request", "manager_request"}


@dataclass(frozen=True)
class Suppression:
    numero: str
    instant: str
    est_retrait: bool


def lire(api: Api, numero: int) -> list[Suppression]:
    """Every file that left, by number: the lists are short, and a hole would be for ever."""
    found: dict[str, Suppression] = {}
    for liste in _LISTES:
        for node in _noeuds(api, numero, liste):
            leaves = node["state"] not in _DECIDES or node["reason"] in _DEMANDES
            found.setdefault(str(node["number"]), Suppression(str(node["number"]), node["dateSupression"], leaves))
    return [found[number] for number in sorted(found, key=lambda n: (len(n), n))]


def _noeuds(api: Api, numero: int, liste: str) -> Iterator[Mapping[str, Any]]:
    text, after = suppressions(liste), None
    while True:
        answer = api.demander(text, {"numero": numero, "apres": after, "nombre": PAR_PAGE})
        page = answer["demarche"][liste]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def retirer(etat: Etat, gone: list[Suppression]) -> Iterator[str]:
    """Note the withdrawals among the files to deposit, and say what became of each that left."""
    ledger = connues()
    withdrawn, kept, never = [], [], 0
    for file in gone:
        read = etat.lignes.get(file.numero)
        known = read[1] if read else ledger.get(file.numero)
        if known is None:
            never += 1
        elif not file.est_retrait:
            kept.append(file.numero)
        else:
            day = jour_a_paris(datetime.fromisoformat(file.instant)).isoformat()
            row = known | {"statut": RETIREE, "date_effet": day, "cause": "initial"}
            if row != ledger.get(file.numero):
                etat.retenir(file.numero, file.instant, row)
                withdrawn.append(file.numero)
    if withdrawn:
        yield f"Retirés de la plateforme, dits « Retirée » au jour où ils l'ont quittée : {les_dossiers(withdrawn)}."
    if kept:
        yield (
            "Décidés, puis effacés par la plateforme seule (durée de conservation, compte fermé) ; leur dernier état "
            f"connu est gardé : {les_dossiers(kept)}."
        )
    if never:
        yield f"Quittèrent la plateforme sans avoir jamais été lus, rien n'en est gardé : {accord(never, 'dossier')}."


def dire_les_absents(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """An export may be of some files only: one that is not in it is said, never withdrawn for that."""
    present = {str(row["numero_dossier"]) for row in rows}
    if absent := [n for n, row in connues().items() if n not in present and row["statut"] != RETIREE]:
        yield f"Connus, absents de cet export, laissés tels quels : {les_dossiers(absent)}."


def connues() -> dict[str, Ligne]:
    """Last row known of each file, as a deposit writes it, from every accepted deposit."""
    found: dict[str, tuple[date, Ligne]] = {}
    for depot in depots.acceptes():
        for sheet in depot.feuilles:
            if sheet.nature == NATURE:
                for _, row in lignes_deposees.lire(depots.dossier() / depot.depot_id / sheet.lignes):
                    number, day = str(row["numero_dossier"]), row["date_effet"]
                    if number not in found or day >= found[number][0]:
                        found[number] = (day, {name: _ecrite(row.get(name)) for name in schema(NATURE).noms})
    return {number: row for number, (_, row) in found.items()}


def _ecrite(value: object) -> object:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value.isoformat() if isinstance(value, date) else "" if value is None else value
