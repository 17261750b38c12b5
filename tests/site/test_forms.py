"""Forms in a browser: what a person fills in becomes an entry that the program takes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle
from typing import Any

import pytest
from tests.ledgers import build, commit
from tests.pages import samples
from tests.rules.plans import ROOT
from tests.site.conftest import build_site
from tests.site.filling import fill

from taizhang.actions.forms import forms_view
from taizhang.actions.workspace import judge_file, open_workspace, path_of, read_file
from taizhang.model.fields import COMMON, Type
from taizhang.model.kinds import KINDS
from taizhang.model.messages import words
from taizhang.pages.data import incident_json
from taizhang.pages.forms import GROUPS, NEW
from taizhang.rules.views.incident import incident_view
from taizhang.store.emit import blocks, entry_block
from taizhang.store.strict import read
from taizhang.store.worktree import WorkTree

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 9, 13, 30, tzinfo=samples.ZONE)
WORKSPACE = open_workspace(WorkTree(ROOT))
FORMS = forms_view(WORKSPACE.governance, NOW)
AWKWARD = "他说：“慢”，见 #3: 'a' \"b\" \\ 😀　全角 - 列 {x} [y] | > % @　尾"
LINES = f"{AWKWARD}\n\n  缩进一行：\n# 不是注\n- 也不是列"
LONG = f"{LINES}\n{'情况说明。' * 400}"[:1996] + "终: #"
FIXED = ("annex_name", "work", "plan")
"""Words that name what is elsewhere."""
ROWS = {
    "items": [{"id": "事项9", "nature": "咨询"}],
    "sources": [{"platform": "论坛"}],
    "tasks": [{"id": "任务9", "unit": "代工委"}],
}
"""For an entry that has none, so that their words are awkward, too."""


@cache
def judged(path, data, now):
    """What a check says of a file."""
    case = judge_file(WORKSPACE, read_file(WORKSPACE, path, data), now)
    assert case is not None
    return case


@cache
def whole():
    """Every example and every valid case under the shipped plan, longest first."""
    found = [*(ROOT / "tests/examples").glob("*.yml")]
    folders = (ROOT / "tests/cases/valid").iterdir()
    found += [
        folder / "incident.yml"
        for folder in folders
        if (folder / "incident.yml").exists() and not (folder / "files").exists()
    ]
    return sorted(found, key=lambda path: (-path.stat().st_size, str(path)))


def scene(kind):
    """A file up to an entry of ``kind``, that entry, and a moment after it; sound as it stands."""
    for path in whole():
        data = path.read_bytes()
        head, *entries = blocks(data)
        if f"kind: {kind}".encode() not in data:
            continue
        tree = entries_of(data)
        for number, entry in enumerate(tree["timeline"]):
            if entry["kind"] != kind or number == 0:
                continue
            now = datetime.fromisoformat(f"{entry['at']}+08:00") + timedelta(minutes=1)
            before = head + b"".join(entries[:number])
            file = path_of(tree["id"])
            both = [judged(file, each, now) for each in (before, before + entries[number])]
            if not any(errors(each) for each in both):
                return tree["id"], before, entry, now, both[0]
    raise AssertionError(kind)


def entries_of(data) -> Any:
    """The file as a tree, to be looked into freely."""
    return read(data)


def errors(case):
    return [each.code for each in case.findings if each.severity.value == "error"]


def awkward(kind, entry):
    """The entry with awkward words in every field, and part of a field, where words are free."""
    shapes = cycle((LONG, AWKWARD, LINES))
    made = dict(entry)
    for field in (*kind.fields, *kind.common):
        if field.type in (Type.TEXT, Type.WORD, Type.WORDS) and field.name not in FIXED:
            made[field.name] = _words(field, shapes)
        elif field.type is Type.RECORDS and field not in COMMON:
            free = [part for part in field.fields if part.type in (Type.TEXT, Type.WORD)]
            made[field.name] = [
                row | {part.name: _words(part, shapes) for part in free}
                for row in entry.get(field.name, ROWS.get(field.name, ()))
            ]
    if kind.name not in FORMS.urgent:
        del made["urgent"]
    return made


def _words(field, shapes):
    return {Type.TEXT: next(shapes), Type.WORD: AWKWARD, Type.WORDS: [AWKWARD, "有: #"]}[field.type]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A built site with forms; incidents are put beside it as they are needed."""
    views = replace(samples.site(), forms=FORMS)
    folder = tmp_path_factory.mktemp("forms") / "ledger"
    forge = {"kind": "gitea", "url": "https://git.office.invalid/zb/ledger"}
    return build_site(folder, views, plugins=[{"taizhang": {"forge": forge}}])


