"""The MkDocs plugin: hands the site's slots to MkDocs and writes what it does not draw.

Hooks only. Text of the ledger never passes through MkDocs: see ``pages.frame``.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel

from taizhang.actions.site import Asked, asked_moment
from taizhang.actions.sitefolders import (
    merged_files,
    put_overrides,
    require_no_links,
    require_safe_output,
)
from taizhang.errors import EnvironmentProblem, TaizhangError
from taizhang.model.formviews import Forge
from taizhang.model.messages import words
from taizhang.pages import Door, MarkdownPage, PageSlots, Site, render_site
from taizhang.pages.building import Building
from taizhang.pages.frame import Frame, Marks, with_policy
from taizhang.pages.menu import menu
from taizhang.pages.plan import fill_tables, guide_pictures
from taizhang.pages.site import board_page
from taizhang.rules.views.audience import AUDIENCES
from taizhang.store.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from taizhang.pages.slots import Heading, Shape

_ASSETS = "assets/taizhang"
_SAMPLES = 3
"""Incident pages that MkDocs draws as well in a strict build, to be compared."""


class ForgeConfig(Config):  # type: ignore[no-untyped-call]
    """The office's own git server: ``kind``, address of the repository, branch to edit."""

    kind = option.Choice(("gitea", "forgejo", "github", "gitlab"), default="gitea")
    url = option.Optional(option.URL())
    branch = option.Type(str, default="main")


class TaizhangConfig(Config):  # type: ignore[no-untyped-call]
    """Settings under ``plugins: - taizhang:`` in mkdocs.yml.

    ``ledger``: folder of the ledger repository. ``now``: the moment to judge by, RFC 3339 with
    offset; else the clock. ``work_tree``: show files not yet committed (always so while serving).
    ``audience``: ``staff`` sees restricted records as counts only, ``office`` all of them.
    ``forge``: where the forms hand entries over; by copy and file when left out.
    """

    ledger = option.Dir(exists=True, default=".")
    now = option.Optional(option.Type(str))
    work_tree = option.Type(bool, default=False)
    audience = option.Choice(AUDIENCES, default=AUDIENCES[0])
    forge = option.SubConfig(ForgeConfig)


