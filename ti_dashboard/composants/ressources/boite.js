// @ts-check
// One box: a combobox over a list of choices, of one or of several, at the keyboard as with a finger (WAI-ARIA, « Editable
// Combobox With List Autocomplete »). What is typed is looked for anywhere in a label, without accents.

/** @import { Boite } from "../types/contrat" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { estDans, sansAccents } from "./lettres.js";
import { placerSous } from "./placement.js";
import { aBouge } from "./pointeur.js";
import { precharger } from "./prechargement.js";

/** @typedef {ReturnType<typeof creerBoite>} Champ */
/** @typedef {{ choisir(boite: Boite, choisis: string[]): void, adresseDe(boite: Boite, choisis: string[]): URL }} Gestes */

/** @param {Boite} boite @param {Gestes} gestes */
export function creerBoite(boite, gestes) {
  const { cle } = boite;
  const liste = html("ul", { role: "listbox", id: `choix-${cle}`, "aria-label": boite.libelle, "aria-multiselectable": boite.est_multiple || null });
  const p = {
    boite, gestes, liste,
    champ: html("input", { id: `boite-${cle}`, role: "combobox", type: "text", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `choix-${cle}`, "aria-haspopup": "listbox" }),
    tenus: html("span", { class: "tenus" }),
    saisie: html("span", { class: "saisie" }),
    effacer: html("button", { type: "button", "aria-label": `Tout effacer : ${boite.libelle}`, title: "Tout effacer" }, "✕"),
    vide: html("p", { class: "vide", role: "status" }),
    choix: html("div", { class: "choix", popover: "manual", tabindex: "-1" }),
    cadre: html("div", { class: "champ" }),
    /** What is typed, and not yet chosen. @type {string | null} */
    cherche: null,
    /** @type {string | null} */
    actif: null,
    /** Since the list is open. */
    aChoisi: false,
  };
  p.choix.append(liste, p.vide);
  p.saisie.append(p.tenus, p.champ);
  p.cadre.append(p.saisie, p.effacer, html("span", { class: "fleche", "aria-hidden": "true" }));
  const element = pieces(html("div", { class: "boite", "data-cle": cle }, html("label", { for: `boite-${cle}` }, boite.libelle), p.cadre, p.choix), p);
  ecouter(element);
  return element;
}

/** @param {Champ} element @param {Boite} boite */
export function mettreAJourBoite(element, boite) {
  const p = element.pieces;
  p.boite = boite;
  attribut(element, "data-nb", boite.est_multiple && boite.choisis.length ? boite.choisis.length : null);
  const tenus = boite.est_multiple ? boite.choisis : [];
  accorder(p.tenus, tenus.map((id) => ({ id })), ({ id }) => creerTenu(element, id), () => {});
  p.effacer.hidden = tenus.length < 2;
  attribut(p.champ, "placeholder", tenus.length ? null : boite.invite);
  attribut(p.champ, "aria-description", tenus.length ? `Choisis : ${tenus.join(", ")}` : null);
  if (p.cherche === null) montrer(p);
  if (estOuverte(p)) dessinerLesChoix(p);
}

/** @param {Champ["pieces"]} p */
function montrer({ boite, champ }) {
  const dit = boite.est_multiple ? "" : boite.choisis[0] ?? "";
  if (champ.value !== dit) champ.value = dit;
  attribut(champ, "title", dit || null);
}

/** @param {Champ} element @param {string} choix */
function creerTenu(element, choix) {
  const bouton = html("button", { type: "button", "aria-label": `Retirer ${choix}` }, "✕");
  bouton.addEventListener("click", () => basculer(element.pieces, choix));
  return html("span", { class: "tenu", title: choix }, html("span", {}, choix), bouton);
}

/** @param {Champ} element */
function ecouter(element) {
  const p = element.pieces;
  p.cadre.addEventListener("click", (e) => {
    if (e.target instanceof Element && e.target.closest("button")) return;
    p.champ.focus();
    if (estOuverte(p) && e.target !== p.champ) fermer(p);
    else ouvrir(p);
  });
  p.effacer.addEventListener("click", () => { p.gestes.choisir(p.boite, []); p.champ.focus(); });
  p.champ.addEventListener("input", () => {
    p.cherche = p.champ.value;
    ouvrir(p);
    activer(p, p.cherche ? visibles(p)[0] ?? null : null);
  });
  p.champ.addEventListener("keydown", (e) => frapper(p, e));
  // A press on the list takes the focus there: it is given back with the choice.
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) fermer(p);
  });
  p.liste.addEventListener("click", (e) => {
    const option = e.target instanceof Element ? e.target.closest("[role='option']") : null;
    if (option instanceof HTMLElement && option.dataset.id) basculer(p, option.dataset.id);
  });
  p.liste.addEventListener("pointerover", (e) => {
    if (!aBouge(e)) return;
    const option = e.target instanceof Element ? e.target.closest("[role='option']") : null;
    if (option instanceof HTMLElement && option.dataset.id !== p.actif) activer(p, option.dataset.id ?? null);
  });
}

