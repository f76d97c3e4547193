// Accueil as a Mosaic page: selections that the lists publish, marks that follow them, one DuckDB that answers.
import * as vg from "@uwdata/vgplot";
import { clauseList, clausePoint, clausePoints, coordinator } from "@uwdata/mosaic-core";
import { ecart, jour, millions, nombre } from "./formats.js";
import { liste } from "./liste.js";
import { Barres, Carte, Chemin } from "./marques.js";
import { moteur } from "./moteurs.js";
import TUILES_SQL from "./tuiles.sql";

const lire = async (nom) => (await fetch(nom)).json();
const contours = new Map();
const apporter = (nom) => contours.get(nom) ?? contours.set(nom, lire(`contours/${nom}`)).get(nom);

const prevu = moteur(document.documentElement.dataset.moteur);
const dits = await lire("options");
const choix = { ...dits.defaut, regions: [], themes: [], operateurs: [] };
const regions = apporter("regions");
let connues = await apporter(`territoires_phase${choix.phase}`).then(parCle);

function parCle(source) {
  return new Map(source.features.map((f) => [f.properties.id_ti, f.geometry]));
}

const page = {
  choix,
  // As the other pages write it, for the probe.
  etat: () => JSON.stringify([choix.arrete, choix.compare ?? "None", choix.phase,
    ...["regions", "themes", "operateurs"].map((cle) => choix[cle].toSorted())]),
  formes: () => connues,
};

// Territories and posts follow places; projects and money follow the subjects too. Bars look at two arrêtés, the map at one.
const { intersect } = vg.Selection;
const lieux = intersect();
const sujets = intersect({ include: lieux });
const alors = intersect();
const compares = intersect();
const surLaCarte = intersect({ include: [lieux, alors] });
const surLesBarres = intersect({ include: [sujets, compares] });

const SOURCES = Object.fromEntries(["phase", "regions", "themes", "operateurs", "alors", "compares"].map((cle) => [cle, { cle }]));
const clauses = {
  phase: () => clausePoint("phase", choix.phase, { source: SOURCES.phase }),
  regions: () => clausePoints(["code_region"], choix.regions.map((code) => [code]), { source: SOURCES.regions }),
  themes: () => clauseList("themes", choix.themes, { source: SOURCES.themes }),
  operateurs: () => clauseList("familles", choix.operateurs, { source: SOURCES.operateurs }),
  alors: () => clausePoint("arrete_id", choix.arrete, { source: SOURCES.alors }),
  compares: () => clausePoints(["arrete_id"], [choix.arrete, choix.compare].filter(Boolean).map((a) => [a]), { source: SOURCES.compares }),
};
const publier = {
  phase: () => lieux.update(clauses.phase()),
  regions: () => lieux.update(clauses.regions()),
  themes: () => sujets.update(clauses.themes()),
  operateurs: () => sujets.update(clauses.operateurs()),
  arrete: () => { alors.update(clauses.alors()); compares.update(clauses.compares()); },
};

function questionDesTuiles() {
  const dit = (gardees) => sujets.clauses.filter(gardees).map((c) => `(${c.predicate})`).join(" AND ") || "true";
  const place = new Set([SOURCES.phase, SOURCES.regions]);
  return TUILES_SQL.replaceAll("{lieux}", dit((c) => place.has(c.source))).replaceAll("{sujets}", dit(() => true));
}

function element(nom, classe, ...enfants) {
  const e = document.createElement(nom);
  if (classe) e.className = classe;
  e.append(...enfants);
  return e;
}

const titre = element("h1", "");
const tuiles = Array.from({ length: 8 }, () => {
  const [libelle, valeur, evolution] = ["", "tuile-valeur", ""].map((classe) => element("div", classe));
  return { libelle, valeur, evolution, hote: element("div", "", libelle, valeur, evolution) };
});
let releves = [];

function direLesTuiles(lignes) {
  releves = lignes;
  const [actuel, avant] = [choix.arrete, choix.compare].map((a) => lignes.find((l) => l.arrete_id === a));
  titre.textContent = `Où en est-on au ${jour(choix.arrete)} ?`;
  for (const [rang, [cle, libelle, sorte]] of dits.tuiles[choix.phase].entries()) {
    const ecrire = sorte === "millions" ? millions : nombre;
    const tuile = tuiles[rang];
    tuile.libelle.textContent = libelle;
    tuile.valeur.textContent = ecrire(actuel?.[cle] ?? 0);
    tuile.evolution.textContent = avant ? ecart((actuel?.[cle] ?? 0) - avant[cle], ecrire) : "";
  }
}

