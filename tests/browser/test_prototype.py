"""Names that every object of JavaScript already has, received as data: they are data, and change nothing else."""

import json

from playwright.sync_api import Page

from tests.browser.planche_harnais import donnees

NOMS = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf")
# What the language itself is made of, as it stands: each property of each prototype, and that a new object has nothing.
EMPREINTE = """() => JSON.stringify([
  ...[Object, Array, Function, Map, Set, Element].map((une) => Object.getOwnPropertyNames(une.prototype).sort()),
  "pollue" in {}, String(Object.prototype.toString), Object.getPrototypeOf(Object.prototype) === null,
])"""
# As the stream of a séance and the board give them: the text of the message is read in the page.
DESSINER = "texte => { try { dessiner(JSON.parse(texte)); return ''; } catch (erreur) { return String(erreur); } }"
SUIVRE = """async (texte) => {
  window.EventSource = class extends EventTarget { constructor() { super(); window.flux = this; } close() {} };
  const { monter } = await import("/ressources/suiveur.js");
  const parentElement = document.body.appendChild(document.createElement("div"));
  monter({ parentElement, data: JSON.parse(texte), setTriggerValue() {} });
  window.flux.dispatchEvent(new Event("open"));
  window.flux.dispatchEvent(new MessageEvent("etat", { data: texte }));
  return parentElement.textContent;
}"""
ALLER = """async (texte) => {
  const { aller } = await import("/ressources/trajet.js");
  aller("/projets?__proto__=a&constructor=b", JSON.parse(texte));
  return location.search;
}"""
CARTE = """async (texte) => {
  const { creerFondDeCarte } = await import("/ressources/territoires.js");
  const { lire } = await import("/ressources/contours.js");
  const lus = structuredClone(await lire("/ressources/contours-1-x.json"));
  JSON.parse(texte).forEach((nom, rang) => { lus.territoires[rang][0] = nom; });
  const fond = creerFondDeCarte({ choisir() {}, expliquer() {}, designer() {} });
  document.body.append(fond.element);
  fond.poserContours(lus);
  fond.poserValeurs({ valeurs: {}, noms: {}, alt: "" });
  return fond.territoires().map((t) => t.id);
}"""


def piege(nom: str) -> str:
    """An object whose own property bears this name, with something to spread from it."""
    return json.dumps({nom: {"pollue": "oui"}, "pollue_ici": 1})[1:-1]


def message(**autres: object) -> str:
    """A board that holds each name wherever a name is read, as the text of a message."""
    said = donnees(**autres) | {"signature": "piege"}
    said["couleurs"] |= dict.fromkeys(NOMS, "red")
    said["carte"]["valeurs"] |= {name: [1, "pollué"] for name in NOMS}
    said["carte"]["noms"] = {name: ["pollué", "pollué", "00"] for name in NOMS}
    said["tuiles"] = [tile | {"id": name} for tile, name in zip(said["tuiles"], NOMS, strict=False)]
    return json.dumps(said)[:-1] + "," + piege("__proto__") + "}"


def test_a_board_that_holds_such_names_is_drawn_and_changes_nothing_else(planche: Page):
    before = planche.evaluate(EMPREINTE)
    assert planche.evaluate(DESSINER, message()) == ""
    assert planche.evaluate("() => [...ombre.querySelectorAll('.tuile')].map((e) => e.dataset.id)")[:2] == list(
        NOMS[:2]
    )
    for name in NOMS:
        blocks = [donnees()["blocs"][0] | {"type": name, "id": name}]
        assert "bloc inconnu" in planche.evaluate(DESSINER, json.dumps(donnees(blocs=blocks)))
    assert planche.evaluate(EMPREINTE) == before


def test_a_territory_of_such_a_name_has_no_value_that_nobody_gave(planche: Page):
    before = planche.evaluate(EMPREINTE)
    assert planche.evaluate(CARTE, json.dumps(NOMS)) == []
    assert planche.evaluate(EMPREINTE) == before


def test_a_stream_and_an_address_that_hold_such_names_change_nothing_else(planche: Page):
    before = planche.evaluate(EMPREINTE)
    said = {
        "code": "__proto__",
        "racine": "",
        "role": "suiveur",
        "revision": 1,
        "vue": "/",
        "etape": None,
        "propres": {},
    }
    state = {
        "version": 2,
        "adresse": "/?__proto__=x&constructor=y",
        "etape_id": None,
        "statut": "close",
        "annonce": None,
    }
    text = json.dumps(said | state)[:-1] + "," + piege("__proto__") + "," + piege("constructor") + "}"
    assert "close" in planche.evaluate(SUIVRE, text)
    own = json.dumps({"suivre": "ABCDEF"})[:-1] + ', "__proto__": "c", "constructor": null}'
    gone = planche.evaluate(ALLER, own)
    assert "suivre=ABCDEF" in gone and "__proto__=c" in gone and "constructor" not in gone
    assert planche.evaluate(EMPREINTE) == before
