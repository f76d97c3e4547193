"""Freeze the state known at a closing, under a name and a date, for ever."""

from dataclasses import replace
from datetime import UTC, date, datetime

from ti_dashboard import chemins, disque
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.formats import jour
from ti_dashboard.ingest import arretes, publication
from ti_dashboard.ingest.apercu import si_on_rearretait
from ti_dashboard.ingest.arretes import ArreteDecide
from ti_dashboard.ingest.atelier.edition import dire_publication, matiere
from ti_dashboard.ingest.atelier.geste import Dire, geste
from ti_dashboard.ingest.atelier.servie import valeurs
from ti_dashboard.ingest.publication import Resume


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
        end |= dire_publication(summary) | {"empreinte": summary.empreintes[arrete_id.isoformat()], "numero": number}
    return summary


def _numero() -> int:
    known = [a.numero for a in arretes.lire(chemins.donnees())]
    return max([*known, *valeurs("SELECT numero FROM arrete")], default=0) + 1


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
    return {a.arrete_id for a in arretes.lire(chemins.donnees())} | set(valeurs("SELECT arrete_id FROM arrete"))
