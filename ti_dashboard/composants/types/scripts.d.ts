// What the scripts share beside the contract: how Streamlit calls them, the outlines of the map, keys and states.

import type { Presentation } from "./contrat";

/** What tells the page that the reader did something: its kind, and on what. */
export type Geste = (type: string, id: string) => void;

/** One call of a component by Streamlit. */
export interface Appel<D> {
  parentElement: HTMLElement;
  data: D;
  setTriggerValue(nom: string, valeur: unknown): void;
}

/** What the server answers of a session: seconds until it ends, and whether staying is possible. */
export interface FinDeSession {
  reste_s: number;
  est_prolongeable: boolean;
}

/** An element that keeps the parts an update needs: none before it is built. */
export type Garni<P, E extends Element = HTMLElement> = E & { pieces?: P };

/** A value, as a share of the axis it stands on. */
export type Echelle = (valeur: number) => number;

/** What the « Tableau » switch shows: the first text of a row is its heading. */
export interface Tableau {
  colonnes: Array<string>;
  lignes: Array<Array<string>>;
}

/** The outlines of one phase, as composants/contours.py writes them. */
export interface Contours {
  phase: number;
  viewBox: string;
  /** Code, name, path. */
  regions: Array<[string, string, string]>;
  /** Id, name, code of the region, path, and where the keyboard looks for the nearest one. */
  territoires: Array<[string, string, string, string, number, number]>;
  /** Name of the region, then its box: x, y, width, height. */
  encarts: Array<[string, number, number, number, number]>;
}

/** One territory of the map: what the outlines say of it, then what the message does. */
export interface Territoire {
  id: string;
  nom: string;
  region: string;
  codeRegion: string;
  /** As the outlines know it: an arrêté may have known it under other names. */
  fond: { nom: string; region: string; codeRegion: string };
  /** Where it stands in the drawing, and where it does while overseas is shown large. */
  origine: [number, number];
  x: number;
  y: number;
  transform: string | null;
  chemin: string;
  trace: SVGPathElement;
  actif: boolean;
  /** null when it is out of the filters. */
  classe: number | null;
  texte: string | null;
}

export interface Encart {
  cadre: SVGRectElement;
  nom: HTMLElement;
  code: string | undefined;
  boite: [number, number];
}

/** What the map remembers between two messages. */
export interface EtatCarte {
  lus: Contours | null;
  liste: Array<Territoire>;
  parId: Map<string, Territoire>;
  /** Where Tab enters; the one that has the focus; the one under the pointer. */
  foyer: Territoire | null;
  focalise: Territoire | null;
  survole: Territoire | null;
  aRefocaliser: string | null;
  hachures: string;
  svg: SVGSVGElement;
  element: HTMLElement;
  regions: Array<SVGPathElement>;
  frontieres: Array<SVGPathElement>;
  encarts: Array<Encart>;
  marques: { halo: SVGPathElement; anneau: SVGPathElement; coeur: SVGPathElement; survol: SVGPathElement };
  /** What part of the country is shown, and of which outlines. */
  cadrage: string | null;
  cadrageDe: Contours | null;
}

/** Since when the server is not heard, and the hour of what is shown, in words. */
export interface Panne {
  depuis: string;
  ecran: string;
}

export type Mode = NonNullable<Presentation["mode"]>;

export type Touche = "avant" | "apres" | "retour" | "territoire" | "variante" | "plein" | "quitter";

export type EtatSuivi = "attente" | "brouillon" | "suit" | "quitte" | "close" | "perdu";
