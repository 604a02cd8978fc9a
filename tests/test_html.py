"""The HTML report as text: what it says, and that a draft cannot make it say or do anything else."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from commandline import attrib
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.analysis import Analysis, Chain, Label, Sentence, Source, SourceKind
from attrib.document import Block, BlockKind, Document, Span
from attrib.engine import analyze
from attrib.findings import CheckedDraft, Finding, Related, Report, Severity, Skipped, Suppression
from attrib.readers import read_draft
from attrib.reporters import html
from attrib.reporters.graph import NodeKind, Route, Stop, draw, routes
from attrib.reporters.html.page import shortened
from attrib.reporters.html.table import plural_head, source_table
from attrib.reporters.pieces import Role, pieces, shown
from attrib.reporters.voices import voices
from attrib.rules import RULES, findings_of

STORY = """# Minister is said to quit

By Lotte Aas

The minister has resigned, a U.S. official told Axios. One of the officials said the letter was handed in on Monday.

“I was tired,” said Ana Ruiz, the mayor. Rain fell.
"""


CHAINS = [rule for rule in RULES if rule.name == "secondhand-chain"]


def checked(text: str = STORY, path: str = "draft.md") -> CheckedDraft:
    analysis = analyze(read_draft(path, text.encode()))
    return CheckedDraft(analysis, findings_of(analysis, CHAINS))


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.inside):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def having(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


def of(*drafts: CheckedDraft, skipped: tuple[Skipped, ...] = ()) -> Page:
    return Page(html.report(Report(drafts, skipped)))


def test_the_page_of_nothing() -> None:
    assert "There was no draft to read." in of().text


def test_a_draft_without_a_sentence() -> None:
    page = of(checked("", "empty.txt"))
    assert "empty.txt" in page.text
    assert not [tag for tag, _ in page.elements if tag == "svg"]


def test_every_word_of_the_draft_is_there_in_order() -> None:
    text = of(checked()).text
    at = 0
    for words in ("Minister is said to quit", "By Lotte Aas", "The minister has resigned,", "the letter was handed in", "“I was tired,” said", "Rain fell."):
        at = text.find(words, at)
        assert at > 0, words


def test_every_sentence_has_its_label_and_its_evidence() -> None:
    draft = checked()
    page = of(draft)
    classes = [attrs["class"] for _, attrs in page.elements if (attrs.get("id") or "").startswith("d1-s") and "data-keys" in attrs]
    assert [str(c).split()[1] for c in classes] == [s.label.value for s in draft.analysis.sentences]
    cards = [attrs["id"] for _, attrs in page.elements if attrs.get("role") == "tooltip"]
    assert cards == page.having("aria-describedby") == [f"d1-s{n}-card" for n in range(len(draft.analysis.sentences))]
    assert "U.S. official →to Axios →to this draft" in page.text
    assert "cue “told”" in page.text


def test_findings_stand_in_the_margin_with_the_rule_s_reason() -> None:
    draft = checked()
    assert [f.rule for f in draft.findings] == ["secondhand-chain"]
    page = of(draft)
    assert draft.findings[0].message in page.text
    assert page.text.count("Readers should know what you did not gather yourselves.") == 2  # beside the text, and at the end for print


def test_a_suppressed_finding_is_shown_with_its_reason_and_does_not_count() -> None:
    draft = checked()
    note = Suppression(("secondhand-chain",), "the desk has the letter", Span(0, 4))
    page = of(CheckedDraft(draft.analysis, (), tuple(replace(finding, suppressed=note) for finding in draft.findings)))
    assert "1 suppressed secondhand-chain" in page.text
    assert "Left alone: the desk has the letter" in page.text
    assert "findings0" in page.text.replace(" ", "")


def test_an_unsure_label_is_marked() -> None:
    draft = checked()
    sure, doubted = (of(CheckedDraft(replace(draft.analysis, unsure_below=below), ())) for below in (0.0, 1.0))
    assert "perhaps" not in sure.text
    assert doubted.text.count("perhaps: ") == len(draft.analysis.sentences)
    assert "A?»" in doubted.text


def test_a_finding_outside_of_every_sentence_is_shown_too() -> None:
    draft = checked()
    place = draft.analysis.document.text.index("By Lotte")
    finding = Finding("no-such-rule", "ATT999", Severity.INFO, 0.5, "look at the byline", Span(place, place + 2))
    assert "look at the byline" in of(CheckedDraft(draft.analysis, (finding,))).text


def test_several_drafts_and_those_not_read() -> None:
    page = of(checked(path="one.md"), checked(path="two.md"), skipped=(Skipped("three.md", "is no text"),))
    assert [text in page.text for text in ("one.md", "two.md", "three.md: is no text", "Not read")] == [True] * 4
    ids = page.having("id")
    assert len(ids) == len(set(ids))


def links_of(page: Page) -> tuple[set[str], set[str]]:
    return {link.removeprefix("#") for link in page.having("href") if link != "data:,"}, set(page.having("id"))


def test_every_link_leads_to_a_place_on_the_page() -> None:
    links, ids = links_of(of(checked(path="one.md"), checked(path="two.md")))
    assert links <= ids
    assert {"d1-s2", "d2-s2", "d1-n1"} <= links


def test_labels_of_other_elements_exist() -> None:
    page = of(checked())
    named = {name for value in page.having("aria-labelledby") for name in value.split()}
    assert named <= set(page.having("id"))


HOSTILE = """# <script>alert(1)</script> "><img src=x onerror=alert(1)>

