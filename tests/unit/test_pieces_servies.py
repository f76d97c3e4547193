"""``/pieces/CODE/ID``: who reads a document of a séance, and when; how it leaves."""

from datetime import date

import pytest
from starlette.applications import Starlette

from tests.unit.test_cle_animation import Client
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import Personne, au_poste, invite
from ti_dashboard.live import etapes, marche, pieces, seances
from ti_dashboard.live.base import Base
from ti_dashboard.serveur import pieces_servies

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
LECTEUR = Personne("Région", frozenset({RoleDAcces.LECTEUR}), compte_id=4)


class Lieu:
    """A draft with a document, and a step under embargo with another; asked for by somebody."""

    def __init__(self, magasin: Base) -> None:
        self.magasin = magasin
        self.seance = seances.preparer(magasin, "COPIL", "Direction", date(2019, 9, 24))
        self.code = self.seance.code
        self.etape = etapes.ajouter(magasin, self.code, "Secret", "", 5, "/financements")
        etapes.annoter(magasin, self.etape.etape_id, "", est_sous_embargo=True)
        self.libre = pieces.joindre(magasin, self.code, "Éléments « d'été ».pdf", PDF)
        self.tenue = pieces.joindre(magasin, self.code, "b.pdf", PDF, self.etape.etape_id)

    def demander(self, piece: pieces.Piece, qui: Personne, cle: str = "", code: str = ""):
        async def named(scope, receive, send):
            scope.setdefault("state", {})["personne"] = qui
            await Starlette(routes=pieces_servies.routes())(scope, receive, send)

        headers = {"cookie": f"animer-{self.code}={cle}"} if cle else {}
        return Client(named).get(f"/pieces/{code or self.code}/{piece.piece_id}", headers=headers)

    def statuts(self, qui: Personne, cle: str = "") -> list[int]:
        return [self.demander(one, qui, cle).status_code for one in (self.libre, self.tenue)]


@pytest.fixture
def lieu(magasin: Base, monkeypatch, tmp_path) -> Lieu:
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.setattr(pieces_servies, "base", lambda: magasin)
    return Lieu(magasin)


def test_of_a_draft_only_who_presents_reads_anything(lieu: Lieu):
    for who in (LECTEUR, invite(lieu.code), au_poste()):
        assert lieu.statuts(who) == [404, 404]
    assert lieu.statuts(au_poste(), lieu.seance.cle) == [200, 200]
    assert lieu.statuts(au_poste(), "A" * 16) == [404, 404]
    # The key alone gives nothing to who has no right to present.
    assert lieu.statuts(LECTEUR, lieu.seance.cle) == [404, 404]


def test_the_room_reads_what_is_no_longer_held(lieu: Lieu):
    marche.commencer(lieu.magasin, lieu.code)
    assert lieu.statuts(invite(lieu.code)) == [200, 404]
    said = lieu.demander(lieu.tenue, LECTEUR).text
    assert "n'existe pas" in said and "b.pdf" not in said
    marche.deplacer(lieu.magasin, lieu.code, "/financements", 1, lieu.etape.etape_id)
    assert lieu.statuts(invite(lieu.code)) == [200, 200]
    pieces.retirer(lieu.magasin, lieu.libre.piece_id)
    assert lieu.statuts(LECTEUR) == [404, 200]


def test_a_guest_of_another_seance_is_refused_and_a_document_is_of_its_own(lieu: Lieu):
    marche.commencer(lieu.magasin, lieu.code)
    assert lieu.demander(lieu.libre, invite("ZZZZZZ")).status_code == 403
    other = seances.ouvrir(lieu.magasin, "Autre", "Direction", date(2019, 9, 24))
    assert lieu.demander(lieu.libre, LECTEUR, code=other.code).status_code == 404


def test_it_leaves_as_a_file_to_keep_under_its_name(lieu: Lieu):
    marche.commencer(lieu.magasin, lieu.code)
    answer = lieu.demander(lieu.libre, LECTEUR)
    assert answer.content == PDF and answer.headers["content-type"] == "application/pdf"
    said = answer.headers["content-disposition"]
    assert said.startswith("attachment;") and "%C3%89l%C3%A9ments%20%C2%AB%20d%27%C3%A9t%C3%A9%20%C2%BB.pdf" in said
    assert answer.headers["cache-control"] == "no-store"


def test_a_content_that_was_lost_is_said(lieu: Lieu):
    marche.commencer(lieu.magasin, lieu.code)
    (pieces.dossier() / lieu.libre.sha256).unlink()
    answer = lieu.demander(lieu.libre, LECTEUR)
    assert answer.status_code == 404 and "ne se lit pas" in answer.text
