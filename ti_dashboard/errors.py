"""Every error a reader may see. The message is a French sentence: what is wrong, where, how to mend it."""


class TableauDeBordError(Exception):
    """Base of the errors whose message can be shown as it is."""


class ReferentielInvalide(TableauDeBordError):
    """A referential breaks one of its own rules; the message names file and line."""


class ControleEchoue(TableauDeBordError):
    """The file just built breaks an invariant; the previous publication stays in place."""


class PublicationAbsente(TableauDeBordError):
    """There is no publication to read yet."""


class PublicationIllisible(TableauDeBordError):
    """The publication the pointer names cannot be opened, or is not what it says."""


class PublicationMuette(PublicationIllisible):
    """The disk does not answer: what is there is not known, and nothing may be decided as if it were lost."""


class MoteurMuet(PublicationMuette):
    """The engine asked for does not answer, or not this question; no other answers in its place."""


class DisqueRefuse(TableauDeBordError):
    """The file system refused a write; the message names the place and the reason."""


class VerrouPris(TableauDeBordError):
    """Somebody else is writing; the message says who and since when."""


class DepotRefuse(TableauDeBordError):
    """A deposit, an arrêté or a return to an earlier publication that cannot be done as asked."""


class ArreteIllisible(TableauDeBordError):
    """The file of an arrêté decided here is not one that was written."""


class RattachementIllisible(TableauDeBordError):
    """The file of an attachment made by hand is lost, or is not one that was written."""


class RattachementRefuse(TableauDeBordError):
    """An attachment by hand that cannot be done, or undone, as asked; nothing changed."""


class AdresseIncomprise(TableauDeBordError):
    """A screen asked for by its address says a word that is not understood."""


class MagasinIndisponible(TableauDeBordError):
    """The live store cannot be read or written now."""


class SeanceInconnue(TableauDeBordError):
    """No séance, step, decision or correction has this code."""


class GesteRefuse(TableauDeBordError):
    """A gesture of the room that its state does not allow; the message says why."""


class MouvementTardif(GesteRefuse):
    """The presenter moved from a screen that was no longer the last one; the followers stay on the newer."""


class LienTropLong(TableauDeBordError):
    """A link that no image to be photographed can hold."""


class NombreIllisible(TableauDeBordError):
    """A text is no number, or may be two: ``constat`` follows the text in a sentence, ``remede`` says what to write."""

    def __init__(self, constat: str, remede: str) -> None:
        self.constat, self.remede = constat, remede
        super().__init__(f"{constat} {remede}")


class UsageRefuse(TableauDeBordError):
    """What was typed after a verb is not understood; ``usage`` says what would be."""

    def __init__(self, message: str, usage: str) -> None:
        self.usage = usage
        super().__init__(message)


class HorodatageRefuse(TableauDeBordError):
    """A time-stamp that cannot be asked for, obtained or kept; nothing was kept."""


class JetonRefuse(TableauDeBordError):
    """A time-stamp token that does not hold: ``constat`` says why, ``remede`` what to do when it has just come."""

    def __init__(self, constat: str, remede: str) -> None:
        self.constat, self.remede = constat, remede
        super().__init__(f"{constat}. {remede}")


class ExportIllisible(TableauDeBordError):
    """A file given to be checked that cannot be read as a table."""


class ServiceIllisible(TableauDeBordError):
    """What a deployment says of itself, or its theme, cannot be taken as it is; ``fautes``: a sentence each."""

    def __init__(self, fautes: tuple[str, ...]) -> None:
        self.fautes = fautes
        super().__init__("\n".join(fautes))


class ConnexionRefusee(TableauDeBordError):
    """Somebody who cannot be let in; the message says why, without telling who has an account.

    ``detail`` is for the log: neither token nor personal data.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        self.detail = detail
        super().__init__(message)


class SauvegardeRefusee(TableauDeBordError):
    """A backup that cannot be made or put back as asked, or that is not one; nothing changed."""


class AccesRefuse(TableauDeBordError):
    """Somebody asks for what their role does not give; nothing changed."""


class ReglageRefuse(TableauDeBordError):
    """A setting of the service that cannot be followed; the message names it and says what to write."""


class ConservationMalReglee(TableauDeBordError):
    """The rule of what is kept is not understood; nothing is purged."""


class AccordAttendu(TableauDeBordError):
    """The gesture is asked for: it is done once another person agrees; nothing changed yet."""


class CourrierRefuse(TableauDeBordError):
    """The mail server took nothing: not one message left."""
