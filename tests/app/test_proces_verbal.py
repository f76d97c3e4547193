"""The minutes of a committee that was played, compared with what was played; their files, read back by others."""

import io
import time
from datetime import date
from decimal import Decimal

import docx
import pikepdf
import pypdfium2
import pytest

from tests import comite_joue
from tests.comite_joue import ARRETE, CONCLUSIONS, ECHEANCE, ComiteJoue
from tests.magasin import base
from ti_dashboard.comite import cloture
from ti_dashboard.comite.ecrit import redaction, seance_ecrite
from ti_dashboard.comite.ecrit.document import Paragraphe
from ti_dashboard.comite.ecrit.proces_verbal import ProcesVerbal, canonique, relu
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import temps_passe
from ti_dashboard.live import (
    amendements,
    corrections,
    decisions,
    etapes,
    journal,
    marche,
    paroles,
    presences,
    proces_verbaux,
    seances,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.magasin import guichet


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def joue(magasin: Base) -> ComiteJoue:
    return comite_joue.jouer(magasin)


def composer(magasin: Base, code: str) -> ProcesVerbal:
    return redaction.composer(magasin, code, guichet.service().publication)


def test_the_agenda_and_the_times_are_those_that_were_played(magasin: Base, joue: ComiteJoue):
    minutes, steps = composer(magasin, joue.code), etapes.lister(magasin, joue.code)
    assert [point["titre"] for point in minutes["points"]] == ["Où en est-on", "La Bretagne", "L'argent"]
    assert [point["intervenant"] for point in minutes["points"]] == [step.intervenant for step in steps]
    assert [point["minutes"] for point in minutes["points"]] == [5, 10, 15]
    assert [point["passe_ms"] for point in minutes["points"]] == [step.ecoule_ms for step in steps]
    # The second was left by the pause and taken again: its visits, added up, are the time that was counted.
    assert [len(point["passages"]) for point in minutes["points"]] == [1, 2, 1]
    assert minutes["points"][2]["embargo_leve_le"] == steps[2].vue_le and steps[2].vue_le
    (pause,) = minutes["suspensions"]
    assert (pause["de"], pause["a"]) == (joue.instants["suspendre"], joue.instants["reprendre"])
    assert (minutes["ouverte_le"], minutes["close_le"]) == (joue.instants["ouvrir"], joue.instants["clore"])


def test_who_came_and_who_spoke_are_those_who_did(magasin: Base, joue: ComiteJoue):
    minutes = composer(magasin, joue.code)
    first, second = minutes["presences"]
    assert (first["organisme"], first["represente"]) == ("Cabinet du ministre", "Directeur de cabinet")
    assert minutes["absences"] == [{"organisme": "Cerema", "fonction": "Directrice"}]
    assert first["depart_le"] == joue.instants["noter_depart"] and second["depart_le"] is None
    spoke, waited = minutes["paroles"]
    assert (spoke["organisme"], spoke["point"]) == ("Banque des Territoires", "Où en est-on")
    assert spoke["prise_le"] and waited["organisme"] == "ADEME" and waited["prise_le"] is None
    total = paroles.temps_par_organisme(paroles.lister(magasin, joue.code))
    assert {one["organisme"]: one["duree_ms"] for one in minutes["temps_de_parole"]} == total


def test_what_was_decided_corrected_and_shown_is_there_with_its_screens(magasin: Base, joue: ComiteJoue):
    minutes = composer(magasin, joue.code)
    said = [(one["genre"], one["texte"], one["responsable"]) for one in minutes["conclusions"]]
    assert said == [(kind, text, owner) for kind, text, owner, _, _ in CONCLUSIONS]
    assert [one["echeance"] for one in minutes["conclusions"]] == [ECHEANCE.isoformat(), None, None]
    assert minutes["conclusions"][1]["adresse"] == "/territoires?arrete=24/09/2019&region=Bretagne"
    (fixed,) = minutes["corrections"]
    assert (fixed["ancienne"], fixed["nouvelle"], fixed["motif"]) == ("474", "480", "Six oubliés")
    assert [one["instant"] for one in minutes["ecrans"]] == sorted(one["instant"] for one in minutes["ecrans"])
    assert len(minutes["ecrans"]) == len(joue.ecrans) == 10
    assert (minutes["arrete"]["date"], len(minutes["arrete"]["racine"] or "")) == (ARRETE.isoformat(), 64)
    assert minutes["tete_du_journal"] and minutes["arrete"]["mentions"] == ["Données de démonstration"]
    # Two outcomes of one screen share its picture; the room had corrected a figure on it.
    assert [one["ecran"] for one in minutes["conclusions"]] == ["ecran-1", "ecran-2", "ecran-1"]
    corrected = [tile for tile in minutes["images"]["ecran-1"]["tuiles"] if tile["ancien"]]
    assert [(tile["libelle"], tile["valeur"], tile["ancien"]) for tile in corrected] == [("Projets", "480", "474")]
    assert minutes["images"]["ecran-2"]["filtres"] == "Phase I · Bretagne"


def test_minutes_are_written_once_and_only_of_a_closed_seance(magasin: Base, joue: ComiteJoue):
    kept = cloture.rediger(magasin, joue.code)
    assert cloture.rediger(magasin, joue.code) == kept and canonique(relu(kept.contenu)) == kept.contenu
    running = seances.ouvrir(magasin, "En cours", "Direction", ARRETE)
    with pytest.raises(GesteRefuse, match="n'est pas close"):
        cloture.rediger(magasin, running.code)


def test_minutes_written_late_say_what_was_so_at_the_closing(magasin: Base, joue: ComiteJoue):
    at_once = composer(magasin, joue.code)
    (taken,) = [one for one in decisions.lister(magasin, ECHEANCE, joue.code) if one.genre == "decision"]
    (fixed,) = corrections.de_l_arrete(magasin, ARRETE)
    for status in ("tenue", "ouverte", "abandonnee"):
        decisions.changer_statut(magasin, taken.decision_id, status, "Secrétariat", "Plus tard")
    corrections.decider(magasin, fixed.correction_id, "refusee", "Équipe données", "Pas la source")
    late = composer(magasin, joue.code)
    assert [one["statut"] for one in late["conclusions"]] == ["ouverte", "constatee", "constatee"]
    assert (late["corrections"][0]["statut"], late["corrections"][0]["decideur"]) == ("proposee", None)
    assert late == at_once


def test_a_step_that_was_shown_then_taken_out_keeps_its_time_and_its_screens_in_the_minutes(magasin: Base):
    held = seances.ouvrir(magasin, "COPIL", "Direction", ARRETE)
    shown, never = (etapes.ajouter(magasin, held.code, title, "CGET", 5, "/projets") for title in ("Vu", "Jamais"))
    etapes.ajouter(magasin, held.code, "Suite", "", 5, "/")
    marche.deplacer(magasin, held.code, "/projets", 1, shown.etape_id)
    for step in (shown, never):
        etapes.retirer(magasin, step.etape_id)
    marche.clore(magasin, held.code, "Direction")
    minutes = composer(magasin, held.code)
    assert [point["titre"] for point in minutes["points"]] == ["Suite", "Vu (retiré de l'ordre du jour)"]
    (visit,) = minutes["points"][1]["passages"]
    lines = {(line.geste, line.objet): line.instant for line in journal.lire(magasin, held.code)}
    moved, gone = ("deplacer", f"seance:{held.code}"), ("retirer_etape", f"etape:{shown.etape_id}")
    assert (visit["de"], visit["a"]) == (lines[moved], lines[gone])
    assert [screen["point"] for screen in minutes["ecrans"]] == ["Vu (retiré de l'ordre du jour)"]


def test_a_screen_that_is_no_board_says_so_and_does_not_stop_the_minutes(magasin: Base):
    held = seances.ouvrir(magasin, "COPIL", "Direction", ARRETE)
    for screen in ("/methode", "/projets?operateur=personne", "/projets?plan=inconnu"):
        decisions.prendre(magasin, held.code, "Dire", "Agence", date(2026, 12, 1), adresse=screen, arrete=ARRETE)
    cloture.clore(magasin, held.code, "Direction")
    images = list(relu(proces_verbaux.lire(magasin, held.code).contenu)["images"].values())
    assert [bool(one["absence"]) for one in images] == [True, True, False]
    assert "Opérateur" in images[1]["absence"]
    assert cloture.fichier(magasin, held.code, "pdf").startswith(b"%PDF")
    assert docx.Document(io.BytesIO(cloture.fichier(magasin, held.code, "docx"))).inline_shapes


def test_an_address_however_long_stays_on_its_page(magasin: Base):
    held = seances.ouvrir(magasin, "COPIL", "Direction", ARRETE)
    words = "arrete=24/09/2019&phase=Phase+I+(2018-2022)&compare=30/04/2019&operateur=Bpifrance&plan=operateurs.2"
    marche.deplacer(magasin, held.code, f"/financements?{words}", seances.lire(magasin, held.code).version)
    cloture.clore(magasin, held.code, "Direction")
    written = cloture.fichier(magasin, held.code, "pdf")
    assert words in _textes(written).replace(" ", "")
    for page in pypdfium2.PdfDocument(written):
        read = page.get_textpage()
        rights = [read.get_rect(one)[2] for one in range(read.count_rects())]
        # The margin of the page: 22 mm.
        assert max(rights) < page.get_width() - 22 / 25.4 * 72 + 1


def _textes(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_the_pdf_is_tagged_titled_in_french_and_says_all_of_it(magasin: Base, joue: ComiteJoue):
    cloture.rediger(magasin, joue.code)
    written = cloture.fichier(magasin, joue.code, "pdf")
    with pikepdf.open(io.BytesIO(written)) as pdf, pdf.open_metadata() as said, pdf.open_outline() as outline:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).lower().startswith("fr")
        assert said["dc:title"] == "Procès-verbal n° 1 – Comité de pilotage" and said["pdfuaid:part"] == "1"
        marks = [one.title for one in outline.root]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle and "/StructTreeRoot" in pdf.Root
    assert marks[:4] == ["La séance", "Conclusions", "Présences", "Ordre du jour"] and "Écrans montrés" in marks
    text = _textes(written)
    for word in ("Payer les conventions signées", "Cabinet du ministre", "Six oubliés", "ADEME", "sous embargo"):
        assert word in text
    minutes = relu(proces_verbaux.lire(magasin, joue.code).contenu)
    assert minutes["arrete"]["racine"] in text and "Projet, amendable" in text and "de démonstration" in text
    assert minutes["images"]["ecran-1"]["tuiles"][0]["valeur"] in text
    assert temps_passe(minutes["points"][0]["passe_ms"]).replace("\xa0", " ") in text


def test_the_docx_has_headings_heads_of_tables_and_words_for_its_pictures(magasin: Base, joue: ComiteJoue):
    cloture.rediger(magasin, joue.code)
    file = docx.Document(io.BytesIO(cloture.fichier(magasin, joue.code, "docx")))
    heads = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert heads[:4] == ["La séance", "Conclusions", "Présences", "Ordre du jour"]
    assert [p.text for p in file.paragraphs if p.style.name == "Heading 2"] == [
        "1. Décision",
        "2. Relevé d'accord",
        "3. Désaccord",
    ]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in file.tables) and len(file.tables) >= 6
    words = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert len(words) == 2 and "Projets : 480 recensés, corrigé en séance, avant : 474" in words[0]
    assert (file.core_properties.language, file.core_properties.title) == (
        "fr-FR",
        "Procès-verbal n° 1 – Comité de pilotage",
    )


