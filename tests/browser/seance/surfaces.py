"""What the three surfaces of a room show, each read in its own browser, and the desk driven by its keys."""

import json
import time
from collections.abc import Mapping

from playwright.sync_api import Page

from outils.comite.surface import Surface, client
from tests.browser.conftest import Ecran
from tests.browser.seance.salle import PATIENCE_S, UNE_IMAGE
from ti_dashboard.composants.messages_de_salle import MotDePalette, Pupitre, Salle
from ti_dashboard.live.seances import Seance

# The screen of a stage in the words of a telephone: its page, then its plan.
SCENE = """const scene = (hote) => {
  const dite = document.querySelector(hote).shadowRoot?.querySelector(".scene:not(.a-venir)");
  const texte = (nom) => dite?.querySelector(nom)?.textContent ?? "";
  const ecran = [...new Set([texte(".scene-lieu").split(" · ")[0], texte(".scene-titre")])].join(" · ");
  return { ecran, pied: texte(".scene-etape") };
};"""
MUR = f"""() => {{
  {SCENE}
  const pleine = document.querySelector("#pleine");
  const dit = pleine.hidden ? "" : pleine.querySelector(".dit").textContent;
  return {{ ...scene("#scene"), dit, message: document.querySelector("#message").textContent,
    noir: !pleine.hidden && pleine.hasAttribute("data-noir") }};
}}"""
PUPITRE = f"""() => {{
  {SCENE}
  const mur = document.querySelector(".vue-du-mur");
  return {{ ecran: mur ? scene(".vue-du-mur").ecran : "", noir: mur?.dataset.noir === "true",
    etape: document.querySelector(".etapes [data-etat=en_cours] .etape-titre")?.textContent ?? "",
    etat: document.querySelector(".etat-du-mur")?.textContent ?? "" }};
}}"""
TELEPHONE = """() => {
  const dit = (id) => document.getElementById(id).hidden ? "" : document.getElementById(id).textContent;
  return { ecran: dit("point-ecran"), etape: dit("point-titre"), etat: dit("etat"),
    lecture: document.getElementById("lecture").hidden ? "" : dit("lecture-texte"),
    message: document.getElementById("message").hidden ? "" : dit("message-mots") };
}"""
TOUCHES = {
    ("avancer", "etape", 1): "ArrowRight",
    ("avancer", "etape", -1): "ArrowLeft",
    ("avancer", "plan", 1): "ArrowDown",
    ("avancer", "plan", -1): "ArrowUp",
    ("noircir",): "b",
    ("figer",): "g",
}
A_L_ECRAN, MASQUE = "À l'écran\u00a0: ", "L'écran de la salle est masqué un instant."


class SurfaceDePupitre(Surface):
    """A desk open in a browser: its keys where it has some, else what its buttons send."""

    def __init__(self, ecran: Ecran, seance: Seance) -> None:
        super().__init__(client(ecran.adresse), seance.code, f"/salle?suivre={seance.code}")
        self.page, self.serveur = ecran.page, ecran.adresse
        self.page.goto(f"{ecran.adresse}/pupitre?animer={seance.cle}")
        self.page.locator(".etapes li").first.wait_for()

    def faire(self, geste: str, corps: Mapping[str, object]) -> str:
        key = TOUCHES.get((geste, corps.get("de"), corps.get("pas"))) or TOUCHES.get((geste,))
        if key is None:
            headers = {"Content-Type": "application/json", "Origin": self.serveur}
            body = json.dumps({"geste": geste, **corps})
            answer = self.page.request.post(f"{self.serveur}/gestes/{self.code}", data=body, headers=headers)
            return "" if answer.status == 204 else answer.text().strip()
        with self.page.expect_response(f"**/gestes/{self.code}") as answered:
            self.page.keyboard.press(key)
        return "" if answered.value.status == 204 else answered.value.text().strip()

    def etat(self) -> Pupitre:
        return self.page.request.get(f"{self.serveur}/pupitre/{self.code}/etat").json()

    def mots(self) -> list[MotDePalette]:
        return self.page.request.get(f"{self.serveur}/pupitre/{self.code}/mots").json()


def fautes(salle: Salle, mur: Mapping, pupitre: Mapping | None, telephone: Mapping) -> list[str]:
    """What a surface shows that is not what the room is told, in words; nothing when the three say the same."""
    step = next((one["titre"] for one in salle["agenda"] if one["etat"] == "en_cours"), "")
    read = salle["lecture"]["texte"] if salle["lecture"] else ""
    full = {"ouverte": read, "suspendue": "Séance suspendue", "close": "La séance est close"}[salle["statut"]]
    said = {
        "mur, écran": (mur["ecran"], salle["ecran"]),
        "mur, étape": (step in mur["pied"], True),
        "mur, en plein": (mur["dit"], full),
        "mur, message": (mur["message"], salle["message"] or ""),
        "mur, noir": (mur["noir"], salle["est_noir"]),
        "téléphone, écran": (telephone["ecran"], MASQUE if salle["est_noir"] else f"{A_L_ECRAN}{salle['ecran']}"),
        "téléphone, étape": (step in telephone["etape"], True),
        "téléphone, lecture": (telephone["lecture"], read),
        "téléphone, message": (telephone["message"], salle["message"] or ""),
    }
    if pupitre is not None:
        said |= {
            "pupitre, écran": (pupitre["ecran"], salle["ecran"]),
            "pupitre, étape": (pupitre["etape"], step),
            "pupitre, noir": (pupitre["noir"], salle["est_noir"]),
            "pupitre, lecture": ("est lue à l'écran" in pupitre["etat"], bool(read)),
            "pupitre, message": ((salle["message"] or "") in pupitre["etat"], True),
        }
    return [f"{name} : « {shown} » pour « {told} »" for name, (shown, told) in said.items() if shown != told]


def s_accordent(dire: Surface, mur: Page, pupitre: Page | None, telephone: Page) -> None:
    """Wait until the three show what the room is told now, which is read each time."""
    end = time.monotonic() + PATIENCE_S
    while wrong := fautes(
        dire.entendre("mur"), mur.evaluate(MUR), pupitre and pupitre.evaluate(PUPITRE), telephone.evaluate(TELEPHONE)
    ):
        assert time.monotonic() < end, "\n".join(wrong)
        mur.evaluate(UNE_IMAGE)
