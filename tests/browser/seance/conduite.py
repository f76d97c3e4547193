"""The presenter of a room without a page of theirs: what moves it, sent as the surfaces send it."""

import json

from playwright.sync_api import APIRequestContext

from ti_dashboard.live.seances import Seance

POSTE = "0123456789abcdef"


class Conduite:
    """The presenter's browser, without a page: its key, and the gestures it makes."""

    def __init__(self, demandes: APIRequestContext, adresse: str, seance: Seance) -> None:
        self.demandes, self.adresse, self.code = demandes, adresse, seance.code
        kept = self._envoyer("/animation", cle=seance.cle, poste=POSTE)
        assert kept == 204

    def faire(self, geste: str, **corps: object) -> None:
        assert self._envoyer(f"/gestes/{self.code}", geste=geste, **corps) == 204, geste

    def _envoyer(self, chemin: str, **corps: object) -> int:
        headers = {"Content-Type": "application/json", "Origin": self.adresse}
        return self.demandes.post(self.adresse + chemin, data=json.dumps(corps), headers=headers).status
