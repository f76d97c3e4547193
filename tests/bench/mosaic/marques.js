// The drawings that vgplot has not as they are: each is a mark of Mosaic's, asked by its coordinator when what filters it
// changes, drawn by its plot. The plot then says, in `data-etat`, which state of the page it shows.
import { Mark } from "@uwdata/mosaic-plot";
import { jour } from "./formats.js";

class Suivie extends Mark {
  constructor(page, type, source, encodages) {
    super(type, source, encodages);
    this.page = page;
    this.data = [];
  }
  queryPending() {
    this.demande = this.page.etat();
    return super.queryPending();
  }
  queryResult(table) {
    this.recu = this.demande;
    this.lignes = table.toArray();
    return this;
  }
  async update() {
    this.composer(this.lignes);
    await super.update();
    this.plot.element.dataset.etat = this.recu;
  }
  /** What a plot reads before it draws its marks. */
  regler(attributs) {
    for (const [nom, valeur] of Object.entries(attributs)) this.plot.setAttribute(nom, valeur, { silent: true });
  }
}

/** Bars by name, at the arrêté and at the one it is compared with, each with its text: one question for both. */
export class Barres extends Suivie {
  constructor(page, source, { cle, valeur }, { noms, ecrire }) {
    super(page, "barX", source, { cle, valeur, arrete_id: "arrete_id" });
    Object.assign(this, { cle, noms, ecrire });
  }
  composer(lignes) {
    const { arrete, compare } = this.page.choix;
    const montants = new Map(lignes.map((l) => [`${l.arrete_id} ${l[this.cle]}`, l.valeur ?? 0]));
    const lire = (alors, cle) => montants.get(`${alors} ${cle}`) ?? 0;
    const noms = this.noms(lignes.filter((l) => l.arrete_id === arrete).map((l) => l[this.cle]), (cle) => lire(arrete, cle));
    const instants = [arrete, compare].filter(Boolean);
    this.data = noms.flatMap(([cle, libelle]) =>
      instants.map((alors) => ({ libelle, serie: jour(alors), valeur: lire(alors, cle) })));
    const series = instants.map(jour);
    this.regler({ fyDomain: noms.map(([, libelle]) => libelle), yDomain: series, colorDomain: series });
  }
  plotSpecs() {
    const places = { x: "valeur", y: "serie", fy: "libelle" };
    return [
      { type: "barX", data: this.data, options: { ...places, fill: "serie" } },
      { type: "text", data: this.data, options: { ...places, text: (l) => this.ecrire(l.valeur), textAnchor: "start", dx: 4, fontSize: 9 } },
    ];
  }
}

/** The territories of the phase that the choice keeps, coloured by their state. */
export class Carte extends Suivie {
  constructor(page, source, couleurs) {
    super(page, "geo", source, { cle: "territoire_id", etat: "etat_libelle", rang: "rang", nom: "nom" });
    this.couleurs = couleurs;
  }
  composer(lignes) {
    this.data = lignes.toSorted((a, b) => a.rang - b.rang);
    const etats = [...new Set(this.data.map((l) => l.etat_libelle))];
    this.regler({ colorDomain: etats, colorRange: etats.map((_, i) => this.couleurs[Math.min(i, this.couleurs.length - 1)]) });
  }
  plotSpecs() {
    const formes = this.page.formes();
    const options = {
      geometry: (l) => formes.get(l.territoire_id), fill: "etat_libelle", stroke: "white", strokeWidth: 0.5,
      title: (l) => `${l.nom}, ${l.etat_libelle}`,
    };
    return [{ type: "geo", data: this.data, options }];
  }
}

/** The path from one arrêté to the next; what it is told fills the tiles too. */
export class Chemin extends Suivie {
  constructor(page, source, { question, series, auReleve }) {
    super(page, "lineY", source, {});
    Object.assign(this, { question, series, auReleve });
  }
  get filterStable() {
    return false; // its question is not of the kind that Mosaic aggregates ahead
  }
  query() {
    return this.question();
  }
  queryResult(table) {
    super.queryResult(table);
    this.auReleve(this.lignes);
    return this;
  }
  composer(lignes) {
    const vus = lignes.filter((l) => l.arrete_id <= this.page.choix.arrete);
    this.data = vus.flatMap((l) =>
      Object.entries(this.series).map(([cle, serie]) => ({ date: new Date(l.arrete_id), serie, valeur: l[cle] })));
    this.regler({ xTicks: vus.map((l) => new Date(l.arrete_id)) });
  }
  plotSpecs() {
    const places = { x: "date", y: "valeur" };
    return [
      { type: "lineY", data: this.data, options: { ...places, stroke: "serie" } },
      { type: "dot", data: this.data, options: { ...places, fill: "serie", r: 3 } },
    ];
  }
}
