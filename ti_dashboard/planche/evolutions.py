"""What changed between two arrêtés: sentences ranked by importance, rates side by side. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from ti_dashboard.langue.formats import SANS_OBJET, accord, ecart, jour, millions, nombre, taux
from ti_dashboard.planche.barres import bloc, ligne
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import Barres, Cause, Lien, Phrase, Phrases
from ti_dashboard.planche.pont import COULEURS_CAUSES, ecrire, flux, signe
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import CAUSES, TETES, Deplacement, Evolution, Mouvement, TauxCompare, totaux
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Nombre, grandeur

FOIS = 3
NOMMES = 5


def phrases(evolutions: Sequence[Evolution], deplaces: dict[str, list[Deplacement]]) -> Phrases:
    """Sentences, the most important first: figures by relative move, territories, then what did not move."""
    moved = [_phrase(e) for e in evolutions if e.ampleur > 0]
    still = [_phrase(e) for e in evolutions if e.ampleur <= 0]
    lines = [*moved, *_phrases_territoires(deplaces), *still]
    return creer(
        Phrases,
        id="phrases",
        place="droite",
        titre="Ce qui a changé, du plus au moins important",
        sous_titre="",
        alt="Ce qui a changé, en phrases",
        lignes=lines,
        note="D'abord les chiffres qui ont le plus bougé en proportion de leur valeur d'avant, puis les "
        "territoires, puis ce qui n'a pas bougé.",
    )


def _phrase(e: Evolution) -> Phrase:
    strong, rest = dire(e)
    return creer(
        Phrase,
        id=e.indicateur_id,
        fort=strong,
        suite=rest,
        chiffre=e.indicateur_id,
        liens=[],
        nb_nommes=NOMMES,
        causes=[_cause(e.indicateur_id, m) for m in e.mouvements],
        libelle=CATALOGUE[e.indicateur_id].libelle,
    )


def dire(e: Evolution) -> tuple[str, str]:
    """« 82 territoires engagés de plus » and « : 122 au lieu de 40 (multiplié par 3,1). »"""
    label, write = CATALOGUE[e.indicateur_id].libelle, ecrire(e.indicateur_id)
    if e.sans_objet:
        return label, f" : {e.sans_objet[0].lower()}{e.sans_objet[1:]}"
    if e.ecart is None:
        return label, f" : {write(e.avant)} puis {write(e.apres)}, l'écart est inconnu."
    if e.ecart == 0:
        gross = totaux(e.mouvements)
        flows = f", malgré {flux(e.indicateur_id, gross)}" if gross and gross.hausse else ""
        return label, f" : {write(e.apres)}, sans changement{flows}."
    more = "de plus" if e.ecart > 0 else "de moins"
    return (
        f"{_compte(e.indicateur_id, grandeur(e.ecart), more)}",
        f" : {write(e.apres)} au lieu de {write(e.avant)}{_relatif(e)}.",
    )


def _compte(name: str, value: Nombre, more: str) -> str:
    head = TETES[name]
    if not head.singulier:
        return f"{millions(value)} {more} {head.pluriel}"
    return f"{accord(value, head.singulier, head.pluriel)} {more}"


def _relatif(e: Evolution) -> str:
    # A value that was zero or below has no proportion to be measured against.
    if e.avant is None or e.apres is None or e.avant <= 0 or e.apres < 0:
        return ""
    ratio = Decimal(str(e.apres)) / Decimal(str(e.avant))
    if ratio >= FOIS:
        return f" (multiplié par {nombre(ratio, 1)})"
    return f" ({ecart(ratio - 1, taux(abs(ratio - 1), 0 if abs(ratio - 1) >= Decimal('0.1') else 1))})"


def _cause(name: str, m: Mouvement) -> Cause:
    said = signe(name, m.ecart)
    if m.ecart == 0:
        said = f"{signe(name, m.hausse)} {signe(name, -m.baisse)}" if m.hausse else "sans effet sur la somme"
    return _dire_cause(m.cause, said)


def _dire_cause(cause: str, said: str) -> Cause:
    return creer(Cause, id=cause, libelle=CAUSES[cause], texte=said, couleur=COULEURS_CAUSES[cause])


def _phrases_territoires(deplaces: dict[str, list[Deplacement]]) -> list[Phrase]:
    """Who entered, left, signed, with the names; nobody is a sentence too for the programme itself."""
    said = (
        ("nb_territoires", True, "territoire est entré dans le programme", "territoires sont entrés dans le programme"),
        ("nb_territoires", False, "territoire est sorti du programme", "territoires sont sortis du programme"),
        ("nb_territoires_signes", True, "territoire a signé", "territoires ont signé"),
        (
            "nb_territoires_signes",
            False,
            "territoire ne compte plus parmi les signés",
            "territoires ne comptent plus parmi les signés",
        ),
    )
    found = []
    for name, entered, singular, plural in said:
        kept = [d for d in deplaces[name] if d.est_entree is entered]
        if kept:
            found.append(_phrase_territoires(name, entered, accord(len(kept), singular, plural), kept))
    if not any(deplaces["nb_territoires"]):
        found.append(_phrase_territoires("nb_territoires", True, "Aucun territoire n'est entré ni sorti", []))
    return found


def _phrase_territoires(name: str, entered: bool, text: str, kept: list[Deplacement]) -> Phrase:
    counts = {cause: sum(d.cause == cause for d in kept) for cause in CAUSES}
    return creer(
        Phrase,
        id=f"{name}-{'entrees' if entered else 'sorties'}",
        fort=text,
        suite="." if not kept else " :",
        causes=[_dire_cause(cause, nombre(count)) for cause, count in counts.items() if count],
        chiffre=Chiffre(name, (("mouvement", "entree" if entered else "sortie"),) if kept else ()).ecrire(),
        libelle=CATALOGUE[name].libelle,
        nb_nommes=NOMMES,
        liens=[creer(Lien, id=d.sujet_id, nom=d.ligne["territoire"]) for d in kept],
    )


def taux_cote_a_cote(filtres: Filtres, compared: Sequence[TauxCompare]) -> Barres:
    """Each rate over the territories of each date, and over those present at both."""
    lines = [
        ligne(
            f"{t.apres.numerateur_id}-{'constant' if t.est_constant else 'courant'}",
            "à périmètre constant" if t.est_constant else t.libelle,
            t.apres.valeur,
            taux,
            t.apres.chiffre,
            texte=t.apres.dire(),
            sans_objet=t.apres.dire() == SANS_OBJET,
            couleur="carte-3" if t.est_constant else "accent",
            note=_sur(t),
            precedent=None if t.avant.valeur is None else float(t.avant.valeur),
            texte_precedent=f"{t.avant.dire()} au {jour(filtres.compare)}",
        )
        for t in compared
    ]
    return bloc(
        "taux",
        "droite",
        "Les taux, à périmètre courant et constant",
        f"au {jour(filtres.arrete)}",
        lines,
        "Périmètre constant : les seuls territoires présents aux deux arrêtés, et ce qui leur est rattaché.",
        maximum=1,
    )


def _sur(t: TauxCompare) -> str:
    write = ecrire(t.apres.numerateur_id)
    return f"{write(t.apres.haut)} sur {write(t.apres.bas)}, {t.avant.dire()} avant"
