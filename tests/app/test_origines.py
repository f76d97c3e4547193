"""The panel of every figure of every page says what the page says: value, name, definition, movement, count."""

import pytest

from tests.app.application import ouvrir, planches
from tests.ecran import Montre, montres
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.langue.formats import SANS_OBJET, accord, ecart, nombre
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.planche import panneau as mots
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.colonnes import en_textes
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.origine import Origine, origine
from ti_dashboard.questions.precisions_dites import nommees

PHASE_1 = "Phase I (2018-2022)"
PAGES = ("accueil", "territoires", "territoire", "projets", "financements", "evolutions", "ingenierie", "candidatures")
ECRANS = {
    "france-2019": {"arrete": "24/09/2019", "compare": "30/04/2019"},
    "bretagne-2021": {"arrete": "12/10/2021", "compare": "24/09/2019", "region": "Bretagne", "mesure": "projets"},
    "bpifrance-2023": {"arrete": "09/11/2023", "compare": "12/10/2021", "phase": PHASE_1, "theme": "Mobilité",
                       "operateur": "Bpifrance", "mesure": "montant"},
    "regions-2019": {"arrete": "24/09/2019", "compare": "30/04/2019", "operateur": "Conseils régionaux"},
    "phase-2": {"arrete": "09/11/2023", "compare": "12/10/2021"},
}  # fmt: skip
# A table of hundreds of rows says the same thing in each: some of them are opened, always the first and the last.
# The first screen opens every bar, the others one in a few.
PAS = {"case": 23, "carte": 13}
AILLEURS = {"case": 53, "carte": 41, "barre": 4, "etape": 3}
INCONNU = " + inconnu"

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _figures(adresse: dict) -> list[tuple[Filtres, str, list[Montre]]]:
    """Page by page: the filters of the screen, the figures it shows."""
    app = ouvrir(**adresse)
    seen = []
    for page in PAGES:
        app.switch_page(str(RACINE / "pages" / f"{page}.py"))
        for key, value in adresse.items():
            app.query_params[key] = value
        app.query_params["id"] = "ti-5304"
        app.run()
        assert not app.exception, page
        found = [shown for board in planches(app) for shown in montres(board)]
        assert found or any(board["message"] for board in planches(app)), page
        seen.append((app.session_state["contexte"].choix, page, found))
    return seen


def _choisis(found: list[Montre], step: dict[str, int]) -> list[Montre]:
    by_kind: dict[str, list[Montre]] = {}
    for shown in found:
        by_kind.setdefault(shown.genre, []).append(shown)
    return [
        one
        for kind, all_of_it in by_kind.items()
        for i, one in enumerate(all_of_it)
        if i % step.get(kind, 1) == 0 or i == len(all_of_it) - 1
    ]


@pytest.mark.parametrize("ecran", ECRANS)
def test_the_panel_of_every_figure_says_what_the_screen_says(demo, ecran):
    assert _ecarts(demo, ECRANS[ecran], PAS if ecran == "france-2019" else AILLEURS) == []


@pytest.mark.parametrize("adresse", [{"arrete": "27/05/2025"}, {"arrete": "27/05/2025", "phase": PHASE_1}])
def test_what_no_delivery_tells_is_unknown_in_its_panel_too(publiques, donnees_ouvertes, monkeypatch, adresse):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(donnees_ouvertes))
    assert "\n".join(_ecarts(publiques, adresse, AILLEURS)) == ""


def _ecarts(publication: Publication, adresse: dict, step: dict[str, int]) -> list[str]:
    wrong = []
    for choix, page, found in _figures(adresse):
        for shown in _choisis(found, step):
            figure = lire(shown.chiffre)
            assert figure is not None, shown
            behind = origine(publication, figure, choix)
            wrong += [f"{page}, {shown.ou} : {fault}" for fault in _fautes(publication, shown, figure, choix, behind)]
    return wrong


