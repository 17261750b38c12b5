"""What the pages show of a few incidents, their figures and the plan, held against a text to read.

After a change of what is shown: python -m tests.rules.test_view_words
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

from tests.rules.builders import (
    consulted,
    corrected,
    decided,
    drafted,
    entry,
    found,
    handled,
    item,
    judged,
    noted,
    opinion,
    published,
    reported,
    returned,
    shipped,
    signed,
    until_archive,
    until_handling,
    verified,
    voided,
)
from tests.rules.offices import case
from tests.rules.plans import plan_of, rosters_of
from tests.rules.situations import control
from tests.rules.test_plan_words import MORE
from tests.rules.test_views import at, board, row, view

from taizhang.model.incidentfacts import LessonFact
from taizhang.model.views import Moment
from taizhang.rules.views.cards import card_views, person_views
from taizhang.rules.views.counted import facts_of
from taizhang.rules.views.journal import journal_view
from taizhang.rules.views.statistics import statistics_view
from taizhang.rules.views.tables import plan_tables

GOLDEN = Path(__file__).parent / "golden" / "view-words.txt"


def busy():
    """An incident in which everything happens: returned, corrected, void, late, waiting, merged."""
    visit = entry(
        "10:20", "张伟", "来访", id="来访1", outlet="晚报", topic="开放时间", handled_by="李娜"
    )
    draft, again = (
        drafted("10:30", form="答复"),
        drafted("10:50", "发布2", form="声明", phase="表态性"),
    )
    ask = control("11:20", items=["事项2"])
    refer = entry("11:30", "李娜", "移送", id="移送1", items=["事项1"], to="市信访局")
    wrong = noted("11:40", text="误记的一条")
    go = decided("10:10:30", "信息管控", tasks=[TASK])
    return [
        *until_handling("较大", items=[item(), item("事项2", "虚假信息")]),
        go, signed("10:12", go), visit, draft, returned("10:35", draft), verified("10:40", ["事项2"]),
        again, signed("10:55", again), published("11:00", "发布2"), reported("11:05", form="续报", to="市网信办"),
        entry("11:10", "张伟", "监看", trend="上升", spread={"posts": "12", "reads": "3400"}),
        handled("11:15", "任务1"), ask, signed("11:25", ask), opinion("11:26", about="管控1"), refer, wrong, voided("11:45", wrong),
        corrected("11:50", consulted(), "findings", "属实", "部分属实"), decided("12:00", "线下处置"),
    ]  # fmt: skip


TASK = {
    "id": "任务1",
    "unit": "代工委",
    "do": "核实",
    "due": "2026-11-09 18:00",
    "items": ["事项1", "事项2"],
}
NOW = "+1 12:00"


def told(value, name="", depth=0, seen=None):
    """A value as lines: what is empty is left out, what is flat stands on one, and nothing twice."""
    seen = {} if seen is None else seen
    value = value.text if isinstance(value, Moment) else value
    if value in ("", (), None, False) or callable(value):
        return []
    pad = "  " * depth + (f"{name}: " if name else "")
    if is_dataclass(value):
        if repr(value) in seen:
            return [f"{pad}= {seen[repr(value)]}"]
        seen[repr(value)] = f"{name} {len(seen)}"
        names = (each.name for each in fields(value) if each.name != "statement")
        value = {each: getattr(value, each) for each in names}
    if isinstance(value, dict):
        lines = [line for key, each in value.items() for line in told(each, key, depth + 1, seen)]
        flat = [line.strip() for line in lines if not line.startswith("  " * (depth + 2))]
        short = [line for line in flat if not line.endswith(":")]
        return [pad + " ".join(short), *(line for line in lines if line.strip() not in short)]
    if isinstance(value, tuple):
        if all(isinstance(each, (str, int, float)) for each in flattened(value)):
            return [pad + "、".join(map(str, flattened(value)))]
        lines = [line for each in value for line in told(each, "-", depth + 1, seen)]
        return [pad.rstrip(), *lines] if lines else []
    return [f"{pad}{value}".replace("\n", "⏎")]


def flattened(value):
    return [
        part for each in value for part in (flattened(each) if isinstance(each, tuple) else [each])
    ]


def figures():
    """The figures of three incidents, one archived, one busy, one just found; then without levels."""
    law = shipped()
    done = (
        judged("+9 09:00", *until_archive()),
        judged(NOW, *busy()),
        judged(NOW, found("+1 09:00")),
    )
    archived, running, new = map(facts_of, done)
    lessons = (
        LessonFact("无备岗", "plan", "2026-11-18"),
        LessonFact("", "other", ""),
        LessonFact("无备岗", "", ""),
    )
    entries = tuple(
        each._replace(late=1) if each.kind == "报告" else each for each in running.entries
    )
    before = replace(archived, id="20251109-4mq2", opened="2025-11-09T09:00:00+08:00")
    facts = [replace(archived, lessons=lessons), replace(running, entries=entries), new, before]
    shown = statistics_view(facts, (law.plan,), law.office, at(NOW), history=True)
    lines = [
        f"{each.key} {each.title} {each.total} {each.partial} {each.moving}{each.mark}"
        for each in shown.periods
    ]
    lines += figures_in_words(shown.periods[0].figures)
    plain = [replace(each, level="") for each in facts]
    bare = statistics_view(plain, (replace(law.plan, levels=()),), law.office, at("+40 09:00"))
    short = [each for each in bare.periods[0].figures if each.key in ("years", "months", "natures")]
    late = [each for each in bare.periods[0].figures if each.key in ("late-entries", "overdue")]
    return [*lines, "without levels", *figures_in_words((*short, *late))]


def figures_in_words(shown):
    lines = []
    for figure in shown:
        lines.append(f"{figure.group} {figure.key} {figure.title}：{figure.note}")
        heads = (
            f"{each.key} {each.title}{each.unit}{' 数' * each.number}" for each in figure.columns
        )
        lines.append("  " + "｜".join(heads))
        lines += ["  " + "｜".join(map(cell_in_words, cells)) for cells in figure.rows]
        lines += told(figure.chart, "chart", 1)
    return lines


def cell_in_words(cell):
    """What is read, and the number behind it where that is another."""
    same = str(cell.value) in (cell.text, "")
    return cell.text if same else f"{cell.text}={cell.value}"


def plan():
    """Tables and cards of the small plan with every sort of line."""
    law, roster = plan_of(*MORE), rosters_of().current
    lines = []
    for key, table in plan_tables(law, roster).items():
        lines.append(f"{key} {table.title}: {'｜'.join(table.header)}")
        lines += [f"  {'｜'.join(row)}" for row in table.rows]
    day = date(2026, 11, 9)
    return [*lines, *told(card_views(law, roster, day)), *told(person_views(roster, day))]


def in_words():
    return [
        "# figures", *figures(),
        "# plan", *plan(),
        "# levels", *(line for level in shipped().plan.levels for line in told(row("09:01", found(level=level.name)).level)),
        "# board", *told(board(NOW, busy(), until_archive(), [found("+1 09:00")])),
        "# journal", *told(journal_view(case())),
        "# incident", *told(view(NOW, *busy())),
    ]  # fmt: skip


def test_what_the_pages_show_reads_as_it_did():
    assert in_words() == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(in_words()) + "\n", encoding="utf-8")
