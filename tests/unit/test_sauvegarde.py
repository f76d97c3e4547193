"""A backup holds all that cannot be made again, comes back as it was in either engine, and says what is wrong."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from sqlalchemy import MetaData, insert, inspect, select

from tests import postgres
from tests.depot import interroger, somme
from tests.sauvegardes import DOCUMENT, PIECE, contenu, ecrire_une_seance, lignes, remplir
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import chemins, journal, journal_eprouve, verrou
from ti_dashboard.live import gardees, mise_a_niveau, tables, tables_d_entree, tables_de_seance
from ti_dashboard.live.base import Base, tel_qu_il_est
from ti_dashboard.magasin.guichet import service
from ti_dashboard.sauvegarde import conteneur, essai_a_blanc


@pytest.fixture(scope="module")
def modele(tmp_path_factory):
    base = tmp_path_factory.mktemp("modele") / "donnees"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        remplir(base)
        ecrire_une_seance(f"sqlite:///{base / 'seance.sqlite'}")
    return base


@pytest.fixture
def base(modele, tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
    return shutil.copytree(modele, tmp_path / "donnees")


def _dire(capsys, *mots):
    code = main(list(map(str, mots)))
    return code, " ".join(capsys.readouterr().out.split())


def test_each_table_of_the_live_store_says_whether_it_is_kept(magasin):
    with magasin.lire() as con:
        found = set(inspect(con).get_table_names()) - {"alembic_version"}
    said = {name for module in (tables, tables_d_entree, tables_de_seance) for name in module.METADATA.tables}
    assert found == said == set(gardees.GARDEES) | set(gardees.LAISSEES)
    assert not set(gardees.GARDEES) & set(gardees.LAISSEES) and all(gardees.LAISSEES.values())


def test_what_is_put_back_is_what_was_kept(base, tmp_path, monkeypatch, capsys):
    kept, rows, served = contenu(base), lignes(f"sqlite:///{base / 'seance.sqlite'}"), somme()
    target = tmp_path / "ailleurs" / "gardee.tar.gz"
    code, said = _dire(capsys, "sauvegarder", target)
    assert code == 0, said
    assert "séances comprises" in said and stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in target.parent.iterdir()] == [target.name]
    assert not list(base.glob(".brouillon-*"))
    assert journal.gestes(journal.lire(base))[0].geste == "sauvegarder"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "neuf"))
    code, said = _dire(capsys, "restaurer", target)
    assert code == 0 and "Restauré dans" in said
    assert contenu(tmp_path / "neuf") == kept
    assert (tmp_path / "neuf" / "pieces" / PIECE["sha256"]).read_bytes() == DOCUMENT
    assert lignes(f"sqlite:///{tmp_path / 'neuf' / 'seance.sqlite'}") == rows
    assert somme() == served and interroger("SELECT count(*) FROM arrete_empreinte")[0][0] > 0
    chain = journal_eprouve.eprouver(tmp_path / "neuf")
    assert chain.rupture == "" and journal.lire(tmp_path / "neuf")[-1].geste == "restaurer"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".brouillon")] == []
    assert service().avertissement is None


@pytest.mark.parametrize("de", ["sqlite", "postgresql"])
@pytest.mark.parametrize("vers", ["sqlite", "postgresql"])
def test_a_backup_of_one_engine_comes_back_in_the_other(de, vers, base, tmp_path, monkeypatch, capsys, request):
    def place(engine, folder):
        monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(folder))
        if engine == "sqlite":
            monkeypatch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
            return f"sqlite:///{folder / 'seance.sqlite'}"
        server = request.getfixturevalue("serveur_postgres")
        url = postgres.create_database(server, f"sauve_{de}_{vers}_{folder.name}")
        monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", url)
        return url

    url = place(de, base)
    if de == "postgresql":
        (base / "seance.sqlite").unlink()
        ecrire_une_seance(url)
    rows = lignes(url)
    assert _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")[0] == 0
    again = place(vers, tmp_path / "neuf")
    code, said = _dire(capsys, "restaurer", tmp_path / "s.tar.gz")
    assert code == 0, said
    assert lignes(again) == rows and len(rows["etape"]) == 3
    store = Base(again)
    try:
        # The numbers go on after those put back, and the journal is frozen again.
        with tel_qu_il_est(again, ecrire=True) as con:
            said = dict(con.execute(select(tables.etape)).mappings().first()) | {"ordre": 9}
            del said["etape_id"]
            assert con.execute(insert(tables.etape).returning(tables.etape.c.etape_id), said).scalar_one() == 4
            assert mise_a_niveau.actuelle(con) == mise_a_niveau.derniere()
        with pytest.raises(Exception, match="ne se modifie pas"), tel_qu_il_est(again, ecrire=True) as con:
            con.execute(tables.journal.delete())
        if vers == "postgresql":
            _refuse_puis_met_de_cote(again, tmp_path, capsys)
    finally:
        store.fermer()


def _refuse_puis_met_de_cote(url, tmp_path, capsys):
    shutil.rmtree(tmp_path / "neuf")
    code, said = _dire(capsys, "restaurer", tmp_path / "s.tar.gz")
    assert code == 1 and "n'est pas vide : « --remplacer » le met de côté" in said
    assert _dire(capsys, "restaurer", "--remplacer", tmp_path / "s.tar.gz")[0] == 0
    assert len(lignes(url)["etape"]) == 3
    with tel_qu_il_est(url, ecrire=True) as con:
        (aside,) = [name for name in inspect(con).get_schema_names() if "_avant_" in name]
        kept = MetaData(schema=aside)
        kept.reflect(con)
        assert len(con.execute(select(kept.tables[f"{aside}.etape"])).all()) == 4


def test_a_folder_that_holds_something_is_refused_then_kept_aside(base, tmp_path, capsys):
    assert _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")[0] == 0
    kept = contenu(base)
    (base / "plus.txt").write_text("écrit depuis", encoding="utf-8")
    base.chmod(0o700)
    owner = 65534 if os.geteuid() == 0 else os.geteuid()
    os.chown(base, owner, -1)
    code, said = _dire(capsys, "restaurer", tmp_path / "s.tar.gz")
    assert code == 1 and "n'est pas vide" in said and "Rien n'a changé" in said
    code, said = _dire(capsys, "restaurer", "--remplacer", tmp_path / "s.tar.gz")
    (aside,) = tmp_path.glob("donnees.avant-*")
    assert code == 0 and aside.name in said
    # The folder keeps its rights and its owner, even put back by root.
    assert stat.S_IMODE(base.stat().st_mode) == 0o700
    assert {path.stat().st_uid for path in (base, *base.rglob("*"))} == {owner}
    assert contenu(base) == kept and contenu(aside) == kept | {"plus.txt": "écrit depuis".encode()}


def test_the_same_instant_gives_the_same_members_whatever_the_order_of_the_disk(base, tmp_path):
    again = tmp_path / "autre"
    for path in sorted(base.rglob("*"), reverse=True):
        if path.is_file():
            (again / path.relative_to(base)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, again / path.relative_to(base))
    assert conteneur.decrire(base) == conteneur.decrire(again)


def test_the_trial_recomputes_everything_and_touches_nothing(base, tmp_path, capsys):
    assert _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")[0] == 0
    before = sorted(tmp_path.rglob("*"))
    code, said = _dire(capsys, "eprouver-sauvegarde", tmp_path / "s.tar.gz")
    assert code == 0 and "Cette sauvegarde se restaure" in said and "sceaux recalculés" in said, said
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("abimer", "dit"),
    [
        (lambda b: _retoucher(b / journal.NOM), "Journal des données, ligne 1 : elle n'est plus telle"),
        (lambda b: next((b / "recus").iterdir()).unlink(), "il y manque"),
        (lambda b: _retoucher(next((b / "publications").glob("[0-9]*.duckdb"))), "ne correspond plus à l'empreinte"),
        (lambda b: next((b / "arretes").glob("*.chiffres.csv")).unlink(), "Les chiffres dits à l'arrêté du 02/10/2025"),
    ],
)
def test_the_trial_says_what_was_wrong_in_what_was_kept(base, tmp_path, capsys, abimer, dit):
    for path in sorted((base / "publications").glob("[0-9]*.duckdb"))[:-1]:
        path.unlink()
    abimer(base)
    _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")
    code, said = _dire(capsys, "eprouver-sauvegarde", tmp_path / "s.tar.gz")
    assert code == 1 and dit in said and "ne comptez pas sur cette sauvegarde" in said, said


def _retoucher(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[20] ^= 1
    path.write_bytes(content)


def test_a_backup_of_what_is_already_broken_is_made_and_says_so(base, tmp_path, capsys):
    _retoucher(base / journal.NOM)
    code, said = _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")
    assert code == 1 and "Le journal des données était déjà rompu, ligne 1" in said
    assert (tmp_path / "s.tar.gz").exists()


def test_what_a_backup_refuses_is_said(base, tmp_path, monkeypatch, capsys):
    existing = tmp_path / "deja"
    existing.write_bytes(b"")
    assert "existe déjà" in _dire(capsys, "sauvegarder", existing)[1]
    assert "dans le dossier de données" in _dire(capsys, "sauvegarder", base / "s.tar.gz")[1]
    (base / "lien").symlink_to(tmp_path)
    assert "est un lien vers un autre lieu" in _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")[1]
    (base / "lien").unlink()
    with verrou.verrou(base, "publier", "DGE"):
        code, said = _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")
    assert code == 1 and "Une autre écriture est en cours : DGE (publier" in said
    assert not (tmp_path / "s.tar.gz").exists() and not list(base.glob(".brouillon-*"))
    assert _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")[0] == 0
    monkeypatch.delenv("TI_DASHBOARD_DONNEES")
    code, said = _dire(capsys, "restaurer", tmp_path / "s.tar.gz")
    assert code == 1 and "Nommez le dossier où restaurer par TI_DASHBOARD_DONNEES" in said
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "neuf"))
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'ailleurs.sqlite'}")
    code, said = _dire(capsys, "restaurer", tmp_path / "s.tar.gz")
    assert code == 1 and "hors du dossier de données" in said


def test_beside_the_code_only_the_data_are_kept(base, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("TI_DASHBOARD_DONNEES")
    (tmp_path / "code" / "data" / "referentiels").mkdir(parents=True)
    shutil.copy(chemins.RACINE / "pyproject.toml", tmp_path / "code")
    monkeypatch.setattr(chemins, "RACINE", tmp_path / "code")
    (tmp_path / "code" / "data" / "referentiels" / "region.csv").touch()
    code, said = _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")
    assert code == 1 and "est vide : il n'y a rien à sauvegarder" in said
    shutil.copytree(base, tmp_path / "code" / "data", dirs_exist_ok=True)
    code, said = _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")
    assert code == 0, said
    kept = conteneur.lire_le_manifeste(tmp_path / "s.tar.gz")
    assert kept.laisses["referentiels"] == "livré avec le code" and "session" in kept.laisses
    assert {m.nom.split("/")[1] for m in kept.membres if m.nom.startswith("donnees/")} >= {"depots", "journal.jsonl"}
    assert not any("referentiels" in m.nom for m in kept.membres)


def test_a_mapping_that_differs_is_given_beside_and_said(base, tmp_path, monkeypatch, capsys):
    mine = shutil.copytree(chemins.CORRESPONDANCES, tmp_path / "correspondances")
    (mine / "essai.toml").write_text("# d'un émetteur\n", encoding="utf-8")
    monkeypatch.setattr(chemins, "CORRESPONDANCES", mine)
    assert _dire(capsys, "sauvegarder", tmp_path / "s.tar.gz")[0] == 0
    monkeypatch.undo()
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "neuf"))
    code, said = _dire(capsys, "restaurer", tmp_path / "s.tar.gz")
    assert code == 0 and "essai.toml." in said
    kept = tmp_path / "neuf" / "correspondances-restaurees"
    assert {p.name: p.read_text(encoding="utf-8") for p in kept.iterdir()} == {"essai.toml": "# d'un émetteur\n"}


def test_the_verb_says_the_same_as_data(base, tmp_path, capsys):
    assert main(["--json", "sauvegarder", str(tmp_path / "s.tar.gz")]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])["resultat"]
    assert said["tetes"]["donnees"] and said["sceaux"] and said["taille"] == (tmp_path / "s.tar.gz").stat().st_size
    found = essai_a_blanc.eprouver(tmp_path / "s.tar.gz")
    assert found.fautes == [] and found.manifeste.sceaux == said["sceaux"]
