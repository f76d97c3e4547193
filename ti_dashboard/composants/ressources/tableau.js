// @ts-check
// The same figures as a real table, for those who read better so.

import { html, attribut, texte } from "./dom.js";

/**
 * The small « Tableau » switch of a block; the choice is the reader's and survives every update.
 * @param {HTMLElement} bloc @param {() => void} remplir
 */
export function boutonTableau(bloc, remplir) {
  const bouton = html("button", { type: "button", class: "bascule", "aria-pressed": "false" }, "Tableau");
  bouton.addEventListener("click", () => {
    const tableau = bloc.dataset.vue !== "tableau";
    attribut(bloc, "data-vue", tableau ? "tableau" : null);
    attribut(bouton, "aria-pressed", String(tableau));
    if (tableau) remplir();
  });
  return bouton;
}

/** Where it scrolls, the keyboard goes too. */
export function creerTableau() {
  return html("div", { class: "tableau", role: "group", tabindex: "0" });
}

/**
 * `lignes`: one array of texts a row, the first one being its heading.
 * @param {HTMLElement} parent @param {string} legende @param {string[]} colonnes @param {string[][]} lignes
 */
export function dessinerTableau(parent, legende, colonnes, lignes) {
  if (!parent.firstChild) parent.append(creerTable());
  const table = /** @type {HTMLTableElement} */ (parent.firstChild);
  attribut(parent, "aria-label", `Tableau : ${legende}`);
  texte(table.createCaption(), legende);
  table.createTHead().rows[0].replaceChildren(...colonnes.map((c) => html("th", { scope: "col" }, c)));
  table.tBodies[0].replaceChildren(...lignes.map(creerLigne));
}

function creerTable() {
  const parties = [html("caption"), html("thead", {}, html("tr")), html("tbody")];
  return html("table", {}, ...parties);
}

/** @param {string[]} cellules */
function creerLigne([tete, ...cellules]) {
  return html("tr", {}, html("th", { scope: "row" }, tete), ...cellules.map((c) => html("td", {}, c ?? "")));
}
