"""The gestures that change what is served: accept, publish, freeze, go back. One at a time, each in the journal."""

import contextlib
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from ti_dashboard import chemins, depots, disque, journal
from ti_dashboard.depots import Depot
from ti_dashboard.errors import DepotRefuse, TableauDeBordError
from ti_dashboard.formats import accord, jour
from ti_dashboard.ingest import arretes, publication
from ti_dashboard.ingest.apercu import Apercu, apercu, si_on_rearretait
from ti_dashboard.ingest.arretes import ArreteDecide
from ti_dashboard.ingest.publication import Matiere, Resume
from ti_dashboard.pointeur import Entree, ecrire_pointeur, lire_pointeur
from ti_dashboard.store import ouvrir
from ti_dashboard.verrou import verrou

Dire = Callable[[str], None]
Fin = dict[str, object]


@contextlib.contextmanager
def geste(nom: str, auteur: str, objet: str) -> Iterator[Fin]:
    """Hold the lock and write the journal around one gesture; what the body puts in the yielded dict ends its line."""
    base = chemins.donnees()
    with verrou(base, nom, auteur):
        gesture_id, end = uuid.uuid4().hex[:12], Fin()
        with disque.refus_en_clair(base):
            journal.noter(base, gesture_id, nom, "debut", auteur, objet)
        try:
            disque.nettoyer(chemins.publications())
            disque.nettoyer(depots.dossier())
            disque.nettoyer(depots.recus())
            yield end
        except BaseException as error:
            outcome = "refus" if isinstance(error, TableauDeBordError) else "echec"
            with contextlib.suppress(OSError):
                journal.noter(base, gesture_id, nom, outcome, auteur, objet, message=str(error)[:2000])
            raise
        with disque.refus_en_clair(base):
            journal.noter(base, gesture_id, nom, "fin", auteur, objet, **end)


def accepter(depot_id: str, auteur: str, lignes_valides: bool = False) -> Depot:
    """Make a prepared deposit part of the ledger of the next publication.

    Raises DepotRefuse when it has faults and ``lignes_valides`` is false, when nothing in it can be kept, or when its
    sender already sent the same file.
    """
    with geste("deposer", auteur, depot_id) as end:
        depot = depots.prepare(depot_id)
        if depot is None:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est plus en attente : refaites sa vérification.")
        _refuser_au_besoin(depot, lignes_valides)
        folder = depots.attente() / depot_id
        depot = replace(depot, auteur=auteur, date_connaissance=_connaissance(depot.date_reception))
        with disque.refus_en_clair(depots.dossier()):
            _garder_recus(folder, depot)
            disque.poser(folder / depots.FICHE, depot.en_json())
            disque.poser_dossier(folder, depots.dossier() / depot_id)
            depots.alleger(depot_id)
        end |= {"emetteur": depot.emetteur, "lignes": depot.nb_valides, "rejets": depot.nb_rejets,
                "fichiers": [f.nom for f in depot.fichiers]}  # fmt: skip
    return depot


def _refuser_au_besoin(depot: Depot, lignes_valides: bool) -> None:
    if not depot.nb_valides:
        raise DepotRefuse("Aucune ligne de ce dépôt n'est valide : il n'y a rien à accepter.")
    if not depot.est_sans_faute and not lignes_valides:
        raise DepotRefuse(
            f"Le dépôt a {accord(depot.nb_constats, 'anomalie')} et rien n'est accepté à moitié : corrigez le fichier, "
            "ou choisissez d'accepter les lignes valides (les autres restent dans le fichier des rejets)."
        )
    for other in depots.acceptes():
        same = {f.sha256 for f in other.fichiers} & {f.sha256 for f in depot.fichiers}
        if same and other.emetteur == depot.emetteur:
            raise DepotRefuse(f"Ce fichier a déjà été accepté dans le dépôt {other.depot_id} : il n'est pas repris.")


def _connaissance(reception: date) -> date:
    """The day from which a deposit counts: after every closing already frozen, so that no arrêté ever changes."""
    closings = [a.date_cloture for a in arretes.lire(chemins.donnees())]
    pointer = lire_pointeur(chemins.publications())
    if pointer:
        with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
            closings += [c for (c,) in con.execute("SELECT date_cloture FROM arrete").fetchall()]
    return max([reception, *(c + timedelta(days=1) for c in closings if c >= reception)])


def _garder_recus(folder: Path, depot: Depot) -> None:
    """Copy the bytes received under their hash. Cut anywhere, it can be done again."""
    for received in depot.fichiers:
        target = depots.recus() / received.sha256
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = disque.brouillon(target)
            shutil.copyfile(folder / depots.copie(received), draft)
            disque.graver(draft)
            draft.replace(target)
            disque.graver(target.parent)


