"""The HTML report in a real browser. Needs Chromium on the machine (Debian: `apt-get install chromium`) or its path in ATTRIB_CHROMIUM."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from attrib.analysis import Analysis, Chain, Label, Sentence, Source, SourceKind
from attrib.diff import compare
from attrib.document import Block, BlockKind, Document, Span
from attrib.engine import analyze_draft
from attrib.findings import CheckedDraft, Report
from attrib.readers import read_draft
from attrib.reporters import html
from attrib.rules import findings_of

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install 'attrib[dev]'")
CHROMIUM = os.environ.get("ATTRIB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium, or set ATTRIB_CHROMIUM to its path")

FIXTURES = Path(__file__).parent.parent / "fixtures"
STORIES = ["foreign-desk-pickup.txt", "peru-glacier.md", "irish-darts-tabloid.txt"]
FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()


def analysis_of(name: str) -> Analysis:
    return analyze_draft(read_draft(name, (FIXTURES / name).read_bytes()))


def report(*names: str) -> str:
    analyses = map(analysis_of, names)
    return html.report(Report(tuple(CheckedDraft(a, findings_of(a)) for a in analyses), ()))


@dataclass
class Visit:
    """A page that is open, and everything it did that a report must not do."""

    page: Any
    wrongs: list[str] = field(default_factory=list)

    def shown(self) -> list[str]:
        """The ids of the sentences that a filter leaves."""
        return self.page.eval_on_selector_all(".s.kept", "all => all.map(s => s.id)")  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Open]:
    opened: list[Visit] = []

    def make(source: str, **options: Any) -> Visit:
        path = tmp_path / f"{len(opened)}.html"
        path.write_text(source, encoding="utf-8")
        page = browser.new_page(**{"viewport": {"width": 1360, "height": 900}, "reduced_motion": "reduce", **options})
        seen = Visit(page)
        page.on("console", lambda message: seen.wrongs.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: seen.wrongs.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (seen.wrongs.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda _: seen.wrongs.append("popup"))
        page.on("request", lambda request: request.url.partition("#")[0] == path.as_uri() or seen.wrongs.append(f"request: {request.url}"))
        page.goto(path.as_uri())
        opened.append(seen)
        return seen

    yield make
    wrongs = [wrong for seen in opened for wrong in seen.wrongs]
    for seen in opened:
        seen.page.context.close()
    assert wrongs == []


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"media": "print"}], ids=["light", "dark", "print"])
@pytest.mark.parametrize("name", STORIES)
def test_accessible_in_every_look(name: str, look: dict[str, str], visit: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(report(name)).page
    page.emulate_media(**look)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    assert [(v["id"], v["nodes"][0]["html"][:120], v["nodes"][0]["failureSummary"]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("width", [360, 820, 1360])
def test_nothing_sticks_out(width: int, visit: Open) -> None:
    page = visit(report(STORIES[0]), viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_labels_differ_without_colour(visit: Open) -> None:
    page = visit(report(STORIES[0])).page
    looks = {
        label.value: (
            page.eval_on_selector(f".s.{label.value} .words", "e => getComputedStyle(e).textDecorationLine + ' ' + getComputedStyle(e).textDecorationStyle"),
            page.text_content(f".s.{label.value} .mark")[0],
        )
        for label in Label
    }
    assert looks == {"named": ("underline solid", "N"), "anonymous": ("underline dashed", "A"), "unattributed": ("none solid", "·")}


def test_the_table_of_sources_filters_the_text(visit: Open) -> None:
    seen = visit(report(STORIES[0]))
    page = seen.page
    analysis = analysis_of(STORIES[0])
    wanted = [n for n, s in enumerate(analysis.sentences) if any("officials" in source.name for source in s.sources)]
    assert 0 < len(wanted) < len(analysis.sentences)
    page.click("button:has-text('unnamed officials')")
    assert seen.shown() == [f"d1-s{n}" for n in wanted]
    assert page.is_visible(f"#d1-s{wanted[0]}")
    assert not page.is_visible("#d1-s0")
    assert page.get_attribute("button:has-text('unnamed officials')", "aria-pressed") == "true"
    assert page.text_content("[role=status]").startswith(f"{len(wanted)} of {len(analysis.sentences)} sentences: unnamed officials")
    page.click("text=Show all")
    assert seen.shown() == []
    assert page.is_visible("#d1-s0")
    assert page.text_content("[role=status]") == ""


def test_a_filter_is_taken_back_by_a_second_click_another_choice_and_escape(visit: Open) -> None:
    seen = visit(report(STORIES[0]))
    page = seen.page
    sentences = analysis_of(STORIES[0]).sentences
    page.click("button[data-filter=anonymous]")
    assert seen.shown() == [f"d1-s{n}" for n, s in enumerate(sentences) if s.label is Label.ANONYMOUS]
    page.click("button[data-filter=second-hand]")
    assert seen.shown() == [f"d1-s{n}" for n, s in enumerate(sentences) if s.chain]
    page.click("button[data-filter=second-hand]")
    assert page.is_visible("#d1-s0")
    page.click("button[data-filter=named]")
    page.keyboard.press("Escape")
    assert (seen.shown(), page.text_content("[role=status]")) == ([], "")


def test_lines_of_the_picture_lead_to_their_sentences(visit: Open) -> None:
    seen = visit(report(STORIES[0]))
    page = seen.page
    page.focus(".edge[aria-label^='Three U.S. officials to Capitol Ledger']")
    page.keyboard.press("Enter")
    (kept,) = seen.shown()
    assert page.url.endswith(f"#{kept}")
    assert "told the news site Capitol Ledger" in page.text_content(f"#{kept} .words")
    assert "Three U.S. officials to Capitol Ledger" in page.text_content("[role=status]")


def test_the_list_says_what_the_picture_shows(visit: Open) -> None:
    page = visit(report(STORIES[0])).page
    page.click("text=The same as a list")
    (links,) = {s.chain.links for s in analysis_of(STORIES[0]).sentences if s.chain and len(s.chain.links) > 2}
    assert " →to ".join([*links, "this draft: 1 sentence"]) in " ".join(page.text_content(".as-list").split())


def card(page: Any, sentence: str) -> Any:
    return page.locator(f"#{sentence}-card")


def test_evidence_shows_on_hover_inside_the_window(visit: Open) -> None:
    page = visit(report(STORIES[0])).page
    told = page.locator(".s:has-text('told the news site Capitol Ledger')").get_attribute("id")
    assert not card(page, told).is_visible()
    page.hover(f"#{told} .words")
    assert card(page, told).is_visible()
    text = " ".join(card(page, told).text_content().split())
    assert "Three U.S. officials →to Capitol Ledger →to this draft" in text
    assert "anonymous source" in text
    assert "cue “told”" in text
    box = card(page, told).bounding_box()
    assert min(box["x"], box["y"]) >= 0
    assert box["x"] + box["width"] <= 1360
    assert box["y"] + box["height"] <= 900
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    assert card(page, told).is_visible()  # the card itself can be pointed at
    page.keyboard.press("Escape")
    assert not card(page, told).is_visible()
    page.mouse.move(2, 2)
    page.hover(f"#{told} .words")
    assert card(page, told).is_visible()


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.closest('.s')?.id ?? document.activeElement.className")  # type: ignore[no-any-return]


def test_the_keyboard_reaches_everything_in_order(visit: Open) -> None:
    page = visit(report(STORIES[0])).page
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    kinds = []
    for _ in range(120):
        page.keyboard.press("Tab")
        kinds.append(page.evaluate("""() => { const e = document.activeElement; return e === document.body ? 'end' :
            e.closest('.mix') ? 'mix' : e.closest('.provenance') ? 'picture' : e.closest('.sources') ? 'sources' : e.closest('.s .mark') ? 'sentence' :
            e.closest('.text') ? 'text' : 'other' }"""))
        if kinds[-1] == "end":
            break
    assert list(dict.fromkeys(kinds)) == ["picture", "sources", "sentence", "text", "end"]
    assert kinds.count("sentence") == 1


def test_arrow_keys_go_from_sentence_to_sentence_and_show_evidence(visit: Open) -> None:
    page = visit(report(STORIES[0])).page
    page.focus("#d1-s0 .mark")
    assert card(page, "d1-s0").is_visible()
    for key, where in [("ArrowDown", "d1-s1"), ("ArrowRight", "d1-s2"), ("ArrowUp", "d1-s1"), ("End", "d1-s29"), ("ArrowDown", "d1-s29"), ("Home", "d1-s0")]:
        page.keyboard.press(key)
        assert focused(page) == where
        assert card(page, where).is_visible()
    page.keyboard.press("Escape")
    assert not card(page, "d1-s0").is_visible()
    page.click("button[data-filter=second-hand]")
    page.focus(".s.kept .mark")
    before = focused(page)
    page.keyboard.press("ArrowDown")
    assert focused(page) != before
    assert page.is_visible(f"#{focused(page)}")


def test_findings_and_sentences_lead_to_each_other(visit: Open) -> None:
    page = visit(report(STORIES[2])).page
    page.click(".ref >> nth=0")
    assert page.url.endswith("#d1-n1")
    page.click("#d1-n1 .number")
    assert page.url.endswith(page.eval_on_selector(".ref", "e => e.closest('.s').id"))
    assert not page.is_visible("#d1-n1 details p")
    page.click("#d1-n1 summary")
    assert page.is_visible("#d1-n1 details p")


def test_drafts_on_one_page_are_filtered_apart(visit: Open) -> None:
    page = visit(report(*STORIES)).page
    assert page.locator("nav a").count() == 3
    page.click("#d2 button[data-filter=anonymous]")
    assert page.eval_on_selector_all(".filtered", "all => all.map(e => e.id)") == ["d2"]


def test_without_script_everything_can_still_be_read(visit: Open) -> None:
    page = visit(report(STORIES[0]), java_script_enabled=False).page
    assert page.locator(".s:visible").count() == 30
    page.hover("#d1-s2 .words")
    assert card(page, "d1-s2").is_visible()


def test_print_leaves_out_what_needs_a_pointer(visit: Open) -> None:
    page = visit(report(STORIES[0])).page
    page.focus("#d1-s0 .mark")
    page.emulate_media(media="print")
    assert not card(page, "d1-s0").is_visible()
    assert page.locator(".s:visible").count() == 30
    assert page.is_visible(".note")


HOSTILE = """<script>alert(1)</script> “><img src="https://example.org/x.png" onerror="alert(2)">,” said Ana Ruiz, told Axios.

