"""Files that left the platform: what is known of them stays in the ledger, closed by the day they left.

A file that nobody had decided on is withdrawn when it is deleted, whoever deletes it. One that was decided is withdrawn
when somebody asks for it to be deleted; when the platform does it alone, because its time to keep files is over or the
account is closed, the decision stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ti_dashboard.horloge import jour_a_paris
from ti_dashboard.ingest.demarches.appel import Api
from ti_dashboard.ingest.demarches.avancement import Avancement
from ti_dashboard.ingest.demarches.compte_rendu import les_dossiers
from ti_dashboard.ingest.demarches.connues import RETIREE, connues
from ti_dashboard.ingest.demarches.requete import PAR_PAGE, suppressions
from ti_dashboard.langue.formats import accord

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


def retirer(etat: Avancement, gone: list[Suppression]) -> Iterator[str]:
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
