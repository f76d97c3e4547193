"""What is prepared apart never reaches the room: a mark is written in each private field of a séance and of a draft,
then looked for in everything that a guest, a reader or a telephone can ask for, before and during the moves."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from tests.browser.conftest import Serveur
from tests.securite.conftest import PAGE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.live import attendus, etapes, pieces, points, projets_de_decision, seances
from ti_dashboard.live.attendus import AttenduDit
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

MARQUE = "Zircon"
COPIL = "arrete=24/09/2019&phase=Phase+I+(2018-2022)&compare=30/04/2019"
CACHEE = f"/projets?{COPIL}&cherche_projets={MARQUE}"
PDF = b"%PDF-1.7\n" + MARQUE.encode() + b"\ntrailer\n%%EOF\n"
SURFACES = ("page", "salle", "mur", "pupitre")


@pytest.fixture(scope="module")
def seance(magasin: Base) -> Seance:
    """Open, with a step that all see, one under embargo, one with a private note."""
    made = seances.ouvrir(magasin, "COPIL", "Direction", date(2019, 9, 24), f"/?{COPIL}")
    etapes.ajouter(magasin, made.code, "Accueil", "CGET", 5, f"/?{COPIL}")
    hidden = etapes.ajouter(magasin, made.code, f"{MARQUE} titre", f"{MARQUE} intervenant", 5, CACHEE)
    etapes.annoter(magasin, hidden.etape_id, f"{MARQUE} note", est_sous_embargo=True)
    noted = etapes.ajouter(magasin, made.code, "L'argent", "DGE", 5, f"/financements?{COPIL}")
    etapes.annoter(magasin, noted.etape_id, f"{MARQUE} note", est_sous_embargo=False)
    _garnir(magasin, made.code, hidden.etape_id)
    return made


@pytest.fixture(scope="module")
def brouillon(magasin: Base) -> Seance:
    made = seances.preparer(magasin, "Prochain COPIL", f"{MARQUE} animateur", date(2019, 9, 24))
    step = etapes.ajouter(magasin, made.code, f"{MARQUE} étape", f"{MARQUE} intervenant", 5, CACHEE)
    etapes.annoter(magasin, step.etape_id, f"{MARQUE} note", est_sous_embargo=False)
    _garnir(magasin, made.code, step.etape_id)
    return made


def _garnir(magasin: Base, code: str, etape_id: int) -> None:
    """What surrounds an agenda and is not for the room: what is being drafted, who is expected, points, documents."""
    projets_de_decision.rediger(magasin, code, "decision", f"{MARQUE} texte", f"{MARQUE} responsable", None, CACHEE)
    attendus.attendre(magasin, code, [AttenduDit(f"{MARQUE} organisme", f"{MARQUE} fonction", "zircon@exemple.fr")])
    points.proposer(magasin, f"{MARQUE} point {code}", f"{MARQUE} motif", 5, CACHEE, f"{MARQUE} région")
    pieces.joindre(magasin, code, f"{MARQUE}.pdf", PDF, etape_id)


def _sans_marque(texte: str, d_ou: str) -> None:
    assert MARQUE.lower() not in texte.lower(), (d_ou, texte[:300])


def _lire(lignes: Iterator[str]) -> str:
    """What the stream says until it tells where the séance stands, screens unfolded."""
    said = []
    for line in lignes:
        said.append(line)
        if line.startswith("data:") and '"gzip"' in line:
            said.append(gzip.decompress(base64.b64decode(json.loads(line[5:])["gzip"])).decode())
        if line.startswith("data:") and '"statut"' in line and "event: etat" in said:
            return "\n".join(said)
    raise AssertionError("Le flux a fini avant de dire où en est la séance.")


def _adresses(*codes: str) -> list[str]:
    asked = ["/", "/seance", "/salle", "/mur", "/connexion", "/sante", "/pret", "/metriques"]
    for code in codes:
        asked += [f"/{page}?suivre={code}" for page in ("", "seance", "salle", "mur", "connexion")]
        asked += [f"/{page}?animer={code}" for page in ("", "seance", "pupitre")]
        asked += [f"/salle/{code}/image.svg", f"/pupitre/{code}/etat", f"/pupitre/{code}/mots"]
        asked += [f"/pieces/{code}/{number}" for number in range(1, 5)]
    return asked


@pytest.mark.parametrize("role", [RoleDAcces.INVITE, RoleDAcces.LECTEUR, RoleDAcces.ANIMATEUR, RoleDAcces.VISITEUR])
def test_no_address_tells_what_is_prepared_apart(deja_entre, seance, brouillon, role: RoleDAcces):
    """The presenter's right alone tells nothing either: it takes the key of this very séance."""
    client = deja_entre(role)
    for address in _adresses(seance.code, brouillon.code):
        for headers in (PAGE, {}):
            answer = client.get(address, headers=headers)
            _sans_marque(answer.text + str(answer.headers), address)
            _sans_marque(answer.content.decode("latin-1"), address)
            for held in (seance.cle, brouillon.cle):
                assert held not in answer.text
    for geste in ("retirer_la_parole", "parole", "presence", "donner_la_parole", "relire", "vu"):
        for code in (seance.code, brouillon.code):
            said = {"geste": geste, "id": 1, "est_lu": True}
            answer = client.post(f"/gestes/{code}", json=said, headers={"Origin": str(client.base_url).rstrip("/")})
            _sans_marque(answer.text, geste)


