// @ts-check
// What a key means where the reader writes.

/**
 * Escape leaves the field it is typed in: the next letter is a key of the screen again, and no choice is emptied.
 * @param {KeyboardEvent} e
 */
export function quitterLeChamp(e) {
  const champ = e.composedPath()[0];
  if (e.key !== "Escape" || !(champ instanceof HTMLElement) || !champ.matches("[role=combobox]")) return;
  if (champ.getAttribute("aria-expanded") === "true") {
    // The list closes first, by its own means.
    setTimeout(() => sortir(champ));
  } else {
    e.stopPropagation();
    sortir(champ);
  }
}

/**
 * To its own box, where letters are keys and from where Tab goes on: never nowhere.
 * @param {HTMLElement} champ
 */
function sortir(champ) {
  const boite = champ.closest("[role=group]");
  if (!(boite instanceof HTMLElement)) return champ.blur();
  boite.tabIndex = -1;
  boite.focus();
}

// Where the arrows and letters already have a use of their own; a box that is ticked has none.
const SAISIES = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox], [role=textbox], [role=slider], [role=listbox]";

/**
 * Whether a key is typed, or part of a shortcut: it is then no key of the screen.
 * @param {KeyboardEvent} e
 */
export function estUneFrappe(e) {
  const cible = e.composedPath()[0];
  return e.ctrlKey || e.metaKey || e.altKey || (cible instanceof Element && Boolean(cible.closest(SAISIES)));
}
