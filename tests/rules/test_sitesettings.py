"""What ``mkdocs.yml`` may say on a server that builds what was pushed."""

from __future__ import annotations

import pytest
from tests.rules.builders import worded
from tests.rules.plans import ROOT

from taizhang.rules.sitesettings import settings_findings
from taizhang.store.strict import Profile, read


def named(tree):
    return [(each.values["name"], each.where) for each in worded(settings_findings(tree))]


def test_the_shipped_template_is_within_the_bounds():
    path = ROOT / "site" / "ledger-template" / "mkdocs.yml"
    assert named(read(path.read_bytes(), profile=Profile.SETTINGS)) == []


EVERYTHING = """\
site_name: 台账
site_description: 某单位
site_author: 办公室
site_url: https://example.invalid/
site_dir: public
copyright: 某单位
docs_dir: site/pages
use_directory_urls: true
nav: [index.md]
theme:
  name: material
  language: zh
  logo: logo.svg
  favicon: logo.svg
  font: false
  icon: {repo: x}
  features: [navigation.top]
  palette: {primary: indigo}
plugins: [taizhang]
extra: {homepage: /}
validation: {links: warn}
markdown_extensions:
- abbr
- admonition
- attr_list
- def_list
- footnotes
- md_in_html
- sane_lists
- tables
- toc: {permalink: true}
"""


def test_all_words_and_looks_may_be_set():
    assert named(read(EVERYTHING.encode(), profile=Profile.SETTINGS)) == []


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        ({"site_name": "x", "theme": "material", "markdown_extensions": "tables"}, []),
        ({"hooks": ["x.py"]}, [("hooks", ("hooks",))]),
        ({"plugins": ["taizhang"], "docs_dir": "site/pages"}, []),
        ({"plugins": ["taizhang", "exec"]}, [("plugins", ("plugins",))]),
        ({"docs_dir": ".."}, [("docs_dir", ("docs_dir",))]),
        ({"theme": {"name": "material", "custom_dir": "x"}}, [("theme: custom_dir", ("theme", "custom_dir"))]),
        ({"markdown_extensions": ["tables", "x"]}, [("x", ("markdown_extensions", 1))]),
        (
            {"markdown_extensions": [{"toc": {}}, {"x.y": {}}]},
            [("x.y", ("markdown_extensions", 1))],
        ),
    ],
    ids=["words", "hooks", "as it is", "a plugin", "elsewhere", "a theme's folder", "a module", "with options"],
)  # fmt: skip
def test_only_words_and_looks_are_set(tree, found):
    assert named(tree) == found


def test_all_that_is_amiss_is_told_on_its_key():
    found = settings_findings({"hooks": [], "theme": {"custom_dir": "x"}, "inherit": "y"})
    assert len(found) == 3
    assert all(each.on_key and each.code == "site-setting-not-here" for each in found)
