"""Whatever the bytes: a bounded work, a sentence that helps, nothing loaded."""

import os
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classeurs import ods, xlsx
from tests.hostiles import EN_TETE, TEXTES, ligne
from tests.hostiles_classeurs import CLASSEURS, TABLEAU
from tests.hostiles_deguises import DEGUISES
from ti_dashboard.ingest.reception.fichier_recu import Lecture, Reglages, lire_fichier

TOUS = [*TEXTES, *CLASSEURS, *DEGUISES]
REGLAGES = Reglages("Un opérateur", date(2019, 10, 1))
# Of this process, whatever else the machine does.
CALCUL_MAX_S = 5
SAINS = [("a.csv", ligne()), ("a.xlsx", xlsx({"F": TABLEAU})), ("a.ods", ods({"F": TABLEAU}))]


def lire(path, nom: str) -> Lecture:
    return lire_fichier(path, nom, REGLAGES)


def phrases(lecture: Lecture) -> str:
    faults = [*lecture.fautes, *(f for sheet in lecture.feuilles for f in sheet.fautes)]
    return "\n".join(f"{f.constat} {f.remede}" for f in faults).replace("\u202f", " ").replace("\u00a0", " ")


def test_there_are_enough_of_them_and_each_has_its_name():
    assert len(TOUS) >= 60
    assert len({h.nom for h in TOUS}) == len(TOUS)


@pytest.mark.parametrize("hostile", TOUS, ids=lambda h: h.nom)
def test_a_hostile_file_is_a_sentence_and_nothing_is_loaded(hostile, tmp_path):
    path = tmp_path / "recu"
    path.write_bytes(hostile.octets())
    start = time.process_time()
    lecture = lire(path, hostile.fichier)
    assert time.process_time() - start < CALCUL_MAX_S
    assert hostile.dit in phrases(lecture)
    assert [sheet.lignes for sheet in lecture.feuilles if sheet.lignes] == []
    assert all(f.constat.endswith(".") and f.remede.endswith((".", "?")) for f in lecture.fautes)


REMEDES = """
Ajoutez ce qui manque à l'en-tête, ou partez du modèle à télécharger.
Arrondissez au centime ; les milliers se séparent par une espace.
Collez la valeur plutôt que la formule.
Corrigez le code. Exemple : ti-8419.
Demandez un autre fichier à l'émetteur.
Donnez-lui l'extension .csv, ou enregistrez-le de nouveau au bon format.
Doublez les guillemets à l'intérieur d'un texte, et fermez ceux qui l'entourent.
Découpez le classeur en plusieurs fichiers.
Effacez la case et retapez le texte.
Enlevez le mot de passe et renvoyez-le.
Enregistrez tout le fichier au format « CSV UTF-8 ».
Enregistrez-le au format XLSX, sans macro.
Entourez de guillemets les textes qui contiennent le séparateur.
Envoyez un fichier CSV, XLSX ou ODS.
Gardez une seule de ces colonnes.
Groupez les chiffres par trois, par exemple 1 234,56.
Mettez la colonne au format Date.
Ne gardez que les feuilles à déposer.
Nommez chaque feuille.
Ouvrez-le dans un tableur, choisissez Fichier, Enregistrer sous, le format XLSX, et renvoyez-le.
Ouvrez-le dans un tableur, enregistrez-le de nouveau et renvoyez-le.
Partez du modèle à télécharger, ou vérifiez que le bon fichier a été envoyé.
Raccourcissez ce texte.
Raccourcissez le texte.
Remplissez la case.
Renommez l'une des deux.
Retapez cet en-tête au clavier.
Supprimez les cases remplies loin du tableau (Ctrl + Fin y mène), ou découpez le fichier.
Un fait daté du futur n'a pas eu lieu : corrigez la date.
Une diminution est une correction : mettez « correction » dans la colonne cause.
Vérifiez l'unité et le nombre de zéros.
Vérifiez la valeur.
Vérifiez le séparateur de colonnes.
Vérifiez que le bon fichier a été envoyé.
Vérifiez que le fichier est bien un tableau.
Écrivez 24/09/2019, le jour d'abord.
Écrivez 1234,56, sans séparateur de milliers.
Écrivez l'année sur quatre chiffres : 24/09/2019.
Écrivez la bonne valeur, ou videz la case.
Écrivez la date sous la forme 24/09/2019.
Écrivez le montant en euros.
Écrivez le montant en euros, sans unité.
Écrivez tous les chiffres.
Écrivez un nombre seul, par exemple 1234,56.
Écrivez une diminution avec le signe moins.
Écrivez « projet_id », ou supprimez cette colonne.
""".strip().splitlines()


