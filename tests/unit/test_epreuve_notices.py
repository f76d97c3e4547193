"""Every line of a notice that says what the figures are binds: a file where one was changed is no file of ours."""

from dataclasses import replace

import pytest

from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.exports import octets, poser
from ti_dashboard.epreuve import export, export_relu, notices
from ti_dashboard.epreuve.export_relu import plat
from ti_dashboard.questions.options import contexte
from ti_dashboard.tableaux import trouver
from ti_dashboard.tableaux.modele import Libre, notice

CHOIX = filtres(A2019, compare=A2019_AVRIL)
TABLEAUX = {
    "territoires": {},
    "projets": {},
    "alertes": {"volet_evolutions": ["Alertes"]},
    "financements-enveloppes": {},
    "lignes": {"chiffre": ["montant_engage"]},
    "regle-et-liste": {"volet_ingenierie": ["Préparer une décision"], "retenir": ["ti-5304*un motif"]},
}
# What it is enough to read, whatever the order of the notice.
DITES = {
    "alertes": {"Échelon en retard"},
    "lignes": {"Valeur", "Définition", "Calcul", "Périmètre"},
    "regle-et-liste": {"Statut", "Score sur 100", "À retenir", "Choix manuels", "Bornes par région"},
    "projets": {"Recherche", "Engagé"},
}


@pytest.fixture(scope="module", params=TABLEAUX)
def ecrit(request, demo, tmp_path_factory):
    """A table as its file, and the names of the lines of its notice."""
    cle, mots = request.param, TABLEAUX[request.param]
    tableau, seen = trouver(cle), contexte(demo, CHOIX)
    named = [name for name, _ in notice(tableau, seen, mots, tableau.composer(seen, mots)).rubriques]
    path = poser(tmp_path_factory.mktemp(cle), octets(demo, cle, CHOIX, "csv", mots), "csv")
    return cle, named, export_relu.lire(path)


def test_each_line_of_a_notice_that_was_changed_or_taken_away_is_named(demo, ecrit):
    cle, named, read = ecrit
    assert export.eprouver(demo, read).est_fidele
    binding = [name for name in named if not isinstance(name, Libre) and name not in notices.A_PART]
    assert DITES.get(cle, set()) <= set(binding)
    for name in dict.fromkeys(map(plat, binding)):
        line = read.rubrique(name)
        changed = tuple(replace(one, texte="autre chose") if one is line else one for one in read.notice)
        left = tuple(one for one in read.notice if one is not line)
        for altered in (changed, left):
            found = export.eprouver(demo, replace(read, notice=altered))
            assert any(f"« {name} »" in said for said in found.reserves), (cle, name)


def test_a_line_added_to_a_notice_is_not_ours(demo, ecrit):
    _, _, read = ecrit
    added = replace(read.notice[-1], nom="Avertissement", texte="chiffres validés par le ministre")
    (said,) = export.eprouver(demo, replace(read, notice=(*read.notice, added))).reserves
    assert "« Avertissement » : cette ligne n'est pas de ce tableau." in said


def test_a_word_of_the_address_that_the_table_does_not_understand_is_said(demo, tmp_path):
    read = export_relu.lire(poser(tmp_path, octets(demo, "projets", CHOIX, "csv"), "csv"))
    line = read.rubrique("Adresse")
    changed = replace(line, texte=f"{line.texte}&vue_projets=xyz")
    found = export.eprouver(demo, replace(read, notice=tuple(changed if one is line else one for one in read.notice)))
    assert any("Vue inconnue : « xyz »." in said for said in found.reserves)


def test_who_delivered_may_be_said_otherwise(demo, ecrit):
    _, named, read = ecrit
    assert any(isinstance(name, Libre) for name in named)
    changed = tuple(replace(one, texte="autre") if one.nom in ("Sources", "Origine") else one for one in read.notice)
    found = export.eprouver(demo, replace(read, notice=changed))
    assert found.est_fidele and found.remarques
