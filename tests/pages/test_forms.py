"""Form pages from views: links that lead to them, and names of a plan that stay names."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
from tests.pages import samples
from tests.pages.markup import Markup
from tests.rules.plans import ROOT

from taizhang.actions.forms import forms_view
from taizhang.actions.governance import load_governance
from taizhang.model.formviews import Forge
from taizhang.model.kinds import KINDS
from taizhang.model.plan import Body
from taizhang.pages import render_site
from taizhang.pages.forms import GROUPS
from taizhang.store.worktree import WorkTree

NOW = datetime(2026, 11, 9, 13, 30, tzinfo=samples.ZONE)
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def forms():
    return forms_view(load_governance(WorkTree(ROOT)), NOW)


def forms_of(site):
    return (page for page in site.framed() if page.family in ("forms", "approve"))


def test_every_kind_has_a_form_and_approvals_have_their_own_page(forms):
    site = render_site(samples.site(forms=forms))
    found = {page.uri for page in forms_of(site)}
    keys = {kind.key for kind in KINDS.values()} - {"discovery", "approval"} | {"new"}
    assert found == {"approve/index.html", *(f"forms/{key}.html" for key in keys)}
    assert {key for _, group in GROUPS for key in group} == keys


def test_board_and_incident_lead_to_the_forms(forms):
    site = render_site(samples.site(forms=forms))
    pages = {page.uri: page.body for page in (*site.pages, *site.incidents())}
    assert 'href="forms/new.html"' in pages["index.html"]
    incident = pages["incidents/20261101-4mq1.html"]
    assert 'href="../forms/report.html#id=20261101-4mq1"' in incident
    assert "stage=%E" in incident
    row = samples.row(1)
    task = samples.due("任务", thing="任务1", kind="办理")
    late = render_site(samples.site(board=samples.board(overdue=((row, task),)), forms=forms))
    assert f'href="forms/handling.html#id={row.id}&amp;about=%E4%BB%BB' in late.pages[0].body
    assert 'href="forms/report.html#id=' in late.pages[1].body
    waiting = replace(samples.waiting(samples.row(1)), statement="舆情台账审批声明 v1\n")
    board = samples.board(waiting=(waiting,))
    todo = {page.uri: page.body for page in render_site(samples.site(board=board)).pages}
    assert 'href="approve/index.html#id=' in todo["todo.html"]


def test_without_forms_nothing_leads_to_them():
    site = render_site(samples.site())
    assert not any("forms/" in page.body for page in (*site.pages, *site.incidents()))
    assert not list(forms_of(site))


def test_names_of_a_plan_stay_names(forms):
    plan = replace(forms.plan, bodies=(Body(name=HOSTILE), *forms.plan.bodies))
    site = render_site(samples.site(forms=replace(forms, plan=plan, accounts=(HOSTILE,))))
    plain = render_site(samples.site(forms=forms))
    for page, other in zip(forms_of(site), forms_of(plain), strict=True):
        assert Markup(page.body).active == Markup(other.body).active
        assert set(Markup(page.body).active) <= {"script", "form"}
    data = dict(site.files())["forms/data.js"]
    assert "<script>" not in data


def test_the_data_of_the_forms_names_persons_and_forge_and_no_address_of_theirs(forms):
    forge = Forge(kind="gitea", url="https://git.office.invalid/zb/ledger", branch="main")
    text = dict(render_site(samples.site(forms=forms), forge=forge).files())["forms/data.js"]
    data = json.loads(text.partition("data: ")[2].rpartition(" };")[0])
    assert data["forge"] == {"kind": "gitea", "url": forge.url, "branch": "main"}
    assert {"name", "key", "roles", "keys"} == set(data["persons"][0])
    assert "@taizhang" not in text
