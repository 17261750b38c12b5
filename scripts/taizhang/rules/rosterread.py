"""From a tree of strings to a typed version of the roster."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import UTC
from typing import TYPE_CHECKING

from taizhang.model.roster import Administrators, Person, PublicKey, Roster
from taizhang.model.times import parse_day, parse_time
from taizhang.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taizhang.model.findings import Finding, Where

KEYS = ("version", "from", "administrators", "persons")
PERSON_KEYS = ("name", "key", "unit", "post", "roles", "from", "until", "email", "keys")
ADMIN_KEYS = ("roles", "threshold")
KEY_KEYS = ("key", "from", "until", "compromised_since")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+", re.ASCII)
_PUBLIC = re.compile(r"ssh-ed25519 ([A-Za-z0-9+/]{68})", re.ASCII)
_BLOB_START = b"\0\0\0\x0bssh-ed25519\0\0\0\x20"
_UNIQUE = {"name": "setting-taken", "key": "setting-taken", "email": "person-email-taken"}
"""What no two persons share, and what is said where two do."""

_VERSION = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_THRESHOLD = re.compile(r"[1-9]", re.ASCII)


def read_roster(tree: object) -> tuple[Roster | None, tuple[Finding, ...]]:
    """The roster in ``tree``, or None with one finding a fault."""
    settings = Settings()
    record = settings.record(tree, (), KEYS, ("version", "from", "persons"))
    version = settings.word(record, "version", ())
    if version and not _VERSION.fullmatch(version):
        settings.fault("setting-not-count", ("version",), value=version, most=9999)
    start = settings.word(record, "from", ())
    if start and not _moment(start):
        settings.fault("setting-not-day", ("from",), key="from", value=start)
    rows = settings.rows(record, "persons", ())
    persons = tuple(_person(settings, raw, where) for raw, where in rows)
    settings.unique(
        (
            (key.text, (*where, "keys", number, "key"))
            for person, (_, where) in zip(persons, rows, strict=True)
            for number, key in enumerate(person.keys)
        ),
        "public-key-taken",
    )
    for key, text in _UNIQUE.items():
        settings.unique(
            (
                (getattr(person, key), (*where, key))
                for person, (_, where) in zip(persons, rows, strict=True)
            ),
            text,
        )
    administrators = _administrators(settings, record, persons)
    if settings.findings:
        return None, tuple(settings.findings)
    return Roster(version=int(version), persons=persons, administrators=administrators), ()


def _administrators(
    settings: Settings, record: dict[str, object], persons: Iterable[Person]
) -> Administrators | None:
    if "administrators" not in record:
        return None
    where: Where = ("administrators",)
    own = settings.record(record["administrators"], where, ADMIN_KEYS, ADMIN_KEYS)
    threshold = settings.word(own, "threshold", where)
    if threshold and not _THRESHOLD.fullmatch(threshold):
        settings.fault("setting-not-count", (*where, "threshold"), value=threshold, most=9)
        threshold = ""
    held = {role for person in persons for role in person.roles}
    roles = settings.words(own, "roles", where)
    for number, role in enumerate(roles):
        # Written as the persons' roles are, so that the file alone says who it is.
        place = ("roles", number) if isinstance(own.get("roles"), list) else ("roles",)
        settings.known(role, "roles", (*where, *place), sorted(held))
    return Administrators(roles=roles, threshold=int(threshold or 1))


def _moment(text: str) -> bool:
    """True for a day or a time; only its form matters here."""
    try:
        parse_time(text, UTC)
    except ValueError:
        try:
            parse_day(text)
        except ValueError:
            return False
    return True


def _person(settings: Settings, raw: object, where: Where) -> Person:
    record = settings.record(raw, where, PERSON_KEYS, ("name", "key", "unit", "roles"))
    word = settings.word
    key, email = word(record, "key", where), word(record, "email", where)
    if key and not _KEY.fullmatch(key):
        settings.fault("person-key", (*where, "key"), value=key)
    if email and not _EMAIL.fullmatch(email):
        settings.fault("person-email", (*where, "email"), value=email)
    since, until = settings.day(record, "from", where), settings.day(record, "until", where)
    if since and until and until < since:
        settings.fault("days-reversed", (*where, "until"))
    return Person(
        name=word(record, "name", where),
        key=key,
        unit=word(record, "unit", where),
        post=word(record, "post", where),
        roles=settings.words(record, "roles", where),
        email=email,
        since=since,
        until=until,
        keys=tuple(_public_key(settings, *row) for row in settings.rows(record, "keys", where)),
    )


def _public_key(settings: Settings, raw: object, where: Where) -> PublicKey:
    record = settings.record(raw, where, KEY_KEYS, ("key",))
    text = settings.word(record, "key", where)
    if text and not _is_public(text):
        settings.fault("public-key", (*where, "key"))
    lost = settings.word(record, "compromised_since", where)
    if lost and not _moment(lost):
        place = (*where, "compromised_since")
        settings.fault("setting-not-day", place, key="compromised_since", value=lost)
    since, until = settings.day(record, "from", where), settings.day(record, "until", where)
    if since and until and until < since:
        settings.fault("days-reversed", (*where, "until"))
    return PublicKey(text=text, since=since, until=until, compromised_since=lost)


def _is_public(text: str) -> bool:
    """True for a plain Ed25519 key without a comment; one on a token has another type."""
    found = _PUBLIC.fullmatch(text)
    return found is not None and b64decode(found[1]).startswith(_BLOB_START)
