"""The scripts that search loads: data only."""

from __future__ import annotations

import json
import re

import pytest
from tests.pages import samples

from taizhang.pages import render_site


def records(script: str) -> list[dict[str, str]]:
    found = re.fullmatch(r'taizhangShard\("[^"]+", (\[.*\])\);\n', script, re.DOTALL)
    assert found
    return json.loads(found[1])


def shard(views=None, name: str = "2026") -> str:
    return dict(render_site(views or samples.site()).files())[f"assets/search/{name}.js"]


def test_a_shard_holds_every_incident_of_its_year_newest_first():
    ids = [record["id"] for record in records(shard())]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 7


def test_words_of_title_items_and_review_can_be_found():
    record = next(r for r in records(shard()) if r["id"] == "20261107-4mq7")
    assert "收费三千元" in record["text"]
    assert "未列入敏感时段" in record["text"]
    assert record["nature"] == "虚假信息 法规误读"


@pytest.mark.parametrize("text", ["</script><script>", "\u2028", '"]);alert(1);//', "<!--"])
def test_a_shard_is_data_whatever_the_text(text):
    script = shard(samples.hostile(samples.site(), text))
    assert "<" not in script
    assert "\u2028" not in script
    assert all(record["title"].endswith(text) for record in records(script))


def test_running_text_is_kept_within_bounds():
    long = samples.site(incidents=(samples.incident(reasons=("长" * 9000,), scope=("长" * 9000,)),))
    assert max(len(record["text"]) for record in records(shard(long))) <= 4000


def test_sections_of_the_plan_can_be_found():
    sections = records(shard(name="plan"))
    found = {record["title"]: record for record in sections}
    assert found["快报事实"]["url"] == "plan/2022-08-05/index.html#c3-2"
    assert "发现后十分钟内" in found["快报事实"]["text"]
    assert "<!--" not in json.dumps(sections)
