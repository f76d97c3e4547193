"""What the rule of retention lets go, and what it never does: anything a figure rests on."""

import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, fonder, somme, verifier
from tests.magasin import base as magasin
from ti_dashboard import horloge
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import chemins, conservation, depots, journal, journal_eprouve
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier import purge
from ti_dashboard.live import attendus, marche, pieces, seances
from ti_dashboard.live.liste_collee import attendu_dit


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    fonder(tmp_path / "donnees")
    return tmp_path / "donnees"


def _vieillir(*paths: Path, jours: int = 400) -> None:
    # At noon: the same hour of UTC is another day in Paris, in summer and in winter.
    then = datetime.combine(horloge.aujourd_hui() - timedelta(days=jours), time(12), UTC).timestamp()
    for path in paths:
        os.utime(path, (then, then))


def _purger(capsys, *mots):
    code = main(["purger", *mots])
    return code, " ".join(capsys.readouterr().out.split())


def _attendre(base, nom, jours):
    day = horloge.aujourd_hui() - timedelta(days=jours)
    depot = verifier(fichier(base.parent, "financements", [financement(nom, "5")], f"{nom}.csv"), date_reception=day)
    _vieillir(depots.attente() / depot.depot_id / depots.FICHE, jours=jours)
    return depot


def test_a_deposit_that_nobody_accepted_goes_after_its_time(base, capsys):
    old, recent = _attendre(base, "A", 91), _attendre(base, "B", 89)
    code, said = _purger(capsys)
    assert code == 0 and "Essai : rien n'est purgé" in said and old.depot_id in said and recent.depot_id not in said
    assert "90 jours un dépôt lu et jamais accepté" in said
    assert {d.depot_id for d in depots.prepares()} == {old.depot_id, recent.depot_id}
    assert _purger(capsys, "--executer")[0] == 0
    assert [d.depot_id for d in depots.prepares()] == [recent.depot_id]
    line = next(e for e in journal.lire(base) if e.geste == "purger" and e.objet == f"Dépôt {old.depot_id}")
    assert line.detail["sha256"] == {old.fichiers[0].nom: old.fichiers[0].sha256}
    assert journal_eprouve.eprouver(base).rupture == ""
    assert "Rien n'est à purger" in _purger(capsys, "--executer")[1]


def test_the_files_of_a_deposit_set_aside_go_and_their_rows_stay(base, capsys):
    depot = deposer(fichier(base.parent, "financements", [financement("C", "10")]))
    atelier.ecarter(depot.depot_id, AUTEUR)
    _vieillir(depots.dossier() / depot.depot_id / depots.ECART)
    received = depots.recus() / depot.fichiers[0].sha256
    assert _purger(capsys, "--executer")[0] == 0
    assert not received.exists()
    assert conservation.purges(depots.dossier() / depot.depot_id) == {received.name: horloge.aujourd_hui()}
    # Its rows count again when it is taken back, and the screen says where its file went.
    atelier.reprendre(depot.depot_id, AUTEUR)
    atelier.publier(AUTEUR)
    assert str(somme()) == "150.50"


def test_a_file_that_an_accepted_deposit_shares_stays(base, capsys):
    path = fichier(base.parent, "financements", [financement("C", "10")])
    depot = deposer(path)
    atelier.ecarter(depot.depot_id, AUTEUR)
    _vieillir(depots.dossier() / depot.depot_id / depots.ECART)
    deposer(path, date_reception=horloge.aujourd_hui() - timedelta(days=3))
    assert len(depots.acceptes()) == 1
    assert "Rien n'est à purger" in _purger(capsys, "--executer")[1]
    assert (depots.recus() / depot.fichiers[0].sha256).exists()


@pytest.mark.parametrize("appui", ["affichee", "precedente", "arrete"])
def test_nothing_goes_on_which_a_figure_rests(base, capsys, appui):
    depot = deposer(fichier(base.parent, "financements", [financement("C", "10")]))
    atelier.publier(AUTEUR)
    if appui == "arrete":
        atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)
    # As « revenir » leaves it: set aside, though what was said rests on it.
    depots.ecarter(depot.depot_id, AUTEUR)
    _vieillir(depots.dossier() / depot.depot_id / depots.ECART)
    if appui == "precedente":
        atelier.publier(AUTEUR)
    assert "Rien n'est à purger" in _purger(capsys, "--executer")[1]
    assert (depots.recus() / depot.fichiers[0].sha256).exists()