A [link](javascript:alert(3)) <a href="javascript:alert(4)" onclick="alert(4)">said</a> <style>@import "https://example.org/x.css"</style> so.

“</script><script>window.taken = 1</script>” said <iframe src="https://example.org/"></iframe> Ruiz " autofocus onfocus="alert(5)" x=".

\u202eBidi override\u202c and \x1b[2J said <svg onload=alert(6)><animate onbegin=alert(7) attributeName=x dur=1s> an official. {{ 7*7 }}
"""


def by_hand(text: str, path: str) -> Analysis:
    """What a reader that kept every tag would deliver, the text as its own source."""
    source = Source(text, SourceKind.PERSON, True, Span(0, 9), text)
    chain = Chain((text, text + "2"), (Span(3, 7),), 0.5, False)
    only = Sentence(0, len(text), BlockKind.PARAGRAPH, 0, Label.NAMED, 0.9, (source,), Span(2, 5), chain, 0.0)
    return Analysis(Document(path, text, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)), (text,), (only,))


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "x onload=alert(8) <script>alert(9)</script>.md"])
def test_a_hostile_draft_does_nothing(name: str, visit: Open) -> None:
    analysis = analyze_draft(read_draft(name, HOSTILE.encode()))
    older = analyze_draft(read_draft(name, HOSTILE.replace("Ruiz", "Roa").encode()))
    raw, cut = by_hand(HOSTILE, name), by_hand(HOSTILE[9:], name)
    drafts = tuple(CheckedDraft(each, findings_of(each)) for each in (analysis, raw))
    for source in (html.report(Report(drafts, ())), html.comparison(compare(older, analysis)), html.comparison(compare(cut, raw))):
        page = visit(source).page
        for control in page.query_selector_all("a, button:enabled"):
            if control.is_visible():
                control.focus()
                control.dispatch_event("click")
        assert page.evaluate("window.taken") is None
        assert page.locator("main img, main script, main iframe, main style").count() == 0
        assert page.url.startswith("file:")


def test_the_comparison_of_two_versions_is_accessible(visit: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    old = (FIXTURES / STORIES[0]).read_text(encoding="utf-8")
    new = old.replace("Three U.S. officials told the news site Capitol Ledger that the threat was", "The threat was")
    changes = compare(*(analyze_draft(read_draft("d.txt", text.encode())) for text in (old, new)))
    page = visit(html.comparison(changes)).page
    assert page.text_content(".change h3") == "lost its source, no longer second-hand"
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
