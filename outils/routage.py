"""What nginx must know of the replicas: ``deploiement/nginx/repliques.conf``, for any number of them.

The cookie of a browser names the replica where its screen lives; nothing there says who reads. A name is drawn from the
address of the replica: it stays the same when others come or go, and tells no port.
"""

import argparse
import re
import sys
from hashlib import sha256

COMMANDE = "python -m outils.routage"
TEMOIN = "__Host-ti_replique"
# What an error makes of a replica: left aside for this long. nginx takes it for alive once a request to it has ended,
# and a screen does not end. So one that stands in for another is never left aside, nor any for long at the door.
D_ARRIVEE, D_ATTACHE, DE_SECOURS = "max_fails=1 fail_timeout=1s", "max_fails=1 fail_timeout=5s", "max_fails=0 backup"
_ADRESSE = re.compile(r"(?:(?P<hote>[A-Za-z0-9][A-Za-z0-9.-]*):)?(?P<port>\d{1,5})")

TETE = """\
# Les répliques, à copier dans /etc/nginx/conf.d : « {commande} {dites} » écrit ce fichier, pour autant que l'on veut.
# Toutes lisent le même dossier de publications et le même magasin PostgreSQL. Une liaison gardée se rend avant que la
# réplique ne la ferme (5 s) : fermée sous une demande, elle ferait croire la réplique en panne. nginx ne revient sur
# une panne qu'au bout d'une demande, et un écran n'en finit pas : qui en remplace une autre (« backup ») n'est jamais
# mis à part.

# Un navigateur qui arrive : la réplique qui a le moins à faire.
upstream tableau_de_bord {{
    zone tableau_de_bord 64k;
    least_conn;
{serveurs}
    keepalive 32;
    keepalive_timeout 4s;
}}
"""
GROUPE = """
# Ceux que sert {adresse} ; les autres ne servent que si elle ne répond pas.
upstream replique_{nom} {{
    zone replique_{nom} 64k;
{serveurs}
    keepalive 32;
    keepalive_timeout 4s;
}}
"""
CARTES = """
# La réplique que dit le témoin du navigateur ; rien quand il n'en a pas, ou que celle qu'il nomme n'est plus.
map $http_cookie $replique {{
    default "";
{dites}
}}
map $replique $groupe {{
    default replique_$replique;
    "" tableau_de_bord;
}}
# Celle qui a répondu : la dernière essayée.
map $upstream_addr $servante {{
    default "";
{servantes}
}}
"""


def adresse(dite: str) -> str:
    """« 8501 » is of this machine. Raises ValueError with a sentence."""
    found = _ADRESSE.fullmatch(dite)
    if found is None or not 0 < int(found["port"]) < 65_536:
        raise ValueError(f"« {dite[:60]} » n'est pas une réplique : écrivez un port, ou hôte:port.")
    return f"{found['hote'] or '127.0.0.1'}:{int(found['port'])}"


def nom(replique: str) -> str:
    """What the cookie says of a replica, by its address."""
    return sha256(replique.encode()).hexdigest()[:8]


def ecrire(dites: list[str]) -> str:
    """The file. Raises ValueError with a sentence."""
    repliques = [adresse(dite) for dite in dites]
    if not repliques or len({nom(one) for one in repliques}) < len(repliques):
        raise ValueError("Nommez chaque réplique une fois, et une au moins.")
    groups = [
        GROUPE.format(
            adresse=one,
            nom=nom(one),
            serveurs=_serveurs({r: D_ATTACHE if r == one else DE_SECOURS for r in (one, *repliques)}),
        )
        for one in repliques
    ]
    told = "\n".join(f'    "~(^|;) *{TEMOIN}={nom(one)}(;|$)" {nom(one)};' for one in repliques)
    served = "\n".join(f'    "~{re.escape(one)}$" {nom(one)};' for one in repliques)
    head = TETE.format(
        commande=COMMANDE, dites=" ".join(dites), serveurs=_serveurs(dict.fromkeys(repliques, D_ARRIVEE))
    )
    return head + "".join(groups) + CARTES.format(dites=told, servantes=served)


def _serveurs(gardes: dict[str, str]) -> str:
    return "\n".join(f"    server {replique} {garde};" for replique, garde in gardes.items())


def main() -> int:
    parser = argparse.ArgumentParser(prog=COMMANDE, description="Écrit le fichier nginx de ces répliques.")
    parser.add_argument("repliques", nargs="+", metavar="RÉPLIQUE", help="port de cette machine, ou hôte:port")
    try:
        print(ecrire(parser.parse_args().repliques), end="")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
