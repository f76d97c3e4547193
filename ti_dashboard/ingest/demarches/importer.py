"""From the platform to the ledger: read every page, make a ``candidatures`` CSV, deposit it as any other file."""

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from ti_dashboard import depots, horloge
from ti_dashboard.depots import Depot
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.formats import accord
from ti_dashboard.ingest import atelier, preparation
from ti_dashboard.ingest.demarches import etat as etats
from ti_dashboard.ingest.demarches import requete
from ti_dashboard.ingest.demarches.appel import Api, QuestionRefusee
from ti_dashboard.ingest.demarches.etat import Etat
from ti_dashboard.ingest.demarches.formulaire import (
    NATURE,
    SYSTEME,
    Formulaire,
    confronter,
    correspondance,
    lecture,
    ligne,
)
from ti_dashboard.ingest.schema import schema

EMETTEUR = "Démarches simplifiées"
# Files changed while a reading begins are read again next time: an overlap costs nothing, a hole would be for ever.
MARGE = timedelta(hours=1)
# A yes or no has a type of its own in recent forms, with a text only.
_OUI_NON = {"true": "oui", "false": "non"}
Dire = Callable[[str], None]


@dataclass(frozen=True)
class Demande:
    """Who imports, and what for; ``lignes_valides`` keeps the rows that hold when others do not."""

    auteur: str
    est_demonstration: bool = False
    lignes_valides: bool = False


@dataclass(frozen=True)
class Bilan:
    """``depot`` is None when nothing has changed since the last import."""

    nb_lus: int
    nb_nouveaux: int
    avis: tuple[str, ...]
    depot: Depot | None


def importer(numero: int, demande: Demande, dire: Dire, api: Api | None = None) -> Bilan:
    """Read what has changed and deposit it. Raises DepotRefuse; what was read is kept and the next call goes on."""
    mapping = correspondance()
    api = api or Api(dire)
    dire("Lecture du formulaire")
    form = confronter(_demarche(api.demander(requete.FORMULAIRE, {"numero": numero}), numero), mapping)
    etat = etats.lire(numero)
    etat.demander(etats.empreinte({"champs": form.champs, "annotations": form.annotations, "lecture": lecture()}))
    for page in _pages(api, etat, form):
        for node in page["nodes"]:
            row = ligne(_cellules(node, form), mapping)
            etat.retenir(str(node["number"]), node["dateDerniereModification"], row)
        etat.curseur = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        etats.ecrire(etat)
        dire(accord(len(etat.lignes), "dossier lu", "dossiers lus"))
    rows, read = etat.nouvelles(), len(etat.lignes)
    content = en_csv(schema(NATURE).noms, rows)
    known = not rows or _est_accepte(content)
    depot = None if known else deposer(f"demarche-{numero}", content, demande, dire)
    etat.finir()
    etats.ecrire(etat)
    return Bilan(read, 0 if known else len(rows), form.avis, depot)


def _est_accepte(content: bytes) -> bool:
    """The same bytes were accepted, and the import was killed before it noted it."""
    digest = hashlib.sha256(content).hexdigest()
    return any(d.emetteur == EMETTEUR and digest in {f.sha256 for f in d.fichiers} for d in depots.acceptes())


def _pages(api: Api, etat: Etat, form: Formulaire) -> Iterator[dict[str, Any]]:
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


def _commencer(etat: Etat) -> None:
    """A reading that went to its end and whose deposit was refused is made again too: the platform may be right now."""
    etat.debut, etat.curseur, etat.lignes = (horloge.maintenant() - MARGE).isoformat(timespec="seconds"), None, {}


def _demarche(answer: Mapping[str, Any], numero: int) -> dict[str, Any]:
    if not answer.get("demarche"):
        raise DepotRefuse(f"La plateforme ne connaît pas la démarche {numero}, ou le jeton n'y donne pas accès.")
    return answer["demarche"]


def _cellules(node: dict[str, Any], form: Formulaire) -> dict[str, object]:
    """One file by header, as the export of the platform has it."""
    cells: dict[str, object] = {header: node.get(name) for name, header in SYSTEME.items()}
    for letter, champs in (("c", form.champs), ("a", form.annotations)):
        for n, label in enumerate(champs.values()):
            texts = [text for champ in node[f"{letter}{n}"] if (text := _texte(champ))]
            # Two revisions of the form may hold a champ of the same label: the one that is filled speaks.
            cells[label] = " | ".join(texts) or cells.get(label)
    return cells


def _texte(champ: dict[str, Any]) -> str:
    """The value of a champ as a person would write it in a cell."""
    for key in ("region", "departement", "epci"):
        if champ.get(key):
            return str(champ[key]["code"])
    if champ.get("rows"):
        return " | ".join(text for row in champ["rows"] for inner in row["champs"] if (text := _texte(inner)))
    if champ.get("values") is not None:
        return " | ".join(map(str, champ["values"]))
    if champ["__typename"] == "CheckboxChamp":
        return _OUI_NON.get(str(champ.get("value")).lower(), "")
    text = str(champ.get("date") or champ.get("stringValue") or "")
    return _OUI_NON.get(text, text) if champ["__typename"] == "YesNoChamp" else text


def en_csv(columns: list[str], rows: list[Mapping[str, object]]) -> bytes:
    """The same rows give the same bytes."""
    text = io.StringIO()
    ecrire_csv(text, [columns, *([row.get(column, "") for column in columns] for row in rows)], fin="\n")
    return text.getvalue().encode()


def deposer(nom: str, content: bytes, demande: Demande, dire: Dire) -> Depot:
    """Put the bytes through the intake. Raises DepotRefuse with the first faults when rows are refused."""
    today = horloge.aujourd_hui()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{nom}_{today.isoformat()}.csv"
        path.write_bytes(content)
        asked = preparation.Demande(
            EMETTEUR, demande.auteur, today, nature=NATURE, est_demonstration=demande.est_demonstration
        )
        prepared = preparation.preparer([(path, path.name)], asked, dire)
    if not prepared.est_sans_faute and not demande.lignes_valides:
        told = "\n".join(f"  ! {c.en_phrase()}" for c in prepared.constats[:20])
        raise DepotRefuse(
            f"{told}\nRien n'est déposé. Corrigez sur la plateforme ou dans data/correspondances/demarches.toml, ou "
            "relancez avec --lignes-valides."
        )
    return atelier.accepter(prepared.depot_id, demande.auteur, demande.lignes_valides)
