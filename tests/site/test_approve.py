"""Approving in a browser: what is signed there the command line and stock OpenSSH take."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from tests.ledgers import build
from tests.pages import samples
from tests.rules.plans import ROOT
from tests.site.conftest import build_site
from tests.store import stock

from taizhang.actions.forms import forms_view
from taizhang.actions.workspace import judge_file, open_workspace, read_file
from taizhang.pages.data import incident_json
from taizhang.rules.signatures import statement_for
from taizhang.rules.views.incident import incident_view
from taizhang.store.emit import blocks
from taizhang.store.sshsig import to_armor, why_not
from taizhang.store.worktree import WorkTree

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 9, 13, 30, tzinfo=samples.ZONE)
PATH = "ledger/2026/11/20261109-7kq4.yml"
WHO = "陈立"
REASON = f"照办: 注意“#1” '一' \"项\" \\ 😀\u3000与附件\n\n  - 第二行\n{'理由。' * 650}终: #"


def waiting_file():
    """A file whose last act waits for its first signature."""
    data = (ROOT / "tests/cases/valid/sig-missing/incident.yml").read_bytes()
    head, *entries = blocks(data)
    kept = [each for each in entries if "kind: 审批".encode() not in each]
    assert len(kept) < len(entries)
    number = entries.index(next(each for each in entries if "kind: 审批".encode() in each))
    return head + b"".join(entries[:number])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A ledger with one waiting act, and its site."""
    root = build(tmp_path_factory.mktemp("approve"), drill=False)
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_bytes(waiting_file())
    return root


def judged(root):
    workspace = open_workspace(WorkTree(root))
    return judge_file(workspace, read_file(workspace, PATH, (root / PATH).read_bytes()), NOW)


@pytest.fixture(scope="module")
def site(place, tmp_path_factory):
    workspace = open_workspace(WorkTree(place))
    view = incident_view(judged(place).judged, NOW, path=PATH)
    board = samples.board(waiting=view.waiting)
    views = replace(samples.site(board=board), forms=forms_view(workspace.governance, NOW))
    folder = build_site(tmp_path_factory.mktemp("site") / "ledger", views)
    (folder / "incidents" / f"{view.row.id}.json").write_text(incident_json(view), "utf-8")
    return folder


@pytest.fixture
def approve(site, serve, watched):
    watched.set_default_timeout(5000)
    watched.clock.set_fixed_time(NOW)
    watched.goto(f"{serve(site)}approve/index.html", wait_until="networkidle")
    watched.locator("[data-waiting] a").first.click()
    watched.locator("[data-sign]").wait_for()
    return watched


def make_key(page):
    page.locator("[data-key-make]").click()
    page.locator("[data-key-copy]").wait_for()
    return page.locator("[data-key-line]").inner_text().strip()


def enrol(root, key):
    """The roster with the key of ``WHO``, as the administrator enters it."""
    path = root / "plan/roster/0001.yml"
    text = path.read_text("utf-8")
    found = re.search(rf"^- name: {WHO}\n(?:  .*\n)+", text, re.MULTILINE)
    assert found
    entered = f"{found[0]}  keys:\n  - key: {key}\n    from: 2026-11-01\n"
    path.write_text(text.replace(found[0], entered), "utf-8")


@stock.needed
def test_an_act_signed_in_the_browser_is_taken_by_the_command_line_and_by_openssh(
    approve, place, taizhang, tmp_path
):
    root = shutil.copytree(place, tmp_path / "ledger")
    key = make_key(approve)
    assert re.fullmatch(r"ssh-ed25519 [A-Za-z0-9+/]{68}", key)
    approve.select_option("#a-person", WHO)
    assert "名册里还没有陈立的这把公钥" in approve.locator("[data-key-told]").inner_text()
    approve.fill("#a-reason", REASON)
    shown = approve.locator("[data-statement]").text_content()
    approve.locator("[data-sign-form] button[type=submit]").click()
    approve.locator("[data-result]").wait_for()
    block = approve.locator("[data-result-text]").text_content()

    enrol(root, key)
    before = judged(root).judged
    (root / PATH).write_bytes((root / PATH).read_bytes() + block.encode())
    after = judged(root).judged
    entry = after.state.acts[-1].entry
    ours = statement_for(entry, before.ground, before.chain)
    assert shown == ours
    assert ours
    assert why_not(ours, entry.word("sig"), [key]) == ""
    signers, sig = tmp_path / "signers", tmp_path / "sig"
    signers.write_text(f"chen.li {key}\n", "utf-8")
    sig.write_text(to_armor(entry.word("sig")), "utf-8")
    verified = stock.run(
        "-Y", "verify", "-f", signers, "-I", "chen.li", "-n", "transition@taizhang", "-s", sig,
        feed=ours,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr
    moment = "2026-11-09T13:31:00+08:00"
    done = taizhang("check", PATH, "--now", moment, cwd=root)
    assert done.code == 0, done.out
    assert after.state.acts[-2].approvals[0].verification.value == "已验签"
    assert approve.troubles == []


def test_the_key_stays_in_the_browser_and_cannot_be_taken_out(approve):
    key = make_key(approve)
    approve.reload(wait_until="networkidle")
    assert approve.locator("[data-key-line]").inner_text().strip() == key
    assert not approve.locator("[data-key-make]").is_visible()
    taken = approve.evaluate(
        "async () => { const pair = await taizhang.sshsig.kept();"
        " try { await crypto.subtle.exportKey('pkcs8', pair.privateKey); return true; }"
        " catch { return pair.privateKey.extractable; } }"
    )
    assert taken is False


def test_who_may_not_sign_and_a_return_without_reason_are_told(approve):
    def said():
        approve.locator("[data-sign-form] button[type=submit]").click()
        return approve.locator("[data-sign-form] [data-errors]").inner_text()

    assert "先点“生成密钥”" in said()
    approve.select_option("#a-person", "张伟")
    assert "没有这一条所缺的角色" in said()
    approve.select_option("#a-person", "李娜")
    assert "这一条是李娜自己提出的" in said()
    approve.select_option("#a-verdict", "退回")
    assert "退回没有写理由" in said()


def test_on_plain_http_the_page_says_plainly_that_no_browser_signs_there(site, page):
    def answer(route):
        path = site / route.request.url.partition("//")[2].partition("/")[2].partition("?")[0]
        route.fulfill(path=path) if path.is_file() else route.abort()

    page.route("http://intranet.invalid/**", answer)
    page.goto("http://intranet.invalid/approve/index.html")
    said = page.locator("[data-unable]").inner_text()
    assert "只在 https 网站或本机" in said
    assert "taizhang approve" in said
    assert not page.locator("[data-key-section]").is_visible()
