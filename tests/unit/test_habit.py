"""The theme of a deployment: worn when it is sound, refused whole with a French sentence for each fault."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.planche import theme
from ti_dashboard.serveur import habillage
from ti_dashboard.service import declaration, habit
from ti_dashboard.service.contraste import contraste
from ti_dashboard.service.images import PNG, WOFF2, en_svg

LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z" fill="url(#a)"/></svg>'


# The least of a PNG: its signature, then a head that says two pixels by three.
IMAGE = PNG + b"\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0"


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a theme in a folder and names it; what a process read once is forgotten before and after."""
    folder = tmp_path / "theme"
    folder.mkdir()

    def write(theme_toml: str, **files: bytes | str) -> Path:
        for name, content in files.items():
            path = folder / name.replace("_", ".")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (folder / habit.FICHIER).write_text(theme_toml, encoding="utf-8")
        monkeypatch.setenv(habit.VARIABLE, str(folder))
        habit.lire.cache_clear()
        return folder

    yield write
    monkeypatch.undo()
    habit.lire.cache_clear()


def _fautes() -> str:
    with pytest.raises(ServiceIllisible) as told:
        habit.lire()
    return "\n".join(told.value.fautes)


def test_without_a_folder_everything_is_neutral(monkeypatch):
    monkeypatch.delenv(habit.VARIABLE, raising=False)
    habit.lire.cache_clear()
    assert habit.lire() == habit.Habit() and theme.COULEURS == theme.NEUTRES
    assert list(theme.fautes({})) == [], "the neutral colours hold what is asked of a theme"


def test_a_sound_folder_is_worn_and_only_what_it_names_is_served(dossier):
    dossier(
        'nom = "Suivi inventé"\nlogo = "l.svg"\n[couleurs]\naccent = "#5B2A86"\n'
        '[police]\nnom = "Essai"\nnormale = "p.woff2"\n',
        l_svg=LOGO,
        p_woff2=WOFF2 + b"0",
        autre_txt="non",
    )
    worn = habit.lire()
    assert (worn.nom, worn.couleurs, worn.polices) == ("Suivi inventé", {"accent": "#5b2a86"}, {400: "p.woff2"})
    assert theme._composer() == ({**theme.NEUTRES, "accent": "#5b2a86"}, ())
    client = TestClient(Starlette(routes=habillage.routes()))
    answer = client.get(habillage.adresse("p.woff2"))
    assert answer.content == WOFF2 + b"0" and answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    for asked in ("theme/000000000000/p.woff2", "theme/x/autre.txt", "theme/x/theme.toml", "theme/x/..%2Ftheme.toml"):
        assert client.get(f"/{asked}").status_code == 404, asked


def test_what_streamlit_draws_by_itself_takes_the_same_colours_and_the_fonts_of_the_folder(dossier, monkeypatch):
    dossier(
        '[couleurs]\naccent = "#5b2a86"\n[police]\nnom = "Essai"\ngrasse = "p.woff2"\n[etat]\nhabilitation = "DGX"\n',
        p_woff2=WOFF2,
    )
    told: dict[str, object] = {}
    monkeypatch.setattr(habillage, "FAUTES", ())
    monkeypatch.setattr(habillage, "COULEURS", theme._composer()[0])
    monkeypatch.setattr(habillage.config, "set_option", lambda name, value, where: told.update({name: value}))
    habillage.preparer()
    assert told["theme.primaryColor"] == told["theme.linkColor"] == "#5b2a86"
    assert "theme.backgroundColor" not in told, "what the folder leaves alone is that of the configuration file"
    assert told["theme.fontFaces"] == [{"family": "Essai", "url": habillage.adresse("p.woff2"), "weight": 700}]
    assert told["theme.baseRadius"] == "0px"
    monkeypatch.delenv(habit.VARIABLE)
    habit.lire.cache_clear()
    told.clear()
    habillage.preparer()
    assert told == {}, "without a theme nothing is set"


def test_a_pair_that_reads_badly_is_named_with_its_contrast():
    assert next(theme.fautes({"accent": "#bbbbbb"})) == (
        "couleurs : « accent » se lit mal sur « fond », contraste 1,9 pour 4,5 au moins. "
        "Foncez l'une ou éclaircissez l'autre."
    )
    assert len(list(theme.fautes({"fond": "#777777"}))) >= 5
    assert any("carte-1" in said for said in theme.fautes({"carte-1": "#000000"}))
    assert any("Vouliez-vous dire « accent »" in said for said in theme.fautes({"acent": "#000000"}))


@pytest.mark.parametrize(("une", "autre", "attendu"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)])
def test_the_contrast_is_that_of_wcag(une, autre, attendu):
    assert contraste(une, autre) == contraste(autre, une) == pytest.approx(attendu, abs=0.005)


