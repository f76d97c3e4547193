"""Freeze the state known at a closing, under a name and a date, for ever; take away one that was frozen by mistake."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.dossier.arretes import ArreteDecide, Retrait
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier import contenu, dates_d_arrete
from ti_dashboard.ingest.atelier.contenu import Contenu
from ti_dashboard.ingest.atelier.edition import dire_publication, matiere
from ti_dashboard.ingest.atelier.geste import Dire, geste
from ti_dashboard.ingest.atelier.servie import valeurs
from ti_dashboard.ingest.figer import dits
from ti_dashboard.ingest.publier import construction
from ti_dashboard.ingest.publier.apercu import si_on_rearretait
from ti_dashboard.ingest.publier.construction import Resume
from ti_dashboard.langue.formats import jour


def projeter(
    arrete_id: date, libelle: str, auteur: str, cloture: date | None = None, phase: int = 2, dire: Dire = lambda _: None
) -> Contenu:
    """What ``arreter`` would freeze; nothing changes. Raises DepotRefuse for what it would refuse."""
    asked = _demande(arrete_id, libelle, auteur, cloture, phase)
    _refuser_arrete(asked, dire)
    found = contenu.projet(asked, matiere(), dire)
    _refuser_contenu(found)
    return replace(found, a_epeler=dates_d_arrete.a_epeler(asked.arrete_id, asked.date_cloture))


def arreter(
    arrete_id: date,
    libelle: str,
    auteur: str,
    cloture: date | None = None,
    phase: int = 2,
    dire: Dire = lambda _: None,
    vue: str | None = None,
    epelee: str | None = None,
) -> Resume:
    """Freeze the state known at ``cloture`` (``arrete_id`` when not given) and serve it.

    ``vue``: hash of what was shown to who confirmed; ``epelee``: the date in words, which an unlikely one needs. Raises
    DepotRefuse for a date taken, withdrawn, out of bounds or unlikely, nothing known, or when it is not ``vue``.
    """
    with geste("arreter", auteur, arrete_id.isoformat()) as end:
        decided = _demande(arrete_id, libelle, auteur, cloture, phase)
        _refuser_arrete(decided, dire)
        dates_d_arrete.exiger_epelee(arrete_id, decided.date_cloture, epelee)
        made_of = matiere()
        deja = dits.deja_dits(chemins.publications(), made_of.arretes)
        with construction.ebauche(chemins.publications()) as draft:
            summary = construction.batir(draft, replace(made_of, arretes=(*made_of.arretes, decided)), dire, deja)
            construction.verifier_arretes(summary, deja)
            signed = summary.empreintes[arrete_id.isoformat()]
            _refuser_contenu(contenu.lire(draft, decided, signed), vue)
            _garder(draft, decided)
            summary = _servir(draft, summary, lambda: arretes.oublier(chemins.donnees(), arrete_id))
        end |= dire_publication(summary) | {"empreinte": signed, "numero": decided.numero}
    return summary


def _demande(arrete_id: date, libelle: str, auteur: str, cloture: date | None, phase: int) -> ArreteDecide:
    known = [a.numero for a in arretes.lire(chemins.donnees())]
    number = max([*known, *valeurs("SELECT numero FROM arrete")], default=0) + 1
    return ArreteDecide(arrete_id, libelle.strip(), number, cloture or arrete_id, phase, auteur, horloge.maintenant())


def _garder(draft: Path, decided: ArreteDecide) -> None:
    """Keep what was frozen, with the recipe of its seal and the figures it says, as the draft has them."""
    recipe, signed, figures = dits.dit_par(draft, decided.arrete_id)
    arretes.ecrire(chemins.donnees(), replace(decided, recette=recipe, empreinte=signed), figures)


def _servir(draft: Path, summary: Resume, reprendre: Callable[[], None]) -> Resume:
    """Serve the draft, or take back what was written for it."""
    try:
        return construction.mettre_en_place(draft, chemins.publications(), summary)
    except BaseException:
        reprendre()
        raise


def retirer(arrete_id: date, motif: str, auteur: str, dire: Dire = lambda _: None) -> Resume:
    """Withdraw an arrêté frozen here by mistake: kept with its hash, no longer shown nor compared.

    Raises DepotRefuse when there is no such arrêté, when it comes from the sources, or without a reason.
    """
    with geste("retirer", auteur, arrete_id.isoformat()) as end:
        found = a_retirer(arrete_id, motif)
        withdrawn = Retrait(" ".join(motif.split()), auteur, horloge.maintenant())
        made_of = matiere()
        kept = tuple(replace(a, retrait=withdrawn) if a == found else a for a in made_of.arretes)
        deja = dits.deja_dits(chemins.publications(), made_of.arretes)
        with construction.ebauche(chemins.publications()) as draft:
            summary = construction.batir(draft, replace(made_of, arretes=kept), dire, deja)
            construction.verifier_arretes(summary, deja)
            path = arretes.retirer(chemins.donnees(), arrete_id, withdrawn)
            summary = _servir(draft, summary, path.unlink)
        end |= {"motif": withdrawn.motif} | dire_publication(summary) | {"empreinte": found.empreinte}
    return summary


def a_retirer(arrete_id: date, motif: str) -> ArreteDecide:
    """The arrêté that ``retirer`` would withdraw. Raises DepotRefuse as it would."""
    if not motif.strip():
        raise DepotRefuse("Dites pourquoi l'arrêté est retiré : le motif est gardé et montré.")
    known = {a.arrete_id: a for a in arretes.lire(chemins.donnees())}
    found = known.get(arrete_id)
    if found is None and arrete_id in valeurs("SELECT arrete_id FROM arrete"):
        raise DepotRefuse(
            f"L'arrêté du {jour(arrete_id)} vient des sources, il n'a pas été figé ici : il ne se retire pas."
        )
    if found is None:
        shown = ", ".join(jour(a.arrete_id) for a in known.values() if not a.retrait) or "aucun"
        raise DepotRefuse(f"Aucun arrêté n'a été figé ici au {jour(arrete_id)}. Figés ici : {shown}.")
    if found.retrait:
        raise DepotRefuse(_deja_retire(found, found.retrait))
    return found


def _refuser_contenu(found: Contenu, vue: str | None = None) -> None:
    if found.est_vide:
        raise DepotRefuse(
            f"Rien n'était connu à la clôture du {jour(found.date_cloture)} : l'arrêté serait vide. Vérifiez la date "
            "et la clôture."
        )
    if vue not in (None, found.empreinte):
        raise DepotRefuse("Ce qui est connu a changé depuis que vous l'avez regardé : regardez-le de nouveau.")


def _refuser_arrete(asked: ArreteDecide, dire: Dire) -> None:
    day, closing = asked.arrete_id, asked.date_cloture
    if lire_pointeur(chemins.publications()) is None:
        raise DepotRefuse("Rien n'a encore été publié : publiez ce qui a été accepté, puis arrêtez.")
    if not asked.libelle:
        raise DepotRefuse("L'arrêté n'a pas de nom : donnez celui du comité.")
    dates_d_arrete.refuser(day, closing)
    _refuser_date_prise(day, dire)


def _refuser_date_prise(arrete_id: date, dire: Dire) -> None:
    known = {a.arrete_id: a for a in arretes.lire(chemins.donnees())}
    found = known.get(arrete_id)
    if found and found.retrait:
        raise DepotRefuse(
            f"{_deja_retire(found, found.retrait)} Sa date ne sert plus, pour qu'une même adresse ne donne jamais deux "
            "états : choisissez la veille ou le lendemain."
        )
    shown = valeurs("SELECT arrete_id FROM arrete")
    if found and arrete_id not in shown:
        raise DepotRefuse(
            f"L'arrêté du {jour(arrete_id)} est déjà figé, et n'est pas encore affiché : publiez pour l'afficher."
        )
    if found or arrete_id in shown:
        changes = si_on_rearretait(arrete_id, matiere(), dire)
        told = "\n".join(f"  - {c}" for c in changes) or "  - rien : les chiffres seraient les mêmes."
        raise DepotRefuse(
            f"L'arrêté du {jour(arrete_id)} existe déjà et ne change jamais. Refait avec tout ce qui est connu "
            f"aujourd'hui, il donnerait :\n{told}\nChoisissez une autre date pour arrêter l'état actuel."
        )


def _deja_retire(arrete: ArreteDecide, retrait: Retrait) -> str:
    day = jour(horloge.jour_a_paris(retrait.retire_le))
    return f"L'arrêté du {jour(arrete.arrete_id)} a été retiré le {day} par {retrait.auteur} ({retrait.motif})."
