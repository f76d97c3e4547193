"""A bridge: the value of a headline figure before, one bar a cause, the value now. Pure."""

from collections.abc import Callable

from ti_dashboard.langue.formats import accord, ecart, jour, nombre
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import Etape, Pont
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import CAUSES, Evolution, Mouvement, totaux
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Nombre, grandeur, plus
from ti_dashboard.programme.valeurs import formater

COULEURS_CAUSES = {
    "progres_reel": "accent",
    "connu_tardivement": "carte-3",
    "correction": "focus",
    "perimetre": "inconnu",
}


def ecrire(name: str) -> Callable[[Nombre | None], str]:
    return lambda value: formater(name, value)


def signe(name: str, value: Nombre) -> str:
    return ecart(value, formater(name, grandeur(value)))


def pont(filtres: Filtres, e: Evolution) -> Pont:
    """A bridge: the value before, one bar a cause, the value now."""
    label, write = CATALOGUE[e.indicateur_id].libelle, ecrire(e.indicateur_id)
    steps = [] if e.sans_objet else _etapes(filtres, e)
    spoken = " ; ".join(f"{s['libelle']} {s['texte']}" for s in steps) or "pas de comparaison possible"
    net = "" if e.ecart is None else signe(e.indicateur_id, e.ecart) if e.ecart else "inchangé"
    return creer(
        Pont,
        id=f"pont-{e.indicateur_id}",
        place="bas",
        titre=label,
        net=net,
        alt=f"{label}. {spoken}.",
        etapes=steps,
        chiffre=e.indicateur_id,
        note=_note(e),
        vide=e.sans_objet or f"{write(e.avant)} puis {write(e.apres)} : l'écart est inconnu.",
    )


def _etapes(filtres: Filtres, e: Evolution) -> list[Etape]:
    """Every cause has its place, absent or not: seven bridges then read the same way; each step opens its own lines."""
    if e.avant is None or e.apres is None:
        return []
    write, running, by_cause = ecrire(e.indicateur_id), e.avant, {m.cause: m for m in e.mouvements}
    figure = Chiffre(e.indicateur_id)
    steps = [_total("avant", jour(filtres.compare), e.avant, figure.avec("au", "compare"), "region-trait")]
    for cause, label in CAUSES.items():
        m = by_cause.get(cause)
        after = plus(running, m.ecart) if m else running
        gross = flux(e.indicateur_id, m) if m and m.baisse and m.hausse else None
        steps.append(
            creer(
                Etape,
                id=cause,
                libelle=label,
                texte=signe(e.indicateur_id, m.ecart) if m else "=",
                de=float(running),
                a=float(after),
                couleur=COULEURS_CAUSES[cause],
                brut=gross,
                est_total=False,
                ouvre=figure.avec("cause", cause).ecrire(),
                nb=nombre(m.nb_lignes) if m else nombre(0),
                entree=write(m.hausse) if m else write(0),
                sortie=write(m.baisse) if m else write(0),
            )
        )
        running = after
    return [*steps, _total("apres", jour(filtres.arrete), e.apres, figure, "carte-5")]


def _total(code: str, label: str, value: Nombre, figure: Chiffre, colour: str) -> Etape:
    return creer(
        Etape,
        id=code,
        libelle=label,
        texte=formater(figure.indicateur_id, value),
        ouvre=figure.ecrire(),
        de=0.0,
        a=float(value),
        couleur=colour,
        brut=None,
        est_total=True,
        nb="",
        entree="",
        sortie="",
    )


def flux(name: str, m: Mouvement) -> str:
    return f"{signe(name, m.hausse)} et {signe(name, -m.baisse)}"


def _note(e: Evolution) -> str:
    """Gross flows beside the net one; what was cancelled stays apart, never deducted."""
    gross = totaux(e.mouvements)
    if gross is None:
        return "" if e.sans_objet else "Aucun mouvement."
    if CATALOGUE[e.indicateur_id].unite != "euros":
        return f"Flux bruts : {accord(gross.hausse, 'entrée')}, {accord(gross.baisse, 'sortie')}."
    facts = totaux(e.mouvements, *(c for c in CAUSES if c != "correction"))
    fixed = totaux(e.mouvements, "correction")
    parts = [flux(e.indicateur_id, facts) if facts.baisse else signe(e.indicateur_id, facts.hausse)] if facts else []
    parts += [f"corrections {flux(e.indicateur_id, fixed)}"] if fixed else []
    if e.annule is not None:
        parts.append(f"à part, annulé {signe(e.indicateur_id, e.annule)}")
    unknown = f" {accord(e.nb_inconnus, 'montant inconnu', 'montants inconnus')}." if e.nb_inconnus else ""
    return f"Flux bruts : {' ; '.join(parts)}.{unknown}"