class TaizhangPlugin(BasePlugin[TaizhangConfig]):  # type: ignore[no-untyped-call]
    """Builds board, incident, archive, plan and guide pages of a ledger."""

    def __init__(self) -> None:
        self.site: Path | None = None
        self._serving = False
        self._site: Site
        self.building: Building
        self._slots: dict[str, PageSlots] = {}
        self._markdown: dict[str, MarkdownPage] = {}
        self._shapes: dict[str, Shape] = {}
        self._frames: dict[Shape, Frame] = {}
        self._bodies: dict[str, str] = {}
        self._samples: dict[str, PageSlots] = {}
        self._drawn: dict[str, str] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether pages are served; with this hook one instance lives through rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the ledger and settle what our pages need of the theme.

        Raises:
            PluginError: unsafe output folder, another theme, or a ledger that cannot be read.
        """
        self._root = Path(self.config.ledger).resolve()
        self._marks = Marks.of(secrets.token_hex(8))
        self._frames, self._bodies, self._drawn = {}, {}, {}
        site, self.site = self.site, None  # of this build alone: MkDocs keeps the instance
        self.building = Building(Path(config.site_dir), site)
        try:
            require_safe_output(self._root, (site or Path(config.site_dir)).resolve())
            if config.theme.name != "material":
                raise EnvironmentProblem("site-theme", theme=str(config.theme.name))
            require_no_links(self._root, Path(config.docs_dir))
            asked = Asked(
                root=self._root,
                now=asked_moment(self.config.now) if self.config.now else datetime.now(UTC),
                work_tree=self.config.work_tree or self._serving,
                audience=self.config.audience,
            )
            views = self.building.load(asked, config.site_url or "")
            self._site = render_site(
                views, self._root, config.site_url or "", _forge(self.config.forge)
            )
            _dress(config, self._root, resource_dir("overrides"))
        except TaizhangError as problem:
            raise PluginError(_text(problem)) from problem
        config.extra["taizhang"] = {"drill": views.board.drill, "ledger": views.board.ledger}
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add our pages and assets; make the menu unless mkdocs.yml has one."""
        own = [file.src_uri for file in files.documentation_pages() if file.src_uri != "index.md"]
        self._slots = {_source(page.uri): page for page in self._site.pages}
        self._markdown = {page.uri: page for page in self._site.markdown}
        self._shapes = {
            f"{shape.family}/{self._marks.name}-{number}.md": shape
            for number, shape in enumerate(self._site.shapes())
        }
        samples = self._site.samples(_SAMPLES) if config.strict else ()
        self._samples = {_source(page.uri): page for page in samples}
        for uri in self._slots:
            if uri not in files.src_uris:  # the office's own index.md is shown on the board
                files.append(_virtual(config, uri, "", InclusionLevel.INCLUDED))
        for uri, page in self._markdown.items():
            files.append(_virtual(config, uri, page.markdown, InclusionLevel.INCLUDED))
        for uri in (*self._shapes, *self._samples):
            files.append(_virtual(config, uri, "", InclusionLevel.NOT_IN_NAV))
        self._add_assets(files, config)
        if config.nav is None:
            config.nav = menu(self._site, own)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let pages that share a frame stand behind their door, without a line in the menu."""
        doors = {item.title: item for item in nav.items if item.is_section}
        for uri, shape in self._shapes.items():
            if page := files.src_uris[uri].page:
                page.parent = doors.get(shape.door.value)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give our pages their title and description, marks where text is not ours."""
        from markupsafe import escape

        uri = page.file.src_uri
        if slots := self._slots.get(uri) or self._samples.get(uri):
            page.title = str(escape(slots.menu or slots.title))
            page.meta = {"description": str(escape(slots.description)), "hide": [*slots.hide]}
        elif uri in self._shapes:
            page.title = self._marks.title
            page.meta = {"description": self._marks.description, "hide": [*self._shapes[uri].hide]}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep every body aside and leave the mark in its place."""
        uri = page.file.src_uri
        if slots := self._slots.get(uri) or self._samples.get(uri):
            if slots.door is Door.BOARD and html:
                slots = board_page(self._site.views, self._site.templates, notice=html)
            self._bodies[uri] = slots.body
            _set_contents(page, slots.contents)
        elif uri in self._shapes:
            _set_contents(page, self._shapes[uri].contents)
        else:
            written = self._markdown.get(uri)
            self._bodies[uri] = fill_tables(html, written.tables) if written else html
            if "<h1" not in html:
                return f"{page.title}{self._marks.body}"
        return self._marks.body

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the body into the frame; keep the frames that other pages share."""
        uri = page.file.src_uri
        frame = output if self._serving else with_policy(output)
        if uri in self._shapes:
            self._frames[self._shapes[uri]] = Frame.cut(frame, self._marks)
            return ""
        before, _, after = frame.partition(self._marks.body)
        html = before + self._bodies.pop(uri) + after
        if uri in self._samples:
            self._drawn[uri], html = html, ""
        return html

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Leave the shared frames out of the site map."""
        if template_name == "sitemap.xml":
            ours = {*self._shapes, *self._samples}
            context["pages"] = [each for each in context["pages"] if each.src_uri not in ours]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages of families and all data files."""
        for uri, page in self._samples.items():
            if self._drawn[uri] != self._frames[page.shape].join(page):
                raise PluginError(_text(EnvironmentProblem("site-frame", page=page.uri)))
        self.building.finish(self._site, self._frames)

    def on_build_error(self, *, error: Exception) -> None:
        """Keep the pages that were kept."""
        if hasattr(self, "building"):
            self.building.give_up()

    def on_shutdown(self) -> None:
        """A folder that is gone with the server leaves nothing beside it."""
        if self._serving and hasattr(self, "building"):
            self.building.forget()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],
    ) -> LiveReloadServer:
        """Watch what pages are made from."""
        watched = {self._root / "ledger", self._root / "plan"}
        watched |= {self._root / "site" / part for part in ("overrides", "templates", "assets")}
        watched |= {resource_dir(name) for name in ("templates", "assets")}
        for folder in sorted(watched):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _add_assets(self, files: Files, config: MkDocsConfig) -> None:
        """Ours, then the ledger's own by the same names; versioned so that no cache is stale."""
        for path in guide_pictures():
            files.append(File.generated(config, f"guide/{path.name}", abs_src_path=str(path)))
        for name, path in merged_files(resource_dir("assets"), self._root / "site/assets"):
            uri = f"{_ASSETS}/{name}"
            files.append(File.generated(config, uri, abs_src_path=str(path)))
            address = f"{uri}?v={sha256(path.read_bytes()).hexdigest()[:8]}"
            if name.endswith(".css"):
                config.extra_css.append(address)
            elif name.endswith(".js") and "/" not in name:  # pages name those in folders
                config.extra_javascript.append(address)
            elif name == "favicon.svg":
                config.theme["favicon"] = uri


def _forge(given: ForgeConfig) -> Forge | None:
    url = (given.url or "").rstrip("/")
    return Forge(kind=given.kind, url=url, branch=given.branch) if url else None


def _dress(config: MkDocsConfig, root: Path, packaged: Path) -> None:
    """Theme settings our pages count on; overrides of the ledger, of mkdocs.yml, then ours."""
    config.use_directory_urls = False  # pages open from a folder too, without a server
    config.theme["font"] = False
    config.extra.setdefault("generator", False)
    put_overrides(config.theme.dirs, root, packaged, after_first=bool(config.theme.custom_dir))


def _virtual(config: MkDocsConfig, uri: str, text: str, inclusion: InclusionLevel) -> File:
    return File.generated(config, uri, content=text, inclusion=inclusion)


def _source(uri: str) -> str:
    return uri.removesuffix(".html") + ".md"


def _set_contents(page: Page, headings: tuple[Heading, ...]) -> None:
    """The table of contents as MkDocs keeps it; its titles are HTML there."""
    from markupsafe import escape
    from mkdocs.structure.toc import AnchorLink, TableOfContents

    page.toc = TableOfContents(
        [AnchorLink(str(escape(text)), anchor, level) for level, anchor, text in headings]
    )
    page.present_anchor_ids = {heading.anchor for heading in headings}


def _text(problem: TaizhangError) -> str:
    return "\n".join(part for part in words(problem.code, problem.values) if part)