@pytest.fixture
def form(site, serve, watched):
    """Opens a form for an incident that is published as it stands before the entry."""

    def run(key, case=None, at=None, text=""):
        hash_ = ""
        if case is not None:
            view = incident_view(case.judged, at, path=case.file.path)
            view = replace(view, text=text)
            (site / "incidents" / f"{view.row.id}.json").write_text(incident_json(view), "utf-8")
            hash_ = f"#id={view.row.id}"
        watched.set_default_timeout(5000)
        if at is not None:
            watched.clock.set_fixed_time(at)
        watched.goto(f"{serve(site)}forms/{key}.html{hash_}", wait_until="networkidle")
        return watched

    return run


def written(page):
    """Presses the button, twice where something is pointed out first; the record."""
    for _ in range(2):
        if page.locator(".tz-entry-form").is_visible():
            page.locator(".tz-entry-form button[type=submit]").click()
    faults = (
        page.locator("[data-errors]").inner_text()
        if page.locator(".tz-entry-form").is_visible()
        else ""
    )
    assert not faults
    return page.locator("[data-result-text]").text_content()


def unordered(tree):
    """Boxes are ticked in the order of the plan."""
    return {
        name: sorted(map(str, value)) if isinstance(value, list) else value
        for name, value in tree.items()
    }


@pytest.mark.parametrize("keys", [keys for _, keys in GROUPS], ids=lambda keys: keys[-1])
def test_a_filled_form_gives_an_entry_that_a_check_takes(form, taizhang, tmp_path, keys):
    files: dict[str, bytes] = {}
    last = NOW
    for key in keys:
        if key == NEW:
            continue
        kind = next(each for each in KINDS.values() if each.key == key)
        identity, before, entry, now, case = scene(kind.name)
        tree = awkward(kind, entry)
        page = form(key, case, now)
        fill(page.locator("[data-entry]"), tree)
        block = written(page)
        after = before + block.encode()
        found = entries_of(after)["timeline"][-1]
        assert unordered(found) == unordered(tree)
        names = [name for name in dict.fromkeys(kind.names) if name in found]
        assert block == entry_block([(name, found[name]) for name in names])
        own = f"{identity[:9]}{len(files):04}"  # a file of its own for every form
        files[path_of(own)] = after.replace(identity.encode(), own.encode())
        last = max(last, now)
        assert page.troubles == []
    done = taizhang("check", "--now", last.isoformat(), cwd=recorded(tmp_path, files))
    assert done.code == 0, done.out + done.err
    told = [line for line in done.out.splitlines() if line.startswith("ledger/")]
    # What only time brings, in whichever file was left as it is.
    assert [line for line in told if ": 迟 " not in line and " media-open " not in line] == []


def recorded(folder, files):
    """A ledger with these files and every version of the plan."""
    root = build(folder, drill=False)
    shutil.copytree(ROOT / "plan", root / "plan", dirs_exist_ok=True)
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    commit(root, "filled in")
    return root


NEW_TREE = {
    "at": "2026-11-09 12:50",
    "by": "张伟",
    "level": "一般",
    "reason": AWKWARD,
    "scope": ["公众关注"],
    "items": [{"nature": "诉求", "summary": LINES}, {"nature": "求证", "summary": "其二: #"}],
    "sources": [{"platform": "论坛", "section": "市民, 论坛", "posted_at": "2026-11-09 12:30"}],
    "marks": {"状态": "已发布"},
    "text": LONG,
}


def test_a_new_incident_with_its_report_is_a_whole_file_that_a_check_takes(
    form, taizhang, tmp_path
):
    page = form(NEW, at=NOW)
    page.locator("#f-title").fill("网民问：联络站“开放”时间 #2")
    fill(page.locator("[data-entry]"), NEW_TREE)
    page.locator("[data-report] > summary").click()
    fill(page.locator("[data-entry-report]"), {"at": "2026-11-09 12:55", "by": "张伟"})
    text = written(page)
    tree = entries_of(text.encode())
    assert [each["kind"] for each in tree["timeline"]] == ["发现", "报告"]
    assert [each["id"] for each in tree["timeline"][0]["items"]] == ["事项1", "事项2"]
    assert tree["timeline"][1]["stage"] == "快报事实"
    path = path_of(tree["id"])
    assert page.locator("[data-result-place]").inner_text() == f"新文件：{path}"
    with page.expect_download() as waited:
        page.locator("[data-download]").click()
    assert waited.value.suggested_filename == f"{tree['id']}.yml"
    root = recorded(tmp_path, {path: waited.value.path().read_bytes()})
    done = taizhang("check", "--now", NOW.isoformat(), cwd=root)
    assert done.code == 0, done.out + done.err
    assert page.troubles == []


