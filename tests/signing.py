"""Throw-away keys for everybody of a roster, and incidents whose approvals are really signed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from taizhang.actions.demo.signing import Notary, drill_signer
from taizhang.model.roster import PublicKey, Rosters
from taizhang.store.sshsig import why_not

SEED = 7


@cache
def signer(person):
    """The key of the person with that ``key`` in the roster; ``person:2`` is another."""
    return drill_signer(SEED, person)


def keyed(roster, **changes):
    """The roster with one open key for everybody; ``changes``: key -> tuple of keys instead."""
    persons = tuple(
        replace(
            person,
            keys=changes.get(
                person.key.replace(".", "_"), (PublicKey(text=signer(person.key).key),)
            ),
        )
        for person in roster.persons
    )
    return replace(roster, persons=persons)


def keyed_law(law, **changes):
    """The same law with a roster in which everybody has a key."""
    rosters = Rosters(versions=(keyed(law.rosters.current, **changes),))
    return replace(law, rosters=rosters, plan=replace(law.plan, digest="d" * 64))


def sealed(entries, law, *, heading=None, **changes):
    """The entries with their approvals signed, each by the key of its ``by``.

    ``heading``: the header they stand under, as pairs. ``changes``: roster key (``chen_li``) -> whose key signs instead.
    """
    people = {person.key: signer(person.key) for person in law.rosters.current.persons}
    people |= {key.replace("_", "."): signer(other) for key, other in changes.items()}
    notary = Notary(law.plan, law.rosters, law.office, people, why_not)
    plain = [("id", "20261109-4mq2"), ("title", "标题"), ("plan", law.plan.id)]
    deed = notary.open(heading or plain)
    return [deed.signed(each) for each in entries]
