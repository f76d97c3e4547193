"""Workbooks, archives and disguised files that must never be loaded."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.classeurs import contenu_ods, lettre, ods, ole, parties_xlsx, rangees_xlsx, xlsx, zipper
from tests.hostiles import EN_TETE, LIGNE, Hostile

# Written by LibreOffice.
XLS = Path(__file__).parent / "donnees" / "petit_classeur.xls"
TABLEAU = [EN_TETE, list(LIGNE.values())]
LOIN = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BOMBE = (
    '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNE = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_DIT_ENTITES = "est une archive piégée : elle déclare des entités XML. Demandez un autre fichier à l'émetteur."
_ABIME = "le classeur est abîmé ou incomplet. Ouvrez-le dans un tableur, enregistrez-le de nouveau"
_ANCIEN = (
    "le classeur est à l'ancien format XLS, où une formule ne se distingue pas d'une valeur. Ouvrez-le dans un "
    "tableur, choisissez Fichier, Enregistrer sous, le format XLSX, et renvoyez-le."
)
_MACROS = "le classeur contient des macros. Enregistrez-le au format XLSX, sans macro."
_CHIFFRE = "le classeur est protégé par un mot de passe. Enlevez le mot de passe"


def _cases(**changes: object) -> bytes:
    return xlsx({"F": [EN_TETE, list((LIGNE | changes).values())]})


def _erreur() -> bytes:
    """A right row whose amount is an error cell: a library gives it as an empty one."""
    rows = rangees_xlsx([EN_TETE, list((LIGNE | {"montant": 7}).values())])
    place = f'<c r="{lettre(EN_TETE.index("montant"))}2"'
    return xlsx({"F": rows.replace(f"{place}><v>7</v>", f'{place} t="e"><v>#REF!</v>')})


def _archive(edit: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A right workbook, and what ``edit`` adds to the archive."""
    out = io.BytesIO(xlsx({"F": TABLEAU}))
    with zipfile.ZipFile(out, "a") as archive:
        edit(archive)
    return out.getvalue()


def _gonfle(size: int) -> bytes:
    return xlsx({"F": TABLEAU}, xl__media__vide_xml=b" " * size)


def _lien(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("xl/lien.xml")
    info.external_attr = 0o120777 << 16
    archive.writestr(info, "/etc/passwd")


def _chiffrer(raw: bytes) -> bytes:
    """The flag of encryption on every member, in the local headers and in the table of contents."""
    out = bytearray(raw)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := out.find(magic, at + 1)) >= 0:
            out[at + offset] |= 1
    return bytes(out)


def _mentir(raw: bytes) -> bytes:
    """A table of contents that declares two GiB for the first member."""
    out = bytearray(raw)
    at = out.find(b"PK\x01\x02") + 24
    out[at : at + 4] = (2 << 30).to_bytes(4, "little")
    return bytes(out)


def _abimer(raw: bytes) -> bytes:
    """One byte changed in the middle of a member."""
    out = bytearray(raw)
    out[raw.find(b"sheet1.xml") + 40] ^= 0xFF
    return bytes(out)


def _fusions() -> bytes:
    """Two thousand merges of a whole column, one over the other."""
    merges = "".join(f'<mergeCell ref="A1:A{20_000 + n}"/>' for n in range(2_000))
    rows = rangees_xlsx([["x", "y"]] * 20_000)
    parts = parties_xlsx({"F": rows})
    sheet = parts["xl/worksheets/sheet1.xml"].replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    return zipper(parts | {"xl/worksheets/sheet1.xml": sheet})


def _sans_nom(nom: str) -> bytes:
    return xlsx([(nom, TABLEAU)])


def _sans_reference() -> bytes:
    row = "<row>" + "<c><v>1</v></c>" * 499 + "</row>"
    return xlsx({"F": row + "<row><c><v>1</v></c></row>" * 20_000})


_ODS_COLONNES = (
    '<table:table-row><table:table-cell table:number-columns-repeated="1000000" office:value-type="float" '
    'office:value="1"/></table:table-row>'
)
_ODS_LIGNES = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="400" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)
_ODS_TROU = (
    '<table:table-row table:number-rows-repeated="90000000"><table:table-cell/></table:table-row><table:table-row>'
    "<table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
)
_CHIFFREMENT = "<manifest:encryption-data/>"

