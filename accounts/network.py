"""From which address of the network a request comes: only a declared proxy is believed when it names another."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

# How a proxy on this machine is declared that speaks through a socket and so has no address.
SOCKET = "unix"


def network(text: str) -> Network | str:
    """Read an address or a network of the settings; raises ValueError for anything else."""
    return SOCKET if text == SOCKET else ip_network(text)


def is_within(address: str, networks: Sequence[Network | str]) -> bool:
    """Whether the address belongs to one of the networks; no address at all is that of a socket."""
    if not address:
        return SOCKET in networks
    return is_address(address) and any(plain(address) in one for one in networks if one != SOCKET)


def client_of(peer: str, forwarded: str, proxies: Sequence[Network | str]) -> str:
    """Return the address of the client behind the proxies, the nearest first; the peer's where none is declared.

    `forwarded`: X-Forwarded-For, to which each proxy adds at the end whom it has spoken with. What stands before the
    first stranger was written by the stranger; what is no address ends the way, too.
    """
    client = peer
    for address in reversed([part.strip() for part in forwarded.split(",")]):
        if not is_within(client, proxies) or not is_address(address):
            break
        client = address
    return client


def place_of(address: str) -> str:
    """Return what one subscriber holds: an address, of the longer kind the first half, which a home has to itself."""
    if not is_address(address):
        return ""
    read = plain(address)
    return str(read) if read.version == 4 else str(IPv6Network((int(read), 64), strict=False))


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def plain(text: str):
    """Return the address; one of the old kind written as one of the new is of the old."""
    read = ip_address(text)
    return getattr(read, "ipv4_mapped", None) or read
