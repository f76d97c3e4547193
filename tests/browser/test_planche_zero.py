"""Drawings with a zero: bars, bridge and curve below it go the other way, at their true length."""

from playwright.sync_api import Page

from tests.browser.planche_harnais import barre, donnees

# Of each drawn line: where the bar starts and ends, where the mark of the earlier value stands, in shares of the track.
BARRES = """() => Object.fromEntries([...ombre.querySelectorAll(".ligne")].map((l) => {
  const piste = l.querySelector(".piste").getBoundingClientRect();
  const part = (x) => Math.round(((x - piste.left) / piste.width) * 100);
  const b = l.querySelector(".barre").getBoundingClientRect();
  const a = l.querySelector(".avant");
  const avant = a.hidden ? null : part(a.getBoundingClientRect().left + 2);
  return [l.querySelector(".ligne-libelle").textContent, [part(b.left), part(b.right), avant]];
}))"""
PONT = """() => {
  const y = (e, nom) => Math.round(Number(e.getAttribute(nom)));
  const barres = [...ombre.querySelectorAll(".pont-barre")];
  return { zero: y(ombre.querySelector(".pont-zero"), "y1"),
           barres: barres.map((b) => [y(b, "y"), Math.round(y(b, "y") + Number(b.getAttribute("height")))]) };
}"""


def _bloc(kind: str, **autres) -> dict:
    commun = {"id": kind, "type": kind, "place": "bas", "titre": "Essai", "sous_titre": "", "alt": "Essai"}
    return commun | {"note": None} | autres


def _draw(page: Page, bloc: dict) -> None:
    page.evaluate("d => dessiner(d)", donnees(blocs=[bloc], tuiles=[], carte=None))


def test_a_net_below_zero_goes_left_of_the_axis_and_is_not_the_longest(planche: Page):
    lines = [
        barre("a", "Gain", 300, "300 k€", -100),
        barre("b", "Dette", -100, "−100 k€"),
        barre("c", "Rien", 0, "0 €"),
        barre("d", "Su", None, "inconnu"),
    ]
    _draw(planche, _bloc("barres", lignes=lines))
    drawn = planche.evaluate(BARRES)
    assert drawn["Gain"] == [25, 100, 0]
    assert drawn["Dette"] == [0, 25, None]
    assert drawn["Rien"][0] == 25 and drawn["Rien"][1] == 25
    assert drawn["Su"][:2] == [0, 100]


def test_without_a_debt_the_axis_stays_at_the_left(planche: Page):
    _draw(planche, _bloc("barres", lignes=[barre("a", "A", 300, "300"), barre("b", "B", 75, "75")]))
    assert planche.evaluate(BARRES) == {"A": [0, 100, None], "B": [0, 25, None]}


def test_a_share_is_drawn_on_the_whole_and_one_without_meaning_is_not_drawn(planche: Page):
    lines = [barre("a", "A", 0.4, "40 %"), barre("b", "B", None, "sans objet", sans_objet=True)]
    _draw(planche, _bloc("barres", lignes=lines, max=1))
    assert planche.evaluate(BARRES)["A"] == [0, 40, None]
    assert not planche.get_by_text("sans objet").locator("..").locator(".barre").is_visible()


def test_a_bridge_that_ends_below_zero_shows_where_zero_is(planche: Page):
    def step(code: str, start: float, end: float) -> dict:
        total = code in ("avant", "apres")
        return {
            "id": code,
            "libelle": code,
            "texte": "1",
            "de": start,
            "a": end,
            "couleur": "accent",
            "brut": None,
            "est_total": total,
            "nb": "",
            "entree": "",
            "sortie": "",
        }

    steps = [step("avant", 0, 100), step("correction", 100, -100), step("apres", 0, -100)]
    _draw(planche, _bloc("pont", etapes=steps, net="", vide="", chiffre="x"))
    assert planche.evaluate(PONT) == {"zero": 50, "barres": [[0, 50], [0, 100], [50, 100]]}


def test_a_curve_below_zero_stays_in_its_frame(planche: Page):
    points = [[0, 100, "un", "100"], [10, -100, "deux", "−100"]]
    series = [{"libelle": "Net", "couleur": "accent", "points": points}]
    _draw(planche, _bloc("courbe", series=series, axe_y=["0", "100"], max_y=100))
    assert planche.locator(".trait-courbe").get_attribute("d") == "M0 0L100 100"
    tops = planche.locator(".axe-y span").evaluate_all("es => es.map((e) => e.style.bottom)")
    assert tops == ["50%", "100%"]


def test_the_mark_of_the_earlier_value_keeps_its_colour_when_the_system_forces_its_own(planche: Page):
    planche.emulate_media(forced_colors="active")
    _draw(planche, _bloc("barres", lignes=[barre("a", "A", 300, "300", 200)]))
    colours = "() => ['.avant', '.repere-trait'].map((s) => getComputedStyle(ombre.querySelector(s)).backgroundColor)"
    mark, sample = planche.evaluate(colours)
    assert mark == sample != planche.evaluate("() => getComputedStyle(ombre.querySelector('.planche')).backgroundColor")


def test_an_endless_word_never_pushes_an_amount_out_of_sight(planche: Page):
    word = "x" * 1000
    columns = [{"cle": "n", "libelle": "Nom", "nombre": False}, {"cle": "m", "libelle": "Montant", "nombre": True}]
    cases = [{"texte": word, "tri": word}, {"texte": "1 234,00 €", "tri": 1234}]
    rows = [{"id": "a", "cases": cases}, {"id": "b", "cases": [{"texte": "B", "tri": "B"}, cases[1]]}]
    tableau = _bloc("table", colonnes=columns, lignes=rows, hauteur=None, ordre=None, totaux=rows[1])
    barres = _bloc("barres", lignes=[barre("a", word, 300, "300 M€")])
    tuile = donnees()["tuiles"][0] | {"libelle": word, "complement": word}
    message = donnees(blocs=[tableau, barres], tuiles=[tuile], carte=None, titre=word, message=word)
    for width in (1600, 390):
        planche.set_viewport_size({"width": width, "height": 844})
        planche.evaluate("d => dessiner(d)", message)
        for amount in [*planche.get_by_text("1 234,00 €").all(), planche.get_by_text("300 M€")]:
            box = amount.bounding_box()
            assert box["x"] + box["width"] <= width
        assert planche.evaluate("() => document.documentElement.scrollWidth") <= width
