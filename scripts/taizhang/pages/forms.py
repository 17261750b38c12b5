"""Form pages: one a kind of entry, made from the tables of kinds and the plan in force.

Every form is finished HTML that tells its script what each field is by data attributes; the
script checks, writes the entry as YAML and hands it over. Nothing is sent anywhere.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.kinds import KEYS, KINDS
from taizhang.pages.formdata import version
from taizhang.pages.formfields import Names, form_fields, head_fields
from taizhang.pages.slots import Batch, Door, PageSlots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment

    from taizhang.model.fields import Kind
    from taizhang.model.formviews import FormsView
    from taizhang.model.site import SiteViews
    from taizhang.pages.formfields import FormField

NEW = "new"
FAMILY = "forms"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("发现与报告", (NEW, "report", "note", "watch", "incoming", "media")),
    ("研判与推进", ("consult", "decision", "move", "regrade", "extend")),
    ("核查、发布与办理", ("verify", "draft", "publish", "handling", "refer", "control")),
    ("总结与改进", ("review", "improve", "suggest")),
    ("更正与销毁", ("correct", "destroy")),
)
"""Every form, as the list of forms shows them."""
FORM_OF = {KEYS[key]: key for _, keys in GROUPS for key in keys if key != NEW}
"""Kind of entry -> its form."""


class Offered(NamedTuple):
    """Forms for an incident that is there: key and name of each.

    ``entering``: by stage, those whose entry may enter it; ``every``: all of them.
    """

    entering: dict[str, list[tuple[str, str]]]
    every: list[tuple[str, str]]

    @classmethod
    def of(cls, forms: FormsView | None) -> Offered:
        """What ``forms`` offers; nothing where there are none."""
        if forms is None:
            return cls({}, [])
        every = [(key, KEYS[key]) for _, keys in GROUPS for key in keys if key != NEW]
        entering = {
            stage.name: [pair for pair in every if pair[1] in stage.entered_by]
            for stage in forms.plan.stages
        }
        return cls(entering, every)


def index_page(views: SiteViews, templates: Environment) -> PageSlots:
    """The list of all forms."""
    groups = [(title, [(key, _title(key), _told(key)) for key in keys]) for title, keys in GROUPS]
    return PageSlots(
        uri="forms/index.html",
        title="登记",
        description=f"{views.board.ledger} 登记",
        body=templates.get_template("forms.html.j2").render(
            board=views.board, groups=groups, root="../"
        ),
        door=Door.TODO,
        menu="登记",
        hide=("navigation", "toc"),
    )


def form_pages(views: SiteViews, templates: Environment) -> Iterator[Batch]:
    """A page a form; none where nothing is known to choose from."""
    forms = views.forms
    if forms is None:
        return
    yield _batch(_approve_slots(views), partial(_approve_body, views, templates))
    for key in (key for _, keys in GROUPS for key in keys):
        page = PageSlots(
            uri=f"forms/{key}.html",
            title=_title(key),
            description=f"{views.board.ledger} {_title(key)}",
            body="",
            door=Door.TODO,
            family=FAMILY,
            hide=("navigation",),
        )
        yield _batch(page, partial(_body, key, forms, views, templates))


def _batch(page: PageSlots, body: Callable[[], str]) -> Batch:
    return Batch(pages=(page,), bodies=lambda: (body(),))


def _body(key: str, forms: FormsView, views: SiteViews, templates: Environment) -> str:
    kind = KINDS[KEYS["discovery" if key == NEW else key]]
    return templates.get_template("form.html.j2").render(
        board=views.board,
        kind=kind,
        new=key == NEW,
        title=_title(key),
        told=_told(key),
        main=_fields(kind, forms, aside=False),
        aside=_fields(kind, forms, aside=True),
        report=_report(forms) if key == NEW else None,
        head=head_fields(Names(forms)),
        report_head=head_fields(Names(forms), "report-"),
        version=version(),
        root="../",
    )


_ASIDE = ("related", "work", "annex", "confirmed", "late", "urgent")
"""Fields that few entries need: folded away."""


def _fields(kind: Kind, forms: FormsView, *, aside: bool) -> list[FormField]:
    """The fields that are folded away, or the others: what must be filled in for a move first."""
    found = [
        field
        for field in form_fields(kind, Names(forms))
        if (field.name in _ASIDE) == aside and not (field.name == "stage" and _opens(kind))
    ]
    return sorted(found, key=lambda field: not (field.name == "stage" and field.need == "yes"))


def _opens(kind: Kind) -> bool:
    """True for the first entry of a file, which is in its stage by itself."""
    return kind.key == "discovery"


def _report(forms: FormsView) -> list[FormField]:
    wanted = ("form", "to", "channel", "stage")
    fields = form_fields(KINDS[KEYS["report"]], Names(forms), "report-")
    given = {"to": forms.report_to, "stage": forms.report_stage}
    return [
        field.given(given.get(field.name, "") or field.first)
        for field in fields
        if field.name in wanted and (field.name != "stage" or forms.report_stage)
    ]


def _title(key: str) -> str:
    return "登记新舆情" if key == NEW else KEYS[key]


_TOLD = {
    NEW: "发现一件涉及本机关的网络舆情",
    "report": "向上级或有关单位报告",
    "note": "补充事实、事项、出处",
    "watch": "记一次监看的态势",
    "incoming": "收到意见、批示、复函",
    "media": "媒体来访、来电",
    "consult": "会商的意见和结论",
    "decision": "决定措施、分派任务",
    "move": "推进到下一环节，或退回、重开",
    "regrade": "升级或降级",
    "extend": "申请延期",
    "verify": "核查事实的结果",
    "draft": "拟发布的文稿，送审",
    "publish": "已发布",
    "handling": "事项、任务办理的情况",
    "refer": "移送有关机关",
    "control": "商请处置有害信息",
    "review": "总结：做法、问题、建议",
    "improve": "对问题的改进",
    "suggest": "表扬或责任追究的建议",
    "correct": "更正已记的一条",
    "destroy": "销毁附件的记录",
}


def _told(key: str) -> str:
    return _TOLD.get(key, "")


def _approve_slots(views: SiteViews) -> PageSlots:
    """The page on which a waiting act is signed in the browser."""
    return PageSlots(
        uri="approve/index.html",
        title="审批",
        description=f"{views.board.ledger} 审批",
        body="",
        door=Door.TODO,
        family="approve",
        hide=("navigation",),
    )


def _approve_body(views: SiteViews, templates: Environment) -> str:
    return templates.get_template("approve.html.j2").render(
        board=views.board, forms=views.forms, version=version(), root="../"
    )
