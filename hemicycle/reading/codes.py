"""What is wrong with a code or an address: countries, languages, pages."""

import json
import re
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pycountry

from hemicycle.reading.text import shown

USER_ALPHA_2 = re.compile("aa|q[m-z]|x[a-z]|zz")  # ISO 3166-1 leaves these to everybody, for states without a code
USER_ALPHA_3 = re.compile("AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")
NO_LANGUAGES = {"mis", "und", "zxx"}  # codes that say of no language which it is
HOST = re.compile(r"([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+(xn--[a-z0-9-]+|[a-z]{2,})\.?")
NOT_PUBLIC = (
    ".local",
    ".localhost",
    ".localdomain",
    ".internal",
    ".invalid",
    ".test",
    ".example",
    ".onion",
    ".home.arpa",
    ".lan",
)


def country_problem(country_id: str, alpha_3: str) -> tuple[str, str] | None:
    """The column and what is wrong with the two codes of a country, or None.

    A country that is no more has its code of four letters (ISO 3166-3), or the two it had. A state that never had codes
    takes a pair of those that the standard leaves to everybody.
    """
    if USER_ALPHA_2.fullmatch(country_id):
        is_free = USER_ALPHA_3.fullmatch(alpha_3)
        return None if is_free else ("alpha_3", f"{shown(alpha_3)} is not among the codes left to users (XAA to XZZ)")
    meant = countries().get(country_id)
    if not meant:
        said = f"{shown(country_id)} is no code of a country: ISO 3166-1 has two letters, ISO 3166-3 four"
        return "country_id", said
    if alpha_3 not in meant:
        return "alpha_3", f"{shown(alpha_3)} is not the code of {shown(country_id)}; expected {shown(*sorted(meant))}"
    return None


@cache
def countries() -> dict[str, set[str]]:
    """{code of two letters, or four of a country that is no more: its codes of three letters}."""
    known: dict[str, set[str]] = {}
    for country in pycountry.countries:
        known.setdefault(country.alpha_2.lower(), set()).add(country.alpha_3)
    for country in pycountry.historic_countries:
        known.setdefault(country.alpha_2.lower(), set()).add(country.alpha_3)
        known.setdefault(country.alpha_4.lower(), set()).add(country.alpha_3)
    return known


def language_problem(text: str) -> str | None:
    """What is wrong with the code of a language, or None."""
    if f'"alpha_2": "{text}"' in languages() or text in languages_of_three_letters():
        return None
    return f"{shown(text)} is no code of a language: ISO 639-1 has two letters, ISO 639-3 three where that has none"


@cache
def languages() -> str:
    """The library's own table of languages. To make 8,000 objects of it, as the library does, takes 40 ms."""
    return (Path(pycountry.DATABASE_DIR) / "iso639-3.json").read_text(encoding="utf-8")


@cache
def languages_of_three_letters() -> set[str]:
    """The codes of the languages that have none of two letters."""
    table = json.loads(languages())["639-3"]
    return {language["alpha_3"] for language in table if "alpha_2" not in language} - NO_LANGUAGES


def address_problem(text: str) -> str | None:
    """What is wrong with the address of a page, or None: it is one that anybody can open."""
    if re.search(r"\s", text) or "\\" in text or '"' in text or "<" in text:
        return f"{shown(text)} has a blank, a backslash, a quote or a bracket"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"{shown(text)} is no address: {error}"
    if parts.scheme not in ("http", "https") or not text.lower().startswith(f"{parts.scheme}://"):
        return f"{shown(text)} is not an address that begins with http:// or https://"
    if "@" in parts.netloc:
        return f"{shown(text)} has a name or a password before the host"
    return None if is_public(host) else f"{shown(text)} has no public host"


def is_public(host: str) -> bool:
    """Whether a host is one that anybody can reach, as far as its name tells."""
    try:
        return ip_address(host).is_global
    except ValueError:
        pass
    try:
        plain = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return False
    return bool(HOST.fullmatch(plain)) and len(plain) <= 253 and not f".{plain.rstrip('.')}".endswith(NOT_PUBLIC)
