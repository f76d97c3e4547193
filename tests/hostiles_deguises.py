"""Files whose name says one thing and whose content is another."""

from tests.classeurs import MIME_ODS, ods, ole, xlsx, zipper
from tests.hostiles import LIGNE_CSV, Hostile, ligne, texte
from tests.hostiles_classeurs import TABLEAU

_NOM_CSV = "le nom annonce un fichier texte (CSV), le contenu est"
DEGUISES = [
    Hostile("PDF en CSV", "a.csv", lambda: b"%PDF-1.7\n%",
            "le contenu est un document PDF. Envoyez un fichier CSV, XLSX"),
    Hostile("PNG en XLSX", "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n", "le contenu est une image PNG."),
    Hostile("JPEG en CSV", "a.csv", lambda: b"\xff\xd8\xff\xe0", "le contenu est une image JPEG."),
    Hostile("GIF en ODS", "a.ods", lambda: b"GIF89a", "le contenu est une image GIF."),
    Hostile("GZIP en CSV", "a.csv", lambda: b"\x1f\x8b\x08", "le contenu est une archive GZIP."),
    Hostile("7-Zip en XLSX", "a.xlsx", lambda: b"7z\xbc\xaf'\x1c", "le contenu est une archive 7-Zip."),
    Hostile("RAR en ODS", "a.ods", lambda: b"Rar!\x1a\x07", "le contenu est une archive RAR."),
    Hostile("BZIP2 en CSV", "a.csv", lambda: b"BZh91AY", "le contenu est une archive BZIP2."),
    Hostile("XZ en CSV", "a.csv", lambda: b"\xfd7zXZ\0", "le contenu est une archive XZ."),
    Hostile("RTF en XLS", "a.xls", lambda: b"{\\rtf1", "le contenu est un document RTF."),
    Hostile("programme de Windows en XLS", "a.xls", lambda: b"MZ\x90\0", "le contenu est un programme."),
    Hostile("HTML en XLS", "a.xls", lambda: b"\n <HTML><table></table>", "le contenu est une page web (HTML)."),
    Hostile("tableau HTML en XLS", "a.xls", lambda: b"<table><tr><td>1", "le contenu est une page web (HTML)."),
    Hostile("XML en XLS", "a.xls", lambda: b'<?xml version="1.0"?><Workbook/>', "le contenu est un document XML."),
    Hostile("JSON en CSV", "a.csv", lambda: b'{"a": 1}', "le contenu est un document JSON."),
    Hostile("liste JSON en CSV", "a.csv", lambda: b'[ {"nomAttribuant": "X"}]', "le contenu est un document JSON."),
    Hostile("HTML d'un tableur en XLS", "a.xls", lambda: b'<meta http-equiv="Content-Type"><table>',
            "le contenu est une page web (HTML). Envoyez un fichier CSV, XLSX ou ODS. Ouvrez-le dans un tableur"),
    Hostile("Parquet en CSV", "a.csv", lambda: b"PAR1\x15", "le contenu est un fichier Parquet."),
    Hostile("SQLite en CSV", "a.csv", lambda: b"SQLite format 3\0", "le contenu est une base SQLite."),
    Hostile("programme en XLSX", "a.xlsx", lambda: b"\x7fELF\x02", "le contenu est un programme."),
    Hostile("DOCX en XLSX", "a.xlsx", lambda: zipper({"word/document.xml": "<a/>"}),
            "un document Microsoft Office, pas"),
    Hostile("XLSB en XLSX", "a.xlsx", lambda: zipper({"xl/workbook.bin": "x"}), "le contenu est un classeur XLSB."),
    Hostile("XLSX en CSV", "a.csv", lambda: xlsx({"F": TABLEAU}),
            f"{_NOM_CSV} un classeur XLSX. Donnez-lui l'extension .xlsx"),
    Hostile("XLS en CSV", "a.csv", lambda: ole({"Workbook": b"x"}), "le classeur est à l'ancien format XLS"),
    Hostile("CSV en XLSX", "a.xlsx", ligne, "le nom annonce un classeur XLSX, le contenu est un fichier texte (CSV)."),
    Hostile("CSV en XLS", "a.xls", ligne, "ou enregistrez-le de nouveau au bon format."),
    Hostile("ODS en XLSX", "a.xlsx", lambda: ods({"F": TABLEAU}), "le contenu est un classeur ODS. Donnez-lui"),
    Hostile("XLSX en ODS", "a.ods", lambda: xlsx({"F": TABLEAU}), "le nom annonce un classeur ODS, le contenu est"),
    Hostile("texte ODF", "a.ods", lambda: zipper({"mimetype": MIME_ODS.replace("sheet", "text"), "content.xml": ""}),
            "le contenu est une archive ZIP, pas un classeur."),
    Hostile("extension inconnue", "a.exe", lambda: texte(LIGNE_CSV),
            "l'extension « .exe » n'est pas admise. Envoyez un"),
    Hostile("sans extension", "fichier", lambda: texte(LIGNE_CSV), "le nom du fichier n'a pas d'extension."),
]  # fmt: skip
