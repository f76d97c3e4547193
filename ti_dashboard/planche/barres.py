"""Bar blocks of the board: the money ladder, commitments by operator, projects by theme. Pure."""

from collections.abc import Callable

from ti_dashboard.langue.formats import accord, jour, millions, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import RIEN_A_MONTRER, Barre, Barres, Place
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import ECHELLE
from ti_dashboard.programme.indicateurs.modele import ETAT_OPERATEURS
from ti_dashboard.programme.libelles import dire
from ti_dashboard.programme.mesures import Nombre, Releve

Ecriture = Callable[[Nombre | None], str]

COULEURS_ECHELLE = {
    "annonce": "inconnu",
    "fleche": "inconnu",
    "demande": "carte-3",
    "engage": "accent",
    "conventionne": "accent",
    "paye": "bon",
    "annule": "mauvais",
}


def bloc(
    bloc_id: str,
    place: Place,
    titre: str,
    sous_titre: str,
    lignes: list[Barre],
    note: str,
    *,
    maximum: float | None = None,
    alt: str = "",
) -> Barres:
    """A block of bars with its heading, what a screen reader says (``alt``: in other words), and a note.

    ``maximum``: the value of a whole bar, when it is not the highest one.
    """
    spoken = " ; ".join(f"{line['libelle']} {line['texte']}" for line in lignes) or "Aucune donnée pour ces filtres"
    stop = "" if titre.endswith("?") else "."
    return creer(
        Barres,
        id=bloc_id,
        place=place,
        titre=titre,
        sous_titre=sous_titre,
        alt=alt or f"{titre}{stop} {spoken}.",
        lignes=lignes,
        note=note,
        vide=RIEN_A_MONTRER,
        **({"max": maximum} if maximum else {}),
    )


def ligne(code: str, libelle: str, value: Nombre | None, write: Ecriture, figure: Chiffre, **autres: object) -> Barre:
    """One bar, opening ``figure``; its length is a plain number, its text stays exact."""
    plain = {
        "id": code,
        "libelle": libelle,
        "valeur": _length(value),
        "texte": write(value),
        "precedent": None,
        "texte_precedent": None,
        "note": None,
        "geste": None,
        "actif": False,
        "couleur": "accent",
        "chiffre": figure.ecrire(),
    }
    return creer(Barre, **plain | autres)


def avant(filtres: Filtres, value: Nombre | None, write: Ecriture) -> dict[str, object]:
    """The earlier value of a bar, unknown included, when an arrêté of comparison is chosen."""
    if filtres.compare is None:
        return {}
    return {"precedent": _length(value), "texte_precedent": f"{write(value)} au {jour(filtres.compare)}"}


def _length(value: Nombre | None) -> float | None:
    return None if value is None else float(value)


def echelle(filtres: Filtres, actuel: Releve, precedent: Releve | None) -> Barres:
    """From announced to paid, every public funder: kinds side by side, never a total."""
    lines = []
    for kind, colour in COULEURS_ECHELLE.items():
        now = actuel[ECHELLE[kind]]
        before = avant(filtres, precedent[ECHELLE[kind]].valeur, millions) if precedent else {}
        note = f"{accord(now.inconnus, 'montant inconnu', 'montants inconnus')}" if now.inconnus else None
        label, figure = dire("type_montant", kind), Chiffre(ECHELLE[kind])
        lines.append(ligne(kind, label, now.valeur, millions, figure, note=note, couleur=colour, **before))
    return bloc(
        "echelle",
        "droite",
        "De l'annonce au paiement",
        f"tous financeurs, {filtres.arrete_en_mots()}",
        lines,
        "Ces natures de montant ne s'additionnent jamais.",
    )


def par_operateur(filtres: Filtres, rows: tuple[Ligne, ...]) -> Barres:
    """Committed amount by body, under the name it had at the arrêté; a click filters by this body."""
    lines = [
        ligne(
            r["famille_id"],
            r["nom"],
            r["montant"],
            millions,
            Chiffre("montant_engage_regions_comprises", (("operateur", str(r["famille_id"])),)),
            note=_note_operateur(r),
            geste="operateur",
            actif=r["famille_id"] in filtres.operateurs,
            couleur="accent" if r["categorie"] in ETAT_OPERATEURS else "inconnu",
            **(avant(filtres, r["montant_precedent"], millions) if r["montant_precedent"] is not None else {}),
        )
        for r in rows
    ]
    return bloc(
        "operateurs",
        "droite",
        "Qui engage",
        f"engagé, tous financeurs, {filtres.arrete_en_mots()}",
        lines,
        "En gris, dits cofinanceurs, les régions et les autres : hors de l'engagé « État et opérateurs ».",
    )


def _note_operateur(row: Ligne) -> str:
    # What the grey says is written too.
    note = ("" if row["categorie"] in ETAT_OPERATEURS else "cofinanceur, ") + accord(row["nb_projets"], "projet")
    unknown = row["nb_inconnus"]
    if unknown:
        note += f", {accord(unknown, 'montant inconnu', 'montants inconnus')}"
    return note


def par_theme(cadre: Cadre, rows: tuple[Ligne, ...]) -> Barres:
    """Projects by common theme; a project with two themes counts in each, so the bars exceed the total."""
    filtres, total, earlier = cadre.compares, cadre.actuel["nb_projets"], cadre.precedent
    lines = [
        ligne(
            r["theme_id"],
            r["libelle"],
            None if total.est_tu else r["nb_projets"],
            nombre,
            Chiffre("nb_projets", (("theme", str(r["theme_id"])),)),
            geste="theme",
            actif=r["theme_id"] in filtres.themes,
            **avant(filtres, None if earlier and earlier["nb_projets"].est_tu else r["nb_projets_precedent"], nombre),
        )
        for r in rows
    ]
    return bloc(
        "themes",
        "bas",
        "Sur quoi portent les projets",
        f"projets recensés, {filtres.arrete_en_mots()}",
        lines,
        "Un projet qui porte deux thèmes compte dans chacun : ces nombres ne s'additionnent pas.",
    )
