"""What is said of every fault that the tables of the tests name, as an office reads it.

The tables say which fault is found where; the golden text says all that is told about it, so that
no word of it changes unseen. After a change: python -m tests.rules.test_faults
"""

from __future__ import annotations

from pathlib import Path

from tests.rules import (
    test_officefacts,
    test_plancheck,
    test_planread,
    test_planread_office,
    test_planread_roster,
)
from tests.rules.plans import OFFICE, PLAN, ROSTER, changed, office_of, plan_of, rosters_of, tree

from taizhang.model.messages import finding_words
from taizhang.rules.plancheck import check_plan
from taizhang.rules.planread import read_plan
from taizhang.rules.rosterread import read_roster

GOLDEN = Path(__file__).parent / "golden" / "faults.txt"


def told(change, findings):
    """The change, then one line a finding: its place, on the key or on the value, and the words."""
    said = [" → ".join(change).replace("\n", "⏎")]
    for each in findings:
        place = " ".join(map(str, each.where)) + (" key" if each.on_key else "")
        said.append(f"  {place}: {'｜'.join(filter(None, finding_words(each)))}")
    return said


def plan_faults():
    """A plan that cannot be read, then one that can and says what it must not."""
    for old, new, *_ in test_planread.FAULTS:
        yield (old, new), read_plan(tree(changed(PLAN, (old, new))), "")[1]
    rosters, office = rosters_of(test_plancheck.MORE), office_of()[0]
    for old, new, *_ in (*test_plancheck.FAULTS, *test_plancheck.SOUND):
        yield (old, new), check_plan(plan_of((old, new)), rosters, office)


def roster_faults():
    """Persons, their keys, and who approves the next version."""
    keyed = test_planread_roster.with_keys()
    led = changed(ROSTER, test_planread_roster.ADMINISTRATORS)
    for text, table in (
        (ROSTER, test_planread_roster.FAULTS),
        (keyed, test_planread_roster.KEY_FAULTS),
        (led, test_planread_roster.ADMINISTRATOR_FAULTS),
    ):
        for old, new, *_ in table:
            yield (old, new), read_roster(tree(changed(text, (old, new))))[1]


def office_faults():
    """Each file of the office."""
    for name, old, new, *_ in (*test_planread_office.FAULTS, *test_officefacts.FAULTS):
        file = f"{name}.yml"
        found = office_of(**{name: changed(OFFICE[file], (old, new))})[1]
        yield (old, new), found.get(file, ())


def in_words():
    faults = (*plan_faults(), *roster_faults(), *office_faults())
    return [line for change, findings in faults for line in told(change, findings)]


def test_every_fault_is_told_as_it_was():
    assert in_words() == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(in_words()) + "\n", encoding="utf-8")
