"""Minutes that are sealed take no amendment more, and no others take their place, whoever writes in the store."""

from alembic import op

revision = "0015"
down_revision = "0014"

FIGE = "Un procès-verbal scellé ne change plus"
D_UN_SCELLE = "EXISTS (SELECT 1 FROM proces_verbal WHERE seance_code = NEW.seance_code AND scelle_le IS NOT NULL)"
# Those of 0014 look at the row as it was: one that comes, or that is moved to other minutes, has none.
SQLITE = (
    "CREATE TRIGGER amendement_ajoute_au_scelle_{0} BEFORE {0} ON amendement "
    f"WHEN {D_UN_SCELLE} BEGIN SELECT RAISE(ABORT, '{FIGE}'); END"
)
# « INSERT OR REPLACE » deletes without any trigger.
SQLITE_REMPLACE = (
    "CREATE TRIGGER proces_verbal_scelle_INSERT BEFORE INSERT ON proces_verbal "
    f"WHEN {D_UN_SCELLE} BEGIN SELECT RAISE(ABORT, '{FIGE}'); END"
)
POSTGRES = (
    "CREATE FUNCTION amendement_ajoute_au_scelle() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {D_UN_SCELLE} THEN RAISE EXCEPTION '{FIGE}'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER amendement_ajoute_au_scelle BEFORE INSERT OR UPDATE ON amendement FOR EACH ROW "
    "EXECUTE FUNCTION amendement_ajoute_au_scelle()",
)


def upgrade() -> None:
    con = op.get_bind()
    if con.dialect.name != "sqlite":
        for statement in POSTGRES:
            con.exec_driver_sql(statement)
        return
    for verb in ("INSERT", "UPDATE"):
        con.exec_driver_sql(SQLITE.format(verb))
    con.exec_driver_sql(SQLITE_REMPLACE)
