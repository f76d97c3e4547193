"""A whole committee played by its surfaces' own gestures on a real server, on each store, then its minutes."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outils.comite import attendu, proces_verbal_tenu
from outils.comite.acte import PUPITRE
from outils.comite.confrontation import Preuves, confronter
from outils.comite.jeu import Fait, Jeu
from outils.comite.preparation import preparer
from outils.comite.scenario import COMITE
from outils.comite.surface import client
from tests.browser.conftest import Serveur, start_server
from ti_dashboard.comite.ecrit.proces_verbal import ProcesVerbal, relu
from ti_dashboard.live import amendements, journal, proces_verbaux
from ti_dashboard.live.base import Base

SOUS_EMBARGO = next(point.titre for point in COMITE.points if point.est_sous_embargo)
MUR, TELEPHONE = "mur", "salle"


@pytest.fixture
def serveur_du_comite(donnees_servies: Path, url_vide: str, magasin: Base, tmp_path, monkeypatch) -> Iterator[Serveur]:
    """The application over the store of the test: an embedded one, then PostgreSQL."""
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", url_vide)
    started = start_server(donnees_servies, tmp_path / "serveur.txt")
    yield started
    started.stop()


@pytest.fixture
def jeu(serveur_du_comite: Serveur, magasin: Base) -> Iterator[Jeu]:
    played = Jeu(preparer(magasin, COMITE), lambda _qui: client(serveur_du_comite.adresse))
    yield played
    played.fermer()


class Temoin:
    """A wall and a telephone that come after each gesture: what they are told, against what was just played."""

    def __init__(self, jeu: Jeu) -> None:
        self.jeu, self.ecran, self.embargo = jeu, attendu.ecran("/"), True
        self.dits = {"noircir": "est_noir", "dire": "message", "projeter": "projecteur"}

    def voir(self, fait: Fait) -> None:
        wall, phone = (self.jeu.surface(PUPITRE).entendre(kind) for kind in (MUR, TELEPHONE))
        assert wall == phone
        if fait.acte.montre:
            self.ecran = attendu.ecran(fait.acte.montre)
            self.embargo = self.embargo and "emplois-crees" not in fait.acte.montre
        assert attendu.ecran(wall["adresse"]) == self.ecran
        if (name := self.dits.get(fait.acte.geste)) is not None:
            (sent,) = fait.corps.values()
            assert wall[name] == (sent or None if isinstance(sent, str) else sent)
        assert any(one["titre"] == SOUS_EMBARGO for one in wall["agenda"]) != self.embargo
        assert (wall["lecture"] is not None) == (fait.acte.geste == "relire")


def test_the_minutes_of_a_committee_say_what_was_played_and_nothing_else(jeu: Jeu, magasin: Base):
    code, witness = jeu.seance.code, Temoin(jeu)
    draft = jeu.surface(PUPITRE).entendre(TELEPHONE)
    assert (draft["statut"], draft["adresse"], draft["agenda"]) == ("brouillon", "", [])
    jeu.jouer(COMITE.actes, apres=witness.voir)
    found = proces_verbal_tenu.tenir(magasin, COMITE, jeu)
    assert len(found) == 10
    assert not any(found.values()), found
    waited = next(fait.duree_s for fait in jeu.faits if fait.acte.geste == "clore")
    print(f"procès-verbal rédigé {waited:.1f} s après le geste de clôture (visé : 5)")
    kept = proces_verbaux.sceller(magasin, code, relu(proces_verbaux.lire(magasin, code).contenu)["arrete"]["racine"])
    assert proces_verbaux.tient(kept, amendements.lister(magasin, code))
    _voir_chaque_alteration(jeu, relu(kept.contenu), magasin)


def _vider(champ: str) -> Callable[[ProcesVerbal], None]:
    return lambda minutes: minutes[champ].pop()


def _doubler(champ: str) -> Callable[[ProcesVerbal], None]:
    return lambda minutes: minutes[champ].append(copy.deepcopy(minutes[champ][0]))


def _changer(champ: str, cle: str, valeur: object) -> Callable[[ProcesVerbal], None]:
    return lambda minutes: minutes[champ][-1].update({cle: valeur})


JAMAIS = "2000-01-01T00:00:00.000+00:00"
ALTERATIONS: dict[str, list[Callable[[ProcesVerbal], None]]] = {
    "ordre du jour": [_vider("points"), _changer("points", "minutes", 99), _changer("points", "sous_embargo", True)],
    "horaires": [
        _vider("suspensions"),
        _changer("points", "passages", []),
        lambda minutes: minutes.update(ouverte_le=JAMAIS),
        _changer("suspensions", "a", JAMAIS),
    ],
    "présences": [
        _vider("presences"),
        _changer("presences", "represente", "X"),
        _changer("presences", "depart_le", ""),
    ],
    "prises de parole": [_vider("paroles"), _doubler("paroles"), _vider("temps_de_parole")],
    "décisions": [
        _vider("conclusions"),
        _doubler("conclusions"),
        _changer("conclusions", "responsable", "X"),
        _changer("conclusions", "adresse", "/projets"),
    ],
    "corrections": [_vider("corrections"), _doubler("corrections"), _changer("corrections", "ancienne", "487")],
    "écrans": [
        _vider("ecrans"),
        _doubler("ecrans"),
        _changer("ecrans", "point", "X"),
        _changer("ecrans", "instant", ""),
    ],
    "arrêté": [lambda minutes: minutes["arrete"].update(date="2019-04-30"), lambda m: m["arrete"].update(sources="")],
    "document": [lambda minutes: minutes.update(code="ZZZZZZ"), lambda minutes: minutes.update(numero=999)],
    "sceau": [lambda minutes: minutes["arrete"].update(racine="0"), lambda minutes: minutes.update(tete_du_journal="")],
}


def _voir_chaque_alteration(jeu: Jeu, minutes: ProcesVerbal, magasin: Base) -> None:
    """Whatever is missing, added or changed in the minutes is named, by its ingredient."""
    played = attendu.lire(COMITE, jeu.faits)
    words = proces_verbal_tenu.mots(proces_verbal_tenu.cloture.fichier(magasin, jeu.seance.code, "docx"))
    closing = next(line for line in journal.lire(magasin, jeu.seance.code) if line.geste == "clore")
    proofs = Preuves((minutes["arrete"]["recette"], minutes["arrete"]["racine"]), closing.empreinte, words)
    for name, changes in ALTERATIONS.items():
        for change in changes:
            altered = copy.deepcopy(minutes)
            change(altered)
            assert confronter(COMITE, played, altered, proofs)[name], name
