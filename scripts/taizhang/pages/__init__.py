"""Views in, plain page slots and data files out. Knows no generator, no git, no clock."""

from taizhang.pages.site import Site, render_site
from taizhang.pages.slots import Door, MarkdownPage, PageSlots

__all__ = ["Door", "MarkdownPage", "PageSlots", "Site", "render_site"]
