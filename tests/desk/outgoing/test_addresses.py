"""Which written addresses may be sent to, and which IP addresses lie on the public internet?"""

import ipaddress

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil_desk.outgoing.addresses import address_of
from counterfoil_desk.outgoing.networks import is_public, may_be_asked
from counterfoil_desk.outgoing.opened import Opened, opened

LAPTOP = opened("127.0.0.0/8", "1024-65535", plain_http=True)
READ = [
    ("https://receiver.example/hook?a=b", ("https", "receiver.example", 443, "/hook?a=b")),
    ("https://Receiver.Example.:8443", ("https", "receiver.example", 8443, "/")),
    ("https://xn--bcher-kva.example/x", ("https", "xn--bcher-kva.example", 443, "/x")),
    ("https://8.8.8.8/", ("https", "8.8.8.8", 443, "/")),
    ("https://[2606:4700::1111]/", ("https", "2606:4700::1111", 443, "/")),
    ("HTTPS://a.example?x=1", ("https", "a.example", 443, "/?x=1")),
]
REFUSED = [
    *("http://receiver.example/", "ftp://receiver.example/", "//receiver.example/", "receiver.example", "", "https:///x"),
    *("https://user@receiver.example/", "https://user:word@receiver.example/", "https://receiver.example/#part"),
    *("https://receiver.example:22/", "https://receiver.example:0/", "https://receiver.example:99999/"),
    *("https://receiver.example:443x/", "https://localhost/", "https://a.localhost/", "https://intranet/"),
    *("https://db.internal/", "https://x.local/", "https://metadata.google.internal/", "https://1.0.0.127.in-addr.arpa/"),
    *("https://2130706433/", "https://0x7f000001/", "https://127.1/", "https://0177.0.0.1/", "https://1.2.3.0x10/"),
    *("https://receiver.example\\@127.0.0.1/", "https://receiver.example/ x", "https://receiver.example/\r\nx: y"),
    *("https://receiver.example\t/", "https://receiver。example/", "https://ｒeceiver.example/", "https://a..example/"),
    *("https://-a.example/", "https://%6c.example/", "https://[fe80::1%25eth0]/", "https://[::1", "https://a]b.example/"),
    "https://" + "a" * 64 + ".example/",
    "https://a.example/" + "x" * 2_000,
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700::1111", "2001:4860:4860::8888"]
INNER = [
    *("0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
    *("172.16.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808"),
    *("64:ff9b:1::1", "100::1", "2001::1", "2001:0:5ef5:79fd::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1"),
    *("3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"),
    *("2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1"),
]


@pytest.mark.parametrize(("text", "read"), READ)
def test_an_address_is_read(text: str, read: tuple[object, ...]) -> None:
    assert address_of(text, Opened()) == read


@pytest.mark.parametrize("text", REFUSED)
def test_an_address_is_refused_with_its_cure(text: str) -> None:
    with pytest.raises(UserError) as refused:
        address_of(text, Opened())
    assert refused.value.cure


@pytest.mark.parametrize("text", PUBLIC)
def test_public(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", INNER)
def test_inner(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


def test_what_the_operator_opened_is_open_and_nothing_beside_it() -> None:
    assert address_of("http://127.0.0.1:9000/x", LAPTOP) == ("http", "127.0.0.1", 9000, "/x")
    loopback, other, public = map(ipaddress.ip_address, ("127.0.0.1", "10.0.0.1", "8.8.8.8"))
    assert may_be_asked(loopback, LAPTOP.networks, plain=True)
    assert not may_be_asked(other, LAPTOP.networks, plain=False)
    assert may_be_asked(public, LAPTOP.networks, plain=False)
    assert not may_be_asked(public, LAPTOP.networks, plain=True)  # plain text stays inside
    assert not may_be_asked(ipaddress.ip_address("::ffff:127.0.0.1"), LAPTOP.networks, plain=False)
    assert not opened("", "", plain_http=True).plain_http


@pytest.mark.parametrize(("networks", "ports"), [("127.0.0.1/8", ""), ("x", ""), ("", "0"), ("", "9-1"), ("", "a-b")])
def test_what_is_open_is_never_guessed(networks: str, ports: str) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        opened(networks, ports, plain_http=False)


@given(st.integers(0, 2**32 - 1) | st.integers(0, 2**128 - 1))
@settings(max_examples=300)
def test_no_public_address_is_one_that_python_calls_inner(number: int) -> None:
    address = ipaddress.ip_address(number)
    if is_public(address):
        assert address.is_global
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast)


@given(
    st.text(max_size=60)
    | st.from_regex(r"https?://[a-z0-9.@:%\[\]\\/_-]{0,30}[/?#]?[a-z0-9@:/?#.%-]{0,20}", fullmatch=True)
)
@settings(max_examples=500)
def test_any_text_is_read_as_another_reader_reads_it_or_refused(text: str) -> None:
    try:
        address = address_of(text, LAPTOP)
    except UserError:
        return
    other = httpx.URL(text)
    assert (other.scheme, other.host.removesuffix(".")) == (address.scheme, address.host)
    assert other.port in (None, address.port)
    assert other.userinfo == b""
    assert other.raw_path.decode().removesuffix("?") == address.target.removesuffix("?")
    assert address_of(f"{address.origin}{address.target}", LAPTOP) == address
