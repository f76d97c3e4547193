"""Attach by hand what its sender attached to no territory, and undo it: a gesture of its own, in the journal."""

from collections.abc import Iterable, Sequence

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, disque, rattachements
from ti_dashboard.dossier.rattachements import ACTE, PROJET, Attache, Sujet, en_vigueur
from ti_dashboard.errors import RattachementRefuse
from ti_dashboard.ingest.atelier.connaissance import connaissance
from ti_dashboard.ingest.atelier.geste import geste
from ti_dashboard.ingest.atelier.servie import lignes
from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.programme.filtres import PHASES

_MONTRES = 5
_RIEN = "Rien n'a changé."
_NI_SANS_TERRITOIRE = "ni sans territoire dans la publication affichée, ni rattaché à la main"


def rattacher(
    territoire_id: str, sujets: Sequence[str], auteur: str, motif: str = "", phase: int | None = None
) -> Attache:
    """Attach « projet:… » and « acte:…:… » to one territory; figures follow from the next publication and arrêté.

    Raises RattachementRefuse when one of them is not known, or has a territory of its sender, or when the territory is
    not in the programme; nothing then changes.
    """
    with geste("rattacher", auteur, territoire_id) as end:
        by_hand = en_vigueur(rattachements.lire(chemins.donnees()))
        named = _nommer(sujets, phase, {*_sans_territoire(), *by_hand}, _NI_SANS_TERRITOIRE)
        _refuser_hors_programme(territoire_id, {sujet.phase for sujet in named})
        done = _garder(named, territoire_id, auteur, motif)
        end |= {"numero": done.numero, "sujets": [s.ecrire() for s in named], "motif": done.motif}
    return done


def detacher(sujets: Sequence[str], auteur: str, motif: str = "", phase: int | None = None) -> Attache:
    """Undo what was attached by hand: only what the sender says remains.

    Raises RattachementRefuse when one of them is not attached by hand; nothing then changes.
    """
    with geste("detacher", auteur, enumeration(list(sujets[:_MONTRES]))) as end:
        named = _nommer(sujets, phase, en_vigueur(rattachements.lire(chemins.donnees())), "pas rattaché à la main")
        done = _garder(named, None, auteur, motif)
        end |= {"numero": done.numero, "sujets": [s.ecrire() for s in named], "motif": done.motif}
    return done


def _garder(named: tuple[Sujet, ...], territoire_id: str | None, auteur: str, motif: str) -> Attache:
    """One more gesture, known after all others and after every closing: whatever the clock, its rank is its date."""
    before = rattachements.lire(chemins.donnees())
    known = connaissance(max([horloge.aujourd_hui(), *(g.date_connaissance for g in before)]))
    done = Attache(len(before) + 1, named, territoire_id, auteur, " ".join(motif.split()), horloge.maintenant(), known)
    with disque.refus_en_clair(rattachements.dossier(chemins.donnees())):
        rattachements.ajouter(chemins.donnees(), done)
    return done


def _sans_territoire() -> list[Sujet]:
    """What no territory holds in the publication served, both phases."""
    return [
        Sujet(phase, row["projet_id"], row["operateur_id"], row["reference"])
        for phase in PHASES
        for row in lignes("a_rattacher", sur="sujets_rattachables", phase=phase, jour=horloge.aujourd_hui())
    ]


def _nommer(words: Sequence[str], phase: int | None, known: Iterable[Sujet], sinon: str) -> tuple[Sujet, ...]:
    """The subjects that are meant, each once. Raises RattachementRefuse naming those that are not ``known``, and what
    they are ``sinon``.
    """
    if not words:
        raise RattachementRefuse("Dites quoi : un projet (projet:CODE) ou un acte (acte:FINANCEUR:RÉFÉRENCE).")
    by_word: dict[str, list[Sujet]] = {}
    for sujet in known:
        if phase in (None, sujet.phase):
            by_word.setdefault(sujet.ecrire(), []).append(sujet)
    lost = [word for word in words if word not in by_word]
    if lost:
        raise RattachementRefuse(_inconnus(lost, sinon))
    twice = [word for word in words if len(by_word[word]) > 1]
    if twice:
        raise RattachementRefuse(f"{twice[0]} existe dans les deux phases : dites laquelle, avec --phase. {_RIEN}")
    return tuple(dict.fromkeys(by_word[word][0] for word in words))


def _inconnus(lost: list[str], sinon: str) -> str:
    others = len(lost) - _MONTRES
    shown = ", ".join(lost[:_MONTRES]) + (f" et {accord(others, 'autre')}" if others > 0 else "")
    return (
        f"{sinon[:1].upper()}{sinon[1:]} : {shown}. Un projet s'écrit « {PROJET}:CODE », un acte sans projet "
        f"« {ACTE}:FINANCEUR:RÉFÉRENCE » ; la page Données, volet Rapprochement, en donne la liste. {_RIEN}"
    )


def _refuser_hors_programme(territoire_id: str, phases: set[int]) -> None:
    for phase in sorted(phases):
        rows = lignes("territoires_presents", phase=phase, jour=horloge.aujourd_hui())
        present = {row["territoire_id"] for row in rows}
        if territoire_id not in present:
            raise RattachementRefuse(
                f"{territoire_id} n'est pas un territoire du programme en phase {phase} : ce qui est de cette phase ne "
                f"peut pas lui être rattaché. {_RIEN}"
            )