def matiere() -> Matiere:
    """What the next publication is made of."""
    demo = chemins.livraisons() / "demonstration"
    return Matiere(demo if demo.is_dir() else None, depots.acceptes(), arretes.lire(chemins.donnees()))


def construire(racine: Path | None, auteur: str, refonder: bool = False, dire: Dire = lambda _: None) -> Resume:
    """Build and serve everything again from the folders of ``racine`` (the usual ones when None) and the deposits.

    ``refonder`` lets the arrêtés already served come out changed: another demonstration, a mended referential.
    """
    with geste("construire", auteur, str(racine or "")) as end:
        made_of = matiere() if racine is None else replace(matiere(), racine=racine)
        summary = publication.publier(replace(made_of, immuables=not refonder), chemins.publications(), dire)
        end |= _dire(summary) | {"refonder": refonder}
    return summary


def apercevoir(depot_id: str, dire: Dire = lambda _: None) -> Apercu:
    """What a prepared deposit would change. Raises DepotRefuse, or ControleEchoue as publishing it would."""
    depot = depots.prepare(depot_id)
    if depot is None:
        raise DepotRefuse(f"Le dépôt {depot_id} n'est plus en attente : refaites sa vérification.")
    return apercu(depot, depots.attente() / depot_id, matiere(), dire)


def publier(auteur: str, dire: Dire = lambda _: None) -> Resume:
    """Build and serve a publication of everything accepted. Raises as ``publication.publier``."""
    with geste("publier", auteur, "") as end:
        _refuser_si_rien_de_neuf()
        summary = publication.publier(matiere(), chemins.publications(), dire)
        end |= _dire(summary)
    return summary


def _refuser_si_rien_de_neuf() -> None:
    pointer = lire_pointeur(chemins.publications())
    if pointer is None:
        return
    with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
        held = {d for (d,) in con.execute("SELECT DISTINCT dossier FROM livraison").fetchall()}
        frozen = {a for (a,) in con.execute("SELECT arrete_id FROM arrete").fetchall()}
    accepted, aside = ({d.depot_id for d in found} for found in (depots.acceptes(), depots.ecartes()))
    if accepted <= held and not aside & held and {a.arrete_id for a in arretes.lire(chemins.donnees())} <= frozen:
        raise DepotRefuse("Rien de neuf à publier : aucun dépôt n'attend.")


def _dire(summary: Resume) -> Fin:
    return {"publication": summary.fichier.name, "feuilles": summary.nb_livraisons, "lignes": summary.nb_lignes}


def arreter(
    arrete_id: date, libelle: str, auteur: str, cloture: date | None = None, phase: int = 2,
    dire: Dire = lambda _: None,
) -> Resume:  # fmt: skip
    """Freeze the state known at ``cloture`` (``arrete_id`` when not given) and serve it.

    Raises DepotRefuse when the date is taken (with what recomputing it today would change) or the closing is to come.
    """
    cloture = cloture or arrete_id
    with geste("arreter", auteur, arrete_id.isoformat()) as end:
        _refuser_arrete(arrete_id, libelle, cloture, dire)
        base, made_of = chemins.donnees(), matiere()
        number = _numero()
        decided = ArreteDecide(arrete_id, libelle.strip(), number, cloture, phase, auteur, datetime.now(UTC))
        with disque.refus_en_clair(chemins.publications()):
            draft = disque.brouillon(chemins.publications() / "publication.duckdb")
            try:
                summary = publication.batir(draft, replace(made_of, arretes=(*made_of.arretes, decided)), dire)
                publication.verifier_arretes(chemins.publications(), summary.empreintes, made_of.arretes)
                path = arretes.ecrire(base, replace(decided, empreinte=summary.empreintes[arrete_id.isoformat()]))
                try:
                    summary = publication.mettre_en_place(draft, chemins.publications(), summary)
                except BaseException:
                    path.unlink(missing_ok=True)
                    raise
            finally:
                draft.unlink(missing_ok=True)
        end |= _dire(summary) | {"empreinte": summary.empreintes[arrete_id.isoformat()], "numero": number}
    return summary


def _numero() -> int:
    pointer = lire_pointeur(chemins.publications())
    known = [a.numero for a in arretes.lire(chemins.donnees())]
    if pointer:
        with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
            known += [n for (n,) in con.execute("SELECT numero FROM arrete").fetchall()]
    return max(known, default=0) + 1


