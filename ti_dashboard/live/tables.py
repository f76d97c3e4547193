"""The tables of the live store, as the code sees them; the migrations make them. Instants are UTC, ISO 8601."""

from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA = MetaData()


def _droits() -> Iterator[Column[str]]:
    """What an account or an invitation gives, in the one shape that ``comptes.Droits`` writes and reads."""
    return (Column(name, Text, nullable=False) for name in ("fonction", "roles", "region", "operateur"))


seance = Table(
    "seance",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("cle", Text, nullable=False, unique=True),
    Column("titre", Text, nullable=False),
    Column("arrete", Text, nullable=False),
    Column("animateur", Text, nullable=False),
    Column("creee_le", Text, nullable=False),
    Column("close_le", Text),
    Column("etape_id", Integer),
    Column("etape_depuis", Text),
    Column("adresse", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("main", Text),
    Column("main_demandee", Text),
    Column("main_demandee_le", Text),
    Column("fermee_aux_invites_le", Text),
    *(Column(name, Text) for name in ("ouverte_le", "suspendue_le", "prevue_le", "noir_depuis")),
    *(Column(name, Text) for name in ("message", "projecteur", "gelee_le")),
    Column("lieu", Text, nullable=False, server_default=""),
    Column("defilement", Integer, nullable=False, server_default="0"),
    Column("duree_prevue", Integer, nullable=False, server_default="0"),
)

poste = Table(
    "poste",
    METADATA,
    Column("seance_code", Text, ForeignKey("seance.code"), primary_key=True),
    Column("poste_id", Text, primary_key=True),
    Column("arrive_le", Text, nullable=False),
)

etape = Table(
    "etape",
    METADATA,
    Column("etape_id", Integer, primary_key=True),
    Column("seance_code", Text, ForeignKey("seance.code"), nullable=False, index=True),
    Column("ordre", Integer, nullable=False),
    Column("titre", Text, nullable=False),
    Column("intervenant", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("adresse", Text, nullable=False),
    Column("ecoule_ms", BigInteger, nullable=False, server_default="0"),
    Column("sous_embargo", Integer, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    Column("vue_le", Text),
)

decision = Table(
    "decision",
    METADATA,
    Column("decision_id", Integer, primary_key=True),
    Column("seance_code", Text, ForeignKey("seance.code"), nullable=False, index=True),
    Column("texte", Text, nullable=False),
    Column("responsable", Text, nullable=False),
    Column("echeance", Text, nullable=False),
    Column("statut", Text, nullable=False),
    Column("adresse", Text, nullable=False),
    Column("arrete", Text, nullable=False),
    Column("cree_le", Text, nullable=False),
    Column("genre", Text, nullable=False, server_default="decision"),
)

decision_statut = Table(
    "decision_statut",
    METADATA,
    Column("decision_statut_id", Integer, primary_key=True),
    Column("decision_id", Integer, ForeignKey("decision.decision_id"), nullable=False, index=True),
    Column("statut", Text, nullable=False),
    Column("auteur", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("instant", Text, nullable=False),
)

correction = Table(
    "correction",
    METADATA,
    Column("correction_id", Integer, primary_key=True),
    Column("seance_code", Text, ForeignKey("seance.code"), nullable=False, index=True),
    Column("arrete", Text, nullable=False),
    Column("chiffre", Text, nullable=False),
    Column("adresse", Text, nullable=False),
    Column("perimetre", Text, nullable=False),
    Column("valeur_ancienne", Text),
    Column("valeur_nouvelle", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("auteur", Text, nullable=False),
    Column("statut", Text, nullable=False),
    Column("proposee_le", Text, nullable=False),
    Column("decidee_le", Text),
    Column("decideur", Text),
    Column("motif_decision", Text),
    Column("depot_id", Text),
)

journal = Table(
    "journal",
    METADATA,
    Column("journal_id", Integer, primary_key=True),
    Column("instant", Text, nullable=False),
    Column("auteur", Text, nullable=False),
    Column("geste", Text, nullable=False),
    Column("objet", Text, nullable=False),
    Column("seance_code", Text, index=True),
    Column("detail", Text, nullable=False),
    Column("compte_id", Integer),
    Column("origine", Text),
    Column("recette", Text),
    Column("precedent", Text),
    Column("empreinte", Text),
    Index("journal_precedent", "precedent", unique=True),
)

compte = Table(
    "compte",
    METADATA,
    Column("compte_id", Integer, primary_key=True),
    Column("courriel", Text, nullable=False, unique=True),
    *_droits(),
    Column("fournisseur", Text),
    Column("sujet", Text),
    Column("mot_de_passe", Text),
    Column("echecs", Integer, nullable=False),
    Column("bloque_jusqu_a", Text),
    Column("cree_le", Text, nullable=False),
    Column("ferme_le", Text),
)

invitation = Table(
    "invitation",
    METADATA,
    Column("invitation_id", Integer, primary_key=True),
    Column("courriel", Text, nullable=False),
    Column("siret", Text, nullable=False),
    *_droits(),
    Column("empreinte_jeton", Text, nullable=False, unique=True),
    Column("creee_le", Text, nullable=False),
    Column("expire_le", Text, nullable=False),
    Column("close_le", Text),
)

session = Table(
    "session",
    METADATA,
    Column("empreinte", Text, primary_key=True),
    Column("compte_id", Integer, ForeignKey("compte.compte_id"), index=True),
    Column("seance_code", Text, ForeignKey("seance.code"), index=True),
    Column("ouverte_le", Text, nullable=False),
    Column("vue_le", Text, nullable=False),
    Column("fermee_le", Text),
    Column("origine", Text, nullable=False),
    Column("jeton_identite", Text),
)

demande = Table(
    "demande",
    METADATA,
    Column("demande_id", Integer, primary_key=True),
    Column("verbe", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("demandeur", Text, nullable=False),
    Column("demandee_le", Text, nullable=False),
    Column("compte_id", Integer, ForeignKey("compte.compte_id"), nullable=False),
    Column("issue", Text),
    Column("decideur", Text),
    Column("decidee_le", Text),
    Column("motif", Text),
    Column("decideur_id", Integer, ForeignKey("compte.compte_id")),
)
