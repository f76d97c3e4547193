// Written by « make contrat » from ti_dashboard/planche/contrat.py and contrat_blocs.py, composants/messages*.py and
// live/etat.py, and for Propres from cadre/parametres.py: change those.

/** What the room has typed over a value: the old one, who and why. */
export interface Corrige {
  ancien: string;
  note: string;
  reste?: string;
}

/** What every block has. */
export interface Entete {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
}

/** ``valeur`` is a length, ``texte`` what is read. */
export interface Barre {
  id: string;
  libelle: string;
  valeur: number | null;
  texte: string;
  precedent: number | null;
  texte_precedent: string | null;
  note: string | null;
  geste: string | null;
  actif: boolean;
  couleur: string;
  chiffre: string;
  sans_objet?: boolean;
  corrige?: Corrige;
}

export interface Barres {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
  type: "barres";
  lignes: Array<Barre>;
  vide: string;
  max?: number;
  min?: number;
}

/** ``points``: day, value, date, what is read. */
export interface Serie {
  libelle: string;
  chiffre: string;
  couleur: string;
  points: Array<[number, number, string, string]>;
}

export interface Courbe {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
  type: "courbe";
  series: Array<Serie>;
  axe_y: Array<string>;
  max_y: number;
  vide: string;
}

export interface Tete {
  cle: string;
  libelle: string;
  nombre: boolean;
}

/** ``geste`` « chiffre » opens the figure that ``cible`` names; any other, the sheet of the row. */
export interface Case {
  texte: string;
  tri: number | string | null;
  geste?: string;
  cible?: string;
  titre?: string | null;
  corrige?: Corrige;
}

export interface Rangee {
  id: string;
  cases: Array<Case>;
}

/** ``ordre``: who asks for the rows sorts them; None, the browser does. */
export interface Table {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
  type: "table";
  hauteur: number | null;
  ordre: string | null;
  colonnes: Array<Tete>;
  lignes: Array<Rangee>;
  totaux: Rangee | null;
}

export interface Etape {
  id: string;
  libelle: string;
  texte: string;
  de: number;
  a: number;
  couleur: string;
  brut: string | null;
  est_total: boolean;
  ouvre: string;
  nb: string;
  entree: string;
  sortie: string;
}

export interface Pont {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
  type: "pont";
  net: string;
  etapes: Array<Etape>;
  chiffre: string;
  vide: string;
}

export interface Cause {
  id: string;
  libelle: string;
  texte: string;
  couleur: string;
}

export interface Lien {
  id: string;
  nom: string;
}

export interface Phrase {
  id: string;
  fort: string;
  suite: string;
  chiffre: string;
  libelle: string;
  causes: Array<Cause>;
  liens: Array<Lien>;
  nb_nommes: number;
}

export interface Phrases {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
  type: "phrases";
  lignes: Array<Phrase>;
}

export interface Signal {
  id: string;
  libelle: string;
  texte: string;
  unite: string;
  nb: number;
  regle: string;
  actif: boolean;
}

export interface Signaux {
  id: string;
  titre: string;
  note: string | null;
  place?: "droite" | "bas";
  sous_titre?: string;
  alt?: string;
  reserve?: string;
  suit?: Array<string> | Record<string, Array<string>>;
  type: "signaux";
  lignes: Array<Signal>;
}

export interface Evolution {
  texte: string;
  court?: string;
  sens: "bon" | "mauvais" | "neutre" | "aucun";
  direction: "hausse" | "baisse" | "aucune";
}

export interface Couverture {
  texte: string;
  inconnus: number;
}

export interface Scelle {
  texte: string;
  dit_le: string;
  dit: string;
  recalcule: string;
}

export interface Publie {
  texte: string;
  court: string;
  etat: string | null;
}

export interface Fiche {
  definition: string;
  formule: string;
  unite: string;
  denominateur: string | null;
  source: string;
  arrete: string;
  filtres: string;
  version: string;
  sceau: string | null;
}

export interface Tuile {
  type: "tuile";
  id: string;
  groupe: "principal" | "apart";
  libelle: string;
  valeur: string;
  est_inconnu: boolean;
  unite: string;
  scelle: Scelle | null;
  complement: string;
  evolution: Evolution | null;
  couverture: Couverture;
  publie: Publie | null;
  fiche: Fiche;
  corrige?: Corrige;
  avant?: string;
  reserve?: string;
}

export interface Mesure {
  id: string;
  libelle: string;
}

