"""The boards already composed, kept as the text that is sent: composed once for all who ask, bounded in bytes."""

import hashlib
import json
import threading
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ti_dashboard.adresse import parametres, partagee
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions import de_la_page, titre_de_la_page
from ti_dashboard.compositions.boites import INVITES, LIBELLES
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.magasin.reponses import Reponses
from ti_dashboard.planche import plans_du_mur, portee
from ti_dashboard.planche.contrat import Bandeau, Ecran, FiltreDit, Plan, Puce
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.ouvertes import MENTION, mention

OCTETS_GARDES = 32 * 1024 * 1024
OCTETS_D_UNE_CLE, OCTETS_D_UN_PLAN = 200, 1200
DEMONSTRATION = "Données de démonstration"


class Gardee(NamedTuple):
    """A board as it is sent, and its plans."""

    octets: bytes
    plans: list[Plan]


_gardees: "WeakKeyDictionary[Publication, Reponses[Gardee]]" = WeakKeyDictionary()
_verrou = threading.Lock()
AUCUNE = Gardee(b"null", [])


def planche(contexte: Contexte, cle: str, mots: Mots) -> Ecran | None:
    """One board of the page of ``contexte``, or None where it has none at this address."""
    found: Ecran | None = json.loads(_ecrite(contexte, de_la_page(contexte.fichier)[cle], mots).octets)
    return found


def est_de_l_adresse(contexte: Contexte, cle: str, mots: Mots, demandes: Mots) -> bool:
    """Whether the screen at an address that says ``demandes`` holds the board made from ``mots``."""
    declared = de_la_page(contexte.fichier)[cle]
    return declared.retenir(mots) == declared.retenir(demandes)


def page(contexte: Contexte, mots: Mots) -> bytes:
    """``PageComposee``, written: every board of the page of ``contexte``."""
    declared = de_la_page(contexte.fichier)
    written = {one.cle: _ecrite(contexte, one, mots) for one in declared.values()}
    boards = b",".join(b"%s:%s" % (_json(cle), board.octets) for cle, board in written.items())
    said = {"adresse": adresse(contexte, mots), "filtres": filtres(contexte), "bandeau": bandeau(contexte)}
    cut = plans_du_mur.de_la_page(board.plans for board in written.values())
    head = {"page": contexte.fichier, "titre": titre_de_la_page(contexte, mots), **said, "plans": cut}
    return b'%s,"planches":{%s}}' % (_json(head)[:-1], boards)


def plans(contexte: Contexte, mots: Mots) -> list[Plan]:
    """The plans of the page of ``contexte``, in order; none where it is not made of boards."""
    declared = de_la_page(contexte.fichier).values()
    return plans_du_mur.de_la_page(_ecrite(contexte, one, mots).plans for one in declared)


def adresse(contexte: Contexte, mots: Mots) -> str:
    """The query of this screen, in one way only: the shared filters, then the parameters of its boards by name."""
    own = {key: values for one in de_la_page(contexte.fichier).values() for key, values in one.retenir(mots).items()}
    words = [*partagee.en_mots(contexte.choix, contexte.vocabulaire).items(), *sorted(own.items())]
    return partagee.en_requete(words)


def filtres(contexte: Contexte) -> list[FiltreDit]:
    """What each box over the page says, in their order."""
    words = partagee.en_mots(contexte.choix, contexte.vocabulaire)
    return [
        FiltreDit(cle=key, libelle=label, valeur=", ".join(words[key]) or INVITES[key])
        for key, label in LIBELLES.items()
    ]


def mots_suivis(fichier: str) -> list[str]:
    """The parameters of an address that the boards of a page depend on, the shared filters first."""
    own = (name for one in de_la_page(fichier).values() for name in one.mots)
    return list(dict.fromkeys((*parametres.PARTAGES, *own)))


def bandeau(contexte: Contexte) -> Bandeau:
    arrete = contexte.arrete
    said = [DEMONSTRATION] if arrete.est_demonstration else []
    said += [MENTION] if mention(contexte.publication, contexte.choix) else []
    named = arrete.libelle.removesuffix(f" du {arrete.etiquette}")
    words = partagee.en_mots(contexte.choix, contexte.vocabulaire)
    kept = [Puce(cle=key, filtre=one.libelle, choix=label) for key, one in FILTRES.items() for label in words[key]]
    return Bandeau(arrete=arrete.etiquette, nom=named, mentions=said, puces=kept)


def _ecrite(contexte: Contexte, composition: Composition, mots: Mots) -> Gardee:
    own = composition.retenir(mots)
    # Of one size, however long what is searched for.
    key = hashlib.sha256(repr((contexte.fichier, composition.cle, contexte.choix, own)).encode()).digest()
    return _de(contexte.publication).obtenir(key, partial(_composer, contexte, composition, own))


def _de(publication: Publication) -> Reponses[Gardee]:
    with _verrou:
        return _gardees.setdefault(publication, Reponses(OCTETS_GARDES, _peser))


def _peser(board: Gardee) -> int:
    return len(board.octets) + OCTETS_D_UNE_CLE + OCTETS_D_UN_PLAN * len(board.plans)


def _composer(contexte: Contexte, composition: Composition, mots: Mots) -> Gardee:
    board = composition.composer(contexte, mots)
    if board is None:
        return AUCUNE
    told = portee.reserver(board, contexte.choix)
    return Gardee(_json(told), plans_du_mur.de_la_planche(composition.cle, told))


def _json(part: Mapping[str, object] | str) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
