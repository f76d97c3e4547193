"""Whether a name is that of this very machine: what is sent there goes by no wire, what asks for it comes by none."""

import ipaddress
import re

_HOTE = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<nom>[A-Za-z0-9.-]+))(?::(?P<port>[0-9]{1,5}))?")
_PORT_MAX = 65_535


def est_cette_machine(nom: str) -> bool:
    """``nom``: without a port, and as one writes it in full (neither « 127.1 » nor « 0x7f000001 »)."""
    if nom.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(nom)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        # An address that says by which card it goes is not one that a browser writes.
        mapped = address.ipv4_mapped
        return address.scope_id is None and (mapped.is_loopback if mapped else address.is_loopback)
    return address.is_loopback


def est_demandee(hote: str) -> bool:
    """``hote``: what a request says of whom it asks, port included."""
    said = _HOTE.fullmatch(hote)
    if said is None or int(said["port"] or 0) > _PORT_MAX:
        return False
    if said["six"] is not None:
        return ":" in said["six"] and est_cette_machine(said["six"])
    return est_cette_machine(said["nom"])
