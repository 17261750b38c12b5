"""What the settings of a site may say where a server builds it from what was pushed.

MkDocs runs programs that its settings name, and so do plugins and theme folders; on a server that
would run them with the rights of the account that keeps the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from taizhang.model.findings import Where

_KEYS = frozenset(
    {
        "copyright", "docs_dir", "extra", "markdown_extensions", "nav", "plugins", "site_author",
        "site_description", "site_dir", "site_name", "site_url", "theme", "use_directory_urls",
        "validation",
    }
)  # fmt: skip
_THEME = frozenset({"favicon", "features", "font", "icon", "language", "logo", "name", "palette"})
_FIXED = {"docs_dir": "site/pages", "plugins": ["taizhang"]}
_EXTENSIONS = frozenset(
    {
        "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists",
        "tables", "toc",
    }
)  # fmt: skip


def settings_findings(tree: Mapping[str, object]) -> tuple[Finding, ...]:
    """Everything in ``mkdocs.yml`` that goes beyond words and looks."""
    return tuple(_found(tree))


def _found(tree: Mapping[str, object]) -> Iterator[Finding]:
    for key, value in tree.items():
        if key not in _KEYS or value != _FIXED.get(key, value):
            yield _amiss(key, (key,))
    theme = tree.get("theme")
    for key in theme if isinstance(theme, dict) else ():
        if key not in _THEME:
            yield _amiss(f"theme: {key}", ("theme", key))
    extensions = tree.get("markdown_extensions")
    for number, each in enumerate(extensions if isinstance(extensions, list) else ()):
        for name in each if isinstance(each, dict) else (each,):
            if name not in _EXTENSIONS:
                yield _amiss(str(name), ("markdown_extensions", number))


def _amiss(name: str, where: Where) -> Finding:
    return Finding(code="site-setting-not-here", where=where, values={"name": name}, on_key=True)