CLASSEURS = [
    Hostile("archive coupée", "a.xlsx", lambda: xlsx({"F": TABLEAU})[:-40], _ABIME),
    Hostile("archive coupée au milieu", "a.ods", lambda: ods({"F": TABLEAU})[:300], _ABIME),
    Hostile("octet changé", "a.xlsx", lambda: _abimer(xlsx({"F": TABLEAU})), _ABIME),
    Hostile("en-tête d'archive seul", "a.xlsx", lambda: b"PK\x03\x04", _ABIME),
    Hostile("bombe par le rapport", "a.xlsx", lambda: _gonfle(40 << 20), "elle grossit"),
    Hostile("bombe par la taille", "a.xlsx", lambda: _mentir(xlsx({"F": TABLEAU})),
            "décompressée, elle pèserait 2 048 Mio"),
    Hostile("bombe emboîtée", "a.xlsx", lambda: zipper({"a.zip": zipper({"b.zip": _gonfle(1 << 20)})}),
            "le contenu est une archive ZIP, pas un classeur."),
    Hostile("trop de membres", "a.xlsx", lambda: _archive(lambda a: [a.writestr(f"m{i}", "") for i in range(2_100)]),
            "elle a plus de 2 000 membres."),
    Hostile("membre en double", "a.xlsx", lambda: _archive(lambda a: a.writestr("xl/workbook.xml", "<a/>")),
            "deux membres portent le même nom."),
    Hostile("chemin qui remonte", "a.xlsx", lambda: _archive(lambda a: a.writestr("../../etc/cron.d/x", "")),
            "un membre porte un chemin qui sort de l'archive."),
    Hostile("chemin absolu", "a.xlsx", lambda: _archive(lambda a: a.writestr("/etc/x", "")), "sort de l'archive"),
    Hostile("chemin de Windows", "a.xlsx", lambda: _archive(lambda a: a.writestr("..\\..\\x", "")),
            "sort de l'archive"),
    Hostile("lien dans l'archive", "a.xlsx", lambda: _archive(_lien), "un membre est un lien."),
    Hostile("archive chiffrée", "a.xlsx", lambda: _chiffrer(xlsx({"F": TABLEAU})), _CHIFFRE),
    Hostile("classeur chiffré", "a.xlsx", lambda: ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), _CHIFFRE),
    Hostile("ODS chiffré", "a.ods", lambda: ods({"F": TABLEAU}, **{"META-INF__manifest_xml": _CHIFFREMENT}), _CHIFFRE),
    Hostile("macros", "a.xlsm", lambda: xlsx({"F": TABLEAU}), _MACROS),
    Hostile("macros cachées", "a.xlsx", lambda: _archive(lambda a: a.writestr("xl/vbaProject.bin", "x")), _MACROS),
    Hostile("macros d'un XLS", "a.xls", lambda: ole({"Workbook": b"x", "_VBA_PROJECT": b"y"}), _MACROS),
    Hostile("vieux document Word", "a.xls", lambda: ole({"WordDocument": b"x"}), "un ancien document Microsoft Office"),
    Hostile("XLS", "a.xls", lambda: XLS.read_bytes(), _ANCIEN),
    Hostile("XLS d'avant 1997", "a.xls", lambda: ole({"Book": b"x"}), _ANCIEN),
    Hostile("XLS nommé XLSX", "a.xlsx", lambda: XLS.read_bytes(), _ANCIEN),
    Hostile("XLS vide de sens", "a.xls", lambda: ole({"Workbook": b"x" * 5000}), _ANCIEN),
    Hostile("XLS coupé", "a.xls", lambda: XLS.read_bytes()[:6000], _ANCIEN),
    Hostile("milliard de rires", "a.xlsx", lambda: xlsx({"F": TABLEAU}, xl__sharedStrings_xml=BOMBE + "<sst>&c;</sst>"),
            _DIT_ENTITES),
    Hostile("rires dans la feuille", "a.xlsx", lambda: xlsx({"F": BOMBE + rangees_xlsx(TABLEAU)}), _DIT_ENTITES),
    Hostile("entité externe", "a.xlsx", lambda: xlsx({"F": TABLEAU}, xl__styles_xml=EXTERNE + "<a>&x;</a>"),
            _DIT_ENTITES),
    Hostile("entité externe d'un ODS", "a.ods", lambda: ods({}, contenu_ods({"F": TABLEAU}, EXTERNE)), _DIT_ENTITES),
    Hostile("rires d'un ODS", "a.ods", lambda: ods({"F": TABLEAU}, styles_xml=BOMBE), _DIT_ENTITES),
    Hostile("entité en UTF-16", "a.xlsx", lambda: xlsx({"F": TABLEAU}, xl__styles_xml=BOMBE.encode("utf-16")),
            _DIT_ENTITES),
    Hostile("entité en UTF-16 sans marque", "a.xlsx", 
            lambda: xlsx({"F": TABLEAU}, xl__styles_xml=BOMBE.encode("utf-16-le")), _DIT_ENTITES),
    Hostile("UTF-16 coupé en XML", "a.xlsx", lambda: xlsx({"F": TABLEAU}, xl__styles_xml="<a/>".encode("utf-16")[:-1]),
            _ABIME),
    Hostile("deux écritures d'un membre", "a.xlsx", lambda: _archive(lambda a: a.writestr("xl\\workbook.xml", "<a/>")),
            "deux membres portent le même nom."),
    Hostile("fusion sans fin", "a.xlsx", _fusions, "les cases fusionnées de la feuille « F » sont trop grandes."),
    Hostile("case XFD1048576", "a.xlsx", lambda: xlsx({"F": rangees_xlsx(TABLEAU) + LOIN}),
            "la feuille « F » a 16 384 colonnes, 500 au plus sont admises. Supprimez les cases remplies loin"),
    Hostile("case SR1048576", "a.xlsx", lambda: xlsx({"F": rangees_xlsx(TABLEAU) + LOIN.replace("XFD", "SA")}),
            "s'étend sur 519 045 120 cases, 8 000 000 au plus sont admises."),
    Hostile("ligne impossible", "a.xlsx", lambda: xlsx({"F": LOIN.replace("XFD1048576", "A9999999")}),
            "a 9 999 999 lignes, 1 048 576 au plus sont admises."),
    Hostile("cases sans référence", "a.xlsx", _sans_reference, "s'étend sur"),
    Hostile("600 colonnes d'un classeur", "a.xlsx", lambda: xlsx({"F": [["a"] * 600]}), "a 600 colonnes, 500 au plus"),
    Hostile("colonnes répétées", "a.ods", lambda: ods({"F": _ODS_COLONNES}), "a 1 000 000 colonnes, 500 au plus"),
    Hostile("lignes répétées", "a.ods", lambda: ods({"F": _ODS_LIGNES}), "s'étend sur 400 000 000 cases"),
    Hostile("trou immense", "a.ods", lambda: ods({"F": _ODS_TROU}), "a 90 000 001 lignes, 1 048 576 au plus"),
    Hostile("ODS cassé", "a.ods", lambda: ods({}, "<a><b></a>"), _ABIME),
    Hostile("classeur cassé", "a.xlsx", lambda: xlsx({"F": TABLEAU}, xl__workbook_xml="<workbook><sheets>"), _ABIME),
    Hostile("feuille cassée", "a.xlsx", lambda: xlsx({"F": '<row r="1"><c r="A1"><v>1</c>'}), _ABIME),
    Hostile("feuille absente", "a.xlsx",
            lambda: zipper({k: v for k, v in parties_xlsx({"F": TABLEAU}).items() if "sheet1" not in k}), _ABIME),
    Hostile("feuille sans nom", "a.xlsx", lambda: _sans_nom(""),
            "une feuille du classeur n'a pas de nom. Nommez chaque"),
    Hostile("deux feuilles du même nom", "a.xlsx", lambda: xlsx([("F", TABLEAU), ("f", TABLEAU)]),
            "deux feuilles du classeur portent le même nom. Renommez l'une des deux."),
    Hostile("101 feuilles", "a.xlsx", lambda: xlsx([(f"F{i}", "") for i in range(101)]),
            "le classeur a 101 feuilles, 100 au plus sont admises. Ne gardez que les feuilles à déposer."),
    Hostile("formule de classeur", "a.xlsx", lambda: _cases(montant="=WEBSERVICE(A1)"), "est une formule de tableur"),
    Hostile("formule d'un ODS", "a.ods", lambda: ods({"F": [EN_TETE, list((LIGNE | {"montant": "=1+1"}).values())]}),
            "est une formule de tableur. Collez la valeur plutôt que la formule."),
    Hostile("erreur de calcul de classeur", "a.xlsx", _erreur, "est une erreur de calcul du tableur."),
    Hostile("case longue de classeur", "a.xlsx", lambda: _cases(reference="x" * 40_000),
            "une case dépasse 32 767 carac"),
    Hostile("nombre infini de classeur", "a.xlsx", lambda: _cases(montant=float("1e308")), "dépasse ce qu'un montant"),
    Hostile("numéro de jour de classeur", "a.xlsx", lambda: _cases(date_effet=43732),
            "Mettez la colonne au format Date."),
    Hostile("classeur vide", "a.xlsx", lambda: xlsx({"F": ""}), "aucun en-tête connu n'a été trouvé"),
    Hostile("classeur sans feuille", "a.xlsx", lambda: xlsx({}), "aucun en-tête connu n'a été trouvé"),
]  # fmt: skip
