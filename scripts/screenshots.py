"""Draw the pictures of the guides anew: the doors of a drill ledger's site, wide and narrow.

Usage: .venv/bin/python scripts/screenshots.py [FOLDER]   (default: site/guides)

Needs Chromium and what the tests need. Pictures are reduced to a palette, which a page of text
stands well, so that each stays small.
"""

from __future__ import annotations

import base64
import shutil
import struct
import subprocess
import sys
import sysconfig
import tempfile
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).resolve().parents[1]
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 760}
WALL: ViewportSize = {"width": 1600, "height": 900}
SCALES = {"wall": 0.6}
"""Pictures that show the whole at a glance are drawn smaller than the window."""
SHOTS: dict[str, tuple[str, ViewportSize]] = {
    "board": ("index.html", WIDE),
    "board-phone": ("index.html", NARROW),
    "todo": ("todo.html", WIDE),
    "incident": ("", WIDE),
    "incident-phone": ("", NARROW),
    "cards": ("plan/cards.html", WIDE),
    "archive": ("archive/index.html", WIDE),
    "statistics": ("statistics/index.html", WIDE),
    "todo-phone": ("todo.html", NARROW),
    "cards-phone": ("plan/cards.html", NARROW),
    "archive-phone": ("archive/index.html", NARROW),
    "statistics-phone": ("statistics/index.html", NARROW),
    "wall": ("index.html?wall", WALL),
}
"""Name of the picture -> page and window; ``""`` is an incident under way."""

_PIXELS = """async (data) => {
  const file = await fetch(`data:image/png;base64,${data}`);
  const image = await createImageBitmap(await file.blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const all = brush.getImageData(0, 0, image.width, image.height).data;
  const parts = [];
  for (let at = 0; at < all.length; at += 4) {
    parts.push(String.fromCharCode(all[at], all[at + 1], all[at + 2]));
  }
  return [image.width, image.height, btoa(parts.join(""))];
}"""
"""Width, height and colours of a picture, in a page without a policy."""


def main() -> int:
    """Make a drill ledger and its site in a place of its own, and draw every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site" / "guides"
    taizhang = str(Path(sysconfig.get_path("scripts")) / "taizhang")
    for name in SHOTS:  # a guide that shows a picture not drawn yet could not be built
        (folder / f"{name}.png").touch()
    with tempfile.TemporaryDirectory() as place:
        demo, site = Path(place) / "demo", Path(place) / "site"
        subprocess.run([taizhang, "demo", str(demo)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [taizhang, "build", str(demo), "--site-dir", str(site)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for name, size in _draw(site, folder):
            print(f"{folder / name}  {size // 1000} kB")
    return 0


def _draw(site: Path, folder: Path) -> list[tuple[str, int]]:
    from playwright.sync_api import sync_playwright

    longest = max(_open_incidents(site), key=lambda path: path.stat().st_size)
    made = []
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox"],
        )
        blank = chromium.new_page()
        for name, (uri, window) in SHOTS.items():
            address, _, query = uri.partition("?")
            path = site / address if address else longest
            if not path.is_file():
                continue
            page = chromium.new_page(
                viewport=window,
                device_scale_factor=SCALES.get(name, 1),
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
            )
            page.goto(path.as_uri() + (f"?{query}" if query else ""))
            page.wait_for_timeout(300)
            picture = folder / f"{name}.png"
            picture.write_bytes(_reduced(blank, page.screenshot()))
            made.append((picture.name, picture.stat().st_size))
            page.close()
        chromium.close()
    return made


def _open_incidents(site: Path) -> list[Path]:
    return [
        path
        for path in site.glob("incidents/*.html")
        if 'class="tz-step"' in path.read_text("utf-8")
        and "如需重开" not in path.read_text("utf-8")
    ]


def _reduced(blank: Page, picture: bytes) -> bytes:
    """``picture`` with its colours rounded to a palette of at most 256, as PNG."""
    width, height, pixels = blank.evaluate(_PIXELS, base64.b64encode(picture).decode())
    raw = base64.b64decode(pixels)
    points = [raw[at : at + 3] for at in range(0, len(raw), 3)]
    palette = [colour for colour, _ in Counter(points).most_common(256)]
    places = {colour: number for number, colour in enumerate(palette)}
    for colour in set(points) - set(palette):
        places[colour] = min(range(len(palette)), key=lambda at: _apart(colour, palette[at]))
    rows = b"".join(
        b"\0" + bytes(places[point] for point in points[at : at + width])
        for at in range(0, width * height, width)
    )
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    sys.exit(main())