def test_a_character_that_no_font_has_does_not_stop_the_documents(magasin: Base):
    held = seances.ouvrir(magasin, "Comité 漢字 😀", "Direction", ARRETE)
    cloture.clore(magasin, held.code, "Direction")
    text = _textes(cloture.fichier(magasin, held.code, "pdf"))
    assert "Comité ▯▯" in text and "Aucune conclusion n'a été prise." in text


def test_what_no_xml_holds_does_not_stop_the_documents(magasin: Base):
    """A telephone writes in the list of those present: it cannot take away the DOCX of minutes that are then sealed."""
    held = seances.ouvrir(magasin, f"Comité {'très ' * 60}long", "Direction", ARRETE)
    presences.arriver(magasin, held.code, "Région\uffff", "\ufffe\U0001ffff")
    etapes.ajouter(magasin, held.code, "Accueil", "DGE\x01\x0b", 5, "/")
    figure = Perimetre("nb_projets", ARRETE, "/", "France entière")
    fixed = corrections.proposer(magasin, held.code, figure, (Decimal(1), Decimal(2)), "Relu", "DGE")
    corrections.decider(magasin, fixed.correction_id, "refusee", "Équipe données", "Pas la source\x02")
    cloture.clore(magasin, held.code, "Direction")
    file = docx.Document(io.BytesIO(cloture.fichier(magasin, held.code, "docx")))
    words = {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    assert {"Région▯", "DGE"} <= words and any("Pas la source" in one for one in words)
    assert cloture.fichier(magasin, held.code, "pdf").startswith(b"%PDF")


def test_what_stayed_under_embargo_is_nowhere_in_the_minutes(magasin: Base):
    held = seances.ouvrir(magasin, "COPIL", "Direction", ARRETE)
    step = etapes.ajouter(magasin, held.code, "Zircon", "Zircon", 5, "/projets?cherche_projets=Zircon")
    etapes.annoter(magasin, step.etape_id, "Zircon", est_sous_embargo=True)
    cloture.clore(magasin, held.code, "Direction")
    kept = proces_verbaux.lire(magasin, held.code)
    assert "Zircon" not in kept.contenu and len(relu(kept.contenu)["points"]) == 1
    assert "Zircon" not in _textes(cloture.fichier(magasin, held.code, "pdf"))


def test_a_fault_in_the_minutes_does_not_fail_the_closing(magasin: Base, monkeypatch):
    held = seances.ouvrir(magasin, "COPIL", "Direction", ARRETE)
    with monkeypatch.context() as faulty:
        faulty.setattr(redaction, "composer", lambda *_: {}["absent"])
        assert cloture.clore(magasin, held.code, "Direction").est_close
    assert proces_verbaux.trouver(magasin, held.code) is None
    assert cloture.rediger(magasin, held.code).seance_code == held.code


def test_minutes_of_forty_outcomes_are_ready_while_people_put_on_their_coats(magasin: Base, capsys):
    held = comite_joue.jouer(magasin, "Un très long comité de pilotage", conclusions=40)
    start = time.perf_counter()
    cloture.rediger(magasin, held.code)
    sizes = {suffix: len(cloture.fichier(magasin, held.code, suffix)) for suffix in ("pdf", "docx")}
    with capsys.disabled():
        print(f"\nDe la clôture aux deux documents : {time.perf_counter() - start:.1f} s, {sizes} octets")
    assert "40. Décision" in _textes(cloture.fichier(magasin, held.code, "pdf"))


def test_a_seal_covers_what_was_accepted_and_nothing_changes_after_it(magasin: Base, joue: ComiteJoue):
    kept = cloture.rediger(magasin, joue.code)
    yes = amendements.proposer(magasin, joue.code, "Présences", "Ajouter l'ADEME", "ADEME, directeur régional")
    no = amendements.proposer(magasin, joue.code, "Conclusion 1", "Ne pas payer", "Régions de France, déléguée")
    with pytest.raises(GesteRefuse, match="2 amendements attendent"):
        cloture.sceller(magasin, kept)
    with pytest.raises(GesteRefuse, match="motif"):
        amendements.juger(magasin, no.amendement_id, "refuse", "Direction du programme")
    amendements.juger(magasin, yes.amendement_id, "accepte", "Direction du programme")
    amendements.juger(magasin, no.amendement_id, "refuse", "Direction du programme", "Ce n'est pas ce qui a été dit")
    sealed = cloture.sceller(magasin, kept)
    assert sealed.racine == relu(kept.contenu)["arrete"]["racine"]
    assert proces_verbaux.tient(sealed, amendements.lister(magasin, joue.code))
    assert not proces_verbaux.tient(sealed, [])
    for gesture in (
        lambda: amendements.proposer(magasin, joue.code, "Présences", "Autre", "ADEME"),
        lambda: cloture.sceller(magasin, sealed),
    ):
        with pytest.raises(GesteRefuse, match="scellé : il ne change plus"):
            gesture()
    text = _textes(cloture.fichier(magasin, joue.code, "pdf"))
    assert "Ajouter l'ADEME" in text and "Ce n'est pas ce qui a été dit" in text and sealed.empreinte in text
    assert "version 2" in text and "Scellé le" in text


def test_a_request_taken_back_is_told_apart_from_one_that_never_had_its_turn(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    back = paroles.demander(magasin, seance.code, "Bpifrance", "Directeur")
    paroles.demander(magasin, seance.code, "ADEME", "Directrice")
    paroles.retirer(magasin, back.intervention_id)
    marche.clore(magasin, seance.code, "CGET")
    minutes = composer(magasin, seance.code)
    assert [bool(one["retiree_le"]) for one in minutes["paroles"]] == [True, False]
    assert [part.texte for part in seance_ecrite.paroles(minutes).parties if isinstance(part, Paragraphe)] == [
        "Parole demandée et non prise : ADEME (Directrice).",
        "Demande de parole retirée : Bpifrance (Directeur).",
    ]
