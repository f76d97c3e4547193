"""The journal of the live store, on both engines: one chain whoever writes, and no line that changes unseen."""

import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError

from ti_dashboard.acces.personne import au_poste
from ti_dashboard.dossier import chaine
from ti_dashboard.live import journal, lignes_enchainees, mise_a_niveau, tables
from ti_dashboard.live.base import Base, tel_qu_il_est

NB = 5
LIGNE = {"instant": "2026-11-27T10:00:00.000+00:00", "auteur": "DGE", "geste": "ouvrir", "objet": "seance:ABC234",
         "seance_code": None, "detail": "{}", "compte_id": 3, "origine": "192.0.2.1"}  # fmt: skip
SIGNES = ("instant", "auteur", "geste", "objet", "seance_code", "detail", "compte_id", "origine")
SANS_GARDE = {
    "sqlite": [f"DROP TRIGGER journal_sans_{verb}" for verb in ("UPDATE", "DELETE")],
    "postgresql": ["DROP TRIGGER journal_fige ON journal"],
}


def _noter(base: Base, nb: int = NB) -> None:
    signed = base.au_nom_de(au_poste("DGE"))
    for rank in range(nb):
        with signed.ecrire("ouvrir") as ecriture:
            journal.noter(ecriture, "DGE", f"seance:{rank}", None, titre="« à » ; b")


def _lignes(nb: int = NB) -> list[dict[str, object]]:
    """Lines of a chain as a store holds them, from one that was there before it."""
    rows: list[dict[str, object]] = [LIGNE | {"journal_id": 1} | dict.fromkeys(("recette", "precedent", "empreinte"))]
    before = lignes_enchainees._debut(rows)
    for rank in range(nb):
        said = LIGNE | {"journal_id": 2 + rank, "objet": f"seance:{rank}"}
        digest = lignes_enchainees._empreinte(said, before)
        rows.append(said | {"recette": chaine.RECETTE, "precedent": before, "empreinte": digest})
        before = digest
    return rows


def _sans_garde(con) -> None:
    for statement in SANS_GARDE[con.dialect.name]:
        con.execute(text(statement))


def test_each_line_holds_the_one_before(magasin):
    assert journal.eprouver(magasin).rupture == "" and journal.eprouver(magasin).tete == ""
    _noter(magasin)
    found = journal.eprouver(magasin)
    assert (found.rupture, len(found.empreintes), found.anciennes) == ("", NB, 0)
    read = journal.lire(magasin)
    assert [e.empreinte for e in read] == list(found.empreintes)
    assert [e.precedent for e in read[1:]] == list(found.empreintes[:-1])


def test_a_gesture_that_fails_leaves_no_line_and_the_chain_goes_on(magasin):
    _noter(magasin, 1)
    with pytest.raises(RuntimeError), magasin.au_nom_de(au_poste("DGE")).ecrire("ouvrir") as ecriture:
        journal.noter(ecriture, "DGE", "seance:x")
        raise RuntimeError
    _noter(magasin, 1)
    assert (journal.eprouver(magasin).rupture, len(journal.lire(magasin))) == ("", 2)


def test_writers_at_once_keep_one_chain(ouvrir: Callable[[], Base]):
    stores = [ouvrir() for _ in range(4)]
    writers = [threading.Thread(target=_noter, args=(store, 10)) for store in stores]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    found = journal.eprouver(stores[0])
    assert (found.rupture, len(found.empreintes)) == ("", 40)


def test_the_store_refuses_to_change_a_line_to_empty_the_journal_or_to_fork_it(magasin, url_vide):
    _noter(magasin, 2)
    table = tables.journal
    attempts = [table.update().values(auteur="x"), table.delete()]
    attempts += [text("TRUNCATE journal")] if url_vide.startswith("postgresql") else []
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="ne se modifie pas"), tel_qu_il_est(url_vide, ecrire=True) as con:
            con.execute(attempt)
    forked = LIGNE | {"recette": "journal-1", "precedent": journal.lire(magasin)[1].precedent, "empreinte": "0" * 64}
    with pytest.raises(DatabaseError), tel_qu_il_est(url_vide, ecrire=True) as con:
        con.execute(insert(table), forked)


@pytest.mark.parametrize(
    ("geste", "dit"),
    [
        ("UPDATE journal SET auteur = 'autre' WHERE journal_id = 3", "ligne 3 : elle n'est plus telle"),
        ("UPDATE journal SET origine = NULL, detail = '{}' WHERE journal_id = 2", "ligne 2 : elle n'est plus telle"),
        ("DELETE FROM journal WHERE journal_id = 2", "ligne 3 : elle ne suit pas la précédente"),
        ("UPDATE journal SET empreinte = NULL WHERE journal_id = 4", "ligne 4 : elle n'a pas d'empreinte"),
        ("UPDATE journal SET recette = 'autre' WHERE journal_id = 1", "ligne 1 : sa recette, « autre », est inconnue"),
        ("UPDATE journal SET journal_id = 99 WHERE journal_id = 2", "ligne 3 : elle ne suit pas la précédente"),
    ],
)
def test_who_gets_round_the_store_is_seen(magasin, url_vide, geste, dit):
    _noter(magasin)
    with tel_qu_il_est(url_vide, ecrire=True) as con:
        _sans_garde(con)
        con.execute(text(geste))
    assert journal.eprouver(magasin).rupture.startswith(dit)


