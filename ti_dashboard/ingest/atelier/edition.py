"""Publish what is accepted, build everything again, go back, look before publishing."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ti_dashboard.dossier import arretes, chemins, depots, pointeur, rattachements
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.dossier.pointeur import PUBLIEES, Pointeur, PublicationServie, ecrire_pointeur, lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier.geste import Dire, Fin, geste
from ti_dashboard.ingest.atelier.reponses_donnees import interroger, supposer
from ti_dashboard.ingest.atelier.servie import valeurs
from ti_dashboard.ingest.figer import dits
from ti_dashboard.ingest.publier import apercu, construction, rattaches_a_la_main
from ti_dashboard.ingest.publier.construction import Resume
from ti_dashboard.ingest.publier.matiere import Matiere
from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.magasin.publication import A_JOUR


def matiere() -> Matiere:
    """What the next publication is made of."""
    demo = chemins.livraisons() / "demonstration"
    base = chemins.donnees()
    by_hand = rattachements.lire(base)
    rattaches_a_la_main.refuser_perdus(chemins.publications(), by_hand)
    return Matiere(demo if demo.is_dir() else None, depots.acceptes(), arretes.lire(base), rattachements=by_hand)


def construire(racine: Path | None, auteur: str, refonder: bool = False, dire: Dire = lambda _: None) -> Resume:
    """Build and serve everything again from the folders of ``racine`` (the usual ones when None) and the deposits.

    ``refonder`` lets the arrêtés already served come out changed: another demonstration, a mended referential.
    """
    with geste("construire", auteur, str(racine or "")) as end:
        made_of = matiere() if racine is None else replace(matiere(), racine=racine)
        made_of = replace(made_of, immuables=not refonder)
        if refonder and any(_est_ancien(a) for a in made_of.arretes):
            _resceller(made_of, dire)
            made_of = replace(made_of, arretes=arretes.lire(chemins.donnees()))
        summary = construction.publier(made_of, chemins.publications(), dire)
        end |= dire_publication(summary) | {"refonder": refonder}
    return summary


def _est_ancien(arrete: ArreteDecide) -> bool:
    """Frozen before recipes existed."""
    return bool(arrete.empreinte) and not arrete.recette


def _resceller(made_of: Matiere, dire: Dire) -> None:
    """Give a recipe to the arrêtés frozen before recipes existed; the hash they bore stays written beside.

    A withdrawn one too: every publication must give its seal again. It is in no publication, but in this draft.
    """
    deja = dits.deja_dits(chemins.publications(), made_of.arretes, servis=False)
    shown = tuple(replace(a, retrait=None) for a in made_of.arretes)
    with construction.ebauche(chemins.publications(), "anciens.duckdb") as draft:
        construction.batir(draft, replace(made_of, arretes=shown), dire, deja)
        for old in filter(_est_ancien, shown):
            recipe, signed, figures = dits.dit_par(draft, old.arrete_id)
            again = replace(old, recette=recipe, empreinte=signed, ancienne_empreinte=old.empreinte)
            arretes.resceller(chemins.donnees(), again, figures)


def apercevoir(depot_id: str, dire: Dire = lambda _: None, reponses: Mapping[str, str] | None = None) -> apercu.Apercu:
    """What a deposit changes: one that waits, or one already accepted, compared with everything but itself.

    ``reponses``: answers to the questions of one that waits; the others are supposed, and said.

    Raises DepotRefuse when there is none of this name, or ControleEchoue as publishing it would.
    """
    prepared = depots.prepare(depot_id)
    if prepared is not None:
        folder = depots.attente() / depot_id
        prepared, supposed = supposer(interroger(prepared, folder), reponses or {})
        found = apercu.apercu(prepared, folder, matiere(), dire)
        return replace(found, suppositions=supposed)
    made_of = matiere()
    accepted = next((d for d in made_of.depots if d.depot_id == depot_id), None)
    if accepted is None:
        raise DepotRefuse(f"Le dépôt {depot_id} n'est ni en attente ni accepté : refaites sa vérification.")
    others = tuple(d for d in made_of.depots if d is not accepted)
    return apercu.apercu(accepted, None, replace(made_of, depots=others), dire)


def publier(auteur: str, dire: Dire = lambda _: None) -> Resume:
    """Build and serve a publication of everything accepted. Raises as ``construction.publier``."""
    with geste("publier", auteur, "") as end:
        _refuser_si_rien_de_neuf()
        summary = construction.publier(matiere(), chemins.publications(), dire)
        end |= dire_publication(summary)
    return summary


def _refuser_si_rien_de_neuf() -> None:
    held = set(valeurs("SELECT DISTINCT dossier FROM livraison"))
    frozen = set(valeurs("SELECT arrete_id FROM arrete"))
    if not held:
        return
    accepted, aside = ({d.depot_id for d in found} for found in (depots.acceptes(), depots.ecartes()))
    decided = arretes.lire(chemins.donnees())
    shown = {a.arrete_id for a in decided if not a.retrait}
    taken_away = {a.arrete_id for a in decided if a.retrait}
    attached = rattaches_a_la_main.nb_publies(chemins.publications()) == len(rattachements.lire(chemins.donnees()))
    if (
        valeurs(A_JOUR)
        and attached
        and accepted <= held
        and not aside & held
        and shown <= frozen
        and not taken_away & frozen
    ):
        # What is served may have to be made again all the same: altered, or sealed by nothing this version reads.
        dits.deja_dits(chemins.publications(), decided)
        raise DepotRefuse("Rien de neuf à publier : ni dépôt ni rattachement n'attend.")


def rattachements_en_attente() -> int:
    """How many gestures by hand the publication in place does not hold."""
    held = rattaches_a_la_main.nb_publies(chemins.publications()) or 0
    return len(rattachements.en_attente(chemins.donnees(), held))


def dire_publication(summary: Resume) -> Fin:
    return {"publication": summary.fichier.name, "feuilles": summary.nb_livraisons, "lignes": summary.nb_lignes}


def revenir(auteur: str, nom: str | None = None) -> PublicationServie:
    """Serve again the previous publication (or ``nom``); what only the present one held is set aside.

    Raises DepotRefuse when there is none to go back to, PublicationIllisible when it is not what it was.
    """
    with geste("revenir", auteur, nom or "précédente") as end:
        folder = chemins.publications()
        pointer = lire_pointeur(folder)
        target = _cible(folder, pointer, nom)
        found = ouvrir(folder, target)
        held = {row["dossier"] for row in found.lignes("SELECT DISTINCT dossier FROM livraison")}
        shown = {row["arrete_id"] for row in found.lignes("SELECT arrete_id FROM arrete")}
        found.close()
        _refuser_si_retire(target["publication"], shown)
        frozen = max((a.date_cloture for a in arretes.lire(chemins.donnees())), default=date.min)
        aside = [d for d in depots.acceptes() if d.depot_id not in held and d.date_connaissance > frozen]
        with _ecartes(aside, auteur):
            ecrire_pointeur(folder, target["publication"], target["sha256"])
        end |= {"publication": target["publication"], "ecartes": [d.depot_id for d in aside]}
    return target


@contextlib.contextmanager
def _ecartes(aside: Iterable[Depot], auteur: str) -> Iterator[None]:
    """Set deposits aside before the return is seen: cut between, it is done again. They come back if it is refused."""
    done: list[str] = []
    try:
        for depot in aside:
            depots.ecarter(depot.depot_id, auteur)
            done.append(depot.depot_id)
        yield
    except BaseException:
        for name in done:
            with contextlib.suppress(OSError):
                depots.reprendre(name)
        raise


def _refuser_si_retire(nom: str, shown: set[object]) -> None:
    """A withdrawal is for ever: no earlier publication brings back what it took away."""
    again = [jour(a.arrete_id) for a in arretes.retires(chemins.donnees()) if a.arrete_id in shown]
    if again:
        raise DepotRefuse(
            f"La publication {nom} montre l'arrêté du {enumeration(again)}, retiré depuis : elle ne peut plus être "
            "affichée. Écartez plutôt le dépôt en cause, puis publiez."
        )


def _cible(folder: Path, pointer: Pointeur | None, nom: str | None) -> PublicationServie:
    if pointer is None:
        raise DepotRefuse("Rien n'a encore été publié : il n'y a pas de publication à laquelle revenir.")
    if nom is None:
        if pointer["precedente"] is None:
            raise DepotRefuse("La publication affichée est la première : il n'y en a pas de précédente.")
        return pointer["precedente"]
    path = folder / Path(nom).name
    if not path.is_file() or path.suffix != ".duckdb":
        known = ", ".join(sorted(p.name for p in folder.glob(PUBLIEES)))
        raise DepotRefuse(f"La publication « {nom} » n'existe pas. Publications gardées : {known}.")
    return pointeur.entree(path)
