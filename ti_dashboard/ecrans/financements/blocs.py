"""Tiles and bar blocks of the page « Financements »: kinds of money side by side, never a total of two kinds. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from ti_dashboard.ecrans.financements.blocs_echeances import delais, reste_a_payer
from ti_dashboard.langue.formats import accord, millions
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import avant, bloc, echelle, ligne
from ti_dashboard.planche.barres import par_operateur as barres_par_operateur
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barre, Barres, Bloc
from ti_dashboard.planche.declarees import declarees
from ti_dashboard.planche.mots_des_tuiles import montants_connus, part_payee
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.mesures import Nombre

ENGAGE = "montant_engage_regions_comprises"


@dataclass(frozen=True)
class Decoupe:
    """One way of splitting what is committed: the precision that names each part in the address of its figure."""

    dimension: str
    titre: str
    note: str
    gris: tuple[str, ...] = ()


DECOUPES = (
    Decoupe(
        "instrument",
        "Par quels dispositifs",
        "Une ligne d'engagement n'a qu'un dispositif : ces montants font l'engagé, tous financeurs.",
    ),
    Decoupe(
        "nature",
        "Sous quelle nature d'aide",
        "Une subvention ne revient pas, un prêt se rembourse, des fonds "
        "propres se revendent, une garantie ne se verse qu'en cas d'appel : ne pas les additionner.",
        ("non_renseignee",),
    ),
    Decoupe(
        "panier",
        "Panier du programme ou droit commun",
        "Le droit commun aurait existé sans le programme : ne pas le présenter comme un effort nouveau.",
        ("droit_commun",),
    ),
    Decoupe(
        "rattachement",
        "Rattaché ou non à un territoire",
        "Un montant non rattaché n'entre dans aucune région : il disparaît sous un filtre de région.",
        ("non_rattache",),
    ),
)


def tuiles(cadre: Cadre) -> list[Tuile]:
    """Committed twice (without and with the regions and other co-funders), paid, cancelled; earmarked apart."""
    r = cadre.dits
    words = {
        "montant_engage": "hors régions et autres cofinanceurs",
        ENGAGE: "tous financeurs publics",
        "montant_paye": part_payee(r),
    }
    return [
        *(tuile(cadre, key, "", text, montants_connus(r[key])) for key, text in words.items()),
        *declarees(cadre, "financements"),
    ]


def decoupe(cadre: Cadre, choice: Decoupe, rows: tuple[Ligne, ...]) -> Barres:
    """What is committed, split one way: dispositif, nature, panier or attachment."""
    labels = PRECISIONS[choice.dimension].valeurs
    lines = [
        _part(
            cadre,
            choice,
            r["code"],
            r["libelle"] or labels[r["code"]],
            r["montant"],
            _somme_avant(r),
            _note_montants(r),
        )
        for r in rows
        if r["dimension"] == choice.dimension
    ]
    # « Non rattaché » keeps its own line at zero, but under a filter of place, which leaves it out.
    apart = choice.dimension == "rattachement" and lines and not cadre.filtres.est_situe
    if apart and "non_rattache" not in {line["id"] for line in lines}:
        none = _part(cadre, choice, "non_rattache", labels["non_rattache"], Decimal(0), Decimal(0), "aucune ligne")
        lines.append(none)
    subject = f"engagé, tous financeurs, {cadre.filtres.arrete_en_mots()}"
    return bloc(choice.dimension, "bas", choice.titre, subject, lines, choice.note)


def _part(
    cadre: Cadre, choice: Decoupe, code: str, label: str, now: Nombre | None, before: Nombre | None, note: str
) -> Barre:
    colour = "inconnu" if code in choice.gris else "accent"
    figure = Chiffre(ENGAGE, ((choice.dimension, code),))
    return ligne(
        code, label, now, millions, figure, couleur=colour, note=note, **avant(cadre.compares, before, millions)
    )


def _somme_avant(row: Ligne) -> Decimal | None:
    """No line at the earlier arrêté is a known zero; lines without an amount stay unknown."""
    earlier: Decimal | None = row["montant_precedent"] if row["nb_lignes_precedent"] else Decimal(0)
    return earlier


def _note_montants(row: Ligne) -> str:
    note = accord(row["nb_lignes"], "ligne")
    unknown = row["nb_inconnus"]
    return f"{note}, {accord(unknown, 'montant inconnu', 'montants inconnus')}" if unknown else note


def blocs(
    cadre: Cadre,
    par_operateur: tuple[Ligne, ...],
    repartition: tuple[Ligne, ...],
    reste: tuple[tuple[Ligne, ...], tuple[Ligne, ...]],
    durees: tuple[tuple[Ligne, ...], tuple[Ligne, ...]],
) -> list[Bloc]:
    """The eight blocks of the page, two abreast; ``reste`` and ``durees`` at the arrêté, then at the earlier one."""
    return [
        echelle(cadre.filtres, cadre.actuel, cadre.precedent),
        barres_par_operateur(cadre.compares, par_operateur),
        *(decoupe(cadre, choice, repartition) for choice in DECOUPES),
        reste_a_payer(cadre, *reste),
        delais(cadre, *durees),
    ]
