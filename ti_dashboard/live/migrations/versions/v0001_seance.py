"""Séances, their agenda, and the journal that is only added to."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

FIGE = "Le journal ne se modifie pas."
SQLITE = "CREATE TRIGGER journal_sans_{0} BEFORE {0} ON journal BEGIN SELECT RAISE(ABORT, '{1}'); END"
POSTGRES = (
    f"CREATE FUNCTION journal_fige() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{FIGE}'; END $$",
    "CREATE TRIGGER journal_fige BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_fige()",
)


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, **options)


def _integer(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, **options)


def upgrade() -> None:
    _create_seances()
    _create_journal()
    _freeze_journal()


def _create_seances() -> None:
    op.create_table(
        "seance",
        _text("code", primary_key=True),
        _text("cle", unique=True),
        _text("titre"),
        _text("arrete"),
        _text("animateur"),
        _text("ouverte_le"),
        sa.Column("close_le", sa.Text),
        sa.Column("etape_id", sa.Integer),
        _text("adresse"),
        _integer("version"),
        _integer("revision"),
    )
    op.create_table(
        "etape",
        _integer("etape_id", primary_key=True, autoincrement=True),
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), nullable=False, index=True),
        _integer("ordre"),
        _text("titre"),
        _text("intervenant"),
        _integer("minutes"),
        _text("adresse"),
        sqlite_autoincrement=True,
    )


def _create_journal() -> None:
    op.create_table(
        "journal",
        _integer("journal_id", primary_key=True, autoincrement=True),
        _text("instant"),
        _text("auteur"),
        _text("geste"),
        _text("objet"),
        sa.Column("seance_code", sa.Text, index=True),
        _text("detail"),
        sqlite_autoincrement=True,
    )


def _freeze_journal() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in [SQLITE.format(verb, FIGE) for verb in ("UPDATE", "DELETE")] if is_sqlite else POSTGRES:
        op.get_bind().exec_driver_sql(statement)