/** One line of the legend: -1 is unknown. */
export interface Classe {
  classe: number;
  libelle: string;
  nb: string;
}

/** ``valeurs``: territory → its class and its words; ``noms``: name, region and its code, where they were others. ``chiffre``: what its values are; ``cible``: the same figure of one territory, « {} » in place of its code. Both are empty where a value is no figure. */
export interface Carte {
  type: "carte";
  contours: string;
  titre: string;
  alt: string;
  mesures: Array<Mesure>;
  mesure: string;
  chiffre: string;
  cible: string;
  legende: Array<Classe>;
  valeurs: Record<string, [number, string]>;
  source: string;
  noms?: Record<string, Array<string>>;
  reserve?: string;
}

export interface Ecran {
  titre: string;
  sous_titre: string;
  message: string | null;
  couleurs: Record<string, string>;
  tuiles: Array<Tuile>;
  carte: Carte | null;
  blocs: Array<Bloc>;
  signature?: string;
}

/** One choice of a list filter: ``cle`` is the parameter, ``choix`` its label in the address. */
export interface Puce {
  cle: string;
  filtre: string;
  choix: string;
}

/** The line over every page: its arrêté, what a reader must know of its data, what narrows them. */
export interface Bandeau {
  arrete: string;
  nom: string;
  mentions: Array<string>;
  puces: Array<Puce>;
}

/** What one shared filter says: a label, or several, or that it keeps everything. */
export interface FiltreDit {
  cle: string;
  libelle: string;
  valeur: string;
}

/** What a wall shows of a page at once. ``cle``: unique in the page, what an address carries; ``titre``: what the desk and the phone call it. Of the board ``planche``, its tiles or the rows of ``bloc`` from ``de`` to ``a``, whole where both are 0; of a table too wide, these ``colonnes``. ``note``: what is said under it. */
export interface Plan {
  cle: string;
  titre: string;
  planche: string;
  partie: "tuiles" | "carte" | "bloc" | "texte";
  bloc: string;
  de: number;
  a: number;
  colonnes: Array<number>;
  note: string;
}

/** All that a page shows at an address, under one publication. ``adresse``: its query, written in one way only; ``titre``: what the page is called, a sheet by its territory; ``planches``: None where the page has no such board at it; ``plans``: the same, cut for a wall. */
export interface PageComposee {
  page: string;
  titre: string;
  adresse: string;
  filtres: Array<FiltreDit>;
  bandeau: Bandeau;
  planches: Record<string, Ecran | null>;
  plans: Array<Plan>;
}

/** One part of a board that changes: keys and ranks that lead to it, and what it becomes. */
export interface Retouche {
  ou: Array<string | number>;
  valeur: unknown;
}

/** ``ecoule_s``: seconds since it began. */
export interface EtapeEnCours {
  est_hors: boolean;
  rang: number;
  nb: number;
  titre: string;
  intervenant: string;
  minutes: number;
  ecoule_s: number;
}

/** How a telephone follows the room: the code, the address, its image. */
export interface Invitation {
  code: string;
  lien: string;
  image: string;
}

/** What the bar shows; an address is None where a key leads nowhere. */
export interface PiedDePresentation {
  etape?: EtapeEnCours | null;
  situation?: string;
  invitation?: Invitation | null;
  est_animee?: boolean;
  avant?: string | null;
  apres?: string | null;
  retour?: string | null;
  territoire?: string | null;
}

/** ``mode`` is None outside the presentation, where there is no bar. ``passage`` tells one run from another. */
export interface Presentation {
  etape?: EtapeEnCours | null;
  situation?: string;
  invitation?: Invitation | null;
  est_animee?: boolean;
  avant?: string | null;
  apres?: string | null;
  retour?: string | null;
  territoire?: string | null;
  mode: "clair" | "sombre" | null;
  racine: string;
  propres: Propres;
  passage: number;
}

/** One line told to the room for ``reste_ms``, once for each ``id``. */
export interface Annonce {
  id: string;
  mots: string;
  reste_ms: number;
}

/** Who follows the séance ``code``; its presenter, and who only looks at its arrêté, hear of what is written in it. ``vue`` is the address this run shows, so that the browser knows it has arrived; ``revision`` and ``etape`` what it knows of the séance: the page is drawn again when something newer was written. The browser waits for a run after a cut: ``passage`` tells each one, even when it changes nothing. */
export interface DonneesSuivi {
  code: string;
  vue: string;
  racine: string;
  role: "suiveur" | "animateur" | "veilleur";
  propres: Propres;
  passage: number;
  revision: number;
  etape: number | null;
  annonce: Annonce | null;
}

