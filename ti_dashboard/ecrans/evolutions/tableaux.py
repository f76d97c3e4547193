"""What changed between two arrêtés, cause by cause; who entered, left or signed; and what calls for a question."""

from ti_dashboard.ecrans.evolutions import blocs_alertes
from ti_dashboard.ecrans.evolutions.parametres import SEUILS, SIGNAL, VOLET, VOLETS
from ti_dashboard.langue.formats import jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.evolution import CAUSES, Deplacement, Evolution
from ti_dashboard.programme.filtres import LIEUX, Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions import evolutions as questions
from ti_dashboard.questions.alertes import Alerte, Seuils, alertes
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, lire

ENTREES_SORTIES = ("nb_territoires", "nb_territoires_signes")
COLONNES_MOUVEMENTS = (
    Colonne("indicateur", "Indicateur"),
    Colonne("etape", "Étape ou cause"),
    Colonne("unite", "Unité"),
    Colonne("valeur", "Valeur ou écart"),
    Colonne("hausse", "Entré", absent="—"),
    Colonne("baisse", "Sorti", absent="—"),
    Colonne("nb_lignes", "Lignes", "entier", absent="—"),
)
COLONNES_NOMS = (
    Colonne("sens", "Mouvement"),
    Colonne("territoire", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("cause", "Cause"),
    Colonne("etat", "État"),
    Colonne("date_effet", "Date d'effet", "jour"),
)
SENS = {
    ("nb_territoires", True): "entré dans le programme",
    ("nb_territoires", False): "sorti du programme",
    ("nb_territoires_signes", True): "a signé",
    ("nb_territoires_signes", False): "ne compte plus parmi les signés",
}
COLONNES_ALERTES = (
    Colonne("titre", "Territoire ou projet"),
    Colonne("genre_dit", "Signal"),
    Colonne("pourquoi", "Pourquoi"),
    Colonne("demande", "Ce qui est demandé"),
    Colonne("territoire", "Territoire", absent="non rattaché"),
    Colonne("regions", "Région", absent="non rattaché"),
)
LECTURE = "Pour chaque indicateur, avant + la somme des causes = après"
RIEN = ("Rien à comparer sous ces filtres : l'arrêté de comparaison manque, ou n'a pas de territoire.",)


def mouvements(contexte: Contexte, _mots: Mots) -> TableauCompose:
    choix = contexte.choix
    missing = RIEN if empechement(contexte.publication, choix) is not None else ()
    found = () if missing else questions.evolutions(contexte.publication, choix)
    suit = {CATALOGUE[e.indicateur_id].libelle: CATALOGUE[e.indicateur_id].filtres for e in found}
    named = tuple(e.indicateur_id for e in found)
    said = (_depuis(choix), ("Lecture", LECTURE))
    return TableauCompose("Évolutions", COLONNES_MOUVEMENTS, _lignes(choix, found), suit, said, named, manques=missing)


def _depuis(choix: Filtres) -> tuple[str, str]:
    return "Comparé à", jour(choix.compare)


def _lignes(choix: Filtres, found: tuple[Evolution, ...]) -> list[Ligne]:
    """Each bridge as rows: the value before, one row a cause, the value now."""
    rows: list[Ligne] = []
    for e in found:
        figure = {"indicateur": CATALOGUE[e.indicateur_id].libelle, "unite": CATALOGUE[e.indicateur_id].unite}
        rows.append(figure | {"etape": jour(choix.compare), "valeur": e.avant})
        for m in e.mouvements:
            gross = {"hausse": m.hausse, "baisse": m.baisse, "nb_lignes": m.nb_lignes}
            rows.append(figure | gross | {"etape": CAUSES[m.cause], "valeur": m.ecart})
        rows.append(figure | {"etape": jour(choix.arrete), "valeur": e.apres})
    return rows


def deplaces(contexte: Contexte) -> dict[str, list[Deplacement]]:
    """indicator → the territories that entered its count, or left it."""
    return {
        name: questions.territoires_deplaces(contexte.publication, name, contexte.choix) for name in ENTREES_SORTIES
    }


def noms(contexte: Contexte, _mots: Mots) -> TableauCompose:
    missing = RIEN if empechement(contexte.publication, contexte.choix) is not None else ()
    rows = [] if missing else nommer(deplaces(contexte))
    return TableauCompose(
        "Territoires entrés, sortis, signés",
        COLONNES_NOMS,
        rows,
        LIEUX,
        (_depuis(contexte.choix),),
        ENTREES_SORTIES,
        manques=missing,
    )


def nommer(moved: dict[str, list[Deplacement]]) -> list[Ligne]:
    """Who entered, left, signed, as rows."""
    return [
        {**d.ligne, "sens": SENS[name, d.est_entree], "cause": CAUSES[d.cause]}
        for name, territories in moved.items()
        for d in territories
    ]


def seuils(mots: Mots) -> Seuils:
    """The thresholds of an address, each at its default where it says none."""
    asked = {name: int(text) for name in SEUILS if (text := lire(mots, name)).isascii() and text.isdigit()}
    return Seuils(**asked)


def retenues(contexte: Contexte, mots: Mots) -> list[Alerte]:
    """The signals of the kind the address keeps, or all of them."""
    kind = lire(mots, SIGNAL.nom)
    found = alertes(contexte.publication, contexte.choix, seuils(mots))
    return [a for a in found if kind not in GENRES or a.genre == kind]


def suivis(found: list[Alerte] | tuple[Alerte, ...]) -> dict[str, tuple[str, ...]]:
    """What the signals of each kind follow, with how many there are: « Échelon en retard, 12 »."""
    counts: dict[str, int] = {}
    for alerte in found:
        counts[alerte.genre] = counts.get(alerte.genre, 0) + 1
    return {f"{GENRES[code].libelle}, {nombre(n)}": GENRES[code].suit for code, n in counts.items()}


def signaux(contexte: Contexte, mots: Mots) -> TableauCompose:
    kept, set_ = retenues(contexte, mots), seuils(mots)
    rules = blocs_alertes.regles(set_.jours, set_.mois, set_.echelon)
    said = [(GENRES[code].libelle, rules[code]) for code in rules]
    rows = blocs_alertes.en_lignes(kept)
    return TableauCompose(
        "Alertes", COLONNES_ALERTES, rows, suivis(kept), said, ("nb_jours_sans_nouvelle", "nb_postes")
    )


MOUVEMENTS = Tableau("evolutions", "evolutions", mouvements)
NOMS = Tableau("evolutions-territoires", "evolutions", noms)
SIGNAUX = Tableau("alertes", "evolutions", signaux, (SIGNAL.nom, *SEUILS), place={VOLET.nom: VOLETS[1]})