/** @param {Champ["pieces"]} p @param {KeyboardEvent} e */
function frapper(p, e) {
  const { key } = e;
  if (key === "ArrowDown" || key === "ArrowUp") {
    e.preventDefault();
    if (estOuverte(p)) avancer(p, key === "ArrowDown" ? 1 : -1);
    else ouvrir(p);
  } else if (key === "Enter" && estOuverte(p) && p.actif !== null) {
    e.preventDefault();
    basculer(p, p.actif);
  } else if (key === "Escape" && estOuverte(p)) {
    e.preventDefault();
    e.stopPropagation();
    fermer(p);
  } else if (key === "Backspace" && !p.champ.value && p.boite.est_multiple && p.boite.choisis.length) {
    basculer(p, p.boite.choisis.at(-1) ?? "");
  }
}

/** @param {Champ["pieces"]} p */
const estOuverte = (p) => p.choix.matches(":popover-open");

/** @param {Champ["pieces"]} p */
function ouvrir(p) {
  if (!estOuverte(p)) {
    p.choix.showPopover();
    attribut(p.champ, "aria-expanded", "true");
    p.aChoisi = false;
    if (!p.boite.est_multiple) p.champ.select();
    p.actif = p.boite.est_multiple ? null : p.boite.choisis[0] ?? null;
  }
  placerSous(p.choix, p.cadre);
  dessinerLesChoix(p);
}

/** @param {Champ["pieces"]} p */
function fermer(p) {
  p.cherche = null;
  montrer(p);
  if (!estOuverte(p)) return;
  precharger([]);
  p.choix.hidePopover();
  attribut(p.champ, "aria-expanded", "false");
  activer(p, null);
}

/** @param {Champ["pieces"]} p */
function visibles({ boite, cherche }) {
  return cherche ? boite.options.filter((option) => estDans(cherche, option)) : boite.options;
}

/** @param {Champ["pieces"]} p */
function dessinerLesChoix(p) {
  const options = visibles(p);
  accorder(p.liste, options.map((id) => ({ id })), ({ id }) => html("li", { class: "option", role: "option", id: `choix-${p.boite.cle}-${sansAccents(id).replace(/\W+/g, "-")}` }, id), (e, { id }) => {
    attribut(e, "aria-selected", String(p.boite.choisis.includes(id)));
    attribut(e, "data-actif", id === p.actif);
  });
  texte(p.vide, options.length ? "" : "Aucun résultat");
  designer(p);
  prevoir(p, options);
}

/**
 * What is likely to be chosen is asked for before it is; once a choice was made, only the one that is pointed at.
 * @param {Champ["pieces"]} p @param {string[]} options
 */
function prevoir(p, options) {
  const vise = p.actif !== null && options.includes(p.actif) ? [p.actif] : [];
  const choix = new Set([...vise, ...(p.aChoisi ? [] : options)]);
  precharger([...choix].map((un) => p.gestes.adresseDe(p.boite, apres(p.boite, un))), vise.length > 0);
}

/** @param {Champ["pieces"]} p @param {string | null} choix */
function activer(p, choix) {
  p.actif = choix;
  if (estOuverte(p)) dessinerLesChoix(p);
  else designer(p);
}

/** @param {Champ["pieces"]} p */
function designer({ champ, liste, actif }) {
  const option = [.../** @type {HTMLCollectionOf<HTMLElement>} */ (liste.children)].find((e) => e.dataset.id === actif);
  attribut(champ, "aria-activedescendant", option?.id ?? null);
  option?.scrollIntoView({ block: "nearest" });
}

/** @param {Champ["pieces"]} p @param {1 | -1} pas */
function avancer(p, pas) {
  const options = visibles(p);
  const ici = p.actif === null ? (pas > 0 ? -1 : 0) : options.indexOf(p.actif);
  activer(p, options[(ici + pas + options.length) % options.length] ?? null);
}

/** What the box holds once this is chosen. @param {Boite} boite @param {string} choix */
function apres({ est_multiple, choisis }, choix) {
  if (!est_multiple) return [choix];
  return choisis.includes(choix) ? choisis.filter((c) => c !== choix) : [...choisis, choix];
}

/** A box of one choice closes; one of several stays open. @param {Champ["pieces"]} p @param {string} choix */
function basculer(p, choix) {
  const choisis = apres(p.boite, choix);
  const change = p.boite.est_multiple || choix !== p.boite.choisis[0];
  p.cherche = null;
  p.champ.value = "";
  p.aChoisi = true;
  if (p.boite.est_multiple) p.champ.focus();
  else fermer(p);
  if (change) p.gestes.choisir(p.boite, choisis);
}
