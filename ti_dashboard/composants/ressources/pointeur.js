// @ts-check
// Whether a pointer has come over something: a page that moves under one that stays says nothing of its reader.

/** @type {{ signe: Event | null, ou: string, aBouge: boolean }} */
const dernier = { signe: null, ou: "", aBouge: false };

/** @param {PointerEvent} signe the one being heard, by one or by several: from part to part of a board, the page hears none */
export function aBouge(signe) {
  if (dernier.signe !== signe) {
    const ou = `${signe.screenX} ${signe.screenY}`;
    Object.assign(dernier, { signe, ou, aBouge: ou !== dernier.ou });
  }
  return dernier.aBouge;
}
