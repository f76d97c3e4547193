"""Tiles and bar blocks of the page « Financements »: kinds of money side by side, never a total of two kinds. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from ti_dashboard.charts import barres
from ti_dashboard.charts.tuiles import Bloc, Cadre, montants_connus, tuile
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.formats import accord, jour, millions, taux
from ti_dashboard.store import Ligne

ENGAGE = "montant_engage_regions_comprises"


@dataclass(frozen=True)
class Decoupe:
    """One way of splitting what is committed; ``precision`` names it in the address of a figure, when it can."""

    dimension: str
    titre: str
    note: str
    precision: str | None = None
    gris: tuple[str, ...] = ()


DECOUPES = (
    Decoupe("instrument", "Par quels dispositifs", "Une ligne d'engagement n'a qu'un dispositif : ces montants font "
            "l'engagé, régions comprises.", "instrument"),
    Decoupe("nature", "Sous quelle nature d'aide", "Une subvention ne revient pas, un prêt se rembourse, des fonds "
            "propres se revendent, une garantie ne se verse qu'en cas d'appel : ne pas les additionner.", "nature",
            ("non_renseignee",)),
    Decoupe("panier", "Panier du programme ou droit commun", "Le droit commun aurait existé sans le programme : ne "
            "pas le présenter comme un effort nouveau.", None, ("droit_commun",)),
    Decoupe("rattachement", "Rattaché ou non à un territoire", "Un montant non rattaché n'entre dans aucune région : "
            "il disparaît sous un filtre de région.", None, ("non_rattache",)),
)  # fmt: skip

TRANCHES = {
    1: "Moins de 6 mois",
    2: "De 6 à 12 mois",
    3: "De 12 à 24 mois",
    4: "Plus de 24 mois",
}


def tuiles(cadre: Cadre) -> list[Bloc]:
    """Committed twice (without and with the regions), paid, cancelled; earmarked apart."""
    r = cadre.actuel
    paid, everyone = r["montant_paye"].valeur, r[ENGAGE].valeur
    share = Decimal(str(paid)) / Decimal(str(everyone)) if paid is not None and everyone else None
    words = {
        "montant_engage": "hors régions",
        ENGAGE: "tous financeurs publics",
        "montant_paye": f"{taux(share)} de l'engagé, régions comprises" if share is not None else
                        "Aucun engagement connu",
        "montant_annule": "à part, non déduit de l'engagé",
    }  # fmt: skip
    apart = tuile(cadre, "montant_fleche", "", "par un autre dispositif", montants_connus(r["montant_fleche"]),
                  groupe="apart")  # fmt: skip
    return [*(tuile(cadre, key, "", text, montants_connus(r[key])) for key, text in words.items()), apart]


def decoupe(cadre: Cadre, choice: Decoupe, rows: tuple[Ligne, ...]) -> Bloc:
    """What is committed, split one way: dispositif, nature, panier or attachment."""
    lines = [
        _ligne(cadre, str(r["code"]), str(r["libelle"]), r["montant"], _somme_avant(r), millions)
        | {
            "note": _note_montants(r),
            "couleur": "inconnu" if r["code"] in choice.gris else "accent",
            "chiffre": Chiffre(ENGAGE, ((choice.precision, str(r["code"])),)).ecrire() if choice.precision else None,
        }
        for r in rows
        if r["dimension"] == choice.dimension
    ]
    if choice.dimension == "rattachement" and lines and not cadre.filtres.regions:
        lines += _sans_ligne(cadre, {str(line["id"]) for line in lines})
    return _bloc(choice.dimension, choice.titre, f"engagé, régions comprises, {cadre.filtres.arrete_en_mots()}",
                 lines, choice.note)  # fmt: skip


def _sans_ligne(cadre: Cadre, present: set[str]) -> list[Bloc]:
    """« Non rattaché » keeps its own line at zero, but under a region filter, which leaves it out."""
    if "non_rattache" in present:
        return []
    nothing = _ligne(cadre, "non_rattache", "Non rattaché", Decimal(0), None, millions)
    return [nothing | {"note": "aucune ligne", "precedent": None, "texte_precedent": None, "couleur": "inconnu"}]


def reste_a_payer(cadre: Cadre, rows: tuple[Ligne, ...]) -> Bloc:
    """Committed minus cancelled minus paid, by age of the first commitment; an unknown amount is never a zero."""
    lines = []
    for r in rows:
        rest = r["reste"] if r["nb_engages"] else Decimal(0)
        before = r["reste_precedent"] if r["nb_engages_precedent"] else Decimal(0)
        notes = [accord(r["nb_dossiers"], "dossier")]
        if r["nb_inconnus"]:
            notes.append(accord(r["nb_inconnus"], "inconnu"))
        if r["nb_depassements"]:
            notes.append(accord(r["nb_depassements"], "payé au-delà", "payés au-delà"))
        lines.append(
            _ligne(cadre, f"tranche-{r['tranche']}", TRANCHES[int(r["tranche"])], rest, before, millions)
            | {"note": ", ".join(notes), "couleur": "alerte" if r["tranche"] == len(TRANCHES) else "accent"}
        )
    return _bloc(
        "reste", "Ce qui reste à payer, par âge de l'engagement",
        f"engagé − annulé − payé, régions comprises, {cadre.filtres.arrete_en_mots()}", lines if _some(rows) else [],
        "Un dossier : un projet et un financeur (un territoire quand il n'y a pas de projet), non soldé. Ceux dont un "
        "montant est inconnu sont comptés à part, hors de la somme. Garanties comprises.",
    )  # fmt: skip


def _some(rows: tuple[Ligne, ...]) -> bool:
    return any(r["nb_engages"] or r["nb_engages_precedent"] for r in rows)


def delais(cadre: Cadre, rows: tuple[Ligne, ...]) -> Bloc:
    """Median days between first dates, and on how many; those still waiting are said, not counted."""
    lines = []
    for r in rows:
        notes = [
            f"sur {accord(r['nb_dossiers'], 'dossier')}",
            f"{accord(r['nb_en_attente'], 'sans suite à ce jour', 'sans suite à ce jour')}",
        ]
        if r["nb_inverses"]:
            notes.append(accord(r["nb_inverses"], "de dates inversées, écarté", "de dates inversées, écartés"))
        lines.append(
            _ligne(cadre, str(r["etape"]), str(r["libelle"]), r["nb_jours"], r["nb_jours_precedent"], _jours)
            | {"note": ", ".join(notes)}
        )
    return _bloc(
        "delais", "Combien de jours d'une étape à l'autre",
        f"délai médian, par projet et financeur, {cadre.filtres.arrete_en_mots()}", lines,
        "Chaque délai porte sur ses propres dossiers : ces médianes ne s'additionnent pas. Ceux qui attendent encore "
        "n'y sont pas, le délai réel est donc plus long.",
    )  # fmt: skip


def _jours(value: object) -> str:
    return millions(None) if value is None else accord(value, "jour")


def _somme_avant(row: Ligne) -> object:
    """No line at the earlier arrêté is a known zero; lines without an amount stay unknown."""
    return row["montant_precedent"] if row["nb_lignes_precedent"] else Decimal(0)


def _note_montants(row: Ligne) -> str:
    note = accord(row["nb_lignes"], "ligne")
    unknown = row["nb_inconnus"]
    return f"{note}, {accord(unknown, 'montant inconnu', 'montants inconnus')}" if unknown else note


def _ligne(cadre: Cadre, code: str, label: str, value: object, before: object, write) -> Bloc:
    """One bar; the earlier value only where the phase already existed."""
    known = cadre.precedent is not None
    return {
        "id": code, "libelle": label, "valeur": _length(value), "texte": write(value),
        "precedent": _length(before) if known else None,
        "texte_precedent": f"{write(before)} au {jour(cadre.filtres.compare)}" if known else None,
        "note": None, "geste": None, "actif": False, "couleur": "accent", "chiffre": None,
    }  # fmt: skip


def _length(value: object) -> float | None:
    return None if value is None else float(value)


def _bloc(bloc_id: str, titre: str, sous_titre: str, lines: list[Bloc], note: str) -> Bloc:
    spoken = " ; ".join(f"{line['libelle']} {line['texte']}" for line in lines)
    return {
        "id": bloc_id, "type": "barres", "place": "bas", "titre": titre, "sous_titre": sous_titre,
        "alt": f"{titre}. {spoken or 'Aucune donnée pour ces filtres'}.", "lignes": lines, "note": note,
    }  # fmt: skip


def blocs(
    cadre: Cadre,
    par_operateur: tuple[Ligne, ...],
    repartition: tuple[Ligne, ...],
    reste: tuple[Ligne, ...],
    durees: tuple[Ligne, ...],
) -> list[Bloc]:
    """The eight blocks of the page, two abreast."""
    return [
        barres.echelle(cadre.filtres, cadre.actuel, cadre.precedent),
        barres.par_operateur(cadre.filtres, par_operateur),
        *(decoupe(cadre, choice, repartition) for choice in DECOUPES),
        reste_a_payer(cadre, reste),
        delais(cadre, durees),
    ]
