"""An amendment is refused with a reason; minutes that are sealed never change, whoever writes in the store."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

FIGE = "Un procès-verbal scellé ne change plus"
D_UN_SCELLE = "EXISTS (SELECT 1 FROM proces_verbal WHERE seance_code = OLD.seance_code AND scelle_le IS NOT NULL)"
SQLITE = (
    "CREATE TRIGGER proces_verbal_scelle_{0} BEFORE {0} ON proces_verbal WHEN OLD.scelle_le IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, '{1}'); END"
)
SQLITE_AMENDEMENT = (
    "CREATE TRIGGER amendement_scelle_{0} BEFORE {0} ON amendement "
    f"WHEN {D_UN_SCELLE} BEGIN SELECT RAISE(ABORT, '{{1}}'); END"
)
POSTGRES = (
    "CREATE FUNCTION proces_verbal_scelle() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF OLD.scelle_le IS NOT NULL THEN RAISE EXCEPTION '{FIGE}'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER proces_verbal_scelle BEFORE UPDATE OR DELETE ON proces_verbal FOR EACH ROW "
    "EXECUTE FUNCTION proces_verbal_scelle()",
    "CREATE FUNCTION amendement_scelle() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {D_UN_SCELLE} THEN RAISE EXCEPTION '{FIGE}'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER amendement_scelle BEFORE UPDATE OR DELETE ON amendement FOR EACH ROW "
    "EXECUTE FUNCTION amendement_scelle()",
)


def upgrade() -> None:
    op.add_column("amendement", sa.Column("motif", sa.Text, nullable=False, server_default=""))
    con = op.get_bind()
    if con.dialect.name != "sqlite":
        for statement in POSTGRES:
            con.exec_driver_sql(statement)
        return
    for verb in ("UPDATE", "DELETE"):
        for trigger in (SQLITE, SQLITE_AMENDEMENT):
            con.exec_driver_sql(trigger.format(verb, FIGE))