@pytest.mark.parametrize("page", ["projets", "accueil"])
def test_the_screen_of_a_hidden_step_is_not_read_by_a_guest(deja_entre, seance, page: str):
    answer = deja_entre(RoleDAcces.INVITE).get(f"/ecrans/courante/{page}?{CACHEE.partition('?')[2]}")
    assert answer.status_code in (400, 403)
    _sans_marque(answer.text, page)


@pytest.mark.parametrize("surface", SURFACES)
def test_the_stream_tells_each_surface_what_all_may_know(
    deja_entre, service: Serveur, magasin: Base, seance, brouillon, surface: str
):
    first_step = etapes.lister(magasin, seance.code)[0].etape_id
    guest, presenter = deja_entre(RoleDAcces.INVITE), deja_entre(RoleDAcces.ANIMATEUR)
    reader = deja_entre(RoleDAcces.LECTEUR)

    def act(geste: str, **said: object) -> None:
        cookies = {f"{seances.TEMOIN}{seance.code}": seance.cle, seances.TEMOIN_POSTE: "a" * 16}
        answer = httpx.post(
            f"{service.adresse}/gestes/{seance.code}",
            json={"geste": geste, **said},
            headers={"Origin": service.adresse},
            cookies={**presenter.cookies, **cookies},
            timeout=20,
        )
        assert answer.status_code == 204, answer.text

    with guest.stream("GET", f"/evenements/{seance.code}?surface={surface}") as answer:
        lines = answer.iter_lines()
        first = _lire(lines)
        told = [first]
        for geste, said in (
            ("deplacer", {"adresse": f"/financements?{COPIL}"}),
            ("dire", {"message": "Pause"}),
            ("deplacer", {"adresse": f"/?{COPIL}"}),
            ("dire", {"message": ""}),
            # The step that follows is the hidden one.
            ("etape", {"id": first_step}),
        ):
            act(geste, **said)
            told.append(_lire(lines))
    for one in told:
        _sans_marque(one, surface)
        assert seance.cle not in one
    events = re.findall(r"^event: (\w+)$", first, re.MULTILINE)
    assert events == (["etat"] if surface == "page" else ["heure", "salle", "etat"])
    assert ("event: ecran" in told[1]) == (surface != "salle")
    with reader.stream("GET", f"/evenements/{brouillon.code}?surface={surface}") as answer:
        said = _lire(answer.iter_lines())
    _sans_marque(said, f"brouillon, {surface}")
    assert '"statut": "brouillon"' in said


def test_a_guest_of_a_draft_waits_and_is_told_when_it_is_for(deja_entre, service: Serveur, brouillon):
    with httpx.Client(base_url=service.adresse, timeout=20) as client:
        entered = client.post(
            "/connexion/seance",
            data={"code": f" {brouillon.code.lower()} ", "vers": f"/salle?suivre={brouillon.code}"},
            headers={"Origin": service.adresse},
        )
        assert (entered.status_code, entered.headers["location"]) == (303, f"/salle?suivre={brouillon.code}")
        for address in _adresses(brouillon.code):
            answer = client.get(address, headers=PAGE)
            _sans_marque(answer.text, address)
        assert "Prochain COPIL" in client.get(f"/salle?suivre={brouillon.code}").text
        refused = client.get(f"/ecrans/courante/projets?{CACHEE.partition('?')[2]}")
        assert refused.status_code == 403
        with client.stream("GET", f"/evenements/{brouillon.code}?surface=salle") as answer:
            _sans_marque(_lire(answer.iter_lines()), "flux")
