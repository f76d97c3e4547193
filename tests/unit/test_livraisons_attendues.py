"""Who delivered, and who is in the programme and never did."""

from tests.conftest import A2019, A2019_AVRIL, A2021
from ti_dashboard.questions.poser import poser
from ti_dashboard.referentiels.natures import dues


def _lignes(publication, arrete) -> dict[tuple[str, str], dict]:
    rows = poser(publication, "livraisons_attendues", arrete=arrete, dues=dues())
    return {(r["emetteur"], r["nature"]): r for r in rows}


def test_a_region_of_the_programme_that_never_delivered_is_listed(demo):
    for arrete in (A2019_AVRIL, A2019):
        rows = _lignes(demo, arrete)
        silent = {sender for (sender, _), r in rows.items() if r["etat"] == "jamais"}
        leads = demo.lignes(
            "SELECT DISTINCT 'Région ' || r.nom AS nom FROM etat_territoire JOIN region r USING (code_region) "
            "WHERE arrete_id = $a AND phase = 1",
            a=arrete,
        )
        senders = {sender for sender, _ in rows}
        assert {r["nom"] for r in leads} <= senders
        assert {"Région Guadeloupe", "Région Martinique"} <= silent
        assert all(rows["Région Martinique", kind]["est_attendue"] for kind in ("projets", "statuts"))
    assert not [r for r in _lignes(demo, A2021).values() if r["etat"] == "jamais"]


def test_everybody_is_expected_at_the_first_arrete(demo):
    first, second = _lignes(demo, A2019_AVRIL), _lignes(demo, A2019)
    assert first and all(r["est_attendue"] for r in first.values())
    assert not all(r["est_attendue"] for r in second.values())


def test_a_sender_and_a_kind_have_one_row(petite):
    small = petite(
        {
            "2019-04-29": {"perimetre": [{"territoire_id": "ti-5304"}, {"territoire_id": "ti-0201"}]},
            "2019-09-24": {"projets": [{"projet_id": "P1", "territoire_id": "ti-5304"}]},
        }
    )
    rows = poser(small, "livraisons_attendues", arrete=A2019, dues=dues())
    keys = [(r["emetteur"], r["nature"]) for r in rows]
    assert len(keys) == len(set(keys))
    assert {("Région Bretagne", "projets"), ("Région Martinique", "statuts")} <= set(keys)