/** ``jeton`` names this departure: drawn twice, it leaves once. */
export interface Depart {
  adresse: string;
  jeton: string;
  propres: Propres;
  geste: "pushState" | "replaceState";
}

/** What one run of the script shows, told where it begins: the screen at ``adresse``, its parameters ``mots``. The same screen is at ``/ecrans/<empreinte>/<page>``, ``empreinte`` being empty where there is none; what a room has corrected of it, at ``/calques/…``: ``corriges`` are the arrêtés where there is something, and the mark of what is. ``dit_tout_en_planches``: of its page, a list filter changes nothing else, but for what says a figure or comes with a board. */
export interface Passage {
  racine: string;
  empreinte: string;
  page: string;
  adresse: string;
  mots: Array<string>;
  corriges: Record<string, string>;
  bandeau: Bandeau;
  avec_puces: boolean;
  dit_tout_en_planches: boolean;
}

/** A board by its name alone: the screen at ``adresse``, that the browser has or asks for, holds it under this ``signature``. */
export interface EcranNomme {
  adresse: string;
  signature: string;
}

/** The screen a room goes to, with the event that says it is there: ``adresse`` is that of the event, ``chemin`` where such screens are served, ``gzip`` what is served there, in base 64. */
export interface EcranSuivi {
  adresse: string;
  chemin: string;
  gzip: string;
}

/** Where a run ends: the screen at ``adresse`` is whole. ``passage`` tells one run from another. */
export interface FinDePassage {
  lettres: string;
  adresse: string;
  passage: number;
}

/** One shared filter: ``cle`` is its parameter, ``options`` the labels it may hold, ``choisis`` those it holds. */
export interface Boite {
  cle: string;
  libelle: string;
  invite: string;
  est_multiple: boolean;
  options: Array<string>;
  choisis: Array<string>;
}

/** The boxes over every page, and the colours they are drawn in. */
export interface BoitesDeFiltre {
  boites: Array<Boite>;
  couleurs: Record<string, string>;
}

/** The hour of the server when a stream opens, and the name of that stream. */
export interface HeureDite {
  ms: number;
  flux: string;
}

/** One step of the agenda. ``ecoule_ms``: its earlier visits; ``depuis_ms``: when the present one began. */
export interface EtapeDite {
  id: number;
  rang: number;
  titre: string;
  intervenant: string;
  minutes: number;
  adresse: string;
  etat: "faite" | "en_cours" | "a_venir";
  ecoule_ms: number;
  depuis_ms: number | null;
}

/** An outcome as the room reads it; ``charge``: who answers for it and by when, in words. */
export interface LectureDeDecision {
  genre: string;
  texte: string;
  charge: string;
}

/** One line told to the room until ``jusqu_a_ms``, once for each ``id``. */
export interface AnnonceDeSalle {
  id: string;
  mots: string;
  jusqu_a_ms: number;
}

/** Who speaks, or waits to. ``depuis_ms``: when they began, or asked. */
export interface ParoleDite {
  id: number;
  organisme: string;
  fonction: string;
  est_en_cours: boolean;
  depuis_ms: number;
}

export interface PieceDite {
  nom: string;
  adresse: string;
  octets: number;
}

/** What a room may know of its séance now. ``adresse``: where it is, ``ecran``: in words; ``suivante``: the step that comes, whose screen is worth having ready. ``hors``: another screen than its step's. ``projecteur``: what is lit, by its name or « x,y » in thousandths of the screen; ``defilement``: thousandths. ``agenda``: without the steps under embargo. ``prevue``: day, hour and place in words. */
export interface Salle {
  code: string;
  titre: string;
  arrete: string;
  statut: "brouillon" | "ouverte" | "suspendue" | "close";
  prevue: string;
  version: number;
  revision: number;
  adresse: string;
  ecran: string;
  etape_id: number | null;
  hors: boolean;
  suivante: EtapeDite | null;
  est_noir: boolean;
  message: string | null;
  projecteur: string | null;
  defilement: number;
  lecture: LectureDeDecision | null;
  annonce: AnnonceDeSalle | null;
  parole: Array<ParoleDite>;
  presents: number;
  agenda: Array<EtapeDite>;
  pieces: Array<PieceDite>;
  ouverte_ms: number | null;
  close_ms: number | null;
}

/** The outcome being written, as its form holds it; ``echeance``: « 31/12/2026 », or empty. */
export interface ProjetDit {
  genre: string;
  texte: string;
  responsable: string;
  echeance: string;
  adresse: string;
  est_lu: boolean;
}