def test_a_lost_end_is_seen_by_sqlite_itself_and_elsewhere_from_the_hash_that_was_noted(magasin, url_vide):
    _noter(magasin)
    noted = journal.eprouver(magasin).tete
    with tel_qu_il_est(url_vide, ecrire=True) as con:
        _sans_garde(con)
        con.execute(text("DELETE FROM journal WHERE journal_id > 3"))
    found = journal.eprouver(magasin)
    assert noted not in found.empreintes
    if url_vide.startswith("sqlite"):
        assert found.rupture == "ligne 4 : elle n'y est plus, ni celles qui la suivaient"


def test_lines_from_before_are_signed_as_a_whole_by_the_first_of_the_chain(url_vide, ouvrir):
    with tel_qu_il_est(url_vide, ecrire=True) as con:
        mise_a_niveau.mettre_a_niveau(con, "0007")
        for rank in range(2):
            old = {k: v for k, v in LIGNE.items() if k != "journal_id"} | {"objet": f"seance:{rank}"}
            names = ", ".join(old)
            con.execute(text(f"INSERT INTO journal ({names}) VALUES (:{', :'.join(old)})"), old)  # noqa: S608
    store = ouvrir()
    assert (journal.eprouver(store).rupture, journal.eprouver(store).anciennes) == ("", 2)
    _noter(store, 2)
    found = journal.eprouver(store)
    assert (found.rupture, found.anciennes, len(found.empreintes)) == ("", 2, 2)
    assert [e.objet for e in journal.lire(store)][:2] == ["seance:0", "seance:1"]
    with tel_qu_il_est(url_vide, ecrire=True) as con:
        _sans_garde(con)
        con.execute(text("UPDATE journal SET objet = 'autre' WHERE journal_id = 1"))
        assert con.execute(select(tables.journal)).all()
    assert journal.eprouver(store).rupture.startswith("ligne 3 : elle ne suit pas la précédente")


@given(data=st.data())
def test_any_single_edit_is_seen(data):
    """One field of one line, or one line taken off, moved, copied or put in: found, with the head kept elsewhere."""
    rows = _lignes()
    head = rows[-1]["empreinte"]
    i, j = (data.draw(st.integers(0, len(rows) - 1)) for _ in range(2))
    kind = data.draw(st.sampled_from(["champ", "retiree", "deplacee", "inseree", "tronquee", "refaite"]))
    edited = [dict(row) for row in rows]
    if kind in ("champ", "refaite"):
        name = data.draw(st.sampled_from([*SIGNES, "precedent", "empreinte", "recette"] if kind == "champ" else SIGNES))
        edited[i][name] = data.draw(st.one_of(st.none(), st.text(max_size=3), st.integers(0, 9)))
        if kind == "refaite" and i:
            edited[i]["empreinte"] = lignes_enchainees._empreinte(edited[i], str(edited[i]["precedent"]))
    elif kind == "retiree":
        del edited[i]
    elif kind == "deplacee":
        edited.insert(j, edited.pop(i))
    elif kind == "inseree":
        edited.insert(j, rows[i] | {"journal_id": 99})
    else:
        del edited[i:]
    if edited == rows or [_dit(r) for r in edited] == [_dit(r) for r in rows]:
        return
    found = lignes_enchainees.eprouver_lignes(edited)
    assert found.rupture or found.tete != head


def _dit(row: dict[str, object]) -> tuple[str | None, ...]:
    """What a line says, a number and its text being the same: as the store would give it back."""
    return tuple(None if v is None else str(v) for v in row.values())


def test_the_mark_of_a_seance_changes_with_its_lines_and_those_of_any_correction_and_no_others(magasin: Base):
    seen = [journal.marque(magasin, "ABC234")]
    for thing, code, is_seen in (
        ("seance:ABC234", "ABC234", True),
        ("seance:XYZ789", "XYZ789", False),
        ("correction:4", "XYZ789", True),
        ("compte:3", None, False),
        ("proces-verbal:ABC234", "ABC234", True),
    ):
        with magasin.ecrire("ouvrir") as ecriture:
            journal.noter(ecriture, "DGE", thing, code)
        now = journal.marque(magasin, "ABC234")
        assert (now not in seen) is is_seen
        seen.append(now)