def test_whistle_blowing_is_asked_for_no_content(form):
    page = form(NEW, at=NOW)
    fill(page.locator("[data-entry]"), {"items": [{"nature": "举报"}], "by": "张伟"})
    assert not page.locator("#f-title").is_visible()
    assert not page.locator("[data-field='reason']").is_visible()
    fill(page.locator("[data-entry]"), {"level": "一般", "scope": ["公众关注"]})
    data = written(page).encode()
    tree = entries_of(data)
    assert tree["title"] == "举报"
    assert tree["timeline"][0]["items"] == [{"id": "事项1", "nature": "举报"}]
    assert errors(judged(path_of(tree["id"]), data, NOW)) == []


def test_what_is_wrong_is_said_at_its_field_and_leads_there(form):
    page = form(NEW, at=NOW)
    page.locator("#f-title").fill("<b>标题")
    page.locator("#f-text").fill("证件 11010119900307123" + "3")
    fill(page.locator("[data-entry]"), {"at": "2026-11-09 14:30"})
    page.locator(".tz-entry-form button[type=submit]").click()
    said = page.locator("[data-errors]").inner_text()
    assert page.evaluate("document.activeElement.matches('[data-errors]')")
    for part in ("标题里有", "没有填“办理人”", "核对时间和本机时钟", "没有填“适用情形”"):
        assert part in said
    assert words("form-missing", {"title": "等级"})[0] in said
    assert page.locator("#f-title").get_attribute("aria-invalid") == "true"
    assert "改用中文标点" in page.locator("#f-title-error").inner_text()
    page.locator("[data-errors] a", has_text="没有填“等级”").click()
    assert page.evaluate("document.activeElement.id") == "f-level"
    assert not page.locator("[data-result]").is_visible()


def test_what_may_be_personal_is_pointed_out_once_and_may_be_confirmed(form):
    page = form(NEW, at=NOW)
    page.locator("#f-title").fill("标题")
    fill(page.locator("[data-entry]"), NEW_TREE | {"text": "热线 13800138000"})
    button = page.locator(".tz-entry-form button[type=submit]")
    button.click()
    assert "像是手机号码（13…00）" in page.locator("[data-errors]").inner_text()
    button.click()
    assert page.locator("[data-result]").is_visible()


def test_the_record_goes_to_the_forge_the_clipboard_or_back(form):
    _, before, entry, now, case = scene("说明")
    page = form("note", case, now, text=before.decode())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page.locator("[data-entry]"), {"by": entry["by"], "text": "补充一句"})
    block = written(page)
    assert page.evaluate("document.activeElement.id") == "result-title"
    page.locator("[data-copy]").click()
    page.locator("[data-result-said]", has_text="已复制。").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == block
    link = page.locator("[data-forge]")
    start = "https://git.office.invalid/zb/ledger/_edit/main/ledger/"
    assert link.get_attribute("href").startswith(start)
    page.locator("[data-back]").click()
    assert page.locator("#f-text").input_value() == "补充一句"


def test_names_and_lengths_and_hidden_characters_are_looked_at(form):
    _, _, entry, now, case = scene("送审")
    page = form("draft", case, now)
    fill(page.locator("[data-entry]"), {"by": entry["by"], "id": "事项1", "about": ""})
    page.locator("#f-text").fill("字" * 4001)
    page.locator("#f-audience").fill("甲\u200b乙")
    page.locator(".tz-entry-form button[type=submit]").click()
    said = page.locator("[data-errors]").inner_text()
    assert "名称“事项1”已经用过" in said
    long = words("form-too-long", {"title": "发布内容", "length": 4001, "limit": 4000})
    assert "；".join(long) in said
    assert "不能入库的字符 U+200B，多半是复制时带进来的" in said


def test_without_the_incident_its_number_is_asked_for_and_names_are_taken_as_written(form):
    page = form("note")
    page.locator(".tz-entry-form button[type=submit]").click()
    said = page.locator("[data-errors]").inner_text()
    assert "没有选是哪一件舆情" in said
    assert "至少要填一项" in said


def test_two_entries_of_one_minute_get_two_names(form):
    identity, before, entry, now, _ = scene("说明")
    after = before + entry_block([*entry.items()]).encode()
    page = form("note", judged(path_of(identity), after, now), now)
    fill(page.locator("[data-entry]"), {"at": entry["at"], "by": entry["by"], "text": "又一句"})
    assert written(page).startswith(f"- at: {entry['at']}:01\n")
