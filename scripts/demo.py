"""Makes the pictures of the README from the fixture stories, with Chromium.

usage: demo.py [--looks FOLDER]

Writes docs/demo/*.png. With --looks, writes three stories in light, dark and print to a folder instead, to look the report over.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).parent.parent
STORIES = ("foreign-desk-pickup.txt", "peru-glacier.md", "irish-darts-tabloid.txt")
EDITS = {
    "Three U.S. officials told the news site Capitol Ledger that the threat": "The threat",
    "A spokesman there, Col. Dermot Vasquez, said": "An officer there said",
    "Damascus has repeatedly demanded": "Damascus has repeatedly demanded, Furat Today reported,",
}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 22px 28px; background: {background}; color: {foreground}; width: max-content; }}
pre {{ margin: 0; font: 14px/1.45 "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
</style><pre>{code}</pre>"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def attrib(*args: str | Path, width: int = 108) -> str:
    command = [sys.executable, "-m", "attrib", *map(str, args)]
    environment = os.environ | {"COLUMNS": str(width), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment).stdout


def terminal(browser: Browser, output: str, lines: int, target: Path) -> None:
    """A picture of the first lines of what a command printed."""
    console = Console(record=True, width=140, file=io.StringIO())
    console.print(Text.from_ansi("\n".join(output.splitlines()[:lines])))
    page = browser.new_page(viewport={"width": 400, "height": 100})
    page.set_content(console.export_html(theme=MONOKAI, code_format=TERMINAL, inline_styles=True))
    page.locator("body").screenshot(path=target)
    page.close()


def readme(browser: Browser, folder: Path, work: Path) -> None:
    """The README's pictures."""
    story = Path("fixtures") / STORIES[0]
    label = f"$ attrib label {story}\n" + attrib("label", "--color", "always", story)
    terminal(browser, label, 34, folder / "label.png")
    text = (ROOT / story).read_text(encoding="utf-8")
    for old, new in EDITS.items():
        if old not in text:
            raise SystemExit(f"{story} no longer says {old!r}: choose another edit")
        text = text.replace(old, new)
    (work / "draft-2.txt").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / story, work / "draft-1.txt")
    compared = attrib("diff", "--color", "always", work / "draft-1.txt", work / "draft-2.txt").replace(f"{work}/", "")
    terminal(browser, "$ attrib diff draft-1.txt draft-2.txt\n" + compared, 34, folder / "diff.png")
    for look in ("light", "dark"):
        page = opened(browser, story, work, look)
        if look == "light":
            page.locator(".s.chained .mark").nth(1).focus()
            page.evaluate("document.activeElement.closest('.s').scrollIntoView({block: 'center'})")
        page.screenshot(path=folder / f"report-{look}.png")
        page.close()


def opened(browser: Browser, story: Path, work: Path, look: str) -> Page:
    """The report of a story, open in the browser."""
    target = work / f"{story.stem}.html"
    attrib("label", "--format", "html", "-o", target, story)
    size = {"width": 1240, "height": 600 if look == "light" else 800}
    page = browser.new_page(viewport=size, color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    page.goto(target.as_uri())
    return page


def looks(browser: Browser, folder: Path, work: Path) -> None:
    """Three stories whole, in light, dark and print."""
    for name in STORIES:
        for look in ("light", "dark", "print"):
            page = opened(browser, Path("fixtures") / name, work, look)
            target = folder / f"{Path(name).stem}-{look}"
            if look == "print":
                page.pdf(path=target.with_suffix(".pdf"), format="A4", prefer_css_page_size=True)
            else:
                page.screenshot(path=target.with_suffix(".png"), full_page=True)
            page.close()


def main() -> None:
    arguments = argparse.ArgumentParser(description="Makes the pictures of the README from the fixture stories, with Chromium.")
    arguments.add_argument("--looks", metavar="FOLDER", type=Path, help="write three stories in light, dark and print here instead")
    folder = arguments.parse_args().looks
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as work:
        browser = driver.chromium.launch(executable_path=os.environ.get("ATTRIB_CHROMIUM") or shutil.which("chromium"), args=FLAGS)
        target = folder or ROOT / "docs" / "demo"
        target.mkdir(parents=True, exist_ok=True)
        (looks if folder else readme)(browser, target, Path(work))
        browser.close()


if __name__ == "__main__":
    main()
