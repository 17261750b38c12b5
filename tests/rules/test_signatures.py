"""Approvals under a roster with keys: what is signed counts, anything else counts for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.builders import (
    codes,
    decided,
    drafted,
    errors,
    found,
    noted,
    regraded,
    reported,
    returned,
    shipped,
    signed,
    typed,
    until_archive,
    until_handling,
    worded,
)
from tests.signing import keyed, keyed_law, sealed, signer

from taizhang.model.roster import PublicKey, Rosters
from taizhang.model.state import Effect, Verification
from taizhang.rules.fold import fold
from taizhang.rules.reading import read_entry
from taizhang.rules.signatures import beginning_for, nobody_verifies, statement_for
from taizhang.rules.values import Values
from taizhang.store.sshsig import why_not

LAW = keyed_law(shipped())
START = decided("09:20", "启动预案", stage="会商研判")
OPEN = [found(), reported(stage="快报事实"), START]
BY_LEADER = signed("09:25:01", START)
BY_MEMBER = signed("09:26:01", START, by="王强")
HIGHEST = [
    found(level="特别重大"),
    reported(stage="快报事实"),
    reported("09:10", to="市网信办"),
    START,
]
"""Where two must sign."""


def folded(entries, law=LAW, verify=why_not):
    done = fold(typed(*entries, law=law), law.plan, law.rosters, law.office, verify)
    worded(done.findings)
    return done


def approval(done, number=2, place=-1):
    return done.state.acts[number].approvals[place]


def changed(entries, number, **fields):
    """The file with fields of one entry changed; None takes one away."""
    made = [dict(each) for each in entries]
    made[number] |= fields
    made[number] = {key: value for key, value in made[number].items() if value is not None}
    return made


@pytest.mark.parametrize("level", ["一般", "较大", "特别重大"])
def test_a_whole_incident_signed_stands_as_it_would_unsigned(level):
    entries = until_archive(level)
    plain = folded(entries, shipped())
    done = folded(sealed(entries, LAW))
    assert [act.effect for act in done.state.acts] == [act.effect for act in plain.state.acts]
    assert done.findings == plain.findings
    seen = {each.verification for act in done.state.acts for each in act.approvals}
    assert seen == {Verification.VERIFIED}


def test_under_a_roster_without_keys_an_approval_counts_and_is_not_verified():
    done = folded([*OPEN, BY_LEADER], shipped())
    assert done.state.stage == "会商研判"
    assert approval(done).verification is Verification.UNSIGNED


def test_a_signature_under_a_roster_without_keys_proves_nothing():
    done = folded(sealed([*OPEN, BY_LEADER], LAW), shipped())
    assert codes(done) == []
    assert approval(done).verification is Verification.UNSIGNED


def test_one_person_with_a_key_is_enough_to_ask_everybody():
    others = {each.key.replace(".", "_"): () for each in LAW.rosters.current.persons}
    law = keyed_law(shipped(), **{key: each for key, each in others.items() if key != "xu_gang"})
    done = folded([*OPEN, BY_LEADER], law)
    assert errors(done) == [("sig-missing", 3)]


def test_without_a_verifier_no_signature_is_taken():
    done = folded(sealed([*OPEN, BY_LEADER], LAW), verify=nobody_verifies)
    assert errors(done) == [("sig-differs", 3)]


def test_no_verifier_is_asked_where_nothing_is_signed():
    def never(text, sig, keys):
        raise AssertionError

    folded(until_archive(), shipped(), never)


SIGNED = sealed([*OPEN, noted("09:22"), BY_LEADER], LAW)
LAST = len(SIGNED) - 1
FORGED = {
    "taken away": ("sig-missing", {"sig": None}),
    "the role relabelled": ("sig-differs", {"as": "小组成员"}),
    "a return made of it": ("sig-differs", {"verdict": "退回", "reason": "不妥"}),
    "a reason put in": ("sig-differs", {"reason": "不妥"}),
    "another time": ("sig-differs", {"at": "2026-11-09 09:25:02"}),
    "a text put in": ("sig-differs", {"text": "电话核实过"}),
    "put in another's mouth": ("sig-other-key", {"by": "徐刚", "as": "小组成员"}),
    "not base64": ("sig-not-base64", {"sig": "签名"}),
    "cut short": ("sig-malformed", {"sig": SIGNED[LAST]["sig"][:80]}),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_an_approval_changed_after_it_was_signed_counts_for_nothing(change):
    code, fields = change
    done = folded(changed(SIGNED, LAST, **fields))
    assert errors(done) == [(code, LAST)]
    assert done.state.stage == "快报事实"
    assert done.state.acts[2].effect is Effect.WAITING
    assert not approval(done).counts
    assert approval(done).why == code
    wanted = Verification.UNSIGNED if code == "sig-missing" else Verification.BAD
    assert approval(done).verification is wanted


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_entry_changed_before_a_decision_that_was_signed_is_noticed(number):
    """Everything up to the last change of stage is sealed, and so is the entry itself."""
    entries = sealed([*OPEN, noted("09:22"), BY_LEADER], LAW)
    broken = folded(changed(entries, number, text="后来加的"))
    sealed_up = number in (0, 1, 2)
    assert (("sig-differs", LAST) in errors(broken)) is sealed_up


def test_every_entry_before_the_last_decision_is_sealed():
    entries = sealed(until_handling(), LAW)
    last = max(number for number, each in enumerate(entries) if each["kind"] == "审批")
    start = next(number for number, each in enumerate(entries) if each["kind"] == "审批")
    for number in range(start):
        broken = folded(changed(entries, number, text="后来加的"))
        assert ("sig-differs", start) in errors(broken), number
    # The consultation between the two decisions stands open until the next one.
    assert errors(folded(changed(entries, start, text="后来加的")))[0] == ("sig-differs", start)
    assert last > start


def test_an_approval_is_not_moved_to_another_incident():
    incident = typed(*SIGNED, law=LAW)
    for other in (replace(incident, id="20261109-4mq3"), replace(incident, title="另一件")):
        done = fold(other, LAW.plan, LAW.rosters, LAW.office, why_not)
        assert errors(done) == [("sig-differs", LAST)]


@pytest.mark.parametrize("part", ["plan", "ledger"])
def test_an_approval_is_not_carried_under_another_plan_or_into_another_ledger(part):
    law = replace(LAW, plan=replace(LAW.plan, digest="e" * 64))
    if part == "ledger":
        law = replace(LAW, office=replace(LAW.office, id="another"))
    assert errors(folded(SIGNED, law)) == [("sig-differs", LAST)]


def test_a_signature_by_somebody_elses_key_is_refused():
    done = folded(sealed([*OPEN, BY_LEADER], LAW, chen_li="wang.qiang"))
    assert errors(done) == [("sig-other-key", 3)]


def test_the_same_person_counts_once_whatever_the_keys():
    two = (PublicKey(text=signer("chen.li").key), PublicKey(text=signer("chen.li:2").key))
    law = keyed_law(shipped(), chen_li=two)
    first = sealed([*HIGHEST, BY_LEADER], law)
    again = signed("09:25:30", START, as_="小组成员")
    both = [*first, sealed([*first, again], law, chen_li="chen.li:2")[-1]]
    done = folded(both, law)
    assert errors(done) == [("approver-twice", 5)]
    assert done.state.acts[3].missing == ("小组成员",)


def test_nobody_approves_his_own_act_by_signing_it():
    own = decided("09:20", "启动预案", stage="会商研判", by="陈立")
    done = folded(sealed([*OPEN[:2], own, signed("09:25:01", own)], LAW))
    assert errors(done) == [("approver-is-author", 3)]
    assert approval(done).verification is Verification.VERIFIED


def leader(**times):
    return PublicKey(text=signer("chen.li").key, **times)


KEYS = {
    "closed before": ("sig-key-closed", {"until": date(2026, 11, 8)}),
    "not yet open": ("sig-key-closed", {"since": date(2026, 11, 10)}),
    "lost before": ("sig-key-lost", {"compromised_since": "2026-11-09 09:25"}),
    "lost that day": ("sig-key-lost", {"compromised_since": "2026-11-09"}),
    "closed later": ("", {"until": date(2026, 11, 9)}),
    "lost later": ("", {"compromised_since": "2026-11-09 09:26"}),
}


@pytest.mark.parametrize("newer", [False, True], ids=["in the version named", "in a newer one"])
@pytest.mark.parametrize("case", KEYS.values(), ids=KEYS)
def test_a_key_signs_only_while_it_is_open_and_at_hand(case, newer):
    code, times = case
    entries = sealed([*OPEN, BY_LEADER], LAW)
    law = keyed_law(shipped(), chen_li=(leader(**times),))
    if newer:
        next_one = replace(law.rosters.current, version=2)
        law = replace(law, rosters=Rosters(versions=(LAW.rosters.current, next_one)))
    assert errors(folded(entries, law)) == ([(code, 3)] if code else [])


def test_a_key_ends_with_its_person():
    roster = keyed(shipped().rosters.current)
    persons = tuple(
        replace(each, until=date(2026, 11, 8)) if each.key == "chen.li" else each
        for each in roster.persons
    )
    newest = replace(roster, version=2, persons=persons)
    law = replace(LAW, rosters=Rosters(versions=(LAW.rosters.current, newest)))
    assert errors(folded(sealed([*OPEN, BY_LEADER], LAW), law)) == [("sig-key-closed", 3)]


def test_a_lost_key_does_not_hinder_the_new_one():
    keys = (leader(compromised_since="2026-11-01"), PublicKey(text=signer("chen.li:2").key))
    law = keyed_law(shipped(), chen_li=keys)
    assert errors(folded(sealed([*OPEN, BY_LEADER], law, chen_li="chen.li:2"), law)) == []


def test_a_signed_return_ends_an_act_and_an_unsigned_one_does_not():
    back = returned("09:25:01", START)
    assert folded(sealed([*OPEN, back], LAW)).state.acts[2].effect is Effect.RETURNED
    done = folded([*OPEN, back])
    assert errors(done) == [("sig-missing", 3)]
    assert done.state.acts[2].effect is Effect.WAITING


def overtaken(*meanwhile):
    """A draft signed before anybody else acted; then ``meanwhile`` came first into the file."""
    draft = drafted("11:00")
    entries = [*until_handling("较大"), draft]
    alone = sealed([*entries, signed("11:30:01", draft)], LAW)
    done = folded(sealed([*alone[:-1], *meanwhile, alone[-1]], LAW))
    return done, done.state.acts[len(entries) - 1]


def test_a_note_filed_meanwhile_does_not_void_an_approval():
    done, draft = overtaken(noted("11:10"))
    assert errors(done) == []
    assert draft.effect is Effect.EFFECTIVE
    assert draft.approvals[0].verification is Verification.VERIFIED


def test_a_change_of_level_meanwhile_does():
    down = regraded("11:10", "一般")
    done, draft = overtaken(down, signed("11:20:01", down, by="王强"))
    assert [code for code, _ in errors(done)] == ["sig-differs"]
    assert draft.effect is Effect.WAITING


def test_signatures_of_one_act_stand_in_any_order():
    forth = sealed([*HIGHEST, BY_LEADER, BY_MEMBER], LAW)
    for entries in (forth, [*forth[:4], forth[5], forth[4]]):
        done = folded(entries)
        assert errors(done) == []
        assert done.state.stage == "会商研判"


def test_an_urgent_act_is_signed_afterwards():
    urgent = decided("09:20", "启动预案", stage="会商研判", urgent="组长电话同意")
    entries = [*OPEN[:2], urgent, noted("09:22"), signed("09:40:01", urgent)]
    done = folded(sealed(entries, LAW))
    assert errors(done) == []
    assert done.state.acts[2].effect is Effect.EFFECTIVE
    unsigned = folded(entries)
    assert errors(unsigned) == [("sig-missing", 4)]
    assert unsigned.state.acts[2].effect is Effect.UNRATIFIED


def test_beside_a_forged_approval_a_true_one_counts():
    forged = {**BY_MEMBER, "sig": SIGNED[LAST]["sig"]}
    done = folded(sealed([*OPEN, forged, BY_LEADER], LAW))
    assert errors(done) == [("sig-other-key", 3)]
    assert done.state.stage == "会商研判"


@pytest.mark.parametrize(
    "fields",
    [{"of": "2026-11-09 09:21 决定"}, {"of": START, "by": "何人"}, {"of": START, "roster": "7"}],
    ids=["nothing of that name", "nobody of that name", "no such roster"],
)
def test_there_is_no_statement_about_what_is_not_there(fields):
    done = folded(OPEN)
    values = Values(LAW.plan, LAW.persons | {"何人"})
    entry = read_entry(values, signed("09:25", **fields), 3)
    assert entry
    assert statement_for(entry, done.ground, done.chain) is None
    sound = read_entry(values, BY_LEADER, 3)
    assert sound
    assert "审批人：陈立 chen.li" in str(statement_for(sound, done.ground, done.chain))


def test_what_waits_shows_what_every_signer_will_sign():
    done = folded(OPEN)
    begun = beginning_for(done.state.acts[2], done.ground, done.chain)
    values = Values(LAW.plan, LAW.persons)
    for each in (BY_LEADER, BY_MEMBER):
        entry = read_entry(values, each, 3)
        assert entry
        told = statement_for(entry, done.ground, done.chain)
        assert told
        assert told.startswith(begun)
    assert f"前序：{done.chain.base}" in begun
