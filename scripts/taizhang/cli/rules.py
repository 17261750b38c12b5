"""``taizhang rules``: every rule, one rule with examples, and the plan row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.cli.rule_text import wrapped
from taizhang.model.messages.headings import heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.actions.ruling import Ruling
    from taizhang.model.rulebook import Example, RuleNote


@click.command(
    help=both(
        "逐条说明各项规则；写代码时说明那一条并举例。", "Explain every rule, or one with examples."
    )
)
@click.argument("code", default="")
@click.option(
    "--rows",
    "by_row",
    is_flag=True,
    help=both("按预案的条文列出", "go through the plan row by row"),
)
@click.option(
    "--plan", "version", default="", help=both("按哪一版预案，不写为现行版", "of this plan version")
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
def command(code: str, by_row: bool, version: str, as_json: bool) -> int:
    """Prints the rules; 1 where the list of rows names rules that do not exist."""
    from taizhang.cli.edge import session

    ruling, lang = _load(version), session().lang
    if code:
        _one(ruling, code, lang, as_json=as_json)
    elif by_row:
        _rows(ruling, lang, as_json=as_json)
    else:
        _all(ruling, lang, as_json=as_json)
    return _faults(ruling, lang)


def _load(version: str) -> Ruling:
    from taizhang.actions.governance import load_governance
    from taizhang.actions.plans import choose_plan
    from taizhang.actions.ruling import load_rules
    from taizhang.cli.edge import ledger_root
    from taizhang.store.worktree import WorkTree

    source = WorkTree(ledger_root())
    return load_rules(source, choose_plan(load_governance(source), version))


def _faults(ruling: Ruling, lang: str) -> int:
    from taizhang.cli.output import finding_lines

    for finding in ruling.findings:
        finding_lines(finding, lang)
    return 1 if ruling.findings else 0


def _one(ruling: Ruling, code: str, lang: str, *, as_json: bool) -> None:
    from taizhang.actions.ruling import examples
    from taizhang.cli.output import print_json

    note, cases = ruling.note(code), examples(code)
    if as_json:
        print_json({"plan": ruling.plan.id, "rule": note, "examples": cases})
        return
    _head(note, lang)
    en = lang == "en"
    looks = f"Looks at: {note.looks_en}" if en else f"看什么：{note.looks}"
    wrapped(looks, "  ")
    for row in ruling.rows:
        if row.number in note.rows:
            wrapped(
                f"Row {row.number}: {row.text}"
                if en
                else f"预案对照第 {row.number} 条：{row.text}",
                "  ",
            )
    for each in cases:
        _example(each, lang)


def _head(note: RuleNote, lang: str) -> None:
    from taizhang.model.rulebook import STRENGTHS

    colon = ": " if lang == "en" else "："
    how = f"{heading(note.strength, lang)}{colon}{STRENGTHS[note.strength][lang == 'en']}"
    click.echo("  ".join(filter(None, (note.code, note.clause, how))))
    wrapped(note.sentence(lang), "  ")


def _example(example: Example, lang: str) -> None:
    words = ("符合的例子", "Passes") if example.passes else ("不符合的例子", "Fails")
    told = "{}: {} ({})" if lang == "en" else "{}：{}（{}）"
    click.echo("\n" + told.format(words[lang == "en"], example.title, example.name))
    for block in example.blocks:
        for line in block.splitlines() or ["…"]:
            click.echo(f"    {line}")
    if example.findings:
        told = "Findings: " if lang == "en" else "核对结果："
        click.echo(f"  ↳ {told}{(', ' if lang == 'en' else '、').join(example.findings)}")


def _rows(ruling: Ruling, lang: str, *, as_json: bool) -> None:
    from collections import Counter

    from taizhang.actions.ruling import examples
    from taizhang.cli.output import print_json
    from taizhang.model.rulebook import LETTERS

    cases = Counter(each.code for each in examples())
    if as_json:
        rows = [
            {"row": row, "cases": {code: cases[code] for code in row.rules}} for row in ruling.rows
        ]
        print_json({"plan": ruling.plan.id, "rows": rows})
        return
    comma, recorded, note = (
        (", ", "Recorded in: ", "Note: ") if lang == "en" else ("、", "记在：", "说明：")
    )
    for row in ruling.rows:
        how = comma.join(heading(LETTERS[letter], lang) for letter in row.strength)
        click.echo(f"{row.number}  {row.clause}  {how}  {row.text}")
        told = (
            "  ".join(f"{code}({cases[code]})" for code in row.rules),
            recorded + row.record if row.record else "",
            note + row.note if row.note else "",
        )
        for text in filter(None, told):
            wrapped(text, "      ")


def _all(ruling: Ruling, lang: str, *, as_json: bool) -> None:
    from taizhang.cli.output import print_json
    from taizhang.rules.rulebook import GROUPS

    if as_json:
        print_json({"plan": ruling.plan.id, "rules": ruling.notes})
        return
    for key, titles in GROUPS.items():
        own = [note for note in ruling.notes if note.group == key]
        if own:
            click.echo(f"\n{titles[lang == 'en']}")
            _listed(own, lang)


def _listed(notes: Sequence[RuleNote], lang: str) -> None:
    for note in notes:
        head = (heading(note.strength, lang), note.code, note.clause)
        click.echo("  " + "  ".join(filter(None, head)))
        wrapped(note.sentence(lang), "      ")