function unChoix(nom, valeurs, cle, auChoix) {
  const actuel = vg.Param.value(choix[cle]);
  actuel.addEventListener("value", (valeur) => { choix[cle] = valeur; auChoix(); });
  return vg.menu({ label: nom, as: actuel, options: valeurs.map(([label, value]) => ({ label, value })) });
}

function plusieurs(nom, options, cle, selection) {
  return liste(nom, options, {
    auChoix: (codes) => { choix[cle] = codes; publier[cle](); },
    aLApproche: () => {
      // An empty choice has no predicate to prepare for: any value stands for those to come.
      const garde = choix[cle];
      choix[cle] = garde.length ? garde : [options[0][1]];
      selection.activate(clauses[cle]());
      choix[cle] = garde;
    },
  });
}

const arretes = dits.options.arrete;
const filtres = element("div", "rangee choix",
  unChoix("Arrêté", arretes, "arrete", publierLArrete),
  unChoix("Comparé à", [["Aucune comparaison", null], ...arretes], "compare", publierLArrete),
  unChoix("Phase", dits.options.phase, "phase", changerDePhase),
  plusieurs("Région", dits.options.region, "regions", lieux),
  plusieurs("Thème", dits.options.theme, "themes", sujets),
  plusieurs("Opérateur", dits.options.operateur, "operateurs", sujets),
);

function publierLArrete() {
  publier.arrete();
  chemin.recu = page.etat();
  direLesTuiles(releves);
  chemin.update();
}

async function changerDePhase() {
  connues = parCle(await apporter(`territoires_phase${choix.phase}`));
  publier.phase();
}

document.body.append(filtres, titre, element("div", "rangee", ...tuiles.map((t) => t.hote)));

coordinator().databaseConnector(await prevu);
coordinator().logger(null);
for (const cle of ["phase", "arrete"]) publier[cle]();

const marque = (une) => (plot) => plot.addMark(une);
const LARGEUR = 782;
const TEINTES = dits.couleurs.series;

function barres(nomDuBloc, table, cle, valeur, hauteur, noms, ecrire) {
  const une = new Barres(page, vg.from(table, { filterBy: surLesBarres }),
    { cle, valeur }, { noms, ecrire });
  return bloc(nomDuBloc, hauteur, marque(une), vg.colorRange(TEINTES), vg.marginLeft(210), vg.marginRight(70),
    vg.marginTop(0), vg.marginBottom(22), vg.yAxis(null), vg.xLabel(null), vg.fyLabel(null), vg.fyAxis("left"),
    vg.xTickFormat(ecrire), vg.xTicks(5), vg.colorLegend());
}

function bloc(nom, hauteur, ...directives) {
  return element("div", "", element("h2", "", nom), vg.plot(...directives, vg.width(LARGEUR), vg.height(hauteur)));
}

const chemin = new Chemin(page, vg.from("flux", { filterBy: sujets }), {
  question: questionDesTuiles, series: dits.progression, auReleve: direLesTuiles,
});
const selonLaListe = (valeurs) => () => valeurs;
const parMontant = (presents, montant) => presents
  .toSorted((a, b) => montant(b) - montant(a)).map((cle) => [cle, dits.operateurs[choix.arrete][cle] ?? cle]);

document.body.append(
  element("div", "rangee",
    bloc("État d'engagement des territoires", 500,
      vg.geo((await regions).features.map((f) => ({ geometry: f.geometry })), { geometry: "geometry", stroke: dits.couleurs.regions, strokeWidth: 0.5 }),
      marque(new Carte(page, vg.from("territoire", { filterBy: surLaCarte }), dits.couleurs.carte)),
      vg.projectionType("reflect-y"), vg.projectionDomain(await regions), vg.margin(4), vg.colorLegend()),
    element("div", "",
      barres("De l'annonce au paiement", "flux", "type_montant", vg.sum("montant_eur"), 230, selonLaListe(dits.natures), millions),
      barres("Qui engage", "engagement", "famille_id", vg.sum("montant_eur"), 230, parMontant, millions)),
  ),
  element("div", "rangee",
    barres("Sur quoi portent les projets", "porte", "theme_id", vg.count(), 260, selonLaListe(dits.options.theme.map(([libelle, code]) => [code, libelle])), nombre),
    bloc("Le chemin parcouru, arrêté par arrêté", 260, marque(chemin), vg.colorRange([...TEINTES, dits.couleurs.bon]),
      vg.colorDomain(Object.values(dits.progression)), vg.xLabel(null), vg.xTickFormat((d) => jour(d.toISOString().slice(0, 10))), vg.yLabel(null), vg.yTickFormat(nombre), vg.yZero(true), vg.yGrid(true), vg.marginLeft(60), vg.marginRight(40), vg.colorLegend()),
  ),
  element("p", "", "Données de démonstration"),
);
