"""Who is acting: an account, a guest of a séance, or whoever sits at the only post."""

from dataclasses import dataclass, field

from ti_dashboard import journal_serveur
from ti_dashboard.acces.actions import PAR_GESTE, PAR_VERBE, ROLES_DE_COMPTE, Action, RoleDAcces
from ti_dashboard.errors import AccesRefuse
from ti_dashboard.langue.formats import enumeration


@dataclass(frozen=True)
class PerimetreDAcces:
    """What somebody deposits: that of one region, of one operator, or everything when both are empty. Codes."""

    region: str = ""
    operateur: str = ""

    @property
    def est_national(self) -> bool:
        return not (self.region or self.operateur)


@dataclass(frozen=True)
class Personne:
    """``fonction`` is what screens and journals say; never a name. ``compte_id``: None at the only post and for a
    guest. ``seance_code``: the one a guest may see. ``origine``: from where, for the journal."""

    fonction: str
    roles: frozenset[RoleDAcces]
    perimetre: PerimetreDAcces = field(default_factory=PerimetreDAcces)
    compte_id: int | None = None
    seance_code: str | None = None
    origine: str = ""

    @property
    def signature(self) -> str:
        """How a journal names who did something: the function, then the account that had it."""
        return self.fonction if self.compte_id is None else f"{self.fonction} (compte {self.compte_id})"

    def peut(self, action: Action) -> bool:
        return bool(self.roles & action.roles) and (self.perimetre.est_national or not action.est_nationale)

    def exiger(self, action: Action) -> None:
        """Raises AccesRefuse, saying which right is missing and who gives it; the server's log has it."""
        if self.peut(action):
            return
        journal_serveur.avertir("Droit refusé", action=action.code, compte=self.compte_id)
        if self.roles & action.roles:
            raise AccesRefuse(
                f"« {action.dit} » engage tout le programme : votre compte est limité à un périmètre. Rien n'a "
                "changé ; demandez-le à l'équipe données nationale."
            )
        needed = enumeration([role.dit for role in RoleDAcces if role in action.roles], "ou")
        raise AccesRefuse(
            f"« {action.dit} » demande le rôle {needed} ; vous êtes {self._roles_dits()}. Rien n'a changé ; un "
            "administrateur du service peut vous donner ce rôle."
        )

    def _roles_dits(self) -> str:
        return enumeration([role.dit for role in RoleDAcces if role in self.roles]) or "sans rôle"

    def exiger_geste(self, geste: str) -> None:
        """A gesture that no action declares is nobody's: KeyError, a fault of ours."""
        self.exiger(PAR_GESTE[geste])

    def exiger_verbe(self, verbe: str) -> None:
        self.exiger(PAR_VERBE[verbe])


def au_poste(fonction: str = "") -> Personne:
    """Whoever sits at the only post, or types at its command line: everything is theirs."""
    return Personne(fonction, frozenset(ROLES_DE_COMPTE))


def visiteur(origine: str = "") -> Personne:
    """Who has not signed in yet."""
    return Personne("visiteur non connecté", frozenset({RoleDAcces.VISITEUR}), origine=origine)


def invite(seance_code: str, origine: str = "") -> Personne:
    """Who came with the code of a séance."""
    return Personne("invité de la séance", frozenset({RoleDAcces.INVITE}), seance_code=seance_code, origine=origine)
