"""A place said by a file, from the row it is written on to the publication."""

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.demarches import DEMANDE
from tests.depot import deposer, interroger, publier, verifier
from ti_dashboard.dossier import depots
from ti_dashboard.ingest.candidatures.export_de_plateforme import importer_export
from ti_dashboard.ingest.reception.lieux.modele import PlaceDite
from ti_dashboard.ingest.reception.lieux.resoudre import rattacher
from ti_dashboard.ingest.registre.lignes_deposees import lire

PETITS = Path(__file__).parents[1] / "donnees" / "petits"
ACTE = {
    "phase": 2,
    "operateur_id": "ademe",
    "instrument_id": "economie-circulaire",
    "type_montant": "engage",
    "nature_aide": "subvention",
    "montant": "10",
    "date_effet": "24/09/2024",
    "cause": "initial",
}


def liste(base: Path, rows: list[dict[str, object]], nom: str = "actes.csv") -> Path:
    """Acts, each with the cells that say its place."""
    path = base / nom
    with path.open("w", encoding="utf-8", newline="") as file:
        names = list(dict.fromkeys(name for row in rows for name in row | ACTE))
        writer = csv.DictWriter(file, ["reference", *[n for n in names if n != "reference"]], delimiter=";")
        writer.writeheader()
        writer.writerows({"reference": f"X{k}"} | ACTE | row for k, row in enumerate(rows, 1))
    return path


def lus() -> list[tuple]:
    return interroger(
        "SELECT reference, territoire_id, rattachement, lieu_dit FROM flux WHERE reference LIKE 'X%' ORDER BY reference"
    )


def test_an_act_lies_in_the_territory_of_its_commune(base):
    deposer(liste(base, [{"code_commune": "22113"}, {"code_commune": "99999"}, {"code_commune": ""}]), emetteur="Ademe")
    publier()
    assert lus() == [
        ("X1", "ti-5306", "commune", "commune 22113 (Lannion)"),
        ("X2", None, None, "commune 99999 : code inconnu parmi les communes d'aujourd'hui et d'hier"),
        ("X3", None, None, None),
    ]


def test_rows_deposited_before_places_were_read_are_still_read(base):
    depot = deposer(liste(base, [{"territoire_id": "ti-5306"}]), emetteur="Ademe")
    path = depots.dossier() / depot.depot_id / "feuille-1.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["rattachement", "lieu_dit"]), path)
    ((_, row),) = lire(path, "financements")
    assert (row["territoire_id"], row["rattachement"], row["lieu_dit"]) == ("ti-5306", None, None)
    publier()
    assert lus() == [("X1", "ti-5306", None, None)]


def test_the_same_fact_said_by_another_place_is_no_correction(base):
    milestone = "phase;jalon;date_effet;cause;{}\n2;contrat_signe;02/10/2025;initial;{}\n"
    for k, place in enumerate([("territoire_id", "ti-5306"), ("code_commune", "22113")]):
        path = base / f"jalons{k}.csv"
        path.write_text(milestone.format(*place), encoding="utf-8")
        deposer(path)
    publier()
    assert interroger("SELECT territoire_id, rattachement FROM jalon") == [("ti-5306", "territoire")]


def test_a_milestone_needs_a_territory(base):
    path = base / "jalons.csv"
    path.write_text("phase;jalon;date_effet;cause;code_commune\n2;contrat_signe;02/10/2025;initial;75056\n")
    depot = verifier(path)
    assert [(c.colonne, c.valeur) for c in depot.constats] == [
        ("territoire_id", "commune 75056 (Paris) : dans aucun territoire de la phase 2")
    ]


def test_what_became_of_the_places_is_said_in_one_sentence_per_kind(base):
    depot = verifier(
        liste(
            base,
            [
                {"territoire_id": "ti-5306", "code_commune": "13055"},
                {"code_commune": "42109"},
                {"siren": "245900410"},
                {"code_commune": "75056"},
                {"code_commune": "NULL"},
                {"code_commune": "n.c.", "departement": "22"},
            ],
        ),
        emetteur="Ademe",
    )
    marseille = rattacher(PlaceDite(code_commune="13055"), 2).territoire_id
    said = [a.replace("\u202f", " ").replace("\u00a0", " ").removeprefix("actes.csv : ") for a in depot.avis]
    assert said[-3:] == [
        "3 lignes rattachées (1 par le code du territoire, 1 par la commune, 1 par le SIREN), "
        "3 non rattachées (1 hors de tout territoire, 1 au lieu inconnu, 1 sans lieu dit).",
        "1 ligne dit deux lieux, le premier l'emporte : territoire ti-5306, mais commune 13055 (Marseille) est dans "
        f"{marseille} (ligne 2).",
        "2 lignes nomment un lieu d'hier, lu comme celui d'aujourd'hui : "
        "commune 42109 (L'Hôpital-sous-Rochefort, réunie à Solore-en-Forez) (ligne 3) "
        "et SIREN 245900410 (Métropole Européenne de Lille) n'existe plus depuis 2021 : ses communes sont dans "
        "200093201 (Métropole Européenne de Lille) (ligne 4).",
    ]


