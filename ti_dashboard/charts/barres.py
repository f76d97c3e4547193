"""Bar blocks of the board: the money ladder, commitments by operator, projects by theme. Pure."""

from ti_dashboard.charts.tuiles import Bloc
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, jour, millions, nombre
from ti_dashboard.indicateurs import ECHELLE
from ti_dashboard.mesures import Releve
from ti_dashboard.store import Ligne

COULEURS_ECHELLE = {
    "annonce": ("Annoncé", "inconnu"),
    "fleche": ("Fléché", "inconnu"),
    "demande": ("Demandé", "accent-doux"),
    "engage": ("Engagé", "accent"),
    "conventionne": ("Conventionné", "accent"),
    "paye": ("Payé", "bon"),
    "annule": ("Annulé", "mauvais"),
}


def _bloc(bloc_id: str, place: str, titre: str, sous_titre: str, lignes: list[Bloc], note: str) -> Bloc:
    spoken = " ; ".join(f"{ligne['libelle']} {ligne['texte']}" for ligne in lignes)
    return {
        "id": bloc_id, "type": "barres", "place": place, "titre": titre, "sous_titre": sous_titre,
        "alt": f"{titre}. {spoken or 'Aucune donnée pour ces filtres'}.", "lignes": lignes, "note": note,
    }  # fmt: skip


def _depuis(filtres: Filtres, text: str | None) -> str | None:
    return f"{text} au {jour(filtres.compare)}" if text is not None and filtres.compare else None


def echelle(filtres: Filtres, actuel: Releve, precedent: Releve | None) -> Bloc:
    """From announced to paid, every public funder: kinds side by side, never a total."""
    lines = []
    for kind, (label, colour) in COULEURS_ECHELLE.items():
        now = actuel[ECHELLE[kind]]
        before = precedent[ECHELLE[kind]].valeur if precedent else None
        lines.append({
            "id": kind, "libelle": label, "valeur": _length(now.valeur), "texte": millions(now.valeur),
            "precedent": None if before is None else _length(before),
            "texte_precedent": _depuis(filtres, None if before is None else millions(before)),
            "note": f"{accord(now.inconnus, 'montant inconnu', 'montants inconnus')}" if now.inconnus else None,
            "geste": None, "actif": False, "couleur": colour, "chiffre": Chiffre(ECHELLE[kind]).ecrire(),
        })  # fmt: skip
    return _bloc(
        "echelle", "droite", "De l'annonce au paiement", f"régions comprises, {filtres.arrete_en_mots()}", lines,
        "Ces natures de montant ne s'additionnent jamais.",
    )  # fmt: skip


def _length(value: object) -> float | None:
    """Bars need a plain number; the text beside them stays exact."""
    return None if value is None else float(value)


def par_operateur(filtres: Filtres, rows: tuple[Ligne, ...]) -> Bloc:
    """Committed amount by body, under the name it had at the arrêté; a click filters by this body."""
    lines = [
        {
            "id": r["famille_id"], "libelle": r["nom"], "valeur": _length(r["montant"]),
            "texte": millions(r["montant"]), "precedent": _length(r["montant_precedent"]),
            "texte_precedent": _depuis(filtres, None if r["montant_precedent"] is None else
                                       millions(r["montant_precedent"])),
            "note": _note_operateur(r), "geste": "operateur", "actif": r["famille_id"] in filtres.operateurs,
            "couleur": "inconnu" if r["categorie"] == "region" else "accent",
            "chiffre": Chiffre("montant_engage_regions_comprises", (("operateur", str(r["famille_id"])),)).ecrire(),
        }
        for r in rows
    ]  # fmt: skip
    return _bloc(
        "operateurs", "droite", "Qui engage", f"engagé, {filtres.arrete_en_mots()}", lines,
        "En gris, les régions : hors de l'engagé « État et opérateurs ».",
    )  # fmt: skip


def _note_operateur(row: Ligne) -> str:
    note = accord(row["nb_projets"], "projet")
    unknown = row["nb_inconnus"]
    if unknown:
        note += f", {accord(unknown, 'montant inconnu', 'montants inconnus')}"
    return note


def par_theme(filtres: Filtres, rows: tuple[Ligne, ...]) -> Bloc:
    """Projects by common theme; a project with two themes counts in each, so the bars exceed the total."""
    lines = [
        {
            "id": r["theme_id"], "libelle": r["libelle"], "valeur": _length(r["nb_projets"]),
            "texte": nombre(r["nb_projets"]),
            "precedent": _length(r["nb_projets_precedent"]) if filtres.compare else None,
            "texte_precedent": _depuis(filtres, nombre(r["nb_projets_precedent"])),
            "note": None, "geste": "theme", "actif": r["theme_id"] in filtres.themes, "couleur": "accent",
            "chiffre": Chiffre("nb_projets", (("theme", str(r["theme_id"])),)).ecrire(),
        }
        for r in rows
    ]  # fmt: skip
    return _bloc(
        "themes", "bas", "Sur quoi portent les projets", f"projets recensés, {filtres.arrete_en_mots()}", lines,
        "Un projet qui porte deux thèmes compte dans chacun : ces nombres ne s'additionnent pas.",
    )  # fmt: skip
