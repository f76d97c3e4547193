"""The one request to a time-stamping authority (RFC 3161 over HTTPS), made when a verb asks for it and never otherwise.

What leaves the machine is the hash of a seal and a number drawn at random. Proxies and the authorities of web sites
that the machine trusts come from its environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE).
"""

import contextlib
import time
from collections.abc import Iterator

import httpx

from ti_dashboard.acces.cette_machine import est_cette_machine
from ti_dashboard.errors import HorodatageRefuse
from ti_dashboard.langue.formats import accord

QUESTION, REPONSE = "application/timestamp-query", "application/timestamp-reply"
# A token with its whole chain takes less than 20 kB.
OCTETS_MAX = 1_000_000
_CODES = {
    401: "elle demande un compte, dont le nom et le mot de passe se mettent dans l'adresse",
    403: "elle n'autorise pas cette machine",
    404: "elle ne connaît pas cette adresse",
    429: "elle a reçu trop de demandes : attendez avant de recommencer",
}


class Autorite:
    """``adresse`` as typed, that nobody repeats; ``nom`` without what it may hold of secret, that anybody may read."""

    def __init__(self, adresse: str) -> None:
        """Raises HorodatageRefuse when the address is not one, or not HTTPS (but on this very machine)."""
        try:
            self._url = httpx.URL(adresse.strip())
        except httpx.InvalidURL:
            self._url = httpx.URL("")
        if self._url.scheme not in ("http", "https") or not self._url.host:
            raise HorodatageRefuse(f"« {adresse} » n'est pas l'adresse d'une autorité : écrivez https://… en entier.")
        self.nom = str(self._url.copy_with(userinfo=b"", query=None, fragment=None))
        if self._url.scheme != "https" and not est_cette_machine(self._url.host):
            raise HorodatageRefuse(
                f"{self.nom} n'est pas en HTTPS : la demande passerait en clair. Prenez l'adresse https:// de cette "
                "autorité, ou une autorité qui en a une."
            )

    def demander(self, requete: bytes, delai: float) -> bytes:
        """Its answer, not yet verified. Raises HorodatageRefuse when there is none within ``delai`` seconds."""
        end = time.monotonic() + delai
        with self._refus(delai), httpx.Client(timeout=delai, follow_redirects=False) as client:
            headers = {"Content-Type": QUESTION, "Accept": REPONSE}
            with client.stream("POST", self._url, content=requete, headers=headers) as response:
                self._verifier(response)
                body = bytearray()
                for part in response.iter_bytes():
                    body += part
                    if time.monotonic() > end:
                        raise httpx.ReadTimeout("too slow")
                    if len(body) > OCTETS_MAX:
                        raise HorodatageRefuse(
                            f"{self.nom} répond bien plus long qu'un jeton : vérifiez l'adresse de l'autorité."
                        )
        return bytes(body)

    def _verifier(self, response: httpx.Response) -> None:
        code, kind = response.status_code, response.headers.get("Content-Type", "")
        if response.is_redirect:
            raise HorodatageRefuse(
                f"{self.nom} renvoie à une autre adresse, que l'outil ne suit pas : donnez celle-ci, si vous la "
                f"connaissez : {str(response.headers.get('Location', ''))[:200]}."
            )
        if code != 200:
            why = _CODES.get(code, "voyez avec elle, ou recommencez plus tard")
            raise HorodatageRefuse(f"{self.nom} répond par une erreur (HTTP {code}) : {why}.")
        if kind.partition(";")[0].strip().lower() != REPONSE:
            raise HorodatageRefuse(
                f"{self.nom} n'est pas une autorité d'horodatage, ou une page s'est mise devant : elle répond "
                f"« {kind[:80] or 'sans type'} » et non {REPONSE}. Vérifiez l'adresse et le proxy."
            )

    @contextlib.contextmanager
    def _refus(self, delai: float) -> Iterator[None]:
        """What the network says, in French."""
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, ImportError, ValueError, OSError) as error:
            raise HorodatageRefuse(self._dire(error, delai)) from None

    def _dire(self, error: Exception, delai: float) -> str:
        if isinstance(error, httpx.TimeoutException):
            return (
                f"{self.nom} n'a pas répondu en entier en {accord(round(delai), 'seconde')} : recommencez, ou donnez "
                "plus de temps par --delai."
            )
        if isinstance(error, httpx.ProxyError):
            return f"Le proxy refuse de joindre {self.nom} : vérifiez HTTPS_PROXY et NO_PROXY."
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return (
                f"Cette machine ne reconnaît pas le certificat du site {self.nom} : vérifiez l'adresse, ou nommez par "
                "SSL_CERT_FILE les autorités de votre réseau."
            )
        if isinstance(error, httpx.HTTPError):
            return f"{self.nom} est injoignable : vérifiez l'adresse, le réseau et le proxy, puis recommencez."
        return (
            "La demande ne peut pas partir : HTTPS_PROXY ou ALL_PROXY ne nomme pas un proxy http:// ou https://, ou "
            "SSL_CERT_FILE pas un fichier de certificats. Corrigez ces variables."
        )
