// The presentation: one bar at the foot of a clean screen, a timer, and keys. It lives with the page, as the follower does.

const SECONDE_MS = 1000;
// Where the arrows and letters already have a use of their own.
const SAISIES = "input, textarea, select, [contenteditable], [role=combobox], [role=textbox], [role=slider], [role=listbox]";
const LOCAUX = ["animer", "suivre", "presenter"];
const BOUTONS = [
  { id: "avant", mots: "← Précédente", touches: ["ArrowLeft", "PageUp"] },
  { id: "apres", mots: "Suivante →", touches: ["ArrowRight", "PageDown"] },
  { id: "territoire", mots: "Dernier territoire (T)", touches: ["t"] },
  { id: "variante", mots: "", touches: ["d"] },
  { id: "plein", mots: "Plein écran (F)", touches: ["f"] },
  { id: "quitter", mots: "Quitter (Échap)", touches: ["Escape"] },
];
let barre = null;

/** Called by Streamlit at each run. `data.mode` is null outside the presentation. */
export function monter({ parentElement, data, setTriggerValue }) {
  barre ??= construire();
  barre.data = data;
  barre.recu = performance.now();
  barre.dire = (mode) => setTriggerValue("mode", mode);
  const [ici, ailleurs] = data.mode ? [barre.pied, barre.entree] : [barre.entree, barre.pied];
  ailleurs.remove();
  if (ici.parentNode !== parentElement) parentElement.append(ici);
  habiller(data.mode);
  if (data.mode) ecrire(barre);
}

function construire() {
  const b = { boutons: {} };
  b.entree = bouton("Présenter (P)", () => commencer(b));
  b.etape = document.createElement("p");
  b.etape.className = "etape";
  b.minuterie = document.createElement("p");
  b.minuterie.className = "minuterie";
  b.minuterie.setAttribute("role", "timer");
  const gestes = document.createElement("div");
  gestes.className = "gestes";
  for (const { id, mots } of BOUTONS) gestes.append((b.boutons[id] = bouton(mots, () => faire(b, id))));
  b.pied = document.createElement("div");
  b.pied.className = "pied";
  b.pied.setAttribute("role", "toolbar");
  b.pied.setAttribute("aria-label", "Présentation");
  b.pied.append(b.etape, b.minuterie, gestes);
  addEventListener("keydown", (e) => frapper(b, e));
  // Escape on a full screen is taken by the browser: one key must still be enough to leave.
  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && b.data.mode && faire(b, "quitter"));
  setInterval(() => b.data.mode && compter(b), SECONDE_MS);
  return b;
}

function bouton(mots, geste) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = mots;
  element.addEventListener("click", geste);
  return element;
}

function habiller(mode) {
  const page = document.documentElement;
  if (mode) page.dataset.presenter = mode;
  else delete page.dataset.presenter;
}

function ecrire(b) {
  const { mode, etape } = b.data;
  b.etape.textContent = etape
    ? [`${etape.rang} / ${etape.nb}`, etape.titre, etape.intervenant].filter(Boolean).join(" · ")
    : b.data.situation;
  b.boutons.variante.textContent = mode === "sombre" ? "Fond clair (D)" : "Fond sombre (D)";
  for (const id of ["avant", "apres"]) {
    b.boutons[id].hidden = !b.data.est_animee;
    b.boutons[id].disabled = !b.data[id];
  }
  b.boutons.territoire.hidden = !b.data.territoire;
  b.boutons.plein.hidden = Boolean(document.fullscreenElement) || !document.fullscreenEnabled;
  compter(b);
}

function compter(b) {
  const { etape } = b.data;
  b.minuterie.hidden = !etape || etape.ecoule_s === null;
  if (b.minuterie.hidden) return;
  const ecoule = etape.ecoule_s + (performance.now() - b.recu) / SECONDE_MS;
  const reste = etape.minutes * 60 - ecoule;
  const depasse = etape.minutes > 0 && reste < 0;
  b.minuterie.dataset.etat = depasse ? "depasse" : "";
  if (!etape.minutes) b.minuterie.textContent = horloge(ecoule);
  else b.minuterie.textContent = depasse ? `dépassé de ${horloge(-reste)}` : `reste ${horloge(reste)}`;
}

function horloge(secondes) {
  const s = Math.floor(secondes);
  return `${String(Math.floor(s / 60)).padStart(2, "0")}:${String(s % 60).padStart(2, "0")}`;
}

function frapper(b, e) {
  if (e.defaultPrevented || e.repeat || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
  const cible = e.composedPath()[0];
  if (cible instanceof Element && cible.closest(SAISIES)) return;
  const touche = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (!b.data.mode) {
    if (touche === "p") commencer(b);
    return;
  }
  // A panel or a card that is open closes first.
  if (touche === "Escape" && (document.querySelector("[role=dialog]") || cible.closest?.("[popover]"))) return;
  const trouve = BOUTONS.find(({ touches }) => touches.includes(touche));
  if (trouve && !b.boutons[trouve.id].hidden && !b.boutons[trouve.id].disabled) {
    e.preventDefault();
    faire(b, trouve.id);
  }
}

function commencer(b) {
  // Asked for while the gesture is fresh; refused, the screen is clean all the same.
  document.documentElement.requestFullscreen?.().catch(() => {});
  changer(b, "clair");
}

function changer(b, mode) {
  habiller(mode);
  b.dire(mode ?? "");
}

function faire(b, id) {
  if (id === "quitter") {
    b.data = { ...b.data, mode: null };
    if (document.fullscreenElement) document.exitFullscreen();
    changer(b, null);
  } else if (id === "variante") {
    changer(b, b.data.mode === "sombre" ? "clair" : "sombre");
  } else if (id === "plein") {
    document.documentElement.requestFullscreen().then(() => ecrire(b)).catch(() => {});
  } else if (b.data[id]) {
    aller(b.data.racine + b.data[id]);
  }
}

/** Go to an address of this application, through the history; what belongs to this browser alone stays in it. */
function aller(adresse) {
  const cible = new URL(adresse, location.origin);
  const ici = new URLSearchParams(location.search);
  for (const nom of LOCAUX) if (ici.has(nom)) cible.searchParams.set(nom, ici.get(nom));
  history.pushState(history.state, "", cible);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}
