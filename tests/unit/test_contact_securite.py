"""``/.well-known/security.txt``: the contact that somebody gave, as RFC 9116 writes it, and no other."""

from datetime import datetime, timedelta

import pytest
from starlette.applications import Starlette

from tests.unit.petite_application import wait_for
from ti_dashboard import horloge
from ti_dashboard.serveur import contact_securite
from ti_dashboard.serveur.appel_interne import ReponseInterne, get
from ti_dashboard.service import declaration

DEMAIN = horloge.aujourd_hui() + timedelta(days=1)
HIER = horloge.aujourd_hui() - timedelta(days=1)


def _dit(tmp_path, monkeypatch, content: str) -> ReponseInterne:
    (tmp_path / "service.toml").write_text(content, encoding="utf-8")
    monkeypatch.setenv(declaration.VARIABLE, str(tmp_path / "service.toml"))
    return wait_for(get(Starlette(routes=contact_securite.routes()), contact_securite.ADRESSE))


def test_what_is_given_is_told_as_the_standard_writes_it(tmp_path, monkeypatch):
    found = _dit(
        tmp_path,
        monkeypatch,
        f'[securite]\ncourriel = "faille@exemple.gouv.fr"\nformulaire = "https://exemple.gouv.fr/faille"\n'
        f'politique = "https://exemple.gouv.fr/politique"\nexpire = {DEMAIN.isoformat()}\n',
    )
    assert (found.statut, found.entetes["content-type"]) == (200, "text/plain; charset=utf-8")
    fields = [line.split(": ", 1) for line in found.corps.decode().splitlines()]
    assert fields == [
        ["Contact", "mailto:faille@exemple.gouv.fr"],
        ["Contact", "https://exemple.gouv.fr/faille"],
        ["Expires", f"{DEMAIN.isoformat()}T23:59:59Z"],
        ["Policy", "https://exemple.gouv.fr/politique"],
        ["Preferred-Languages", "fr, en"],
    ]
    # RFC 3339, with its zone: exactly one, less than a year ahead is the owner's business.
    assert datetime.fromisoformat(fields[2][1]).tzinfo is not None


@pytest.mark.parametrize(
    "content",
    [
        "",
        f"[securite]\nexpire = {DEMAIN.isoformat()}\n",
        '[securite]\ncourriel = "faille@exemple.gouv.fr"\n',
        '[contact]\ncourriel = "accueil@exemple.gouv.fr"\n',
        '[securite]\ncourriel = "pas une adresse"\n',
    ],
    ids=["rien", "sans contact", "sans échéance", "un autre contact", "illisible"],
)
def test_a_contact_that_nobody_gave_is_not_made_up(tmp_path, monkeypatch, content):
    found = _dit(tmp_path, monkeypatch, content)
    assert found.statut == 404 and "exemple" not in found.corps.decode()


def test_without_a_file_of_the_service_there_is_none(monkeypatch):
    monkeypatch.delenv(declaration.VARIABLE, raising=False)
    assert wait_for(get(Starlette(routes=contact_securite.routes()), contact_securite.ADRESSE)).statut == 404


def test_a_contact_out_of_date_is_no_longer_told_and_the_log_says_so(tmp_path, monkeypatch, caplog):
    content = '[securite]\ncourriel = "faille@exemple.gouv.fr"\nexpire = '
    assert _dit(tmp_path, monkeypatch, content + HIER.isoformat()).statut == 404
    assert HIER.isoformat() in caplog.text
    assert _dit(tmp_path, monkeypatch, content + horloge.aujourd_hui().isoformat()).statut == 200
