"""From the platform to the ledger: read every page, make a ``candidatures`` CSV, deposit it as any other file."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from ti_dashboard.errors import DepotRefuse
from ti_dashboard.horloge import maintenant
from ti_dashboard.ingest.candidatures import suppressions
from ti_dashboard.ingest.candidatures.mise_en_depot import BilanImport, Importation, deposer_s_il_y_a_lieu
from ti_dashboard.ingest.demarches import avancement as etats
from ti_dashboard.ingest.demarches import requete
from ti_dashboard.ingest.demarches.appel import Api, Dire, QuestionRefusee
from ti_dashboard.ingest.demarches.avancement import Avancement
from ti_dashboard.ingest.demarches.champs import cellules
from ti_dashboard.ingest.demarches.compte_rendu import ReleveDeLecture
from ti_dashboard.ingest.demarches.formulaire import Formulaire, confronter, correspondance, lecture
from ti_dashboard.ingest.demarches.nettoyage import est_du_programme, ligne
from ti_dashboard.langue.formats import accord

# Files changed while a reading begins are read again next time: an overlap costs nothing, a hole would be for ever.
MARGE = timedelta(hours=1)


def importer(numero: int, demande: Importation, dire: Dire, api: Api | None = None) -> BilanImport:
    """Read what has changed and deposit it. Raises DepotRefuse; what was read is kept and the next call goes on."""
    mapping = correspondance()
    api = api or Api(dire)
    dire("Lecture du formulaire")
    form = confronter(_demarche(api.demander(requete.FORMULAIRE, {"numero": numero}), numero), mapping)
    etat = etats.lire(numero)
    etat.demander(etats.empreinte({"champs": form.champs, "annotations": form.annotations, "lecture": lecture()}))
    for page in _pages(api, etat, form):
        done = ReleveDeLecture(etat.releve)
        for node in page["nodes"]:
            noter = done.pour(node["number"])
            cells = cellules(node, form, noter)
            if est_du_programme(cells, mapping):
                row = ligne(cells, mapping, noter)
                etat.retenir(str(node["number"]), node["dateDerniereModification"], row)
            else:
                noter("hors_programme")
        etat.curseur = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        etats.ecrire(etat)
        dire(accord(len(etat.lignes), "dossier lu", "dossiers lus"))
    read = len(etat.lignes)
    dire("Lecture des dossiers supprimés")
    left = tuple(suppressions.retirer(etat, suppressions.lire(api, numero)))
    notices = (*form.avis, *ReleveDeLecture(etat.releve).phrases(), *left)
    rows = etat.nouvelles()
    depot = deposer_s_il_y_a_lieu(f"demarche-{numero}", rows, notices, demande, dire)
    etat.finir()
    etats.ecrire(etat)
    return BilanImport(read, len(rows) if depot else 0, notices, depot)


def _pages(api: Api, etat: Avancement, form: Formulaire) -> Iterator[dict[str, Any]]:
    """Pages from where the reading stands; the caller notes the cursor before the next one is asked."""
    resumed = etat.curseur is not None
    if not resumed:
        _commencer(etat)
    text = requete.dossiers(list(form.champs), list(form.annotations))
    named = requete.parametres(list(form.champs), list(form.annotations))
    while True:
        asked = {"numero": etat.demarche, "apres": etat.curseur, "depuis": etat.depuis, "nombre": requete.PAR_PAGE}
        try:
            page = _demarche(api.demander(text, asked | named), etat.demarche)["dossiers"]
        except QuestionRefusee:
            if not resumed:
                raise
            # The place kept is no longer one for the server.
            resumed = False
            _commencer(etat)
            continue
        resumed = False
        yield page
        if not page["pageInfo"]["hasNextPage"]:
            return


def _commencer(etat: Avancement) -> None:
    """A reading that went to its end and whose deposit was refused is made again too: the platform may be right now."""
    etat.commencer((maintenant() - MARGE).isoformat(timespec="seconds"))


def _demarche(answer: Mapping[str, Any], numero: int) -> dict[str, Any]:
    if not answer.get("demarche"):
        raise DepotRefuse(f"La plateforme ne connaît pas la démarche {numero}, ou le jeton n'y donne pas accès.")
    found: dict[str, Any] = answer["demarche"]
    return found
