"""The matrix role × action, declared once: every gesture, route, download and verb asks it, and asks nothing else."""

from dataclasses import dataclass
from enum import StrEnum


class RoleDAcces(StrEnum):
    """What somebody may be. ``VISITEUR``: who has not signed in; ``INVITE``: who came with the code of a séance."""

    VISITEUR = "visiteur"
    INVITE = "invite"
    LECTEUR = "lecteur"
    DONNEES = "donnees"
    ANIMATEUR = "animateur"
    ADMINISTRATEUR = "administrateur"

    @property
    def dit(self) -> str:
        return _DITS[self]


_DITS = {
    RoleDAcces.VISITEUR: "visiteur non connecté",
    RoleDAcces.INVITE: "invité d'une séance",
    RoleDAcces.LECTEUR: "lecteur",
    RoleDAcces.DONNEES: "équipe données",
    RoleDAcces.ANIMATEUR: "animateur",
    RoleDAcces.ADMINISTRATEUR: "administrateur",
}
ROLES_DE_COMPTE = tuple(role for role in RoleDAcces if role not in (RoleDAcces.VISITEUR, RoleDAcces.INVITE))
_COMPTES = frozenset(ROLES_DE_COMPTE)
_DONNEES, _ANIMATEUR, _ADMINISTRATEUR = (
    frozenset({role}) for role in (RoleDAcces.DONNEES, RoleDAcces.ANIMATEUR, RoleDAcces.ADMINISTRATEUR)
)


@dataclass(frozen=True)
class Action:
    """``gestes``: what is written in the live store under this right; ``verbes``: what the command line and the pages
    run. ``est_nationale``: refused to who has a perimeter, whatever their role."""

    code: str
    dit: str
    roles: frozenset[RoleDAcces]
    gestes: tuple[str, ...] = ()
    verbes: tuple[str, ...] = ()
    est_nationale: bool = False


ENTRER = Action(
    "entrer",
    "Se connecter, rejoindre une séance par son code, tenir son mot de passe, son second facteur et ses sessions, se "
    "déconnecter",
    frozenset(RoleDAcces),
    gestes=(
        "se_connecter",
        "accepter_invitation",
        "inscrire_second_facteur",
        "refaire_codes_de_secours",
        "rejoindre",
        "se_deconnecter",
        "changer_mot_de_passe",
        "fermer_une_session",
    ),
)
SUIVRE = Action(
    "suivre",
    "Suivre une séance, lire les écrans qu'elle montre, y demander la parole, s'y dire présent, en amender le "
    "procès-verbal",
    _COMPTES | {RoleDAcces.INVITE},
    gestes=(
        "noter_presence",
        "noter_depart",
        "demander_la_parole",
        "retirer_demande_de_parole",
        "proposer_amendement",
        "sceller_a_l_echeance",
    ),
)
CONSULTER = Action(
    "consulter",
    "Lire tous les écrans, proposer un point à l'ordre du jour",
    _COMPTES,
    gestes=("proposer_point",),
    verbes=("eprouver", "rejouer"),
)
TELECHARGER = Action("telecharger", "Télécharger tableaux et lignes", _COMPTES)
ANIMER = Action(
    "animer",
    "Ouvrir et conduire une séance, en tenir l'ordre du jour et les décisions",
    _ANIMATEUR,
    gestes=(
        "preparer",
        "convoquer",
        "attendre",
        "ne_plus_attendre",
        "convier",
        "joindre_piece",
        "retirer_piece",
        "retenir_point",
        "ecarter_point",
        "ouvrir",
        "suspendre",
        "reprendre",
        "presenter",
        "deplacer",
        "demander_la_main",
        "passer_la_main",
        "ajouter_etape",
        "modifier_etape",
        "retirer_etape",
        "ordonner",
        "noircir",
        "dire_a_la_salle",
        "figer_la_salle",
        "projeter",
        "defiler",
        "donner_la_parole",
        "finir_la_parole",
        "ordonner_la_parole",
        "rediger_decision",
        "relire_decision",
        "abandonner_projet_de_decision",
        "decider",
        "modifier_decision",
        "changer_statut",
        "clore",
        "renvoyer_invites",
        "accueillir_invites",
    ),
)
TENIR_PROCES_VERBAL = Action(
    "tenir_proces_verbal",
    "Rédiger le procès-verbal d'une séance close, en juger les amendements, le sceller",
    _ANIMATEUR | _ADMINISTRATEUR,
    gestes=("rediger_proces_verbal", "juger_amendement", "sceller_proces_verbal"),
    verbes=("proces-verbal",),
)
CORRIGER = Action(
    "corriger", "Corriger un chiffre en séance, reprendre cette correction", _ANIMATEUR, ("corriger", "annulee")
)
DEPOSER = Action(
    "deposer",
    "Vérifier et déposer un fichier, dans son périmètre",
    _DONNEES,
    verbes=("verifier", "apercu", "deposer", "oublier", "modele"),
)
TENIR = Action(
    "tenir",
    "Écarter, reprendre, rattacher, juger un doublon, confirmer ou refuser une correction",
    _DONNEES,
    gestes=("confirmee", "refusee"),
    verbes=("ecarter", "reprendre", "doublon", "rattacher", "detacher", "candidatures"),
    est_nationale=True,
)
PUBLIER = Action(
    "publier",
    "Publier, revenir à la publication précédente",
    _DONNEES,
    gestes=("demander_accord", "accorder", "refuser_accord"),
    verbes=("publier", "revenir", "construire", "demonstration", "ouvertes", "demandes"),
    est_nationale=True,
)
ARRETER = Action(
    "arreter",
    "Figer un arrêté, le retirer, le faire dater",
    _DONNEES,
    verbes=("arreter", "retirer", "horodater"),
    est_nationale=True,
)
ADMINISTRER = Action(
    "administrer",
    "Inviter, changer un rôle, révoquer, lire le journal",
    _ADMINISTRATEUR,
    gestes=("inviter", "revoquer_invitation", "changer_compte", "reinitialiser_second_facteur"),
)
# Its verbs are typed on the server by whoever keeps it: they need no account, since they make the first one.
EXPLOITER = Action(
    "exploiter",
    "Surveiller le service, le sauvegarder",
    _ADMINISTRATEUR,
    gestes=("oublier_courriels", "rappeler"),
    verbes=(
        "rappeler",
        "inviter",
        "comptes",
        "fermer-compte",
        "reprendre-invitation",
        "reinitialiser-second-facteur",
        "journal",
        "sauvegarder",
        "restaurer",
        "eprouver-sauvegarde",
        "purger",
    ),
)

ACTIONS = (
    ENTRER,
    SUIVRE,
    CONSULTER,
    TELECHARGER,
    ANIMER,
    TENIR_PROCES_VERBAL,
    CORRIGER,
    DEPOSER,
    TENIR,
    PUBLIER,
    ARRETER,
    ADMINISTRER,
    EXPLOITER,
)
PAR_GESTE = {geste: action for action in ACTIONS for geste in action.gestes}
PAR_VERBE = {verbe: action for action in ACTIONS for verbe in action.verbes}
