// @ts-check
// How many choices narrow the screen that is read: the line of the arrêté knows it, the button that folds the boxes says it.

let nombre = 0;
/** @type {(nombre: number) => void} */
let dire = () => {};

/** @param {number} lu */
export function compter(lu) {
  nombre = lu;
  dire(nombre);
}

/** @param {(nombre: number) => void} faire told at once, then at each screen */
export function suivreLeCompte(faire) {
  dire = faire;
  dire(nombre);
}
