// What leads around the frame. The links come before everything else in the page, the menu of Streamlit included: they
// are put at the head of the body, once. The fold is a word on the page's root; the style sheet does the rest.

const LIENS = [
  // Streamlit's own « Aller au contenu » stops at the filters.
  { id: "chiffres", mots: "Aller aux chiffres", cible: () => document.querySelector(".st-key-cadre-page") },
  { id: "carte", mots: "Aller à la carte", cible: () => chercher(document, "path.territoire[tabindex='0']") },
];
const page = document.documentElement;

/** Called by Streamlit at each run. */
export function monter({ parentElement, data }) {
  const bouton = parentElement.querySelector("button") ?? construire(parentElement);
  bouton.textContent = `Filtres : ${data.filtres}`;
  direPli(bouton);
  if (!document.querySelector(".evitement")) document.body.prepend(evitement(data.couleurs));
}

function construire(parentElement) {
  const bouton = document.createElement("button");
  bouton.type = "button";
  bouton.addEventListener("click", () => {
    if (page.dataset.filtres) delete page.dataset.filtres;
    else page.dataset.filtres = "ouverts";
    direPli(bouton);
  });
  parentElement.append(bouton);
  return bouton;
}

function direPli(bouton) {
  bouton.setAttribute("aria-expanded", String(page.dataset.filtres === "ouverts"));
}

function evitement(couleurs) {
  const menu = document.createElement("nav");
  menu.className = "evitement";
  menu.setAttribute("aria-label", "Accès rapide");
  for (const [nom, couleur] of Object.entries(couleurs)) menu.style.setProperty(`--ti-${nom}`, couleur);
  menu.append(...LIENS.map(lien));
  // A page without a map has no way to it.
  menu.addEventListener("focusin", () => LIENS.forEach(({ id, cible }) => { menu.querySelector(`[href="#${id}"]`).hidden = !cible(); }));
  return menu;
}

function lien({ id, mots, cible }) {
  const a = document.createElement("a");
  a.href = `#${id}`;
  a.textContent = mots;
  a.addEventListener("click", (e) => {
    e.preventDefault();
    const element = cible();
    if (!element) return;
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  });
  return a;
}

/** The boards live in shadow roots, which no selector of the page can cross. */
function chercher(racine, selecteur) {
  for (const element of racine.querySelectorAll("*")) {
    if (element.matches(selecteur)) return element;
    const dedans = element.shadowRoot && chercher(element.shadowRoot, selecteur);
    if (dedans) return dedans;
  }
  return null;
}
