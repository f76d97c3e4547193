"""Wherever a room is led, no screen of it is ever empty."""

from urllib.parse import urlsplit

from tests.browser.gestes import TITRES, location
from tests.browser.seance.salle import COPIL, Ouvrir, follows, present
from ti_dashboard.live.seances import Seance

# The titles seen at each frame.
REGARDER = f"""() => {{
  const titres = {TITRES};
  window.images = [];
  const regarder = () => {{
    window.images.push(titres());
    requestAnimationFrame(regarder);
  }};
  requestAnimationFrame(regarder);
}}"""


def test_a_screen_of_the_room_is_never_empty_and_no_title_moves(ouvrir: Ouvrir, seance: Seance):
    animateur = present(ouvrir, seance, f"/?{COPIL}&region=Bretagne")
    room = [ouvrir(f"/?suivre={seance.code}"), ouvrir(f"/?suivre={seance.code}&presenter=sombre")]
    page = animateur.page
    for ecran in room:
        follows(ecran, animateur)
    for ecran in (animateur, *room):
        ecran.page.evaluate(REGARDER)
    for name in ("Territoires", "Financements", "Évolutions", "Territoires", "Accueil"):
        before = urlsplit(location(page)).path
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_function("avant => location.pathname !== avant", arg=before)
        for ecran in room:
            follows(ecran, animateur)
    for ecran in (animateur, *room):
        images = ecran.page.evaluate("window.images")
        empty = [n for n, titles in enumerate(images) if not titles]
        assert images and not empty, (
            ecran.page.url,
            empty,
            [images[n - 1] for n in empty],
            [images[n + 1] for n in empty],
        )
        places = {(words, tuple(place)) for titles in images for words, place, _ in titles}
        assert len(places) == len({words for words, _ in places}) == 4, places
        ecran.assert_quiet()
