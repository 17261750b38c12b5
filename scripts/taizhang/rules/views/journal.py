"""The office at a moment in words: duty, watch, contacts, yearly items, the latest records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.clause import anchor
from taizhang.model.entry import part
from taizhang.model.journal import DRILL, JOURNAL_KINDS, LOOK
from taizhang.model.messages import finding_words
from taizhang.model.officeviews import (
    ContactView,
    JournalView,
    LookView,
    OfficeFindingView,
    PeriodView,
    RecordView,
    TurnView,
    YearItemView,
)
from taizhang.model.times import elapsed_words
from taizhang.rules.cover import gaps, next_days, overlaps, span_words, turns
from taizhang.rules.liaison import unverified
from taizhang.rules.officechecks import find_office
from taizhang.rules.views.words import moment
from taizhang.rules.watching import list_reviewed_on, look_interval, next_look, unmanned
from taizhang.rules.yearly import items_of_year, to_be_trained, unchecked_bases

if TYPE_CHECKING:
    from taizhang.model.entry import Entry
    from taizhang.model.office import Period
    from taizhang.rules.cover import Turn
    from taizhang.rules.officecase import OfficeCase

SHOWN = 20
"""Records shown, the latest first."""
TURNS_AHEAD = 4

DONE, OPEN = "已办", "未办"


def journal_view(case: OfficeCase, lang: str = "zh") -> JournalView:
    """Everything the page 值班与监测 and ``taizhang journal show`` tell."""
    zone = case.plan.zone
    listed = turns(case.office, zone)
    ahead = next_days(case)
    stale = unverified(case)
    return JournalView(
        ledger=case.office.name,
        drill=case.office.drill,
        built=moment(case.now, zone),
        plan=case.plan.id,
        on_duty=tuple(_turn(each, case) for each in listed if each.since <= case.now < each.until),
        next_duty=tuple(_turn(each, case) for each in listed if case.now < each.since)[
            :TURNS_AHEAD
        ],
        gaps=tuple(map(span_words, gaps(listed, *ahead))) if ahead else (),
        overlaps=tuple(map(span_words, overlaps(listed, *ahead))) if ahead else (),
        look=_look(case),
        periods=_periods(case),
        contacts=tuple(
            ContactView(
                body=each.body,
                post=each.post,
                hours=each.hours,
                verified_on=each.verified_on.isoformat() if each.verified_on else "",
                stale=each in stale,
            )
            for each in case.office.contacts
        ),
        yearly=tuple(_yearly(case)),
        findings=office_finding_views(case, lang),
        records=tuple(record_view(each, case) for each in _latest(case)),
    )


def _latest(case: OfficeCase) -> tuple[Entry, ...]:
    return case.journal.of_kind(*JOURNAL_KINDS)[: -SHOWN - 1 : -1]


def office_finding_views(case: OfficeCase, lang: str = "zh") -> tuple[OfficeFindingView, ...]:
    """Every finding about the office in words."""
    found = []
    for check, finding in find_office(case):
        message, fix = finding_words(finding, lang)
        found.append(
            OfficeFindingView(
                code=finding.code,
                severity=finding.severity.value,
                clause=check.clause,
                force=check.force,
                message=message,
                fix=fix,
                anchor=anchor(check.clause),
            )
        )
    return tuple(found)


def record_view(entry: Entry, case: OfficeCase) -> RecordView:
    """One entry of the journal with the titles of its fields."""
    kind = JOURNAL_KINDS[entry.kind]
    lines = tuple(
        (field.zh, _text(entry, name)) for name in entry.fields if (field := kind.field(name))
    )
    at = moment(entry.at, case.plan.zone)
    return RecordView(at=at, by=entry.by, kind=entry.kind, lines=lines)


def _text(entry: Entry, name: str) -> str:
    """A field in one line; of annexes their names."""
    records = (part(each, "name") for each in entry.records(name))
    return "；".join((*entry.words(name), *records))


def _turn(turn: Turn, case: OfficeCase) -> TurnView:
    zone = case.plan.zone
    return TurnView(
        shift=turn.shift,
        person=turn.person,
        since=moment(turn.since, zone),
        until=moment(turn.until, zone),
    )


def _look(case: OfficeCase) -> LookView:
    watch = case.office.watch(case.today)
    last = case.journal.last(LOOK)
    interval, due = look_interval(case), next_look(case)
    zone = case.plan.zone
    return LookView(
        engines=watch.engines if watch else (),
        keywords=watch.keywords if watch else (),
        platforms=watch.platforms if watch else (),
        reviewed_on=list_reviewed_on(case, watch).isoformat() if watch else "",
        looked=moment(last.at if last else None, zone),
        by=last.by if last else "",
        age=elapsed_words(case.now - last.at) if last else "",
        interval=interval.words() if interval else "",
        next=moment(due, zone),
        late=due is not None and due < case.now,
    )


def _periods(case: OfficeCase) -> tuple[PeriodView, ...]:
    """Sensitive periods and key works that are not over, the next first."""
    rows = [
        *((each, "敏感时段") for each in case.office.periods),
        *((each, "重点工作") for each in case.office.works),
    ]
    rows.sort(key=lambda row: row[0].since)
    return tuple(_period(each, sort, case) for each, sort in rows if each.until >= case.today)


def _period(period: Period, sort: str, case: OfficeCase) -> PeriodView:
    return PeriodView(
        name=period.name,
        sort=sort,
        since=period.since.isoformat(),
        until=period.until.isoformat(),
        now=period.since <= case.today,
        duty=period.duty,
        unmanned=len(unmanned(case, period)) if period.duty else 0,
    )


def _yearly(case: OfficeCase) -> list[YearItemView]:
    """What the plan wants by the year, with this year's record."""
    rows = [
        _item(form, entry, "四(四)", case, stands=entry is not None)
        for form, entry in items_of_year(case).items()
    ]
    if case.limit("training_cycle"):
        persons = [person.name for _, person in to_be_trained(case)]
        rows.append(_open_or_done("培训", "尚无记录", persons, "四(三)"))
    if case.limit("basis_check"):
        bases = [basis.name for _, basis in unchecked_bases(case)]
        rows.append(_open_or_done("编制依据核对", "久未核对", bases, "一(二)"))
    limit = case.limit("drill_cycle")
    if limit is not None:
        held = case.journal.last(DRILL)
        stands = held is not None and case.within(case.day(held), limit)
        rows.append(_item("演练", held, limit.basis, case, stands=stands))
    return rows


def _open_or_done(name: str, title: str, missing: list[str], clause: str) -> YearItemView:
    return YearItemView(
        name=name,
        state=OPEN if missing else DONE,
        detail=f"{title}：{'、'.join(missing)}" if missing else "",
        clause=clause,
        anchor=anchor(clause),
    )


def _item(
    name: str, entry: Entry | None, clause: str, case: OfficeCase, *, stands: bool
) -> YearItemView:
    return YearItemView(
        name=name,
        state=DONE if stands else OPEN,
        detail=f"{case.day(entry).isoformat()} {entry.by}" if entry else "",
        clause=clause,
        anchor=anchor(clause),
    )
