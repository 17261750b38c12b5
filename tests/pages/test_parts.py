"""What recurs on many pages is drawn once, and is what the template's own macro draws."""

from __future__ import annotations

from tests.pages import samples

from taizhang.model.views import Moment, RequirementView
from taizhang.pages import parts
from taizhang.pages.environment import environment, template_folders
from taizhang.pages.parts import Parts

RULE = RequirementView(
    code="c", text="须先有<报告>", state="未满足", strength="挡", detail="第 2 条",
    anchor="s3-2", clause="三(二)", fix="taizhang add a；taizhang add b",
)  # fmt: skip


def ready():
    made = environment(template_folders(), lambda plan, anchor: f"plan/{plan}/x.html#{anchor}")
    return made, Parts(made, "../")


def test_held_parts_are_what_the_macros_draw(monkeypatch):
    monkeypatch.setattr(parts, "_MOST", 2)
    templates, part = ready()
    macro = templates.get_template("parts.html.j2").make_module({"root": "../"})
    level = samples.row(1).level
    for _ in range(2):
        for text in ("2026-11-09 13:30", "", "2026-11-10 08:00"):
            at = Moment(text.replace(" ", "T"), text)
            assert part.moment(at) == macro.moment(at)
            assert part.moment(at, "尚未报告") == macro.moment(at, "尚未报告")
        assert part.clause("p", "s1", "<一>") == macro.clause("p", "s1", "<一>")
        assert part.clause("p", "s1", "") == macro.clause("p", "s1", "")
        assert part.level(level) == macro.level(level)
        assert part.rule("p", RULE) == macro.rule("p", RULE)
        assert part.command("<x>") == macro.command("<x>")
    assert "../plan/p/x.html#s1" in part.clause("p", "s1", "一")
    assert "&lt;报告&gt;" in part.rule("p", RULE)


def test_lines_are_escaped_one_by_one():
    templates, _ = ready()
    drawn = templates.from_string("{{ lines | paragraphs }}|{{ lines | added }}|{{ () | added }}")
    assert drawn.render(lines=("a<b", "c")) == (
        "<p>a&lt;b</p><p>c</p>|<span>+ a&lt;b</span>\n<span>+ c</span>\n|"
    )
    assert "<span>+ a b</span>\n<span>+ c</span>" in drawn.render(lines=("a\nb", "c"))
