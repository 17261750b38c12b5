"""A reader of finished HTML for tests: elements, attributes, text, and what could run."""

from __future__ import annotations

from html.parser import HTMLParser

RUNS = {"script", "iframe", "object", "embed", "base", "svg", "style", "link", "form", "meta"}


class Markup(HTMLParser):
    """Collects what a page holds; ``active`` lists whatever could run or load."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.active: list[str] = []
        self.words: list[str] = []
        self._quiet = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag in RUNS:
            self.active.append(tag)
        for name, value in values.items():
            address = name in ("href", "src", "action") and ":" in value.split("/")[0]
            if name.startswith("on") or name == "style":
                self.active.append(f"{tag} {name}")
            elif address and not value.startswith(("http://", "https://")):
                self.active.append(f"{tag} {name}={value}")
        if tag in ("script", "style"):
            self._quiet += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._quiet -= 1

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Attributes of every ``tag`` whose attributes hold ``wanted`` (``data_x`` = data-x)."""
        named = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            values
            for found, values in self.elements
            if found == tag and all(values.get(name) == value for name, value in named.items())
        ]

    @property
    def ids(self) -> list[str]:
        return [values["id"] for _, values in self.elements if "id" in values]
