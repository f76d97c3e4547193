"""Tiles and bar blocks of the page « Financements »: kinds of money side by side, never a total of two kinds. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from ti_dashboard.langue.formats import accord, jours, millions
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import Ecriture, avant, bloc, echelle, ligne
from ti_dashboard.planche.barres import par_operateur as barres_par_operateur
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barre, Barres, Bloc
from ti_dashboard.planche.declarees import declarees
from ti_dashboard.planche.tuiles import Cadre, montants_connus, part_payee, tuile
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, DELAIS
from ti_dashboard.programme.mesures import Nombre

ENGAGE = "montant_engage_regions_comprises"
RESTE = "montant_reste_a_payer"


@dataclass(frozen=True)
class Decoupe:
    """One way of splitting what is committed: the precision that names each part in the address of its figure."""

    dimension: str
    titre: str
    note: str
    gris: tuple[str, ...] = ()


DECOUPES = (
    Decoupe("instrument", "Par quels dispositifs", "Une ligne d'engagement n'a qu'un dispositif : ces montants font "
            "l'engagé, tous financeurs."),
    Decoupe("nature", "Sous quelle nature d'aide", "Une subvention ne revient pas, un prêt se rembourse, des fonds "
            "propres se revendent, une garantie ne se verse qu'en cas d'appel : ne pas les additionner.",
            ("non_renseignee",)),
    Decoupe("panier", "Panier du programme ou droit commun", "Le droit commun aurait existé sans le programme : ne "
            "pas le présenter comme un effort nouveau.", ("droit_commun",)),
    Decoupe("rattachement", "Rattaché ou non à un territoire", "Un montant non rattaché n'entre dans aucune région : "
            "il disparaît sous un filtre de région.", ("non_rattache",)),
)  # fmt: skip


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
    return ligne(code, label, now, millions, figure, couleur=colour, note=note, **_avant(cadre, before, millions))


def _avant(cadre: Cadre, value: Nombre | None, write: Ecriture) -> dict[str, object]:
    """The earlier value only where there is something to compare with."""
    return avant(cadre.compares, value, write)


def reste_a_payer(cadre: Cadre, rows: tuple[Ligne, ...], precedents: tuple[Ligne, ...]) -> Barres:
    """Committed minus cancelled minus paid, by age of the first commitment; an unknown amount is never a zero."""
    now, before = ({r["age"]: r for r in found} for found in (rows, precedents))
    lines, silent = [], RESTE in cadre.tus
    for code, label in PRECISIONS["age"].valeurs.items():
        r = now.get(code, RIEN)
        lines.append(ligne(
            code, label, None if silent else r["reste"], millions, Chiffre(RESTE, (("age", code),)),
            note=_note_reste(r), couleur="alerte" if code == "plus_24_mois" else "accent",
            **_avant(cadre, before.get(code, RIEN)["reste"], millions),
        ))  # fmt: skip
    return bloc(
        "reste",
        "bas",
        "Ce qui reste à payer, par âge de l'engagement",
        f"engagé − annulé − payé, tous financeurs, {cadre.filtres.arrete_en_mots()}",
        lines if rows or precedents else [],
        "Un dossier : un projet et un financeur (un territoire quand il n'y a pas de projet), non soldé. Ceux dont un "
        "montant est inconnu sont comptés à part, hors de la somme. Garanties comprises. L'âge se compte en mois "
        "révolus : 24 mois jour pour jour entrent dans « 24 mois ou plus ».",
    )


# an age nobody is in: known zeros
RIEN = {"reste": Decimal(0), "nb_dossiers": 0, "nb_inconnus": 0, "nb_depassements": 0}


def _note_reste(row: Ligne) -> str:
    notes = [accord(row["nb_dossiers"], "dossier")]
    if row["nb_inconnus"]:
        notes.append(accord(row["nb_inconnus"], "inconnu"))
    if row["nb_depassements"]:
        notes.append(accord(row["nb_depassements"], "payé au-delà", "payés au-delà"))
    return ", ".join(notes)


def delais(cadre: Cadre, rows: tuple[Ligne, ...], precedents: tuple[Ligne, ...]) -> Barres:
    """Median days between first dates, and on how many; those still waiting are said, not counted."""
    before = {r["etape"]: r["nb_jours"] for r in precedents}
    now = {r["etape"]: r for r in rows}
    lines = [
        ligne(
            etape,
            CATALOGUE[indicateur].libelle,
            now[etape]["nb_jours"] if etape in now else None,
            jours,
            Chiffre(indicateur),
            note=_note_delai(now.get(etape, SANS_DOSSIER)),
            **_avant(cadre, before.get(etape), jours),
        )
        for etape, indicateur in DELAIS.items()
    ]
    return bloc(
        "delais",
        "bas",
        "Combien de jours d'une étape à l'autre",
        f"délai médian, par projet et financeur, {cadre.filtres.arrete_en_mots()}",
        lines,
        "Chaque délai porte sur ses propres dossiers : ces médianes ne s'additionnent pas. Ceux qui attendent encore "
        "n'y sont pas, le délai réel est donc plus long.",
    )


SANS_DOSSIER = {"nb_dossiers": 0, "nb_en_attente": 0, "nb_inverses": 0}


def _note_delai(row: Ligne) -> str:
    notes = [
        f"sur {accord(row['nb_dossiers'], 'dossier')}",
        accord(row["nb_en_attente"], "sans suite à ce jour", "sans suite à ce jour"),
    ]
    if row["nb_inverses"]:
        notes.append(accord(row["nb_inverses"], "de dates inversées, écarté", "de dates inversées, écartés"))
    return ", ".join(notes)


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
