"""The pictures of the READMEs, made by walking the demonstration as a stranger does: `docs/pictures/*.png`.

    python tools/make_screenshots.py        starts the demonstration in a folder of its own, writes four pictures

What is another one at every run is made equal first: days of today, years in names, sums of bytes. Each picture has 256
colours at most; a page of ours has fewer that matter.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
MAIN = "import sys; from navolgbaar.ops.cli import main; raise SystemExit(main(sys.argv[1:]))"
SIZE = {"width": 1180, "height": 900}
PAPER = "De kosten zijn 12.000 euro voor hout, 8.500 euro voor glas en 4.000 euro voor verf, samen 25.500 euro."
SETTLE = """() => {
    const days = [0, 2].map(hours => new Date(Date.now() + hours * 3600e3).toISOString().slice(0, 10));
    for (const time of document.querySelectorAll("time"))  // a day of the site begins before that of Greenwich
        if (days.includes((time.dateTime || "").slice(0, 10))) time.textContent = "1 juni 2026";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        node.data = node.data.replace(/NB-((?:[A-Z]-)?)\\d{4}-/g, "NB-$1…-").replace(/[0-9a-f]{64}/g, "…");
    }
}"""

PIXELS = """async address => {
    const picture = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height), context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const bytes = context.getImageData(0, 0, picture.width, picture.height).data;
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return [picture.width, picture.height, btoa(text)];
}"""


def go(page: Any, element: Any) -> None:
    """Click what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        element.click()


def home(page: Any) -> None:
    """Where everybody begins."""


def subject(page: Any) -> None:
    """What was promised and what was measured, year after year."""
    go(page, page.get_by_role("link", name="Versterken van huizen in Groningen").first)


def figure(page: Any) -> None:
    """From a number down to the sentences that it came from."""
    subject(page)
    go(page, page.get_by_role("link", name="2.821").first)
    page.locator("#main h2").first.evaluate("heading => window.scrollTo(0, 0)")


def paper(page: Any) -> None:
    """A paper of one's own, and the sum in it that adds up differently."""
    go(page, page.get_by_role("link", name="Klopt deze som?").first)
    page.locator("main textarea").fill(PAPER)
    go(page, page.get_by_role("button", name="Reken dit stuk na"))


WAYS: dict[str, Callable[[Any], None]] = {"home": home, "subject": subject, "figure": figure, "paper": paper}


@contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration of its own, served until the end of the block; gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="nb-pictures-"))
    folder.chmod(0o711)  # where root starts it, the database has an account of its own
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NAVOLGBAAR_", "DATABASE_URL", "DJANGO_"))}
    command = [sys.executable, "-c", MAIN, "demo", "--port", str(port)]
    environment = {**kept, "NAVOLGBAAR_HOME": str(folder / "home")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        if not any("Navolgbaar is at" in line for line in process.stdout):
            raise SystemExit("The demonstration did not start.")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def take(browser: Any, address: str, folder: Path) -> None:
    """Walk each way and write what is seen at its end."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, way in WAYS.items():
        context = browser.new_context(viewport=SIZE, locale="nl-NL")
        page = context.new_page()
        page.goto(address)
        way(page)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.evaluate(SETTLE)
        seen = page.screenshot(animations="disabled")
        (folder / f"{name}.png").write_bytes(smaller(pixels_of(seen, page)))
        context.close()


def smaller(pixels: Any) -> bytes:
    """Pixels (height x width x 3) as a PNG of 256 colours at most: the most frequent ones, and for the others the
    nearest of these."""
    colours, inverse, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:256]].astype(np.int32)
    distance = ((colours[:, None, :].astype(np.int32) - palette[None, :, :]) ** 2).sum(axis=2)
    indices = distance.argmin(axis=1).astype(np.uint8)[inverse.reshape(-1)].reshape(pixels.shape[:2])
    height, width = indices.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), indices], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    packed = zlib.compress(rows, 9)
    parts = ((b"IHDR", head), (b"PLTE", palette.astype(np.uint8).tobytes()), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def pixels_of(png: bytes, page: Any) -> Any:
    """The pixels of a picture, as a browser decodes it: height x width x 3."""
    page.goto("about:blank")
    width, height, data = page.evaluate(PIXELS, "data:image/png;base64," + base64.b64encode(png).decode())
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)[:, :, :3]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = next(p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n)))
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        take(browser, address, PICTURES)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{re.sub('.*/docs/', 'docs/', str(picture))}  {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