def _refuser_arrete(arrete_id: date, libelle: str, cloture: date, dire: Dire) -> None:
    if not libelle.strip():
        raise DepotRefuse("L'arrêté n'a pas de nom : donnez celui du comité.")
    if cloture > date.today():
        raise DepotRefuse(
            f"La clôture du {jour(cloture)} est à venir : ce qui arriverait d'ici là changerait l'arrêté. "
            "Arrêtez le jour dit, ou avancez la clôture."
        )
    if cloture > arrete_id:
        raise DepotRefuse("La clôture est après la date de l'arrêté : un arrêté ne connaît pas l'avenir.")
    if arrete_id in _dates_prises():
        changes = si_on_rearretait(arrete_id, matiere(), dire)
        told = "\n".join(f"  - {c}" for c in changes) or "  - rien : les chiffres seraient les mêmes."
        raise DepotRefuse(
            f"L'arrêté du {jour(arrete_id)} existe déjà et ne change jamais. Refait avec tout ce qui est connu "
            f"aujourd'hui, il donnerait :\n{told}\nChoisissez une autre date pour arrêter l'état actuel."
        )


def _dates_prises() -> set[date]:
    taken = {a.arrete_id for a in arretes.lire(chemins.donnees())}
    pointer = lire_pointeur(chemins.publications())
    if pointer:
        with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
            taken |= {a for (a,) in con.execute("SELECT arrete_id FROM arrete").fetchall()}
    return taken


def revenir(auteur: str, nom: str | None = None) -> Entree:
    """Serve again the previous publication (or ``nom``); what only the present one held is set aside.

    Raises DepotRefuse when there is none to go back to, PublicationIllisible when it is not what it was.
    """
    with geste("revenir", auteur, nom or "précédente") as end:
        folder = chemins.publications()
        pointer = lire_pointeur(folder)
        target = _cible(folder, pointer, nom)
        found = ouvrir(folder, target)
        held = {row["dossier"] for row in found.lignes("SELECT DISTINCT dossier FROM livraison")}
        found.close()
        ecrire_pointeur(folder, target["publication"], target["sha256"])
        frozen = max((a.date_cloture for a in arretes.lire(chemins.donnees())), default=date.min)
        aside = [d for d in depots.acceptes() if d.depot_id not in held and d.date_connaissance > frozen]
        for depot in aside:
            depots.ecarter(depot.depot_id, auteur)
        end |= {"publication": target["publication"], "ecartes": [d.depot_id for d in aside]}
    return target


def _cible(folder: Path, pointer: dict | None, nom: str | None) -> Entree:
    if pointer is None:
        raise DepotRefuse("Rien n'a encore été publié : il n'y a pas de publication à laquelle revenir.")
    if nom is None:
        if pointer["precedente"] is None:
            raise DepotRefuse("La publication affichée est la première : il n'y en a pas de précédente.")
        return pointer["precedente"]
    path = folder / Path(nom).name
    if not path.is_file() or path.suffix != ".duckdb":
        known = ", ".join(sorted(p.name for p in folder.glob("[0-9]*.duckdb")))
        raise DepotRefuse(f"La publication « {nom} » n'existe pas. Publications gardées : {known}.")
    return publication.entree(path)


def juger_doublon(paire_id: str, verdict: str, auteur: str) -> None:
    """Keep what somebody knows of two lines that may be one act: « doublon » or « distincts ». Both still count."""
    with geste("doublon", auteur, paire_id) as end:
        end["verdict"] = verdict


def ecarter(depot_id: str, auteur: str) -> None:
    """Set an accepted deposit aside. Raises DepotRefuse when there is none, or when an arrêté counts it."""
    with geste("ecarter", auteur, depot_id):
        depot = next((d for d in depots.acceptes() if d.depot_id == depot_id), None)
        if depot is None:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est pas parmi les dépôts acceptés.")
        frozen = [a for a in arretes.lire(chemins.donnees()) if depot.date_connaissance <= a.date_cloture]
        if frozen:
            raise DepotRefuse(
                f"L'arrêté du {jour(frozen[0].arrete_id)} compte ce dépôt et ne change jamais. Déposez une correction."
            )
        depots.ecarter(depot_id, auteur)


def reprendre(depot_id: str, auteur: str) -> None:
    """Take back a deposit that was set aside. Raises DepotRefuse when it was not."""
    with geste("reprendre", auteur, depot_id):
        if depot_id not in {d.depot_id for d in depots.ecartes()}:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est pas écarté.")
        depots.reprendre(depot_id)
