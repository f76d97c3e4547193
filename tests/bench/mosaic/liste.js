// A list from which several can be chosen: type to narrow, click to choose. Mosaic's own menu takes one at a time.
export function liste(nom, options, { auChoix, aLApproche }) {
  const choisis = new Set();
  const hote = document.createElement("div");
  hote.className = "liste";
  const titre = document.createElement("label");
  titre.textContent = nom;
  const champ = document.createElement("input");
  champ.id = `liste-${nom}`;
  champ.placeholder = "Toutes les valeurs";
  champ.autocomplete = "off";
  titre.htmlFor = champ.id;
  for (const [cle, valeur] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", `${champ.id}-options`]]) {
    champ.setAttribute(cle, valeur);
  }
  const boite = document.createElement("ul");
  boite.id = `${champ.id}-options`;
  boite.setAttribute("role", "listbox");
  boite.setAttribute("aria-multiselectable", "true");
  boite.hidden = true;
  const dits = document.createElement("div");
  dits.className = "choisis";
  const lignes = options.map(([libelle, code]) => {
    const ligne = document.createElement("li");
    ligne.setAttribute("role", "option");
    ligne.setAttribute("aria-selected", "false");
    ligne.textContent = libelle;
    ligne.addEventListener("click", () => basculer(ligne, code));
    return ligne;
  });
  boite.append(...lignes);
  hote.append(titre, champ, boite, dits);

  const ouvrir = (est) => {
    boite.hidden = !est;
    champ.setAttribute("aria-expanded", String(est));
  };
  const reduire = () => {
    for (const ligne of lignes) ligne.hidden = !ligne.textContent.toLowerCase().includes(champ.value.toLowerCase());
  };
  const basculer = (ligne, code) => {
    choisis.delete(code) || choisis.add(code);
    ligne.setAttribute("aria-selected", String(choisis.has(code)));
    champ.value = "";
    reduire();
    dits.textContent = options.filter(([, c]) => choisis.has(c)).map(([libelle]) => libelle).join(", ");
    auChoix(options.map(([, c]) => c).filter((c) => choisis.has(c)));
  };
  boite.addEventListener("mousedown", (e) => e.preventDefault()); // the keyboard stays in the field
  champ.addEventListener("click", () => ouvrir(true));
  champ.addEventListener("input", () => { ouvrir(true); reduire(); });
  champ.addEventListener("keydown", (e) => {
    if (e.key === "Escape") ouvrir(false);
    if (e.key === "Enter") lignes.find((ligne) => !ligne.hidden)?.click();
  });
  addEventListener("pointerdown", (e) => { if (!hote.contains(e.target)) ouvrir(false); });
  // As Mosaic's own inputs: what a choice will ask is prepared when the pointer comes near.
  champ.addEventListener("pointerenter", aLApproche);
  champ.addEventListener("focus", aLApproche);
  return hote;
}
