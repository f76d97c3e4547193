"""How long questions took: counted under each bound, and the time that half of them did not pass."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.magasin.durees import BORNES_S, Durees


def _notees(times: list[float]) -> Durees:
    found = Durees()
    for one in times:
        found.noter(one)
    return found


@given(st.lists(st.floats(0, 20), min_size=1, max_size=60))
def test_each_bound_counts_what_took_no_longer(times):
    read = _notees(times).lire()
    assert read.cumules == (*(sum(t <= bound for t in times) for bound in BORNES_S), len(times))
    assert abs(read.somme_s - sum(times)) < 1e-6


@given(st.lists(st.floats(0, 10), min_size=1, max_size=60), st.sampled_from([0.5, 0.95]))
def test_a_share_is_told_within_its_bound(times, part):
    told = _notees(times).lire().quantile(part)
    rank = sorted(times)[max(0, -(-int(part * 1000) * len(times) // 1000) - 1)]
    bound = next(b for b in BORNES_S if rank <= b)
    before = max((b for b in BORNES_S if b < bound), default=0.0)
    assert told is not None and before <= told <= bound


def test_nothing_asked_has_no_time_and_a_very_long_one_is_past_the_last_bound():
    assert Durees().lire().quantile(0.5) is None
    assert _notees([60.0] * 3).lire().quantile(0.95) == BORNES_S[-1]
    assert _notees([60.0] * 3).lire().cumules[-2:] == (0, 3)


def test_half_of_many_is_near_their_median():
    times = [i / 1000 for i in range(1, 101)]
    assert abs((_notees(times).lire().quantile(0.5) or 0) - statistics.median(times)) < 0.005
