"""« Règle et liste »: everything needed to redo the indicative list by hand, on paper or in a workbook."""

from collections.abc import Mapping, Sequence

from ti_dashboard.ecrans.selection import adresse, blocs
from ti_dashboard.ecrans.selection.classement import Classement, classer
from ti_dashboard.ecrans.selection.criteres import CHIFFRES, CRITERES, livres_ici, reunir
from ti_dashboard.ecrans.selection.indicateurs_livres import IndicateurLivre, Reference, lire_reference
from ti_dashboard.ecrans.selection.modele import Donnees, RegleDeSelection
from ti_dashboard.langue.formats import accord, enumeration, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose

TITRE = "Règle et liste indicative"
ECHELONNEMENT = {
    "etendue": "(valeur − minimum) ÷ (maximum − minimum), entre 0 et 1",
    "rang": "(rang moyen − 1) ÷ (nombre de valeurs connues − 1), entre 0 et 1",
}


def regle_et_liste(contexte: Contexte, mots: Mots, livres: Sequence[IndicateurLivre] | None = None) -> TableauCompose:
    """``livres``: the indicators delivered by file that are here (those of the data folder unless a browser has
    others); the address holds their names alone."""
    if livres is None:
        livres = livres_ici({})
    missing = [manque(file, livres) for file in absents(mots, livres)]
    donnees = reunir(contexte.publication, contexte.choix, livres)
    if not donnees.candidats:
        return TableauCompose(TITRE, (), (), LIEUX, manques=("Aucun territoire à classer pour ce choix.",))
    rule = lire_regle(mots, donnees)
    found = classer(donnees, rule)
    return composer(donnees, rule, found, blocs.lignes(donnees, rule, found), missing)


def lire_regle(mots: Mots, donnees: Donnees) -> RegleDeSelection:
    """The rule of an address: criteria travel there by their labels, a rule names them by code."""
    ids = {c.libelle: c.critere_id for c in donnees.criteres}
    known = {f"{adresse.POIDS}{c.critere_id}" for c in donnees.criteres}
    words = {key: list(values) for key, values in mots.items() if not key.startswith(adresse.POIDS) or key in known}
    for key in (adresse.STRICTS, adresse.INVERSES):
        words[key] = [ids[label] for label in words.get(key, ()) if label in ids]
    return adresse.lire(words)


def ecrire_regle(rule: RegleDeSelection, donnees: Donnees) -> dict[str, list[str]]:
    """The same, as its address holds it; the files it uses among them."""
    labels = {c.critere_id: c.libelle for c in donnees.criteres}
    words = adresse.ecrire(rule)
    for key in (adresse.STRICTS, adresse.INVERSES):
        if key in words:
            words[key] = [labels[code] for code in words[key]]
    return words


def composer(
    donnees: Donnees, rule: RegleDeSelection, found: Classement, rows: Sequence[Ligne], missing: Sequence[str]
) -> TableauCompose:
    """The list of a rule already applied."""
    told = [
        (f"Critère {c['N°']}", " ; ".join(f"{name} : {text}" for name, text in c.items() if name != "N°"))
        for c in blocs.regle_par_critere(donnees, rule)
    ]
    said = [*(("Incomplet", text) for text in missing), *rubriques(donnees, rule, found), *told]
    return TableauCompose(
        TITRE,
        blocs.colonnes_chiffrees(donnees),
        rows,
        LIEUX,
        said,
        tuple(dict.fromkeys(CHIFFRES.values())),
        chiffre,
        manques=missing,
    )


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The figure whose value a criterion is."""
    return Chiffre(CHIFFRES[cle], (("territoire", str(row["territoire_id"])),)) if cle in CHIFFRES else None


def absents(mots: Mots, livres: Sequence[IndicateurLivre]) -> list[Reference]:
    """Files the address weighs, or compares, and nobody holds here; without a name when the address says none."""
    known = {i.critere.critere_id for i in livres} | {c.critere_id for c in CRITERES}
    named = [r for r in map(lire_reference, mots.get(adresse.FICHIER, ())) if r]
    asked = {key.removeprefix(adresse.POIDS) for key in mots if key.startswith(adresse.POIDS)}
    asked |= adresse.lire_autre(mots.get(adresse.AUTRE, ())).keys()
    nameless = asked - known - {r.critere_id for r in named}
    return [r for r in named if r.critere_id not in known] + [
        Reference("", key.removeprefix("f"), "") for key in sorted(nameless)
    ]


def manque(file: Reference, livres: Sequence[IndicateurLivre]) -> str:
    """What a reader must know of a file that is not here."""
    where = f"« {file.libelle} » (fichier {file.nom}, " if file.nom else "livré par fichier ("
    other = " Un fichier de ce nom est ici, mais son contenu est autre."
    return (
        f"Cette sélection utilise l'indicateur {where}empreinte {file.empreinte}), qui n'est pas ici : déposez-le à "
        "nouveau, sous « Valeurs inconnues, sens, fichiers ». D'ici là, la liste n'est pas celle de l'adresse."
        f"{other if file.nom in {i.nom for i in livres} else ''}"
    )


def rubriques(donnees: Donnees, rule: RegleDeSelection, found: Classement) -> list[tuple[str, str]]:
    """The rule in words, in the order one applies it."""
    names = {c.territoire_id: c.nom for c in donnees.candidats}
    picks = [
        f"{names.get(code, code)} {'retenu' if kept else 'exclu'} ({why or 'sans motif'})"
        for code, (kept, why) in sorted(rule.manuels.items())
    ]
    bounds = _bornes(rule, {c.code_region: c.region for c in donnees.candidats})
    return [
        ("Statut", "Indicatif : un classement prépare une décision, il n'en est pas une"),
        ("Territoires classés", f"{nombre(int((found.rangs > 0).sum()))} sur {nombre(len(donnees.candidats))}"),
        (
            "Mise à l'échelle",
            f"{ECHELONNEMENT[rule.echelle]} ; 1 est le plus fragile, donc 1 moins ce nombre quand une "
            "valeur basse rend plus fragile ; 0 pour tous quand une seule valeur existe",
        ),
        ("Score sur 100", blocs.formule(donnees, rule)),
        ("Poids reportés", f"{blocs.MARQUE} : une valeur inconnue sort du calcul avec son poids, jamais remplacée"),
        ("À retenir", nombre(rule.nombre)),
        ("Choix manuels", enumeration(picks) or "aucun"),
        ("Bornes par région", enumeration(bounds) or "aucune"),
        (
            "Ordre",
            "choix manuels, puis planchers de région, puis les meilleurs scores sous les plafonds ; à égalité, "
            "l'ordre du code du territoire",
        ),
        ("Valeurs", f"{accord(len(donnees.candidats), 'territoire')} : elles sont dans le classeur à télécharger"),
        ("Population", f"Habitants : {donnees.population}"),
    ]


def _bornes(rule: RegleDeSelection, regions: Mapping[str, str]) -> list[str]:
    return [
        f"{regions.get(code, code)} : au moins {nombre(b.plancher)}, "
        + ("sans plafond" if b.plafond is None else f"au plus {nombre(b.plafond)}")
        for code, b in sorted(rule.bornes.items())
    ]


REGLE_ET_LISTE = Tableau(
    "regle-et-liste",
    "ingenierie",
    regle_et_liste,
    (f"{adresse.POIDS}*", *adresse.CLES, adresse.FICHIER),
    place={"volet_ingenierie": "Préparer une décision"},
)
