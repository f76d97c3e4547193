"""Passwords of local accounts, for a closed network without an identity provider: argon2id, a wait after failures."""

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update

from ti_dashboard.errors import ConnexionRefusee, GesteRefuse
from ti_dashboard.live import comptes, essais_manques, journal, mes_sessions, second_facteur
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.sessions import SessionOuverte
from ti_dashboard.live.tables import compte as table

LONGUEUR_MIN, LONGUEUR_MAX = 12, 128
# Out of 4: ten thousand million guesses at least. The library reads so many characters at most.
SCORE_MIN, LUS = 4, 72
# Whoever guesses tries first what the service is about (docs/securite/politique.md).
MOTS_DU_SERVICE = (
    "territoires territoire industrie tableau bord tableaudebord ministere ministre anct administrateur "
    "animateur lecteur donnees direction comite pilotage copil programme motdepasse "
    "passe azerty azertyuiop bonjour bienvenue france region projet arrete"
)
# One sentence, whatever was wrong: it must not tell who has an account.
REFUS = "Adresse ou mot de passe inconnus. Après cinq essais, un compte attend un quart d'heure."


@cache
def _hacheur() -> PasswordHasher:
    """Argon2id, with the library's own settings (RFC 9106, low memory)."""
    return PasswordHasher()


@cache
def _leurre() -> str:
    """Checked when there is no account: an unknown address takes as long as a known one."""
    return _hacheur().hash("personne n'a ce mot de passe")


def donner(ecriture: Transaction, compte_id: int, mot: str) -> None:
    """Raises GesteRefuse for one that is too short, too long, known, or made of the address or of our own words."""
    row = ecriture.con.execute(select(table.c.courriel).where(table.c.compte_id == compte_id)).one()
    if not LONGUEUR_MIN <= len(mot) <= LONGUEUR_MAX:
        raise GesteRefuse(f"Un mot de passe a de {LONGUEUR_MIN} à {LONGUEUR_MAX} caractères.")
    own = row.courriel.split("@")[0]
    if (len(own) >= 4 and own in mot.lower()) or len(set(mot)) < 5 or _est_connu(mot, row.courriel):
        raise GesteRefuse("Ce mot de passe se devine : prenez plusieurs mots, sans votre adresse ni ceux du service.")
    values = {"mot_de_passe": _hacheur().hash(mot), "echecs": 0, "bloque_jusqu_a": None}
    ecriture.con.execute(update(table).where(table.c.compte_id == compte_id).values(**values))
    second_facteur.interrompre(ecriture, compte_id)


def _est_connu(mot: str, courriel: str) -> bool:
    """Whether it is on the library's lists of known passwords, or a few guesses away from them or from our words."""
    # Imported here: its lists are read by who chooses a password, and by nobody else.
    from zxcvbn import zxcvbn

    ours = [*MOTS_DU_SERVICE.split(), *re.split(r"[@._+-]", courriel)]
    return bool(zxcvbn(mot[:LUS], ours)["score"] < SCORE_MIN)


def changer(base: Base, session: SessionOuverte, actuel: str, nouveau: str) -> None:
    """One's own, by who knows the one of now: every other session of the account is closed."""
    account = comptes.trouver(base, session.personne.compte_id or 0)
    if account is None or not account.a_un_mot_de_passe:
        raise GesteRefuse("Ce compte n'a pas de mot de passe ici : il se change chez votre fournisseur d'identité.")
    confirmer(base, account, actuel)
    if actuel == nouveau:
        raise GesteRefuse("Le nouveau mot de passe est le même que l'actuel : rien n'a changé.")
    with base.ecrire("changer_mot_de_passe") as ecriture:
        donner(ecriture, account.compte_id, nouveau)
        mes_sessions.fermer_les_autres(ecriture, session)


def refaire_les_codes(base: Base, session: SessionOuverte, actuel: str) -> list[str]:
    """Recovery codes in place of those of before, for who knows the password of now. Raises GesteRefuse."""
    account = comptes.trouver(base, session.personne.compte_id or 0)
    if account is None or account.compte_id not in second_facteur.inscrits(base):
        raise GesteRefuse("Ce compte n'a pas de second facteur ici : rien n'a changé.")
    confirmer(base, account, actuel)
    with base.ecrire("refaire_codes_de_secours") as ecriture:
        journal.noter(ecriture, session.personne.fonction, f"compte:{account.compte_id}")
        return second_facteur.refaire_les_codes(ecriture, account.compte_id)


def confirmer(base: Base, compte: comptes.CompteDAcces, mot: str) -> None:
    """Whoever acts under this account knows its password. Raises GesteRefuse; failures count as at the door."""
    try:
        if verifier(base, compte.courriel, mot).a_echoue:
            with base.ecrire("se_connecter") as ecriture:
                essais_manques.remettre(ecriture, compte.compte_id)
    except ConnexionRefusee:
        raise GesteRefuse(
            "Ce n'est pas votre mot de passe actuel : rien n'a changé. Après cinq essais, un compte attend un quart "
            "d'heure."
        ) from None


def verifier(base: Base, adresse: str, mot: str) -> comptes.CompteDAcces:
    """The account, or ConnexionRefusee; five failures in a row have it wait for a quarter of an hour.

    Those before are forgotten by who comes in, not here: a password is only one of the two factors.
    """
    is_this = (table.c.courriel == adresse.strip().lower()) & table.c.ferme_le.is_(None)
    with base.lire() as con:
        row = con.execute(select(table).where(is_this)).first()
    is_blocked = row is not None and essais_manques.est_bloque(row.bloque_jusqu_a)
    kept = row.mot_de_passe if row is not None and row.mot_de_passe else _leurre()
    is_right = _est_le_bon(kept, mot[: LONGUEUR_MAX + 1]) and row is not None and row.mot_de_passe is not None
    if row is None:
        raise ConnexionRefusee(REFUS)
    if is_blocked or not is_right:
        if not is_blocked:
            with base.ecrire("se_connecter") as ecriture:
                essais_manques.compter(ecriture, row.compte_id, "mot de passe")
        raise ConnexionRefusee(REFUS)
    return comptes.lu(row)


def _est_le_bon(kept: str, mot: str) -> bool:
    try:
        return _hacheur().verify(kept, mot)
    except (VerificationError, InvalidHashError):
        return False
