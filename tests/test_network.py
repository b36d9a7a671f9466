"""From which address a request comes, and who is believed about it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse

from accounts.middleware import ClientAddressMiddleware
from accounts.network import is_within, place_of
from diary.environment import networks

CLIENT, PEER = "198.51.100.7", "10.0.0.2"


@pytest.fixture
def seen(rf, settings):
    """Return the address that a view sees."""

    def seen(peer, forwarded=None, proxies=()):
        settings.PROXIES = networks("PROXIES", proxies)
        headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
        request = rf.get("/", headers=headers, REMOTE_ADDR=peer)
        ClientAddressMiddleware(lambda request: HttpResponse())(request)
        return request.META["REMOTE_ADDR"]

    return seen


@pytest.mark.parametrize(
    "peer, forwarded, proxies, expected",
    [
        # nobody is declared: a header is what the client likes it to be
        (CLIENT, "1.2.3.4", (), CLIENT),
        (CLIENT, None, (), CLIENT),
        # a stranger pretends to stand behind the proxy
        (CLIENT, "1.2.3.4", (PEER,), CLIENT),
        # the proxy tells whom it has spoken with; what stands before was written by the client
        (PEER, CLIENT, (PEER,), CLIENT),
        (PEER, f"1.2.3.4, {CLIENT}", (PEER,), CLIENT),
        (PEER, f"{PEER}, 1.2.3.4, {CLIENT}", (PEER,), CLIENT),
        # two proxies one after the other, and a network of them
        (PEER, f"1.2.3.4, {CLIENT}, 10.0.0.9", ("10.0.0.0/8",), CLIENT),
        (PEER, f"{CLIENT}, 10.0.0.9", (PEER,), "10.0.0.9"),
        # the proxy itself asks
        (PEER, None, (PEER,), PEER),
        (PEER, "10.0.0.3", ("10.0.0.0/8",), "10.0.0.3"),
        # what is no address is nobody's
        (PEER, "unknown", (PEER,), PEER),
        (PEER, f"{CLIENT}, ", (PEER,), PEER),
        # a proxy on this machine that speaks through a socket
        ("", CLIENT, ("unix",), CLIENT),
        ("", CLIENT, (PEER,), ""),
        ("2001:db8::1", "2001:db8::77", ("2001:db8::/126",), "2001:db8::77"),
        ("::ffff:10.0.0.2", CLIENT, (PEER,), CLIENT),
    ],
)
def test_only_declared_proxies_are_believed(seen, peer, forwarded, proxies, expected):
    assert seen(peer, forwarded, proxies) == expected


@pytest.mark.parametrize(
    "address, place",
    [
        (CLIENT, CLIENT),
        ("::ffff:198.51.100.7", CLIENT),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_place_is_what_one_subscriber_holds(address, place):
    assert place_of(address) == place


@pytest.mark.parametrize(
    "address, expected", [("10.1.2.3", True), ("11.0.0.1", False), ("2001:db8::5", True), ("unknown", False)]
)
def test_address_is_within_networks(address, expected):
    assert is_within(address, networks("SCHOOL_ADDRESSES", ["10.0.0.0/8", "2001:db8::/64", "unix"])) == expected


@pytest.mark.parametrize("value", ["school.example", "10.0.0.1/8", "10.0.0.300"])
def test_setting_that_is_no_network_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="PROXIES: это не адрес и не сеть"):
        networks("PROXIES", [value])