def test_publications_neither_shown_nor_the_one_before_go(base, capsys):
    for rank in (1, 2):
        deposer(fichier(base.parent, "financements", [financement(f"C{rank}", "10")], f"c{rank}.csv"))
        atelier.publier(AUTEUR)
    files = sorted(chemins.publications().glob("[0-9]*.duckdb"))
    _vieillir(*files)
    pointer = lire_pointeur(chemins.publications())
    kept = {pointer["publication"], pointer["precedente"]["publication"]}
    assert len(files) == 3 and _purger(capsys, "--executer")[0] == 0
    assert {p.name for p in chemins.publications().glob("[0-9]*.duckdb")} == kept
    gone = [e for e in journal.lire(base) if e.geste == "purger" and e.objet.startswith("Publication ")]
    assert len(gone) == 1 and next(iter(gone[0].detail["sha256"])) not in kept


def test_bytes_that_no_deposit_names_go(base, capsys):
    path = depots.recus() / ("a" * 64)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"reste")
    assert "Rien n'est à purger" in _purger(capsys)[1]
    _vieillir(path)
    assert _purger(capsys, "--executer")[0] == 0 and not path.exists()


def test_nothing_goes_when_what_is_shown_is_not_whole(base, capsys):
    _attendre(base, "A", 91)
    served = chemins.publications() / lire_pointeur(chemins.publications())["publication"]
    served.write_bytes(served.read_bytes()[:-1] + b"x")
    code, said = _purger(capsys, "--executer")
    assert code == 1 and "a été modifiée après coup" in said and len(depots.prepares()) == 1


@pytest.mark.parametrize(
    ("dit", "attente"), [("attente=10", 10), (" attente = 7 , publications=30", 7), ("", 90), ("ecartes=1", 90)]
)
def test_the_rule_is_what_is_configured(dit, attente, monkeypatch):
    monkeypatch.setenv(conservation.VARIABLE, dit)
    assert conservation.regle().attente == attente


@pytest.mark.parametrize("dit", ["attente", "attente=0", "attente=-1", "autre=3", "attente=1e3", "attente=99999999"])
def test_a_rule_that_is_not_understood_purges_nothing(dit, base, monkeypatch, capsys):
    old = _attendre(base, "A", 2_000)
    monkeypatch.setenv(conservation.VARIABLE, dit)
    code, said = _purger(capsys, "--executer")
    assert code == 1 and "ne se comprend pas" in said and "Rien n'est purgé" in said
    assert [d.depot_id for d in depots.prepares()] == [old.depot_id]


def test_killed_between_the_journal_and_the_file_it_is_done_again(base, capsys, monkeypatch):
    old = _attendre(base, "A", 91)

    def mourir(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(purge, "_oter", mourir)
        assert _purger(capsys, "--executer")[0] == 130
    assert old.depot_id in {d.depot_id for d in depots.prepares()}
    assert any(e.objet == f"Dépôt {old.depot_id}" for e in journal.lire(base))
    assert _purger(capsys, "--executer")[0] == 0 and not depots.prepares()
    assert datetime.fromisoformat(journal.lire(base)[-1].instant)


def test_the_mails_of_those_expected_go_once_the_seance_has_long_been_closed(base, capsys, monkeypatch):
    monkeypatch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
    store = magasin()
    made = seances.ouvrir(store, "COPIL", "Direction", horloge.aujourd_hui())
    attendus.attendre(store, made.code, [attendu_dit("CGET", "Directrice", "d@cget.fr")])
    piece = pieces.joindre(store, made.code, "note.pdf", b"%PDF-1.7\n%%EOF\n")
    pieces.retirer(store, piece.piece_id)
    marche.clore(store, made.code, "Direction")
    assert "Rien n'est à purger" in _purger(capsys)[1]
    later = horloge.maintenant() + timedelta(days=91)
    monkeypatch.setattr(horloge, "maintenant", lambda: later)
    said = _purger(capsys)[1]
    assert "1 courriel de qui était attendu" in said and f"Document {piece.sha256[:16]}" in said
    assert attendus.lister(store, made.code)[0].courriel == "d@cget.fr" and (pieces.dossier() / piece.sha256).exists()
    assert _purger(capsys, "--executer")[0] == 0
    assert [(a.organisme, a.courriel) for a in attendus.lister(store, made.code)] == [("CGET", "")]
    assert not (pieces.dossier() / piece.sha256).exists()
