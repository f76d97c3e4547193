// What the room is told at each run: the bar of the presentation, and the line of who follows it.

import type { Propres } from "./contrat";
import type { Invitation } from "./scripts";

export type Mode = Required<Propres>["presenter"];

export type Touche = "avant" | "apres" | "retour" | "territoire" | "variante" | "plein" | "quitter";

export interface Etape {
  est_hors: boolean;
  rang: number;
  nb: number;
  titre: string;
  intervenant: string;
  minutes: number;
  /** null before the first step. */
  ecoule_s: number | null;
}

/** `mode` is null outside the presentation, where nothing else is told; an address is null where a key leads nowhere. */
export interface Presentation {
  mode: Mode | null;
  racine: string;
  propres: Propres;
  etape?: Etape | null;
  situation?: string;
  invitation?: Invitation | null;
  est_animee?: boolean;
  avant?: string | null;
  apres?: string | null;
  retour?: string | null;
  territoire?: string | null;
}

export type EtatSuivi = "attente" | "suit" | "quitte" | "close" | "perdu";

/** One line told to the room, once for each `id`. */
export interface Annonce {
  id: string;
  mots: string;
  reste_ms: number;
}

export interface DonneesSuivi {
  code: string;
  vue: string;
  racine: string;
  role: "suiveur" | "animateur" | "veilleur";
  propres: Propres;
  revision: number;
  etape: number | null;
  annonce: Annonce | null;
}