def test_a_file_that_gives_the_codes_of_its_territories_hears_nothing_of_places(base):
    assert verifier(liste(base, [{"territoire_id": "ti-5306"}]), emetteur="Ademe").avis == ()


def test_acts_of_a_project_lie_where_it_does(base):
    """Saying no place beside a project is no missing place."""
    depot = verifier(liste(base, [{"projet_id": "P1", "phase": 1, "date_effet": "15/03/2019"}]))
    assert depot.avis == ()


def test_the_members_of_an_application_that_are_no_more_are_said_with_their_successors(base):
    path = base / "candidatures.csv"
    path.write_text(
        "numero_dossier;phase;intitule;membres;statut;date_effet;cause\n"
        "1;2;Vallée;200099999;en_construction;01/09/2023;initial\n"
        "2;2;Lac;200067221 | 200000172;en_construction;01/09/2023;initial\n",
        encoding="utf-8",
    )
    said = [a.replace("\u202f", " ").replace("\u00a0", " ") for a in verifier(path).avis]
    assert said == [
        "candidatures.csv : 1 ligne nomme un membre qui n'existe plus, écrivez celui d'aujourd'hui : "
        "200067221 (CC Centre Morbihan Communauté) n'existe plus depuis 2022 : ses communes sont dans "
        "200096683 (CC Centre Morbihan Communauté) et 200096675 (CC Baud Communauté) (ligne 3).",
        "candidatures.csv : 1 ligne a un SIREN de membre inconnu, vérifiez-le : 200099999 (ligne 2).",
    ]


def test_the_export_of_the_platform_with_a_vanished_member(base):
    """petits/registre/10e: 200099999 is no grouping's."""
    depot = importer_export(PETITS / "registre" / "10e_siren_disparu.csv", DEMANDE, lambda _: None).depot
    assert any("SIREN de membre inconnu" in a and "200099999" in a for a in depot.avis)


@pytest.mark.parametrize("nature, values", [("perimetre", "entree"), ("jalons", "contrat_signe"), ("postes", "ouvert")])
def test_every_nature_that_needs_a_territory_takes_a_place_instead(nature, values, base):
    field = {"perimetre": "mouvement", "jalons": "jalon", "postes": "etat_poste"}[nature]
    more = (";poste_id", ";X1") if nature == "postes" else ("", "")
    path = base / f"{nature}.csv"
    path.write_text(
        f"phase;{field};date_effet;cause;code postal;Commune{more[0]}\n"
        f"2;{values};02/10/2025;initial;22300;LANNION{more[1]}\n",
        encoding="utf-8",
    )
    depot = verifier(path)
    assert (depot.constats, depot.feuilles[0].nature) == ((), nature)
    ((_, row),) = lire(depots.attente() / depot.depot_id / "feuille-1.parquet", nature)
    assert (row["territoire_id"], row["rattachement"]) == ("ti-5306", "code_postal")


def test_a_row_that_is_set_apart_keeps_the_cells_its_sender_wrote(base):
    """Its place too, in the order of its file: what is set apart is corrected and sent again."""
    written = {"commune": "LANNION", "montant": "1 234,50", "projet_id": "P-404", "code_postal": "22300"}
    path = liste(base, [{"commune": "LANNION"}, written])
    depot = verifier(path, emetteur="Ademe")
    text = (depots.attente() / depot.depot_id / depot.feuilles[0].rejets).read_text(encoding="utf-8-sig")
    header, row = csv.reader(text.splitlines(), delimiter=";")
    cells = dict(zip(header, row, strict=True))
    assert {name: cells[name] for name in written} == written and cells["ligne"] == "3"
