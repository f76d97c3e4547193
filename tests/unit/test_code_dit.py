"""The code of a séance is understood as people write it; what no code holds is named."""

import pytest

from ti_dashboard.comite.code_dit import comprendre
from ti_dashboard.errors import GesteRefuse


@pytest.mark.parametrize("dit", ["RU9JDW", "ru9jdw", "  Ru9 jdw ", "ru9-jdw", "R.U.9.J.D.W", "ru9\u00a0jdw"])
def test_a_code_is_understood_however_it_is_written(dit: str):
    assert comprendre(dit) == "RU9JDW"


@pytest.mark.parametrize(
    ("dit", "phrase"),
    [
        ("RO9JDW", "Aucun code ne contient « O » : relisez-le"),
        ("1OO1IL", "Aucun code ne contient « 1 » ni « O » ni « I » ni « L »"),
        ("RÉ9JDW", "« É »"),
        ("RU9JD", "a 6 caractères ; celui-ci en a 5"),
        ("RU9JDWX", "celui-ci en a 7"),
        ("<script>", "« I »"),
        ("", "celui-ci en a 0"),
    ],
)
def test_what_is_no_code_says_why(dit: str, phrase: str):
    with pytest.raises(GesteRefuse) as refused:
        comprendre(dit)
    assert phrase in str(refused.value)
    assert "<" not in str(refused.value)
