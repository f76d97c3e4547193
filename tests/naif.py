"""The figures and their causes told again from the raw events, day by day, without any of the product's questions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from ti_dashboard.magasin.publication import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.referentiels import lire

Fait = dict[str, object]
ENGAGES = {"plan_en_finalisation", "plan_valide_region", "protocole_signe", "contrat_signe"}
SIGNES = {"protocole_signe", "contrat_signe"}
DEMARCHE = ENGAGES | {"etat_inconnu", "non_demarre", "demarche_lancee"}
SORTIS = {"refuse", "abandonne"}


TOUT = {
    name: f"SELECT * FROM {name}"  # noqa: S608 — names written here
    for name in ("arrete", "territoire", "operateur", "flux", "perimetre", "jalon", "projet", "projet_statut")
}


def rang(fait: Fait) -> tuple:
    return tuple(fait[k] for k in ("date_effet", "date_connaissance", "livraison_id", "ligne"))


class Registre:
    """The events of a publication in plain lists; the closing day of each arrêté."""

    def __init__(self, publication: Publication) -> None:
        def table(name: str) -> list[Fait]:
            return [dict(row) for row in publication.lignes(TOUT[name])]

        self.clotures = {r["arrete_id"]: r["date_cloture"] for r in table("arrete")}
        self.regions = {(r["phase"], r["territoire_id"]): r["code_region"] for r in table("territoire")}
        # As the official list says it; the product goes through the members of a territory and their communes.
        self.departements = {
            (int(r["phase"]), r["territoire_id"]): set(r["codes_departements"].split()) for r in lire("territoire")
        }
        self.organismes = {r["operateur_id"]: (r["famille_id"], r["categorie"]) for r in table("operateur")}
        self.flux = [self._financeur(f) for f in table("flux")]
        self.faits = {
            "programme": table("perimetre"),
            "jalon": table("jalon"),
            "projet": table("projet"),
            "statut": table("projet_statut"),
        }

    def est_la(self, choix: Filtres, place: tuple[object, object]) -> bool:
        """Whether a territory is of the places chosen: its lead region, any of its départements."""
        return (not choix.regions or self.regions.get(place) in choix.regions) and (
            not choix.departements or bool(self.departements.get(place, set()) & set(choix.departements))
        )

    def _financeur(self, flow: Fait) -> Fait:
        family, category = self.organismes[flow["operateur_id"]]
        return flow | {"famille": family, "categorie": category}

    def sus(self, rows: Iterable[Fait], arrete: date) -> list[Fait]:
        """What was known at an arrêté, in the order it took effect."""
        kept = (f for f in rows if f["date_effet"] <= arrete and f["date_connaissance"] <= self.clotures[arrete])
        return sorted(kept, key=rang)

    def flux_sus(self, arrete: date) -> list[Fait]:
        """Ledger lines; an amount told later takes the place of the line that had none."""

        def act(f: Fait) -> tuple:
            return tuple(f[k] for k in ("reference", "operateur_id", "type_montant", "date_effet", "projet_id"))

        known = self.sus(self.flux, arrete)
        told = {act(f) for f in known if f["cause"] == "correction" and f["montant_eur"] is not None}
        return [f for f in known if f["montant_eur"] is not None or act(f) not in told]


class Territoires:
    """Every fact of each territory of a phase, as known at one arrêté."""

    def __init__(self, registre: Registre, choix: Filtres, arrete: date) -> None:
        self.par_sujet: dict[object, list[Fait]] = defaultdict(list)
        for kind in ("programme", "jalon"):
            for fact in registre.sus(registre.faits[kind], arrete):
                place = (fact["phase"], fact["territoire_id"])
                if fact["phase"] == choix.phase and registre.est_la(choix, place):
                    self.par_sujet[fact["territoire_id"]].append(fact | {"genre": kind})

    def compter(self, states: set[str] | None) -> Callable[[list[Fait]], bool]:
        """Whether a territory is in the programme, in one of these states when they are named."""

        def counts(facts: list[Fait]) -> bool:
            inside = [f for f in facts if f["genre"] == "programme"]
            ladder = [f for f in facts if f["genre"] == "jalon" and f["jalon"] in DEMARCHE]
            if not inside or inside[-1]["mouvement"] != "entree":
                return False
            return states is None or bool(ladder and ladder[-1]["jalon"] in states)

        return counts


class Projets:
    """Every fact of each project of a phase, as known at one arrêté, seen through the shared filters."""

    def __init__(self, registre: Registre, choix: Filtres, arrete: date) -> None:
        self.registre, self.choix = registre, choix
        self.par_sujet: dict[object, list[Fait]] = defaultdict(list)
        for kind in ("projet", "statut"):
            for fact in registre.sus(registre.faits[kind], arrete):
                self.par_sujet[fact["projet_id"]].append(fact | {"genre": kind})
        for flow in registre.flux_sus(arrete):
            if flow["projet_id"] and (not choix.operateurs or flow["famille"] in choix.operateurs):
                self.par_sujet[flow["projet_id"]].append(flow | {"genre": "flux"})

    def compter(self, choice: str) -> Callable[[list[Fait]], bool]:
        """Whether a project is listed, committed, listed without a commitment, or gone out."""

        def counts(facts: list[Fait]) -> bool:
            declared = [f for f in facts if f["genre"] == "projet"]
            if not declared or not self._retenu(declared[-1], facts):
                return False
            statuses = [f for f in facts if f["genre"] == "statut"]
            out = bool(statuses) and statuses[-1]["statut"] in SORTIS
            if choice == "sortis":
                return out
            return not out and {"recenses": True, "engages": engage(facts), "sans": not engage(facts)}[choice]

        return counts

    def _retenu(self, last: Fait, facts: list[Fait]) -> bool:
        c = self.choix
        return (
            last["phase"] == c.phase
            and self.registre.est_la(c, (last["phase"], last["territoire_id"]))
            and (not c.themes or bool(set(c.themes) & set(last["themes"])))
            and (not c.operateurs or any(f["genre"] == "flux" for f in facts))
        )


Sujets = Territoires | Projets


def engage(facts: list[Fait]) -> bool:
    """A decision of the State or of an operator that is not wholly cancelled; an unknown amount is a decision."""
    acts = [f for f in facts if f["genre"] == "flux" and f["categorie"] != "region"]
    given = [f["montant_eur"] for f in acts if f["type_montant"] == "engage"]
    back = sum(f["montant_eur"] or 0 for f in acts if f["type_montant"] == "annule")
    return bool(given) and (None in given or sum(given) > back)


def causes(registre: Registre, choix: Filtres, now: Sujets, before: Sujets, choice: object) -> Counter[str]:
    """cause → net of the subjects that entered or left: each one is lived again, one fact of effect after the other.

    A territory that entered or left the programme did so whatever its state.
    """
    found: Counter[str] = Counter()
    counts, was_counted = now.compter(choice), before.compter(choice)
    for subject in now.par_sujet | before.par_sujet:
        facts, earlier = (ordonner(side.par_sujet.get(subject, [])) for side in (now, before))
        there = counts(facts)
        if there == was_counted(earlier):
            continue
        first = now.compter(None) if isinstance(now, Territoires) else counts
        moved = first if first(facts) != first(earlier) else counts
        found[_cause(registre, choix, facts, moved, moved(facts))] += 1 if there else -1
    return Counter({cause: net for cause, net in found.items() if net})


def ordonner(facts: Iterable[Fait]) -> list[Fait]:
    return sorted(facts, key=rang)


def _cause(registre: Registre, choix: Filtres, facts: list[Fait], counts: Callable, there: bool) -> str:
    closing = registre.clotures[choix.compare]
    crossed = None
    for position in range(len(facts), 0, -1):
        if counts(facts[:position]) != there:
            break
        crossed = facts[position - 1]
    if crossed is None or not (crossed["date_effet"] > choix.compare or crossed["date_connaissance"] > closing):
        return "perimetre"
    redeclared = crossed["genre"] == "projet" and any(
        f["genre"] == "projet" and f is not crossed for f in facts if rang(f) < rang(crossed)
    )
    if redeclared:
        return "perimetre"
    if crossed["cause"] == "correction":
        return "correction"
    late = crossed["date_effet"] <= choix.compare
    return "connu_tardivement" if late else "perimetre" if crossed["genre"] == "programme" else "progres_reel"


def montants(registre: Registre, choix: Filtres, arrete: date, kinds: set[str], categories: set[str]) -> list[Fait]:
    """Ledger lines of some kinds under the shared filters, attached as their project was."""
    last = {p["projet_id"]: p for p in registre.sus(registre.faits["projet"], arrete)}
    lines = (f for f in registre.flux_sus(arrete) if f["type_montant"] in kinds and f["categorie"] in categories)
    return [f for f in lines if _compte(registre, choix, f, last)]


def _compte(registre: Registre, choix: Filtres, flow: Fait, last: dict[object, Fait]) -> bool:
    project = last.get(flow["projet_id"], {})
    place = flow["territoire_id"] or project.get("territoire_id")
    return (
        flow["phase"] == choix.phase
        and registre.est_la(choix, (choix.phase, place))
        and (not choix.themes or bool(set(choix.themes) & set(project.get("themes", ()))))
        and (not choix.operateurs or flow["famille"] in choix.operateurs)
    )


def reste_ancien(registre: Registre, choix: Filtres, arrete: date) -> tuple[Decimal, int]:
    """What is left to pay of files first committed 24 months ago or more, and how many are not settled."""
    files: dict[tuple, list[Fait]] = defaultdict(list)
    last = {p["projet_id"]: p for p in registre.sus(registre.faits["projet"], arrete)}
    for flow in montants(registre, choix, arrete, {"engage", "annule", "paye"}, {"etat", "operateur", "region"}):
        place = flow["territoire_id"] or last.get(flow["projet_id"], {}).get("territoire_id")
        files[flow["projet_id"] or place, flow["famille"]].append(flow)
    total, count = Decimal(0), 0
    for lines in files.values():
        first = min((f["date_effet"] for f in lines if f["type_montant"] == "engage"), default=None)
        if first is None or first > _il_y_a_deux_ans(arrete) or any(f["montant_eur"] is None for f in lines):
            continue
        rest = sum(f["montant_eur"] * (1 if f["type_montant"] == "engage" else -1) for f in lines)
        total, count = total + rest, count + (rest != 0)
    return total, count


def _il_y_a_deux_ans(day: date) -> date:
    try:
        return day.replace(year=day.year - 2)
    except ValueError:
        return day.replace(year=day.year - 2, day=28)
