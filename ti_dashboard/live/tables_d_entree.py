"""The tables of the live store that say how far somebody is at the door, and by what second factor they prove it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from ti_dashboard.live.tables import METADATA

second_facteur = Table(
    "second_facteur",
    METADATA,
    Column("compte_id", Integer, ForeignKey("compte.compte_id"), primary_key=True, autoincrement=False),
    Column("secret", Text, nullable=False),
    Column("dernier_pas", BigInteger, nullable=False),
    Column("inscrit_le", Text, nullable=False),
)

code_de_secours = Table(
    "code_de_secours",
    METADATA,
    Column("empreinte", Text, primary_key=True),
    Column("compte_id", Integer, ForeignKey("compte.compte_id"), nullable=False, index=True),
    Column("servi_le", Text),
)

entree_commencee = Table(
    "entree_commencee",
    METADATA,
    Column("empreinte", Text, primary_key=True),
    Column("compte_id", Integer, ForeignKey("compte.compte_id"), nullable=False, index=True),
    Column("commencee_le", Text, nullable=False),
    Column("secret", Text),
)

tentative_servie = Table(
    "tentative_servie",
    METADATA,
    Column("empreinte", Text, primary_key=True),
    Column("servie_le", Text, nullable=False),
)