def _fautes(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    """What the panel and the screen say differently, in words."""
    checks = {
        "tuile": _tuile,
        "barre": _barre,
        "case": _case,
        "total": _case,
        "etape": _etape,
        "phrase": _phrase,
        "carte": _carte,
    }
    faults = checks[shown.genre](demo, shown, figure, choix, behind)
    sums = figure.indicateur.agregat in ("compte", "somme") and behind.est_comparee and not figure.est_mouvement
    if sums and sum(m.ecart for m in behind.mouvements) != (behind.valeur or 0) - (behind.valeur_precedente or 0):
        faults.append("les mouvements ne font pas l'écart")
    return faults


def _ecrit(figure: Chiffre, behind: Origine) -> str:
    return SANS_OBJET if behind.sans_objet else mots.ecrire(figure, behind.valeur, behind.parts)


def _differe(what: str, screen: object, panel: object) -> list[str]:
    return [] if screen == panel else [f"{what} « {screen} », panneau « {panel} »"]


def _tuile(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    card, named = shown.autour["fiche"], nommees(demo, figure, choix)
    signed = figure.indicateur_id == "solde_net_territoires" and behind.valeur
    value = ecart(behind.valeur, nombre(abs(behind.valeur))) if signed else _ecrit(figure, behind)
    faults = _differe("valeur", shown.texte, value)
    faults += _differe("nom", shown.autour["libelle"], mots.titre(figure, named))
    faults += _differe("définition", card["definition"], mots.definition(figure, named))
    faults += _differe("calcul", card["formule"], mots.formule(figure, named))
    faults += _differe("comparé", shown.autour["evolution"] is not None, behind.est_comparee)
    if figure.indicateur.agregat == "somme":
        faults += _differe("inconnus", shown.autour["couverture"]["inconnus"], behind.nb_inconnus)
    change = (shown.autour["evolution"] or {}).get("texte", "")
    if behind.est_comparee and not behind.sans_objet and None not in (behind.valeur, behind.valeur_precedente):
        moved = behind.valeur - behind.valeur_precedente
        said = ecart(moved, mots.ecrire(figure, abs(moved)))
        faults += [] if change.startswith(f"{said} depuis") else [f"évolution « {change} », panneau « {said} »"]
    return faults


def _barre(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    value, before = _ecrit(figure, behind), shown.autour.get("texte_precedent")
    faults = [] if shown.texte.startswith(value) else _differe("valeur", shown.texte, value)
    if before is not None:
        earlier = mots.ecrire(figure, behind.valeur_precedente, behind.parts_precedentes)
        known = behind.est_comparee and before.startswith(f"{earlier} au ")
        faults += [] if known else _differe("valeur d'avant", before, earlier)
    if figure.indicateur_id == "montant_reste_a_payer":
        count = accord(behind.nb_connus, "dossier")
        faults += [] if shown.autour["note"].startswith(count) else _differe("dossiers", shown.autour["note"], count)
    return faults


def _case(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    """A number is the figure, exact where it is an amount; a word is one that its lines say."""
    if behind.sans_objet:
        return _differe("case", shown.texte, SANS_OBJET)
    text = shown.texte.removesuffix(INCONNU)
    value = mots.exacte(figure, behind.valeur) or _ecrit(figure, behind)
    faults = [] if (text == shown.texte) or behind.nb_inconnus else ["« + inconnu », panneau sans inconnu"]
    if text == value or (shown.texte == "inconnu" and behind.valeur is None):
        return faults
    if figure.indicateur.agregat in ("rapport", "taux") and text == _ecrit(figure, behind):
        return faults
    if shown.ou.endswith("Montants inconnus") and figure.indicateur.agregat == "somme":
        return faults + _differe("inconnus", text, nombre(behind.nb_inconnus))
    words = {cell for line in en_textes(mots.colonnes(figure), behind.lignes) for cell in line.values()}
    return faults if text in words or not shown.autour["nombre"] else [*faults, *_differe("case", shown.texte, value)]


def _etape(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    """The bar before, each cause and the bar after open their own lines."""
    faults = _differe("étape", shown.texte, mots.ecrire(figure, behind.valeur, behind.parts))
    if figure.est_mouvement:
        faults += _differe("lignes", shown.autour["nb"], nombre(len(behind.lignes)))
        faults += _differe("somme des lignes", behind.valeur, sum(row["effet"] or 0 for row in behind.lignes))
    return faults


def _phrase(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    if not figure.est_mouvement:
        return []
    count = nombre(abs(behind.valeur))
    return [] if shown.texte.startswith(count) else _differe("phrase", shown.texte, count)


def _carte(demo, shown: Montre, figure: Chiffre, choix: Filtres, behind: Origine) -> list[str]:
    """A class of state is said by the line of the territory, a quantity by the value."""
    if figure.lit("phase"):
        return _differe("territoire de cette phase", 1, behind.valeur)
    words = {cell for line in en_textes(mots.colonnes(figure), behind.lignes) for cell in line.values()}
    value = _ecrit(figure, behind)
    return [] if shown.texte in words or shown.texte.startswith(value) else _differe("carte", shown.texte, value)
