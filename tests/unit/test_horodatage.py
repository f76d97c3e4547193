"""Third-party time: a token asked for, verified, kept, and verified again by OpenSSL alone."""

import json
import subprocess
import sys
from datetime import date

import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, interroger, publier
from tests.horodateur import POLITIQUE, Horodateur, servir
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import arretes, chemins, journal
from ti_dashboard.ecrans.methode.regles_communes import REGLES
from ti_dashboard.ingest import atelier

JOUR, DIT = "24/09/2019", "2019-09-24"


def horodater(horodateur: Horodateur, *options: str, jour: str = JOUR) -> int:
    return main(["horodater", jour, f"--autorite={horodateur.adresse}", *options])


def _sceau(jour: str = DIT) -> str:
    ((seal,),) = interroger(f"SELECT empreinte FROM arrete_empreinte WHERE arrete_id = '{jour}'")  # noqa: S608
    return seal


def _dit(capsys) -> str:
    return " ".join(capsys.readouterr().out.split())


def _openssl(command: str) -> str:
    """What the command told by the tool says, run as it is in a shell without anything of ours."""
    done = subprocess.run(["sh", "-c", command], env={"PATH": "/usr/bin:/bin"}, text=True, capture_output=True)
    return done.stdout + done.stderr


def test_a_token_is_kept_as_it_came_and_openssl_alone_verifies_it(base, horodateur, capsys):
    assert horodater(horodateur, f"--certificats={horodateur.racine}") == 0
    said = _dit(capsys)
    assert "L'arrêté du 24/09/2019 est horodaté du" in said and "par Horodatage d'essai, politique 1.2.3.4.1." in said
    assert "non vérifiée" not in said
    kept = base / "arretes" / f"{DIT}.tsr"
    assert kept.read_bytes() == (horodateur.dossier / "reponse.tsr").read_bytes()
    assert main(["--json", "horodater", JOUR, "--verifier"]) == 0
    found = json.loads(capsys.readouterr().out)["resultat"]
    assert found["sceau"] == _sceau() and found["valable"] and found["est_verifiee"]
    assert "Verification: OK" in _openssl(found["commande"])
    told = dict(REGLES)["Horodatage d'un arrêté"].partition("sans cet outil : ")[2]
    read = told.replace("SCEAU", _sceau()).replace("JETON.tsr", str(kept))
    assert "Verification: OK" in _openssl(read.replace("RACINE.pem", str(horodateur.racine)))
    assert "Verification: OK" not in _openssl(found["commande"].replace(_sceau(), "0" * 64))
    assert len(horodateur.recues) == 1, "reading again asks nobody"


@pytest.mark.parametrize("nom", ["rsa", "horodatage"])
def test_without_certificates_the_signature_is_verified_and_the_authority_is_said_unverified(
    base, horodateur, capsys, nom
):
    horodateur.repondre = lambda question: (200, "application/timestamp-reply", horodateur.jeton(question, nom))
    assert horodater(horodateur) == 0
    assert "Autorité non vérifiée : la signature est celle du certificat que porte le jeton" in _dit(capsys)
    assert not list((base / "arretes").glob("*.pem"))
    assert main(["horodater", JOUR, "--verifier"]) == 0 and "Autorité non vérifiée" in _dit(capsys)
    assert main(["horodater", JOUR, "--verifier", f"--certificats={horodateur.racine}"]) == 0
    assert "non vérifiée" not in _dit(capsys)
    assert main(["horodater", JOUR, "--verifier", f"--certificats={horodateur.autre_racine}"]) == 1
    assert "sa signature ne mène à aucun des certificats donnés" in _dit(capsys)


def test_a_second_call_is_refused_before_anything_leaves(base, horodateur, capsys):
    assert horodater(horodateur) == 0
    kept = (base / "arretes" / f"{DIT}.tsr").read_bytes()
    capsys.readouterr()
    assert horodater(horodateur, f"--certificats={horodateur.racine}") == 1
    assert "est horodaté du" in (said := _dit(capsys)) and "Un jeton ne se remplace pas" in said
    assert len(horodateur.recues) == 1 and (base / "arretes" / f"{DIT}.tsr").read_bytes() == kept
    assert not list((base / "arretes").glob("*.pem"))


