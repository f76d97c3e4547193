// @ts-check
// Leaving a filter with one key.

/**
 * Escape leaves the field it is typed in: the next letter is a key of the screen again, and no choice is emptied.
 * @param {KeyboardEvent} e
 */
export function quitterLeChamp(e) {
  const champ = e.composedPath()[0];
  if (e.key !== "Escape" || !(champ instanceof HTMLElement) || !champ.matches("[role=combobox]")) return;
  if (champ.getAttribute("aria-expanded") === "true") {
    // The list closes first, by its own means.
    setTimeout(() => champ.blur());
  } else {
    e.stopPropagation();
    champ.blur();
  }
}
