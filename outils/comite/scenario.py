"""The committee that is played: forty-five minutes, eight points, twelve bodies, all that a meeting meets."""

from dataclasses import replace
from datetime import date

from outils.comite.acte import (
    PUPITRE,
    SECOND,
    Acte,
    DansJours,
    DemandeDe,
    Membre,
    MotTape,
    Point,
    PresenceDe,
    Rang,
    Scenario,
)

ARRETE = date(2019, 9, 24)
# What every screen of the committee says: its arrêté, the one before, the phase; in codes, as an agenda keeps them.
COMMUN = "arrete=2019-09-24&compare=2019-04-30&phase=1"

POINTS = (
    Point("Ouverture", "Direction du programme", 3, "/?plan=tuiles", "Rappeler que la séance est relevée."),
    Point("Où en est-on ?", "CGET", 6, "/?plan=carte", "Attendre la question sur la Bretagne."),
    Point("Les territoires non engagés", "Conseil régional de Bretagne", 9, "/territoires?region=53&plan=regions"),
    Point("L'argent : qui paie, combien est versé", "Banque des Territoires", 8, "/financements?plan=echelle"),
    Point("Les projets", "Régions de France", 5, "/projets?plan=statuts"),
    Point("Les emplois", "Direction générale des entreprises", 4, "/projets?plan=emplois-crees", "", True),
    Point("Les chefs de projet", "CGET", 6, "/ingenierie?plan=postes"),
    Point("Ce qui a changé depuis avril", "CGET", 4, "/evolutions?plan=phrases"),
)
CABINET, CGET, DGE, REGIONS = (
    "Cabinet de la ministre",
    "CGET",
    "Direction générale des entreprises",
    "Régions de France",
)
BRETAGNE, OCCITANIE, ADCF = "Conseil régional de Bretagne", "Conseil régional d'Occitanie", "AdCF"
BANQUE, BPI, ADEME, EMPLOI, BUSINESS = "Banque des Territoires", "Bpifrance", "ADEME", "Pôle emploi", "Business France"
MEMBRES = (
    Membre(CABINET, "Directeur adjoint de cabinet"),
    Membre(CGET, "Directrice du programme"),
    Membre(DGE, "Sous-directeur des filières"),
    Membre(REGIONS, "Conseillère économie"),
    Membre(BRETAGNE, "Vice-présidente chargée de l'économie"),
    Membre(OCCITANIE, "Directeur du développement économique"),
    Membre(ADCF, "Vice-président"),
    Membre(BANQUE, "Directrice du réseau", "Le directeur de la Banque des Territoires"),
    Membre(BPI, "Directeur des partenariats"),
    Membre(ADEME, "Cheffe du service industrie"),
    Membre(EMPLOI, "Directeur des services aux entreprises"),
    Membre(BUSINESS, "Responsable des territoires", arrive_a="12:00"),
)


def pas(a: str, montre: str, qui: str = PUPITRE, de: str = "etape", sens: int = 1) -> Acte:
    """The presenter's arrow keys."""
    return Acte(a, qui, "avancer", {"de": de, "pas": sens}, montre)


def refuse(acte: Acte, mots: str) -> Acte:
    return replace(acte, montre="", refus=mots)


def demande(a: str, qui: str) -> Acte:
    function = next(one.fonction for one in MEMBRES if one.organisme == qui)
    return Acte(a, qui, "parole", {"organisme": qui, "fonction": function})


def donne(a: str, a_qui: str) -> Acte:
    return Acte(a, PUPITRE, "donner_la_parole", {"id": DemandeDe(a_qui)})


def conclusion(
    a: tuple[str, ...], genre: str, texte: str, responsable: str = "", jours: int = 0, qui: str = PUPITRE
) -> list[Acte]:
    """Written, read back on the wall where there are three instants, taken at the last."""
    due = DansJours(jours) if jours else ""
    said = {"genre": genre, "texte": texte, "responsable": responsable, "echeance": due, "adresse": ""}
    written, *read, taken = a
    acts = [Acte(written, qui, "rediger", said), *(Acte(one, qui, "relire", {"est_lu": True}) for one in read)]
    return [*acts, Acte(taken, qui, "prendre")]


def dit(a: str, message: str = "") -> Acte:
    return Acte(a, PUPITRE, "dire", {"message": message})