def test_each_refusal_says_how_to_mend_it(tmp_path):
    said = set()
    for hostile in TOUS:
        (tmp_path / "recu").write_bytes(hostile.octets())
        lecture = lire(tmp_path / "recu", hostile.fichier)
        said |= {f.remede for f in [*lecture.fautes, *(f for sheet in lecture.feuilles for f in sheet.fautes)]}
    assert [remede for remede in REMEDES if remede not in said] == []


def test_a_text_file_beyond_its_bounds_is_refused(tmp_path, monkeypatch):
    (tmp_path / "recu").write_bytes(ligne())
    monkeypatch.setattr("ti_dashboard.ingest.reception.textes.NB_CASES", 20)
    assert phrases(lire(tmp_path / "recu", "a.csv")) == (
        "le fichier dépasse 1 048 576 lignes ou 20 cases. Découpez-le en plusieurs fichiers."
    )


def test_too_many_formulas_are_refused(tmp_path, monkeypatch):
    (tmp_path / "recu").write_bytes(xlsx({"F": [EN_TETE, ["=A1", "=B1", "=C1"]]}))
    monkeypatch.setattr("ti_dashboard.classeurs.etendues.NB_FORMULES", 1)
    assert phrases(lire(tmp_path / "recu", "a.xlsx")).startswith("la feuille « F » a plus de 1 formules. Supprimez")


@pytest.mark.parametrize(
    ("error", "dit"),
    [
        (MemoryError(), "le fichier demande trop de mémoire. Découpez-le en plusieurs fichiers."),
        (
            OSError(5, "Input/output error"),
            "le fichier n'a pas pu être lu : le disque ne répond pas. Recommencez ou renvoyez-le.",
        ),
    ],
)
def test_a_machine_that_gives_up_is_a_sentence_too(error, dit, tmp_path):
    def fail(*_):
        raise error

    assert phrases(lire_fichier(tmp_path, "a.csv", REGLAGES, ouvrir=fail)) == dit


def test_a_file_of_two_gigabytes_is_refused_before_a_byte_is_read(tmp_path):
    path = tmp_path / "recu"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert "le fichier pèse 2 048 Mio, 200 Mio au plus sont admis. Découpez-le" in phrases(lire(path, "a.csv"))


def test_only_an_ordinary_file_is_opened(tmp_path):
    (tmp_path / "lien").symlink_to("/etc/passwd")
    (tmp_path / "dossier").mkdir()
    os.mkfifo(tmp_path / "tube")
    for nom in ("lien", "dossier", "tube", "absent", "/dev/zero"):
        said = phrases(lire(tmp_path / nom, "a.csv"))
        assert said == "ce n'est pas un fichier ordinaire. Déposez le fichier lui-même, ni lien ni dossier."


@pytest.mark.parametrize(
    ("nom", "octets"),
    SAINS,
)
def test_the_same_rows_without_a_trap_are_read_in_every_format(nom, octets, tmp_path):
    (tmp_path / "recu").write_bytes(octets)
    lecture = lire(tmp_path / "recu", nom)
    assert phrases(lecture) == ""
    assert lecture.feuilles[0].lignes[0][1]["date_effet"] == date(2019, 3, 15)


@settings(max_examples=150)
@given(data=st.data())
def test_no_damage_to_a_good_file_ever_raises(data, tmp_path_factory):
    nom, good = data.draw(st.sampled_from(SAINS))
    raw = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("abime") / "recu"
    path.write_bytes(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    lecture = lire(path, nom)
    for sheet in lecture.feuilles:
        assert len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet == sheet.nb_lignes


@settings(max_examples=80)
@given(raw=st.binary(max_size=400), nom=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.txt"]))
def test_no_bytes_at_all_ever_raise(raw, nom, tmp_path_factory):
    path = tmp_path_factory.mktemp("octets") / "recu"
    path.write_bytes(raw)
    assert isinstance(lire(path, nom), Lecture)
