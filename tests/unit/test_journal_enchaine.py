"""The journal of the data folder: no line changes, goes, comes or moves unseen; a power cut breaks nothing."""

import json
import multiprocessing
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.dossier import journal, journal_eprouve
from ti_dashboard.dossier.journal_eprouve import eprouver, lire

NB = 6
ANCIENNE = {"instant": "2026-01-02T10:00:00.000+00:00", "geste_id": "a", "geste": "publier", "issue": "fin",
            "auteur": "équipe données", "objet": "", "detail": {}}  # fmt: skip


def _noter(base, nb=NB, debut=0):
    for k in range(debut, debut + nb):
        journal.noter(base, f"g{k}", "deposer", "fin", "équipe\u2028données", f"d{k}", lignes=k, fichiers=("a", "b"))


def _ecrit(base):
    return (base / journal.NOM).read_bytes()


@cache
def _entier() -> bytes:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        _noter(Path(folder))
        return _ecrit(Path(folder))


def test_a_journal_written_here_is_whole_and_reads(tmp_path):
    assert eprouver(tmp_path).rupture == "" and eprouver(tmp_path).tete == ""
    _noter(tmp_path)
    found = eprouver(tmp_path)
    assert (found.rupture, len(found.empreintes), found.anciennes, found.coupee) == ("", NB, 0, False)
    assert [e.objet for e in journal.lire(tmp_path)] == [f"d{k}" for k in range(NB)]
    assert found.tete == journal.tete(tmp_path) == journal.lire(tmp_path)[-1].empreinte


@given(data=st.data())
def test_any_single_edit_is_seen(data):
    """A byte changed, taken off or added anywhere, whatever it is; the end is held by the hash kept elsewhere."""
    whole = _entier()
    at = data.draw(st.integers(0, len(whole) - 2))
    kind = data.draw(st.sampled_from(["change", "ote", "ajoute"]))
    byte = data.draw(st.binary(min_size=1, max_size=3))
    after = whole[at + 1 :] if kind != "ajoute" else whole[at:]
    edited = whole[:at] + (b"" if kind == "ote" else byte) + after
    if edited == whole:
        return
    found = lire(edited)
    assert found.rupture or found.tete != lire(whole).tete


@given(data=st.data())
def test_a_line_removed_moved_copied_or_made_again_is_seen(data):
    lines = _entier().splitlines(keepends=True)
    i, j = (data.draw(st.integers(0, NB - 1)) for _ in range(2))
    kind = data.draw(st.sampled_from(["retiree", "deplacee", "copiee", "refaite", "tronquee"]))
    edited, first = list(lines), min(i, j)
    if kind == "retiree":
        del edited[i]
    elif kind == "deplacee":
        edited.insert(j, edited.pop(i))
    elif kind == "copiee":
        edited.insert(j, lines[i])
    elif kind == "tronquee":
        del edited[i:]
    else:
        # A forger who knows the recipe makes the hash of his own line again: the next, or the head, does not follow.
        forged = json.loads(lines[i]) | {"auteur": "un autre"}
        forged["empreinte"] = journal.Entree(**forged).empreinte_recalculee
        edited[i] = journal.Entree(**forged).en_ligne() + b"\n"
    if edited == lines:
        return
    found = lire(b"".join(edited))
    assert found.rupture or found.tete != lire(_entier()).tete
    if kind == "deplacee":
        assert f"ligne {first + 1} " in found.rupture


def test_the_first_broken_line_is_named(tmp_path):
    _noter(tmp_path)
    lines = _ecrit(tmp_path).splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"lignes": 2', b'"lignes": 3')
    assert lire(b"".join(lines)).rupture == "ligne 3 : elle n'est plus telle qu'elle a été écrite"
    del lines[2]
    assert lire(b"".join(lines)).rupture.startswith("ligne 3 : elle ne suit pas la précédente")
    lines.insert(1, json.dumps(ANCIENNE).encode() + b"\n")
    assert lire(b"".join(lines)).rupture.startswith("ligne 2 : elle n'a pas d'empreinte")
    lines[1] = b"autre chose\n"
    assert "ligne 3 : elle ne suit pas" in lire(b"".join(lines)).rupture
    assert lire(_entier() + b"autre chose\n").rupture == f"ligne {NB + 1} : elle ne se lit plus"


@pytest.mark.parametrize("length", [1, 20, -1])
def test_a_line_cut_by_a_power_failure_breaks_nothing_and_the_chain_goes_on(tmp_path, length):
    _noter(tmp_path)
    lines = _ecrit(tmp_path).splitlines(keepends=True)
    (tmp_path / journal.NOM).write_bytes(b"".join(lines[:-1]) + lines[-1][: length if length > 0 else -2])
    cut = eprouver(tmp_path)
    assert (cut.rupture, cut.coupee, len(cut.empreintes)) == ("", True, NB - 1)
    _noter(tmp_path, 2, NB)
    after = eprouver(tmp_path)
    assert (after.rupture, after.coupee, len(after.empreintes)) == ("", False, NB + 1)
    # What was cut is held too: it is no place to write something in.
    altered = _ecrit(tmp_path).split(b"\n")
    altered[NB - 1] += b" et"
    assert f"ligne {NB + 1} " in lire(b"\n".join(altered)).rupture


def test_lines_from_before_stay_readable_and_are_signed_as_a_whole(tmp_path):
    old = [json.dumps(ANCIENNE | {"geste_id": k}, ensure_ascii=False).encode() + b"\n" for k in "abc"]
    (tmp_path / journal.NOM).write_bytes(b"".join(old) + b'{"instant": "2026')
    assert (eprouver(tmp_path).rupture, eprouver(tmp_path).anciennes) == ("", 3)
    _noter(tmp_path, 2)
    found = eprouver(tmp_path)
    assert (found.rupture, found.anciennes, len(found.empreintes)) == ("", 3, 2)
    assert len(journal.lire(tmp_path)) == 5
    whole = _ecrit(tmp_path)
    for edited in (
        whole.replace(b'"a"', b'"z"', 1),
        whole.replace(old[1], b"", 1),
        old[0] + whole,
        whole.replace(b'{"instant": "2026\n', b"", 1),
    ):
        assert lire(edited).rupture.startswith("ligne ")


def _ecrire_beaucoup(base, rank):
    _noter(base, 25, 1000 * rank)


def test_two_processes_at_once_keep_one_chain(tmp_path):
    processes = [multiprocessing.Process(target=_ecrire_beaucoup, args=(tmp_path, k)) for k in range(3)]
    for one in processes:
        one.start()
    for one in processes:
        one.join()
        assert one.exitcode == 0
    found = journal_eprouve.eprouver(tmp_path)
    assert (found.rupture, len(found.empreintes)) == ("", 75)