export interface PresenceDite {
  id: number;
  organisme: string;
  fonction: string;
  represente: string;
  est_la: boolean;
}

/** One who is expected and not there yet. */
export interface ManquantDit {
  id: number;
  organisme: string;
  fonction: string;
}

/** ``charge``: who answers for it and by when; ``responsable``, ``echeance``: the same as a form holds them; ``adresse``: the screen it was taken on. */
export interface DecisionDite {
  id: number;
  genre: string;
  texte: string;
  responsable: string;
  echeance: string;
  charge: string;
  statut: string;
  adresse: string;
}

/** A figure that a room corrected: what it was and is, in words; ``est_annulable``: by this séance, still. */
export interface CorrectionMontree {
  id: number;
  mots: string;
  est_annulable: boolean;
}

/** ``ms``: what a body has spoken, the speech under way counted until this message. */
export interface TempsDeParole {
  organisme: string;
  ms: number;
}

/** How many screens of one kind hear this server, and how many of them have not shown the last move yet. */
export interface Relie {
  surface: "mur" | "salle" | "pupitre" | "page";
  nb: number;
  en_retard: number;
}

/** Who moves the room: this post or another; whether one asks to, and which. */
export interface MainDite {
  est_tenue: boolean;
  est_demandee: boolean;
  par_ce_poste: boolean;
  nb_autres: number;
}

/** What the presenter alone is told, beside ``Salle``. ``agenda``: embargo and notes included, in the same order. */
export interface Pupitre {
  agenda: Array<EtapeDite>;
  notes: Record<string, string>;
  embargos: Array<number>;
  projet: ProjetDit | null;
  decisions: Array<DecisionDite>;
  corrections: Array<CorrectionMontree>;
  presences: Array<PresenceDite>;
  manquants: Array<ManquantDit>;
  temps_de_parole: Array<TempsDeParole>;
  relies: Array<Relie>;
  main: MainDite;
  est_gelee: boolean;
  animateur: string;
  prevue_minutes: number;
}

/** A plain word that moves the room: what is typed, of which kind, where it leads. */
export interface MotDePalette {
  mot: string;
  genre: string;
  adresse: string;
}

/** One screen of a replay: the rank of its page, None where it is not drawn, and why (``faute``); ``calque``: what the room had corrected of its boards then. */
export interface EcranRejoue {
  adresse: string;
  page: number | null;
  calque: Record<string, Array<Retouche>>;
  faute: string;
}

/** One thing that changed. ``ms``: since the opening; ``change``: the parts of ``Salle`` that became others; ``ecran``, ``plan``: what is on the stage from then on; ``mots``: what happened. */
export interface InstantRejoue {
  ms: number;
  genre: "ouverture" | "etape" | "ecran" | "mur" | "message" | "suspension" | "lecture" | "conclusion" | "correction" | "parole" | "presence" | "agenda" | "cloture";
  mots: string;
  change: Record<string, unknown>;
  ecran: number;
  plan: string;
}

/** The seal of the arrêté of a séance, as its minutes kept it and as it is under the publication of now; None where it is not known. ``mots``: whether they are the same, in a sentence; ``tient``: None where that cannot be told. */
export interface SceauRejoue {
  alors: string | null;
  maintenant: string | null;
  tient: boolean | null;
  mots: string;
}

/** A closed séance, replayed. ``salle``: at its opening; ``manques``: what its journal does not tell. */
export interface Rejeu {
  code: string;
  titre: string;
  tenue: string;
  arrete: string;
  compose: string;
  mentions: Array<string>;
  manques: Array<string>;
  sceau: SceauRejoue;
  ouverte_ms: number;
  duree_ms: number;
  salle: Salle;
  instants: Array<InstantRejoue>;
  ecrans: Array<EcranRejoue>;
  pages: Array<PageComposee>;
}

/** ``version`` counts the presenter's moves, ``revision`` everything else that was written; neither goes back. */
export interface Etat {
  code: string;
  version: number;
  revision: number;
  adresse: string;
  etape_id: number | null;
  statut: "brouillon" | "ouverte" | "suspendue" | "close";
}

export type Bloc = Barres | Courbe | Table | Pont | Phrases | Signaux;

/** What belongs to this browser alone, wherever it is taken: parameter of the address → value. */
export interface Propres {
  suivre?: string;
  animer?: string;
  presenter?: "clair" | "sombre";
}