@pytest.mark.parametrize(
    ("ecrit", "said"),
    [
        ('logo = "../l.svg"', "logo : écrivez le nom d'un fichier du dossier, sans chemin."),
        ('logo = "/etc/passwd"', "sans chemin"),
        ('logo = "a\\\\b.svg"', "sans chemin"),
        ("logo = 3", "sans chemin"),
        ('logo = "absent.svg"', "absent.svg n'existe pas"),
        ('logo = "lien.svg"', "lien.svg est un lien vers un autre fichier"),
        ('logo = "dossier.svg"', "n'est pas un fichier"),
        ('logo = "gros.svg"', "gros.svg dépasse 256 Ko"),
        ('logo = "theme.toml"', "n'est ni un SVG ni un PNG"),
        ('logo = "faux.png"', "n'est pas une image PNG"),
        ('[police]\nnom = "X"\nnormale = "faux.png"', "n'est pas une police WOFF2"),
        ('[police]\nnormale = "p.woff2"', "donnez un nom à la police"),
        ('[police]\nnom = "Marianne"', "réservée aux services de l'État"),
        ('[couleurs]\naccent = "red"', "couleurs.accent : écrivez un dièse"),
        ('[couleurs]\naccent = "#fff"', "couleurs.accent : écrivez un dièse"),
        ("couleurs = 1", "écrivez une table [couleurs]"),
        ("nom = 3", "nom : n'est pas un texte"),
        ('nome = "x"', "nome : ce nom n'est pas connu. Vouliez-vous dire « nom » ?"),
        ("[police\n", "n'est pas du TOML lisible"),
    ],
)
def test_a_hostile_or_mistaken_folder_is_a_sentence(dossier, tmp_path, ecrit, said):
    (tmp_path / "l.svg").write_text(LOGO)
    folder = dossier(ecrit, gros_svg=" " * (256 * 1024 + 1), faux_png=b"x", p_woff2=WOFF2)
    (folder / "lien.svg").symlink_to(tmp_path / "l.svg")
    (folder / "dossier.svg").mkdir()
    assert said in _fautes()


@pytest.mark.parametrize(
    "contenu",
    [
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="alert(1)"/>',
        '<svg><a href="https://a.fr"><path/></a></svg>',
        '<svg><use xlink:href="https://a.fr/x.svg#a" xmlns:xlink="http://www.w3.org/1999/xlink"/></svg>',
        '<svg><image href="data:image/png;base64,AA"/></svg>',
        "<svg><foreignObject><p/></foreignObject></svg>",
        "<svg><style>@import url(//a.fr)</style></svg>",
        '<svg><path fill="url(https://a.fr)"/></svg>',
        '<svg><animate attributeName="x"/></svg>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        '<?xml-stylesheet href="a.css"?><svg/>',
        "<svg>",
        "<g><svg /></g><g/>",
        "<g/>",
        "",
        "\x00",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(dossier, contenu):
    dossier('logo = "l.svg"', l_svg=contenu)
    assert f"{habit.FICHIER}, logo : l.svg " in _fautes()


@pytest.mark.parametrize("contenu", [LOGO, f"<!-- fait par un logiciel -->\n{LOGO}", f"\ufeff{LOGO}", IMAGE])
def test_a_logo_is_drawn_whatever_wrote_it(dossier, contenu):
    name = "l.png" if contenu is IMAGE else "l.svg"
    dossier(f'logo = "{name}"', **{name.replace(".", "_"): contenu})
    app = AppTest.from_string("from ti_dashboard.cadre import enseigne\nenseigne.dessiner()").run()
    assert not app.exception
    drawn = en_svg(name, habit.lire().fichiers[name])
    assert drawn.startswith("<svg ") and ("data:image/png" in drawn) == (contenu is IMAGE)


def test_a_font_of_the_state_is_for_whom_says_in_which_capacity(dossier):
    dossier('[police]\nnom = "Marianne"\n[etat]\nhabilitation = "Direction inventée"\n', logo_png=IMAGE)
    assert habit.lire().habilitation == "Direction inventée"


def test_the_example_of_the_guide_is_a_sound_theme(dossier):
    guide = (RACINE / "docs/theme.md").read_text(encoding="utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    folder = dossier(example, logo_svg=LOGO, essai_woff2=WOFF2)
    (folder / "essai-gras.woff2").write_bytes(WOFF2)
    worn = habit.lire()
    assert worn.logo and worn.police and worn.habilitation and list(theme.fautes(worn.couleurs)) == []


def test_a_faulty_theme_or_service_stops_the_start_with_every_sentence(dossier, monkeypatch, tmp_path, capsys):
    dossier('[couleurs]\naccent = "#bbbbbb"')
    assert theme._composer()[0] == theme.NEUTRES
    monkeypatch.setattr(habillage, "FAUTES", theme._composer()[1])
    monkeypatch.setenv(declaration.VARIABLE, str(tmp_path / "absent.toml"))
    with pytest.raises(SystemExit) as stop:
        habillage.preparer()
    said = capsys.readouterr().err
    assert stop.value.code == 1
    assert "« accent » se lit mal sur « fond »" in said and "absent.toml n'existe pas" in said
