"""A séance rehearsed: what would go wrong before the room, step by step, in words. Pure but for what it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import urlsplit

from ti_dashboard.adresse.pages import ACCUEIL, trouver
from ti_dashboard.compositions import de_la_page, ecran_demande, planches_gardees
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.formats import accord, enumeration, jour
from ti_dashboard.live import pieces
from ti_dashboard.live.attendus import AttenduASeance
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.pieces import Piece
from ti_dashboard.live.seances import Seance
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.planche.contrat import Tuile

NOMS_DITS = 3


class Gravite(IntEnum):
    """``VOIR``: it can be shown, and somebody will ask; ``CORRIGER``: it cannot be shown as it is."""

    PRET = 0
    VOIR = 1
    CORRIGER = 2


@dataclass(frozen=True)
class ConstatDeRepetition:
    gravite: Gravite
    dit: str


@dataclass(frozen=True)
class LigneRepetee:
    """One step, or the séance as a whole when there is none."""

    etape: Etape | None
    constats: tuple[ConstatDeRepetition, ...]

    @property
    def gravite(self) -> Gravite:
        return max((one.gravite for one in self.constats), default=Gravite.PRET)


def repeter(
    publication: Publication, seance: Seance, agenda: list[Etape], jointes: list[Piece], attendus: list[AttenduASeance]
) -> list[LigneRepetee]:
    """The séance first, then each step in its order."""
    whole = [*_ensemble(seance, agenda, attendus), *_documents([one for one in jointes if one.etape_id is None])]
    known = {step.etape_id for step in agenda}
    if lost := [one for one in jointes if one.etape_id is not None and one.etape_id not in known]:
        whole.append(_voir(f"{accord(len(lost), 'document')} d'une étape retirée : la salle ne le lira pas"))
    lines = [LigneRepetee(None, tuple(whole))]
    for step in agenda:
        own = _documents([one for one in jointes if one.etape_id == step.etape_id])
        lines.append(LigneRepetee(step, (*_ecran(publication, seance, step), *own, *_tenue(step))))
    return lines


def _voir(dit: str) -> ConstatDeRepetition:
    return ConstatDeRepetition(Gravite.VOIR, dit)


def _corriger(dit: str) -> ConstatDeRepetition:
    return ConstatDeRepetition(Gravite.CORRIGER, dit)


def _ensemble(seance: Seance, agenda: list[Etape], attendus: list[AttenduASeance]) -> Iterator[ConstatDeRepetition]:
    total, slot = sum(step.minutes for step in agenda), seance.duree_prevue
    if not agenda:
        yield _corriger("l'ordre du jour est vide")
    if slot and total > slot:
        over = accord(total - slot, "minute")
        yield _corriger(f"{accord(total, 'minute')} à l'ordre du jour pour {slot} prévues : {over} de trop")
    if not slot:
        yield _voir("la durée prévue n'est pas dite")
    if seance.prevue.quand is None:
        yield _voir("la date prévue n'est pas dite")
    if not seance.lieu:
        yield _voir("le lieu n'est pas dit")
    if not attendus:
        yield _voir("personne n'est attendu")
    elif waiting := sum(one.convie_le is None for one in attendus if one.courriel):
        yield _voir(f"{accord(waiting, 'personne attendue', 'personnes attendues')} sans invitation envoyée d'ici")


def _tenue(step: Etape) -> Iterator[ConstatDeRepetition]:
    if not step.minutes:
        yield _voir("aucune minute n'est donnée")
    if not step.intervenant:
        yield _voir("aucun intervenant n'est nommé")


def _documents(jointes: list[Piece]) -> Iterator[ConstatDeRepetition]:
    for one in jointes:
        try:
            pieces.contenu(one)
        except TableauDeBordError as error:
            yield _corriger(str(error).rstrip("."))


def _ecran(publication: Publication, seance: Seance, step: Etape) -> Iterator[ConstatDeRepetition]:
    """Composed as the room will have it, without any session."""
    parts = urlsplit(step.adresse)
    page = trouver(parts.path.strip("/") or ACCUEIL.fichier)
    if page is None:
        yield _corriger("son adresse n'est celle d'aucune page")
        return
    try:
        contexte, words = ecran_demande.lire(publication, page, parts.query)
        boards = [planches_gardees.planche(contexte, key, words) for key in de_la_page(page.fichier)]
    except TableauDeBordError as error:
        yield _corriger(f"son écran ne s'ouvre pas : {str(error).rstrip('.')}")
        return
    if contexte.choix.arrete != seance.arrete:
        yield _voir(f"son arrêté est celui du {jour(contexte.choix.arrete)}, pas celui de la séance")
    if not boards:
        yield _voir("cette page ne se projette pas : le mur n'en montre que le titre")
    if boards and not any(boards):
        yield _voir("son écran n'a rien à montrer")
    yield from _chiffres([tile for board in boards if board for tile in board["tuiles"]])


def _chiffres(tiles: list[Tuile]) -> Iterator[ConstatDeRepetition]:
    unknown = [tile["libelle"] for tile in tiles if tile["est_inconnu"]]
    partly = [t["libelle"] for t in tiles if not t["est_inconnu"] and t["couverture"]["inconnus"]]
    differs = [t["libelle"] for t in tiles if (told := t["publie"]) and told["etat"] == "different"]
    moved = [tile["libelle"] for tile in tiles if tile["scelle"]]
    for names, one, many in (
        (unknown, "chiffre inconnu", "chiffres inconnus"),
        (partly, "chiffre connu en partie", "chiffres connus en partie"),
        (differs, "chiffre autre que celui qui a été publié", "chiffres autres que ceux qui ont été publiés"),
        (moved, "chiffre recalculé depuis l'arrêté", "chiffres recalculés depuis l'arrêté"),
    ):
        if names:
            yield _voir(f"{accord(len(names), one, many)} ({_noms(names)})")


def _noms(names: list[str]) -> str:
    kept = list(dict.fromkeys(names))
    return enumeration(kept) if len(kept) <= NOMS_DITS else f"{', '.join(kept[:NOMS_DITS])}…"
