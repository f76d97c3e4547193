"""The hand over the room, on SQLite and on PostgreSQL: one post holds it at any time."""

import pytest

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import journal, marche, relais, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance


def test_the_first_post_holds_the_room_and_the_next_one_is_told_of_once(magasin: Base, seance: Seance):
    relais.arriver(magasin, seance.code, "a")
    before = magasin.etat(seance.code)
    for _ in range(2):
        relais.arriver(magasin, seance.code, "b")
    assert magasin.etat(seance.code).revision == before.revision + 1
    found = seances.lire(magasin, seance.code)
    assert relais.tient(found, "a") and not relais.tient(found, "b")
    assert (relais.nb_autres(magasin, seance.code, "a"), relais.nb_autres(magasin, seance.code, "b")) == (1, 1)


def test_only_who_holds_it_answers_and_only_who_asked_takes_it(magasin: Base, seance: Seance, monkeypatch):
    for poste in "abc":
        relais.arriver(magasin, seance.code, poste)
    with pytest.raises(GesteRefuse, match="n'est plus demandée"):
        relais.repondre(magasin, seance.code, "a", accepte=True)
    relais.demander(magasin, seance.code, "b")
    with pytest.raises(GesteRefuse, match="n'est plus demandée"):
        relais.repondre(magasin, seance.code, "c", accepte=True)
    with pytest.raises(GesteRefuse, match="pour répondre"):
        relais.prendre_sans_reponse(magasin, seance.code, "b")
    monkeypatch.setattr(relais, "REPONSE_S", 0)
    with pytest.raises(GesteRefuse, match="demandez-la de nouveau"):
        relais.prendre_sans_reponse(magasin, seance.code, "c")
    relais.repondre(magasin, seance.code, "a", accepte=True)
    assert seances.lire(magasin, seance.code).main == "b"
    assert [e.geste for e in journal.lire(magasin, seance.code)] == ["ouvrir", "passer_la_main"]
    marche.clore(magasin, seance.code, "CGET")
    with pytest.raises(GesteRefuse, match="est close"):
        relais.demander(magasin, seance.code, "a")
