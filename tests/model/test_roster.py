"""Who may sign when: keys are opened and closed by days, and lost from a moment on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from taizhang.model.roster import Person, PublicKey, Roster, Rosters

ZONE = timezone(timedelta(hours=8))
OLD = PublicKey(text="ssh-ed25519 OLD", until=date(2026, 6, 15))
NEW = PublicKey(text="ssh-ed25519 NEW", since=date(2026, 6, 15))
LOST = PublicKey(text="ssh-ed25519 LOST", compromised_since="2026-06-15 10:00")


def person(*keys, key="zhang.wei"):
    return Person(name=key, key=key, unit="科", roles=("监控员",), keys=keys)


def at(day, hour=9):
    return datetime(2026, 6, day, hour, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "open_keys"),
    [(at(14), (OLD, LOST)), (at(15), (OLD, NEW, LOST)), (at(15, 10), (OLD, NEW)), (at(16), (NEW,))],
)
def test_a_person_signs_with_keys_that_are_open_and_not_lost(moment, open_keys):
    assert person(OLD, NEW, LOST).signing_keys(moment, ZONE) == open_keys


def test_the_day_is_that_of_the_office():
    moment = datetime(2026, 6, 14, 16, tzinfo=UTC)  # midnight in ZONE
    assert person(NEW).signing_keys(moment, ZONE) == (NEW,)
    assert person(NEW).signing_keys(moment - timedelta(seconds=1), ZONE) == ()


def test_a_loss_on_a_day_counts_from_its_midnight():
    lost = PublicKey(text="k", compromised_since="2026-06-15")
    assert lost.lost_at(ZONE) == datetime(2026, 6, 15, tzinfo=ZONE)
    assert lost.lost(datetime(2026, 6, 15, tzinfo=ZONE), ZONE)
    assert NEW.lost_at(ZONE) is None
    assert not NEW.lost(at(30), ZONE)


def test_a_closed_key_still_has_its_owner():
    zhang, li = person(OLD, NEW), person(LOST, key="li.na")
    roster = Roster(version=1, persons=(zhang, li))
    assert roster.owner(OLD.text) is zhang
    assert roster.owner(LOST.text) is li
    assert roster.owner("ssh-ed25519 NOBODY") is None


def test_a_key_written_twice_is_the_first_persons():
    zhang, li = person(OLD), person(NEW, OLD, key="li.na")
    roster = Roster(version=1, persons=(zhang, li))
    assert roster.owner(OLD.text) is zhang
    assert Rosters(versions=(roster,)).latest(li, OLD) == (li, OLD)


def test_a_key_is_what_the_newest_version_that_has_it_says():
    before, after = person(PublicKey(text="k")), person(PublicKey(text="k", until=date(2026, 7, 1)))
    versions = (
        Roster(version=1, persons=(before,)),
        Roster(version=2, persons=(after,)),
        Roster(version=3, persons=(person(NEW, key="li.na"),)),
    )
    rosters = Rosters(versions=versions)
    assert rosters.latest(before, before.keys[0]) == (after, after.keys[0])
    assert Rosters(versions=versions[2:]).latest(before, before.keys[0]) == (before, before.keys[0])