def test_the_journal_says_who_asked_whom_and_what_came_back(base, horodateur):
    horodateur.repondre = lambda _: (500, "text/plain", b"")
    secret = horodateur.adresse.replace("http://", "http://compte:secret@") + "?cle=secret"
    assert main(["--auteur=secrétariat", "horodater", JOUR, f"--autorite={secret}"]) == 1
    horodateur.repondre = None
    assert main(["--auteur=secrétariat", "horodater", JOUR, f"--autorite={secret}"]) == 0
    lines = [e for e in journal.lire(base) if e.geste == "horodater"]
    assert [e.issue for e in lines] == ["debut", "refus", "debut", "fin"]
    assert {(e.auteur, e.objet) for e in lines} == {("secrétariat", DIT)}
    kept = lines[-1].detail
    assert kept["sceau"] == _sceau() and kept["politique"] == POLITIQUE and kept["autorite_verifiee"] is False
    assert kept["adresse"] == horodateur.adresse
    assert "secret@" not in (told := (base / journal.NOM).read_text(encoding="utf-8")) and "cle=" not in told


def test_an_arrete_decided_here_and_one_withdrawn_are_stamped_with_the_seal_they_were_signed_with(
    base, horodateur, capsys
):
    day = date(2025, 10, 2)
    atelier.arreter(day, "Comité d'essai", AUTEUR)
    (frozen,) = arretes.lire(base)
    atelier.retirer(day, "mauvaise date", AUTEUR)
    assert horodater(horodateur, f"--certificats={horodateur.racine}", jour="02/10/2025") == 0
    deposer(fichier(base, "financements", [financement("C", "10")]))
    publier()
    assert main(["--json", "horodater", "02/10/2025", "--verifier"]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])["resultat"]
    assert found["sceau"] == frozen.empreinte and found["est_verifiee"]
    assert arretes.lire(base)[0].retrait is not None


def test_a_date_nobody_froze_has_no_seal_to_stamp(base, horodateur, capsys):
    assert horodater(horodateur, jour="01/02/2020") == 1
    assert "Aucun arrêté n'est scellé au 01/02/2020. Arrêtés scellés :" in _dit(capsys)
    assert main(["horodater", JOUR, "--verifier"]) == 1
    assert "n'est pas horodaté" in _dit(capsys) and horodateur.recues == []


def test_the_request_goes_by_https_and_by_the_proxy_of_the_environment(base, horodateur, capsys, monkeypatch):
    with servir(horodateur, chiffre=True):
        assert horodater(horodateur) == 1 and "ne reconnaît pas le certificat du site" in _dit(capsys)
        assert horodateur.recues == []
        monkeypatch.setenv("SSL_CERT_FILE", str(horodateur.racine))
        assert horodater(horodateur) == 0
    (base / "arretes" / f"{DIT}.tsr").unlink()
    with servir(horodateur):
        monkeypatch.setenv("HTTP_PROXY", horodateur.adresse)
        assert main(["horodater", JOUR, "--autorite=http://127.0.0.1:9/tsr"]) == 0
    monkeypatch.setenv("HTTP_PROXY", "socks5://127.0.0.1:9")
    assert main(["horodater", "30/04/2019", "--autorite=http://127.0.0.1:9/tsr"]) == 1
    assert "ne nomme pas un proxy http:// ou https://" in _dit(capsys)


def test_nothing_pays_for_the_reader_of_tokens_without_one(base):
    code = (
        "import sys; from ti_dashboard.ecrans.donnees import vue_horodatage as d; import ti_dashboard.verbes.grammaire;"
        "import ti_dashboard.ingest.atelier; from ti_dashboard.ingest.atelier.servie import lignes;"
        "assert len(lignes('arretes')) > 1 and d.lire(lignes('arretes')) == {};"
        "assert not {'rfc3161_client', 'cryptography'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=chemins.RACINE, check=True)


def test_only_the_modules_that_ask_somebody_know_how_to_leave_the_machine():
    package = chemins.RACINE / "ti_dashboard"
    found = sorted(p for p in package.rglob("*.py") if "import httpx" in p.read_text(encoding="utf-8"))
    assert [str(path.relative_to(package)) for path in found] == [
        "connexion/appels.py",
        "connexion/protocole.py",
        "ingest/atelier/autorite.py",
        "ingest/demarches/appel.py",
    ]
