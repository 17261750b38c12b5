"""What MkDocs makes of our slots, in a ledger repository that holds only its own files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import Abort
from tests.pages import samples
from tests.pages.markup import Markup
from tests.site.conftest import ROOT, build_site

from taizhang.actions.site import Asked
from taizhang.cli.sitework import build_site as staged
from taizhang.pages import building

INCIDENT = "incidents/20261101-4mq1.html"
WRITTEN = (
    "plan/2022-08-05/index.html",
    "plan/2022-08-05/duties.html",
    "plan/2026-11-18/index.html",
)
"""Pages that people wrote, named by them."""

PAGES = (
    "index.html",
    "todo.html",
    "search.html",
    "404.html",
    "archive/index.html",
    "archive/2026.html",
    "plan/lessons.html",
    "statistics/index.html",
    "statistics/2026.html",
    INCIDENT,
    "incidents/20261108-4mq8.html",
    *WRITTEN,
)


@pytest.mark.parametrize("uri", PAGES)
def test_every_page_is_there_and_marked(ordinary, uri):
    text = Markup((ordinary / uri).read_text(encoding="utf-8")).text
    assert "内部资料" in text
    assert "演练" in text


def test_no_mark_of_the_build_is_left_in_any_file(ordinary):
    for path in ordinary.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".xml", ".js", ".json"}:
            assert not re.search(r"x[0-9a-f]{16}[tdbn]", path.read_text(encoding="utf-8")), path
    assert not list(ordinary.glob("incidents/x*"))


def test_nothing_is_loaded_from_another_host(ordinary):
    for path in ordinary.rglob("*.html"):
        for tag, values in Markup(path.read_text(encoding="utf-8")).elements:
            for name in ("src", "href") if tag != "a" else ():
                assert "//" not in values.get(name, ""), (path, tag)


def test_the_menu_has_its_doors_in_order(ordinary):
    html = (ordinary / "index.html").read_text(encoding="utf-8")
    tabs = re.findall(r'class="md-tabs__link">\s*(\S+)\s*</a>', html)
    assert tabs[:5] == ["态势", "档案", "预案", "统计", "待办"]


def test_a_door_with_nothing_behind_it_is_left_out(built):
    html = (built(samples.empty_site()) / "index.html").read_text(encoding="utf-8")
    assert "预案" not in re.findall(r'class="md-tabs__link">\s*(\S+)\s*</a>', html)


def test_the_title_names_the_incident_and_the_ledger(ordinary):
    html = (ordinary / INCIDENT).read_text(encoding="utf-8")
    assert "<title>网民质疑某河段水质监测数据 - 网络舆情台账</title>" in html


def test_the_table_of_contents_leads_to_sections(ordinary):
    found = Markup((ordinary / INCIDENT).read_text(encoding="utf-8"))
    targets = {link["href"] for link in found.all("a", class_="md-nav__link")}
    assert {"#facts", "#next", "#dues", "#timeline"} <= targets


def test_plan_tables_stand_where_the_plan_asks_for_them(ordinary):
    text = (ordinary / WRITTEN[0]).read_text(encoding="utf-8")
    assert "<caption>舆情分级</caption>" in text
    assert "taizhang:" not in text


@pytest.mark.parametrize(
    "hostile", ["</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>']
)
def test_hostile_text_stays_text_in_every_slot(built, ordinary, hostile):
    out = built(samples.hostile(samples.site(), hostile))
    for uri in PAGES[: -len(WRITTEN)]:
        found = Markup((out / uri).read_text(encoding="utf-8"))
        usual = Markup((ordinary / uri).read_text(encoding="utf-8"))
        assert sorted(found.active) == sorted(usual.active), uri


def test_the_policy_is_the_same_whatever_the_text(built, ordinary):
    def policy(folder: Path) -> str:
        found = Markup((folder / INCIDENT).read_text(encoding="utf-8"))
        return found.all("meta", http_equiv="Content-Security-Policy")[0]["content"]

    hostile = built(samples.hostile(samples.site(), "<script>alert(1)</script>"))
    assert policy(hostile) == policy(ordinary)


def test_the_offices_own_index_is_a_notice_on_the_board(tmp_path):
    pages = tmp_path / "ledger" / "site" / "pages"
    pages.mkdir(parents=True)
    (pages / "index.md").write_text("**值班电话**见内网。\n", encoding="utf-8")
    (pages / "about.md").write_text("# 关于\n\n本站由办公室维护。\n", encoding="utf-8")
    out = build_site(tmp_path / "ledger", samples.site())
    html = (out / "index.html").read_text(encoding="utf-8")
    assert "<strong>值班电话</strong>" in html
    assert "起进行中" in html
    assert "本单位" in html
    assert "本站由办公室维护" in (out / "about.html").read_text(encoding="utf-8")


def test_the_ledgers_own_style_goes_after_ours(tmp_path):
    assets = tmp_path / "ledger" / "site" / "assets"
    assets.mkdir(parents=True)
    (assets / "own.css").write_text(".tz {}", encoding="utf-8")
    html = (build_site(tmp_path / "ledger", samples.site()) / "index.html").read_text("utf-8")
    assert html.index("taizhang/base.css?v=") > 0
    assert html.index("taizhang/own.css?v=") > 0


@pytest.mark.parametrize("place", ["site/overrides", "theme"])
def test_the_ledgers_own_override_goes_before_ours(tmp_path, place):
    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    (folder / place).mkdir(parents=True)
    (folder / place / "404.html").write_text("<p>本单位没有这个页面</p>", encoding="utf-8")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["theme"] |= {"custom_dir": place} if place == "theme" else {}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    out = build_site(folder, samples.empty_site())
    assert (out / "404.html").read_text(encoding="utf-8") == "<p>本单位没有这个页面</p>"
    assert "内部资料" in (out / "index.html").read_text(encoding="utf-8")


def test_where_one_build_was_put_says_nothing_of_the_next(tmp_path, monkeypatch, caplog):
    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    monkeypatch.setattr(building, "load", lambda *_, **__: samples.empty_site())
    staged(folder / "mkdocs.yml")
    with pytest.raises(Abort):
        build_site(folder, samples.empty_site(), site_dir=str(folder / "plan"))
    assert "网站不能输出到" in caplog.text


@pytest.mark.parametrize("out", [".", "ledger", "plan/x", "..", "site/assets"])
def test_an_output_folder_with_work_in_it_is_refused(tmp_path, out, caplog):
    folder = tmp_path / "a" / "ledger"
    build_site(folder, samples.empty_site())
    kept = folder / "ledger" / "kept.yml"
    kept.parent.mkdir()
    kept.write_text("x", encoding="utf-8")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["docs_dir"] = str(tmp_path / "docs")
    (tmp_path / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(folder, samples.empty_site(), site_dir=str(folder / out))
    assert kept.exists()
    assert "网站不能输出到" in caplog.text


@pytest.mark.parametrize(
    "link", ["site/pages/leak.md", "site/pages/deep/leak", "site/templates/a.j2"]
)
def test_a_symbolic_link_among_what_is_published_is_refused(tmp_path, link, caplog):
    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    secret = tmp_path / "secret.md"
    secret.write_text("SECRET", encoding="utf-8")
    (folder / link).parent.mkdir(parents=True, exist_ok=True)
    (folder / link).symlink_to(secret if "." in link.rpartition("/")[2] else tmp_path)
    with pytest.raises(Abort):
        build_site(folder, samples.empty_site())
    assert f"{link} 是符号链接" in caplog.text
    for path in (folder / "build" / "site").rglob("*"):
        assert not path.is_file() or b"SECRET" not in path.read_bytes()


def test_the_pictures_of_the_guides_are_there_and_small(ordinary):
    guide = ordinary / "guide" / "pages.html"
    shown = [image["src"] for image in Markup(guide.read_text(encoding="utf-8")).all("img")]
    assert len(shown) >= 8
    for name in shown:
        assert (ordinary / "guide" / name).stat().st_size <= 110_000, name


def test_restricted_records_are_shown_to_the_office_only(tmp_path):
    folder = tmp_path / "ledger"
    views = samples.site()
    views = replace(
        views,
        incidents=tuple(
            replace(each, reference_only=each is views.incidents[0]) for each in views.incidents
        ),
    )
    out = build_site(folder, views)
    assert not (out / INCIDENT).exists()
    assert "另有限定范围 1 起" in (out / "index.html").read_text(encoding="utf-8")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"] = [{"taizhang": {"audience": "office"}}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    assert (build_site(folder, views) / INCIDENT).exists()


def test_another_theme_is_refused_with_what_to_do(tmp_path, caplog):
    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.safe_load(text) | {"theme": {"name": "mkdocs"}}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(folder, samples.empty_site())
    assert "改为 material" in caplog.text


@pytest.mark.parametrize("now", ["昨天", "2026-11-09T10:00:00"])
def test_a_moment_that_cannot_be_read_is_refused(tmp_path, caplog, now):
    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"] = [{"taizhang": {"now": now}}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(folder, samples.empty_site())
    assert "看不懂" in caplog.text


def test_the_plugin_asks_for_the_moment_it_was_told(tmp_path, monkeypatch):
    from mkdocs.config import load_config

    from taizhang import mkdocs_plugin
    from taizhang.pages import building

    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    asked = []

    def load(given, _):
        asked.append(given)
        return samples.site()

    monkeypatch.setattr(building, "load", load)
    plugin = mkdocs_plugin.TaizhangPlugin()
    plugin.load_config({"ledger": str(folder), "now": "2026-11-09T10:00:00+08:00"})
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_config(load_config(str(folder / "mkdocs.yml")))
    now = datetime(2026, 11, 9, 2, tzinfo=UTC)
    assert asked == [Asked(root=folder, now=now, work_tree=True, audience="staff")]


def test_serving_watches_ledger_and_plan(tmp_path, monkeypatch):
    from taizhang import mkdocs_plugin

    for name in ("ledger", "plan"):
        (tmp_path / name).mkdir()
    plugin = mkdocs_plugin.TaizhangPlugin()
    monkeypatch.setattr(plugin, "_root", tmp_path, raising=False)
    watched = []

    class Server:
        def watch(self, path):
            watched.append(Path(path))

    server: Any = Server()
    nothing: Any = None
    plugin.on_serve(server, config=nothing, builder=nothing)
    assert {tmp_path / "ledger", tmp_path / "plan"} <= set(watched)
    assert all(path.is_dir() for path in watched)


def test_the_frame_of_a_shape_is_drawn_once(built, caplog):
    views = samples.site()
    many = tuple(samples.incident(samples.row(number, now=3)) for number in range(1, 31))
    built(replace(views, incidents=many), strict=False)
    assert len(re.findall(r"Page skipped: 'incidents/", caplog.text)) == 1


@pytest.mark.parametrize("strict", [True, False])
def test_a_frame_that_holds_more_of_its_page_is_found_in_a_strict_build(tmp_path, caplog, strict):
    folder = tmp_path / "ledger"
    build_site(folder, samples.empty_site())
    (folder / "site" / "overrides").mkdir(parents=True, exist_ok=True)
    (folder / "site" / "overrides" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}{{ page.title | length }}{% endblock %}',
        encoding="utf-8",
    )
    with pytest.raises(Abort) if strict else nullcontext():
        build_site(folder, samples.site(), strict=strict)
    assert ("与 MkDocs 自己所画的不同" in caplog.text) is strict


@pytest.mark.slow
def test_a_real_ledger_is_read_and_built(tmp_path):
    folder = tmp_path / "ledger"
    shutil.copytree(ROOT / "site" / "ledger-template", folder)
    shutil.copytree(ROOT / "plan", folder / "plan")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "plan"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    board = (folder / "build" / "site" / "index.html").read_text(encoding="utf-8")
    assert "台账里还没有事件" in board
    plan = (folder / "build" / "site" / "plan" / "2022-08-05" / "procedure.html").read_text("utf-8")
    assert "<caption>" in plan
