"""What no territory holds today, and what was attached by hand: what is to be done, which is no figure of an arrêté.

The publication says what the ledger knew when it was made; the gestures made since are on the disk, and are laid over.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, rattachements
from ti_dashboard.dossier.rattachements import Attache, Sujet
from ti_dashboard.ecrans.donnees.parametres import CHERCHE, VOLET, VOLETS
from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.langue.mots import cle
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.planche.portee import AUCUN
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.programme.filtres import PHASES, phase_en_mots
from ti_dashboard.programme.libelles import dire
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, lire

# What the two boxes beside the search keep, each a column: this browser's own, not told in an address.
RAISON, LIEU = "raison", "lieu"
SANS_LIEU = "aucun lieu n'est dit"
_NATURES = {kind: dire("type_montant", kind) for kind in ("demande", "engage", "conventionne", "paye")}
_INTITULE, _CODE = Colonne("intitule", "Projet ou acte"), Colonne("code", "Code ou référence")
COLONNES_A_RATTACHER = (
    _INTITULE,
    Colonne(LIEU, "Lieu que dit le fichier", absent="—"),
    Colonne("pourquoi", "Pourquoi il ne rattache pas"),
    *(Colonne(kind, label, "euros", absent="—") for kind, label in _NATURES.items()),
    Colonne("emetteur", "Émetteur"),
    _CODE,
)
COLONNES_RATTACHES = (
    _INTITULE,
    Colonne("territoire", "Rattaché à"),
    Colonne("auteur", "Par"),
    Colonne("fait_le", "Le", "jour"),
    Colonne("motif", "Pourquoi", absent="—"),
    Colonne("dit", "L'émetteur dit depuis", absent="—"),
    Colonne("etat", "État"),
    _CODE,
)
VIVANT = (
    "Ce qui est sans territoire aujourd'hui, ou rattaché à la main, n'est pas un chiffre d'un arrêté : aucun sceau ne "
    "le couvre."
)


def a_rattacher(contexte: Contexte, mots: Mots) -> TableauCompose:
    """Projects and acts without territory that nobody has attached yet, those that answer the words of the address."""
    rows = [_nommee(row) for row in _restants(contexte.publication, contexte.choix.phase)]
    asked, why, place = cle(lire(mots, CHERCHE.nom)), lire(mots, RAISON), lire(mots, LIEU)
    kept = [r for r in rows if why in ("", r[RAISON]) and place in ("", r[LIEU]) and (not asked or asked in _lu(r))]
    columns = [c for c in COLONNES_A_RATTACHER if c.cle not in _NATURES or any(r[c.cle] is not None for r in rows)]
    said = tuple((name, text) for name, text in (("Recherche", asked), ("Raison", why), ("Lieu dit", place)) if text)
    return TableauCompose("Projets et actes sans territoire", columns, kept, AUCUN, said)


def _restants(publication: Publication, phase: int) -> list[Ligne]:
    by_hand = rattachements.en_vigueur(rattachements.lire(chemins.donnees()))
    rows = poser(publication, "a_rattacher", sur="sujets_rattachables", phase=phase, jour=horloge.aujourd_hui())
    return [row for row in rows if sujet(row, phase) not in by_hand]


def sujet(row: Ligne, phase: int) -> Sujet:
    """What a row of these tables speaks of."""
    return Sujet(phase, row["projet_id"], row["operateur_id"], row["reference"])


def _nommee(row: Ligne) -> Ligne:
    """The row with what the file said, why that attaches to nothing, and that reason without what is proper to it."""
    place, _, why = str(row["lieu_dit"] or f" : {SANS_LIEU}").partition(" : ")
    short = why.partition(" ; ")[0].partition(",")[0]
    return {
        **row,
        "code": row["projet_id"] or row["reference"],
        LIEU: place or None,
        "pourquoi": why,
        RAISON: short,
    }


def _lu(row: Ligne) -> str:
    return cle(" ".join(str(row[name] or "") for name in ("intitule", "code", "lieu", "pourquoi", "emetteur")))


def compter(rows: Sequence[Ligne], nom: str) -> dict[str, str]:
    """The values of a column, the most frequent first, each with how many lines have it."""
    counted = Counter(str(row[nom]) for row in rows if row[nom])
    return {value: f"{value} ({accord(nb, 'ligne')})" for value, nb in counted.most_common()}


def en_mots(rows: Sequence[Ligne]) -> str:
    """« 12 projets et 3 actes sans projet »; an absent kind is not told."""
    projects = sum(row["projet_id"] is not None for row in rows)
    acts = len(rows) - projects
    told = [accord(projects, "projet")] * (projects > 0)
    return enumeration(told + [accord(acts, "acte sans projet", "actes sans projet")] * (acts > 0))


def restants_en_mots(publication: Publication) -> str:
    """« Sans territoire : 12 projets et 3 actes sans projet en phase I »; empty when everything is attached."""
    told = [
        f"{en_mots(rows)} en {phase_en_mots(phase, 'phase')}"
        for phase in PHASES
        if (rows := _restants(publication, phase))
    ]
    return f"Sans territoire : {' ; '.join(told)}." if told else ""


def en_attente(publication: Publication) -> list[Attache]:
    """The gestures that this publication does not hold yet."""
    ((held,),) = (row.values() for row in poser(publication, "dernier_rattachement"))
    return rattachements.en_attente(chemins.donnees(), held)


def rattaches(contexte: Contexte, _mots: Mots) -> TableauCompose:
    """What is attached by hand, the latest first, and what its sender says since."""
    publication, phase = contexte.publication, contexte.choix.phase
    today = horloge.aujourd_hui()
    known = {sujet(row, phase): row for row in poser(publication, "sujets_rattachables", phase=phase, jour=today)}
    names = {
        row["territoire_id"]: row["nom"] for row in poser(publication, "territoires_presents", phase=phase, jour=today)
    }
    waiting = {gesture.numero for gesture in en_attente(publication)}
    by_hand = rattachements.en_vigueur(rattachements.lire(chemins.donnees()))
    rows = [
        _rattache(one, gesture, known.get(one), names, gesture.numero in waiting)
        for one, gesture in sorted(by_hand.items(), key=lambda pair: -pair[1].numero)
        if one.phase == phase
    ]
    return TableauCompose("Rattachés à la main", COLONNES_RATTACHES, rows, AUCUN)


def _rattache(one: Sujet, gesture: Attache, row: Ligne | None, names: dict[object, object], waits: bool) -> Ligne:
    code = one.projet_id or one.reference
    said, there = (row["territoire_id"], row["territoire"]) if row else (None, None)
    same = said == gesture.territoire_id
    return {
        "projet_id": one.projet_id,
        "operateur_id": one.operateur_id,
        "reference": one.reference,
        "code": code,
        "intitule": row["intitule"] if row else "absent de la publication affichée",
        "territoire": names.get(gesture.territoire_id, gesture.territoire_id),
        "auteur": gesture.auteur,
        "fait_le": horloge.jour_a_paris(gesture.fait_le),
        "motif": gesture.motif or None,
        "dit": said and ("le même territoire" if same else there),
        "est_contredit": bool(said) and not same,
        "etat": "attend d'être publié" if waits else "publié",
    }


def _tableau(key: str, composer: Callable[..., TableauCompose], mots: tuple[str, ...] = ()) -> Tableau:
    return Tableau(key, "donnees", composer, mots, {VOLET.nom: VOLETS[1]}, VIVANT)


A_RATTACHER = _tableau("a-rattacher", a_rattacher, (CHERCHE.nom,))
RATTACHES = _tableau("rattaches-a-la-main", rattaches)