By <b onmouseover=alert(1)>Lotte Aas</b>

“</style></script><script>alert(2)</script>,” said Ana " onfocus=alert(3) autofocus x=" Ruiz. {{ 7 * 7 }} {% raw %}

A [link](javascript:alert(4)) said <a href="javascript:alert(5)">so</a>, an official told </title><svg onload=alert(6)> Axios.

Bidi \u202eoverride\u2066 and \x1b[2J escape \x08 said Ana Ruiz. ]]> --> &lt;script&gt;
"""


def by_hand(text: str, path: str) -> Analysis:
    """What a reader that kept every tag would deliver, the text as its own source."""
    source = Source(text, SourceKind.PERSON, True, Span(0, 9), text)
    chain = Chain((text, text + "2"), (Span(3, 7),), 0.5, False)
    only = Sentence(0, len(text), BlockKind.PARAGRAPH, 0, Label.NAMED, 0.9, (source,), Span(2, 5), chain, 0.0)
    return Analysis(Document(path, text, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)), (text,), (only,))


@pytest.mark.parametrize("path", ["draft.txt", "draft.md", '"><script>alert(7)</script>.txt', "\u202etxt.md"])
def test_a_hostile_draft_comes_out_inert(path: str) -> None:
    place = Span(0, len(HOSTILE))
    finding = Finding(HOSTILE, HOSTILE, Severity.ERROR, 0.5, HOSTILE, place, (Related(place, HOSTILE),))
    source = html.report(Report((checked(HOSTILE, path), CheckedDraft(by_hand(HOSTILE, path), (finding,))), (Skipped(path, HOSTILE),)))
    page = Page(source)
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in of(checked(), checked(), skipped=(Skipped("", ""),)).elements}
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on") or name in ("autofocus", "style", "src")]
    assert all(link.startswith("#") or link == "data:," for link in page.having("href"))
    assert not set("\x1b\x08\u202e\u2066") & set(source)


@settings(deadline=None)
@given(st.text(), st.text(min_size=1))
def test_no_text_of_a_draft_becomes_markup(text: str, path: str) -> None:
    source = f"{text}\n\n“{text},” said {text} Ruiz.\n"
    document = read_draft("draft.txt", source.encode("utf-8", "replace").replace(b"\x00", b""))
    page = Page(html.report(Report((CheckedDraft(analyze(document), ()),), (Skipped(path, text),))))
    assert [tag for tag, _ in page.elements].count("script") == [tag for tag, _ in page.elements].count("style") == 1
    assert all(link.startswith("#") or link == "data:," for link in page.having("href"))


def test_the_policy_allows_the_page_s_own_style_and_script_alone() -> None:
    source = html.report(Report((checked(),), ()))
    policy = next(attrs["content"] or "" for tag, attrs in Page(source).elements if tag == "meta" and "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        content = source.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in policy


def test_pieces_read_as_the_sentence_does() -> None:
    analysis = checked().analysis
    told = analysis.sentences[1]
    assert [(p.text, p.role) for p in pieces(analysis, told) if p.role is not Role.PLAIN] == [
        ("a U.S. official", Role.SOURCE), ("told", Role.CUE), ("Axios", Role.CARRIER),
    ]  # fmt: skip
    assert shown(analysis, told) == analysis.text(told)


def test_markup_leaves_no_blank_behind() -> None:
    analysis = analyze(read_draft("d.md", b"The ice is *thin*, **Ana Ruiz** said in [*Letters*](https://example.org).\n"))
    assert shown(analysis, analysis.sentences[0]) == "The ice is thin, Ana Ruiz said in Letters."


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Ana Ruiz", ""), ("schoolteacher in Hama", ""), ("", ""), ("-", ""),
        ("U.S. official", "officials"), ("One of the officials", "officials"), ("Three U.S. officials briefed on the talks", "officials"),
        ("people familiar with the matter", "people"), ("residents", "residents"),
    ],
)  # fmt: skip
def test_the_noun_that_sums_up_unnamed_sources(name: str, head: str) -> None:
    assert plural_head(name) == head


def test_unnamed_sources_of_one_description_are_summed_up() -> None:
    analysis = checked().analysis
    rows = {row.name: row for row in source_table(analysis, voices(analysis))}
    assert rows["unnamed officials"].sentences == (1, 2)
    assert (rows["unnamed officials"].depth, rows["U.S. official"].depth) == (1, 2)
    assert set(rows["Anonymous"].sentences) >= {1, 2}
    assert rows["Second-hand"].sentences == (1,)


def ways(analysis: Analysis) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    return [(tuple(stop.name for stop in route.stops), route.sentences) for route in routes(analysis)]


def test_routes_of_a_story() -> None:
    analysis = analyze(read_draft("d.txt", STORY.encode()))
    assert (("U.S. official", "Axios"), (1,)) in ways(analysis)
    assert next(stops[-1] for stops, _ in ways(analysis)) == "Axios"
    assert all(sentences for _, sentences in ways(analysis))


STOPS = st.builds(Stop, st.sampled_from("abcdef"), st.booleans())
ROUTES = st.lists(
    st.builds(Route, st.none() | STOPS, st.lists(STOPS, max_size=3, unique_by=lambda s: s.key).map(tuple), st.just((0, 1))).filter(lambda r: r.stops),
    max_size=9, unique_by=lambda r: (r.origin is None, *(s.key for s in r.stops)),
).map(tuple)  # fmt: skip


@given(ROUTES)
def test_nodes_never_overlap_and_lines_run_from_left_to_right(found: tuple[Route, ...]) -> None:
    picture = draw(found)
    boxes = [(n.x, n.y) for n in picture.nodes if n.kind is not NodeKind.DRAFT]
    assert len(boxes) == len(set(boxes))
    assert all(0 <= n.x <= picture.width - n.width and 0 <= n.y <= picture.height - n.height for n in picture.nodes)
    for edge in picture.edges:
        start = int(edge.path[1:].split()[0])
        assert start < edge.end[0]
    ends = [edge for edge in picture.edges if edge.finish.name == "this draft"]
    assert len({edge.end for edge in ends}) == len(ends)


@given(st.text(), st.integers(2, 30))
def test_a_shortened_name_fits(name: str, most: int) -> None:
    short = shortened(name, most)
    assert len(short) <= most
    assert short == name or short.endswith("…")


def test_label_writes_the_page_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\x00")
    result = attrib("label", "--format", "html", "-o", tmp_path / "report.html", tmp_path / "a.md", tmp_path / "b.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Not read" in page
    assert attrib("label", "--format", "html", tmp_path / "a.md").stdout.startswith("<!doctype html>")


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(STORY, encoding="utf-8")
    result = attrib("label", "--format", "html", "-o", tmp_path / "missing" / "report.html", tmp_path / "a.md")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