ABANDONNEE = {"genre": "decision", "texte": "Publier la liste des postes vacants", "responsable": "", "adresse": ""}
OUVERTURE = [
    Acte("00:00", PUPITRE, "commencer"),
    Acte("01:00", PUPITRE, "etape", {"id": Rang(1)}, "/?plan=tuiles"),
    dit("02:30", "Wi-Fi « comite » : le mot de passe est au tableau"),
    pas("03:00", "/?plan=carte"),
    pas("04:30", "/?plan=echelle", de="plan"),
    Acte("06:00", PUPITRE, "projeter", {"quoi": "500,400"}),
    Acte("06:20", PUPITRE, "projeter", {"quoi": ""}),
    pas("06:30", "/?plan=carte", de="plan", sens=-1),
    Acte(
        "07:10",
        PUPITRE,
        "corriger",
        {"chiffre": "nb_projets", "valeur": "487", "motif": "Treize projets oubliés"},
    ),
    dit("08:00"),
]
BRETONS = [
    pas("09:00", "/territoires?region=Bretagne&plan=regions"),
    demande("09:30", BRETAGNE),
    demande("09:40", BANQUE),
    demande("09:50", BPI),
    donne("10:00", BRETAGNE),
    Acte("11:00", PUPITRE, "ordonner_la_parole", {"ids": (DemandeDe(BPI), DemandeDe(BANQUE))}),
    donne("12:30", BPI),
    Acte("13:30", PUPITRE, "finir_la_parole"),
    *conclusion(
        ("14:00", "15:00", "15:40"),
        "decision",
        "Signer le protocole des territoires bretons dont le plan est en finalisation",
        BRETAGNE,
        60,
    ),
    Acte("16:00", PUPITRE, "deplacer", {"adresse": MotTape("Occitanie")}, "/territoires?region=Occitanie"),
    Acte("17:30", PUPITRE, "etape", {"id": Rang(3)}, "/territoires?region=Bretagne&plan=regions"),
]
ARGENT = [
    pas("18:00", "/financements?plan=echelle"),
    demande("18:30", ADEME),
    demande("18:40", REGIONS),
    demande("18:50", ADCF),
    donne("19:00", BANQUE),
    donne("20:00", ADEME),
    Acte("20:30", ADCF, "retirer_la_parole", {"id": DemandeDe(ADCF)}),
    Acte("21:00", PUPITRE, "finir_la_parole"),
    Acte("21:10", PUPITRE, "deplacer", {"adresse": MotTape("Bpifrance")}, "/financements?operateur=Bpifrance"),
    *conclusion(("22:00", "22:20"), "information", "Bpifrance ouvre un guichet pour les conventions de l'année"),
    Acte("22:40", PUPITRE, "suspendre"),
    Acte("22:45", PUPITRE, "noircir", {"est_noir": True}),
    dit("22:50", "Pause de dix minutes"),
    refuse(pas("23:00", ""), "suspendue"),
    dit("32:00"),
    Acte("32:05", PUPITRE, "noircir", {"est_noir": False}),
    Acte("32:10", PUPITRE, "reprendre"),
]
PROJETS = [
    pas("33:00", "/projets?plan=statuts"),
    donne("33:20", REGIONS),
    Acte("33:50", PUPITRE, "finir_la_parole"),
    *conclusion(("34:00", "34:30", "35:00"), "accord", "Les régions et l'État tiennent une seule liste des projets"),
    Acte("35:10", PUPITRE, "figer", {"est_gelee": True}),
    refuse(pas("35:20", ""), "figé"),
    Acte("35:30", PUPITRE, "figer", {"est_gelee": False}),
    pas("36:00", "/projets?plan=emplois-crees"),
    pas("37:00", "/projets?plan=emplois-confortes", de="plan"),
    *conclusion(
        ("37:10", "37:30", "37:50"), "desaccord", "Régions de France ne partage pas le compte des emplois confortés"
    ),
]
RELAIS = [
    refuse(pas("38:00", "", SECOND), "Un autre poste"),
    Acte("38:10", SECOND, "demander_la_main"),
    Acte("38:20", PUPITRE, "repondre_la_main", {"accepte": True}),
    pas("38:40", "/ingenierie?plan=postes", SECOND),
    refuse(pas("39:00", "", PUPITRE), "Un autre poste"),
    Acte("40:00", SECOND, "rediger", ABANDONNEE),
    Acte("40:30", SECOND, "abandonner"),
    *conclusion(
        ("41:00", "41:30", "42:00"),
        "decision",
        "Pourvoir les postes vacants avant l'été",
        CGET,
        90,
        SECOND,
    ),
    pas("42:30", "/evolutions?plan=phrases", SECOND),
    demande("43:00", CABINET),
    Acte("44:00", SECOND, "depart", {"id": PresenceDe(CABINET)}),
    Acte("45:00", SECOND, "clore"),
]


def _arrivees() -> list[Acte]:
    keys = ("organisme", "fonction", "represente")
    return [Acte(m.arrive_a, m.organisme, "presence", {key: getattr(m, key) for key in keys}) for m in MEMBRES]


COMITE = Scenario(
    "Comité de pilotage du 24 septembre 2019",
    "Direction du programme",
    "Bercy, salle 4",
    POINTS,
    MEMBRES,
    # Those of one instant in the order they are written: the séance opens before anybody is there.
    tuple(sorted([*OUVERTURE, *_arrivees(), *BRETONS, *ARGENT, *PROJETS, *RELAIS], key=lambda acte: acte.a_s)),
)
