from __future__ import annotations

from datetime import datetime

import pytest
from tests.ledgers import ROOT, ZONE

from taizhang.actions.composing import Scene, compose, lacking, next_name, option_of, when
from taizhang.actions.governance import load_governance
from taizhang.actions.opening import open_incident
from taizhang.actions.records import read_marks, read_record
from taizhang.errors import UsageProblem
from taizhang.model.kinds import KINDS
from taizhang.store.worktree import WorkTree

NOW = datetime(2026, 11, 9, 9, 5, tzinfo=ZONE)
TASKS = KINDS["决定"].field("tasks")
FACTS = KINDS["核查"].field("facts")


@pytest.fixture(scope="module")
def scene():
    governance = load_governance(WorkTree(ROOT))
    plan = governance.plans["2022-08-05"]
    return Scene(
        plan=plan,
        roster=governance.rosters.current,
        now=NOW,
        judged=None,
        incident_of=lambda text: f"20261109-{text}",
        digest_of=lambda path: f"digest of {path}",
    )


@pytest.mark.parametrize(
    ("field", "text", "read"),
    [
        (TASKS, "法工委;起草", {"unit": "法工委", "do": "起草"}),
        (TASKS, "do=起草；unit=法工委", {"unit": "法工委", "do": "起草"}),
        (TASKS, "责任单位=法工委;办什么=起草", {"unit": "法工委", "do": "起草"}),
        (TASKS, "法工委;起草;due=18:00", {"unit": "法工委", "do": "起草", "due": "18:00"}),
        (TASKS, "unit=法工委;do=起草；核对；印发", {"unit": "法工委", "do": "起草；核对；印发"}),
        (FACTS, "无此条款;不实", {"text": "无此条款", "status": "不实"}),
        (FACTS, "text=甲=乙;status=不实", {"text": "甲=乙", "status": "不实"}),
        (KINDS["总结"].field("problems"), "夜间无备岗", {"text": "夜间无备岗"}),
        (KINDS["发现"].field("sources"), "微博", {"platform": "微博"}),
    ],
)
def test_a_record_may_be_typed_with_keys_titles_or_in_order(field, text, read):
    assert read_record(field, text) == read


@pytest.mark.parametrize("text", ["", ";", "unit="])
def test_a_record_without_anything_is_refused(text):
    assert TASKS is not None
    with pytest.raises(UsageProblem) as refused:
        read_record(TASKS, text)
    assert refused.value.code == "record-form"


def test_a_mark_may_be_its_value_alone_where_that_is_clear(scene):
    assert read_marks(["已发布", "突发事件级别=重大"], scene.plan) == {
        "状态": "已发布", "突发事件级别": "重大",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("9:35", "2026-11-09 09:35"),
        ("09：35", "2026-11-09 09:35"),
        ("23:59:30", "2026-11-09 23:59:30"),
        ("2026-11-08 10:00", "2026-11-08 10:00"),
        ("2026-11-08T10:00", "2026-11-08 10:00"),
        ("昨天", "昨天"),
    ],
)
def test_a_time_without_a_day_is_of_today(scene, text, read):
    assert when(text, scene) == read


def test_fields_are_in_the_order_of_the_table_with_names_for_keys(scene):
    typed = {
        "stage": ("handle",),
        "tasks": ("legislative_commission;起草;items=事项1、事项2", "法制委;核"),
        "measures": ("正面回应，线下处置", "信息管控"),
    }
    assert list(compose(KINDS["决定"], typed, scene).items()) == [
        ("measures", ["正面回应", "线下处置", "信息管控"]),
        (
            "tasks",
            [
                {"id": "任务1", "unit": "法工委", "items": ["事项1", "事项2"], "do": "起草"},
                {"id": "任务2", "unit": "法制委", "do": "核"},
            ],
        ),
        ("stage", "应急处置"),
    ]


def test_lists_of_free_words_are_not_cut_at_commas(scene):
    fields = compose(KINDS["总结"], {"good": ("快，准，稳",)}, scene)
    assert fields["good"] == ["快，准，稳"]


def test_a_digest_may_be_that_of_a_file(scene):
    typed = {"sources": ("微博;sha256=@shot.png",), "annex": ("纪要=a.pdf",)}
    fields = compose(KINDS["说明"], typed, scene)
    assert fields["sources"] == [{"platform": "微博", "sha256": "digest of shot.png"}]
    assert fields["annex"] == [{"name": "纪要", "sha256": "digest of a.pdf"}]


def test_the_only_form_there_is_need_not_be_typed(scene):
    assert compose(KINDS["管控"], {}, scene)["form"] == "商请处置"


def test_incidents_may_be_named_by_their_ending(scene):
    assert compose(KINDS["推进"], {"into": ("4mq2",)}, scene)["into"] == "20261109-4mq2"


def test_what_is_lacking_is_named_by_its_option(scene):
    fields = compose(KINDS["送审"], {"text": ("稿",)}, scene)
    found = [option_of(each) for each in lacking(KINDS["送审"], fields, scene.plan)]
    assert found == ["--items", "--form", "--drafted-by", "--channel"]


@pytest.mark.parametrize(
    ("taken", "name"),
    [((), "任务1"), (("任务1", "任务3"), "任务4"), (("任务甲", "事项7"), "任务1")],
)
def test_a_new_thing_is_numbered_after_the_highest(taken, name):
    assert next_name("任务", taken) == name


def test_an_id_that_is_taken_is_not_given_again(ledger):
    from taizhang.actions.acting import open_desk
    from taizhang.actions.opening import Opening

    identity = ledger.new()
    desk = open_desk(ledger.root, NOW)
    letters = iter([*identity[-4:], *"zzzz"])
    opening = Opening(
        plan=_at(desk).plan,
        title="另一件",
        fields=compose(
            KINDS["发现"],
            {
                "level": ("L4",), "reason": ("少",), "scope": ("公众关注",),
                "items": ("诉求;甲",), "sources": ("论坛",),
            },
            _at(desk),
        ),
    )  # fmt: skip
    later = datetime(2026, 11, 9, 9, 30, tzinfo=ZONE)
    filed = open_incident(desk, opening, later, lambda _: next(letters))
    assert filed.case.id == "20261109-zzzz"


def _at(desk):
    return Scene(
        plan=desk.workspace.governance.newest,
        roster=desk.workspace.governance.rosters.current,
        now=NOW,
        judged=None,
        incident_of=str,
        digest_of=str,
    )
