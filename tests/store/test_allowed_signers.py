"""The exported file judges as our roster does, to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.store import stock
from tests.store.stock import TEXT

from taizhang.model.roster import Person, PublicKey, Roster
from taizhang.store.allowed_signers import allowed_signers
from taizhang.store.sshsig import sign, to_armor

ZONE = timezone(timedelta(hours=8))
SIGNER = stock.new_signer()
NOON = datetime(2026, 6, 15, 12, tzinfo=ZONE)


def person(key="zhang.wei", *, since=None, until=None, keys=()):
    return Person(
        name="张伟", key=key, unit="科", roles=("监控员",), since=since, until=until, keys=keys
    )


def public(text=SIGNER.key, *, since=None, until=None, lost=""):
    return PublicKey(text=text, since=since, until=until, compromised_since=lost)


def exported(*persons):
    return allowed_signers(Roster(version=1, persons=persons), ZONE)


def test_a_line_is_one_key_of_one_person():
    first, second = stock.new_signer(), stock.new_signer()
    text = exported(
        person(keys=(public(first.key), public(second.key, until=date(2026, 1, 31)))),
        person("li.na"),
    )
    assert text.splitlines() == [
        f'zhang.wei namespaces="transition@taizhang,governance@taizhang,seal@taizhang" {first.key}',
        f'zhang.wei namespaces="transition@taizhang,governance@taizhang,seal@taizhang",valid-before="20260131155959Z" {second.key}',
    ]


DAYS = {
    "never closed": ({}, {}),
    "key from a day": ({}, {"since": date(2026, 6, 15)}),
    "key until a day": ({}, {"until": date(2026, 6, 15)}),
    "person from a day": ({"since": date(2026, 6, 15)}, {}),
    "person until a day": ({"until": date(2026, 6, 15)}, {}),
    "the narrower counts": (
        {"since": date(2026, 6, 15), "until": date(2026, 6, 20)},
        {"since": date(2026, 6, 10), "until": date(2026, 6, 16)},
    ),
    "lost at a time": ({}, {"lost": "2026-06-15 12:00"}),
    "lost on a day": ({}, {"until": date(2026, 6, 20), "lost": "2026-06-16"}),
}
MOMENTS = [
    *(
        datetime(2026, 6, day, tzinfo=ZONE) + timedelta(seconds=second)
        for day in (10, 15, 16, 17, 21)
        for second in (-1, 0)
    ),
    NOON - timedelta(seconds=1),
    NOON,
]


@stock.needed
@pytest.mark.parametrize(("of_person", "of_key"), DAYS.values(), ids=DAYS)
def test_openssh_and_the_roster_agree_at_every_edge(tmp_path, of_person, of_key):
    who = person(**of_person, keys=(public(**of_key),))
    armour = to_armor(sign(TEXT, SIGNER))
    text = exported(who)
    for moment in MOMENTS:
        stamp = moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")
        ours = who.active(moment.date()) and bool(who.signing_keys(moment, ZONE))
        assert stock.takes(tmp_path, armour, text, at=stamp) is ours, stamp


@stock.needed
def test_it_names_persons_and_one_purpose(tmp_path):
    text = exported(person(keys=(public(),)))
    armour = to_armor(sign(TEXT, SIGNER))
    assert stock.takes(tmp_path, armour, text)
    assert not stock.takes(tmp_path, armour, text, who="li.na")
    assert not stock.takes(tmp_path, armour, text.replace("transition@", "git@"))
