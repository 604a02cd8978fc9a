"""One story is one story: in every format it has the same sentences, labels, sources, chains and findings."""

from __future__ import annotations

import html
import io
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from attrib.config import Configs, from_command_line
from attrib.document import BlockKind
from attrib.engine import Job, run
from attrib.findings import CheckedDraft

SENTENCES = [
    "“We don’t know who shut the gate,” said Ana Ruiz, who runs the café by the river.",
    '"The levee held until four," the engineer told the Kitale Herald on Tuesday, "and then it didn\'t."',
    "‘Nobody asked us,’ a senior official said.",
    "«The mine will close,» Marek Dvořák, the minister, told Radio Ostrava.",
    "The council’s auditor, Tomás O’Brien, wrote in a report that £40 million had gone missing.",
    "Officials said the ferry had passed every inspection.",
    "According to the Harbour Gazette, two people familiar with the talks said the deal was off.",
    "The harbour was reportedly empty by noon — no boat left.",
    "Rain fell all night, and the road to Nakuru was closed at 4 p.m. on Monday.",
    "“It was ‘a disgrace’,” Dr. Lindiwe Mbeki said; AT&T declined to comment.",
    "She added that 5 < 6 and that the firm’s figures were wrong.",
    "“Who pays?” asked Ruiz.",
    "The minister denied it… but a spokeswoman for the firm confirmed the sale.",
]  # fmt: skip
HEADINGS = ["Dam bursts above market town", "What happens next", "Minister’s “secret” talks in Ostrava", "Ferry passed tests, officials say"]
KINDS = [BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM]
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Part:
    """A paragraph: its words, and the letters that stand in bold, in a link …, as numbers of runs of letters with a style each."""

    kind: BlockKind
    words: str
    dress: dict[int, str]

    def runs(self) -> list[tuple[str, str]]:
        """Text with the style it stands in."""
        found = []
        at = 0
        for number, letters in enumerate(LETTERS.finditer(self.words)):
            style = self.dress.get(number, "")
            if style:
                end = letters.start() + 1 if style.startswith("half ") else letters.end()
                found += [(self.words[at : letters.start()], ""), (self.words[letters.start() : end], style.removeprefix("half "))]
                at = end
        return [*found, (self.words[at:], "")]


def parts(kinds: list[BlockKind]) -> st.SearchStrategy[Part]:
    dress = st.dictionaries(st.integers(0, 12), st.sampled_from(["bold", "italic", "link", "half bold"]), max_size=4)
    words = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
    told = st.builds(Part, st.sampled_from(kinds), words, dress)
    return told | st.builds(Part, st.just(BlockKind.HEADING), st.sampled_from(HEADINGS), dress)


def stories(kinds: list[BlockKind]) -> st.SearchStrategy[list[Part]]:
    headline = st.builds(Part, st.just(BlockKind.HEADING), st.sampled_from(HEADINGS), st.just({}))
    return st.builds(lambda first, rest: [first, *rest], headline, st.lists(parts(kinds), min_size=1, max_size=6))


def as_text(story: list[Part], width: int = 0) -> str:
    blocks = []
    for part in story:
        bullet = "- " if part.kind is BlockKind.LIST_ITEM else ""
        words = textwrap.fill(
            bullet + part.words, width or 10_000, subsequent_indent=" " * len(bullet), break_on_hyphens=False, break_long_words=False
        )  # fmt: skip
        blocks.append(textwrap.indent(words, "> ") if part.kind is BlockKind.BLOCKQUOTE else words)
    return "\n\n".join(blocks) + "\n"


def as_markdown(story: list[Part]) -> str:
    dressed = {"": "{}", "bold": "**{}**", "italic": "*{}*", "link": "[{}](https://example.org/a_b)"}
    signs = {
        BlockKind.BLOCKQUOTE: "> {}", BlockKind.LIST_ITEM: "- {}", BlockKind.HEADING: "## {}",
        BlockKind.CAPTION: "<figure><figcaption>{}</figcaption></figure>",
    }  # fmt: skip
    blocks = []
    for part in story:
        if part.kind is BlockKind.CAPTION:
            words = _in_html(part)
        else:
            words = "".join(dressed[style].format(text.replace("&", "&amp;").replace("’", "&rsquo;").replace("<", "&lt;")) for text, style in part.runs())
        blocks.append(signs.get(part.kind, "{}").format(words))
    return "---\ntitle: a story\n---\n" + "\n\n".join(blocks) + "\n"


def _in_html(part: Part) -> str:
    dressed = {"": "{}", "bold": "<b>{}</b>", "italic": '<em class="x">{}</em>', "link": '<a href="https://example.org/?a=1&amp;b">{}</a>'}
    named = {"“": "&ldquo;", "”": "&#8221;", "’": "&rsquo;", '"': "&quot;", "é": "&eacute;", "—": "&#x2014;", "…": "&hellip;", "£": "&pound;"}
    return "".join(dressed[style].format("".join(named.get(c) or html.escape(c, quote=False) for c in text)) for text, style in part.runs())


def as_html(story: list[Part]) -> str:
    signs = {
        BlockKind.BLOCKQUOTE: "<blockquote><p>{}</blockquote>", BlockKind.LIST_ITEM: "<ul>\n<li>{}</ul>", BlockKind.HEADING: "<h2>{}</h2>",
        BlockKind.CAPTION: "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>", BlockKind.PARAGRAPH: "<p>{}",
    }  # fmt: skip
    body = "\n".join(signs[part.kind].format(_in_html(part)) for part in story)
    return (
        "<!doctype html><html><head><title>A story, officials said | Gazette</title><script>if (a < b) { said() }</script></head>"
        f"<body><nav><p>Officials said: home</nav><article>\n{body}\n</article><footer><p>All rights reserved</footer></body></html>"
    )


def as_docx(story: list[Part]) -> bytes:
    styles = {BlockKind.BLOCKQUOTE: "Quote", BlockKind.LIST_ITEM: "List Bullet", BlockKind.HEADING: "Heading 1", BlockKind.CAPTION: "Caption"}
    document = docx.Document()
    for part in story:
        paragraph = document.add_paragraph(style=styles.get(part.kind))
        for text, style in part.runs():
            added = paragraph.add_run(text)
            added.bold, added.italic = style == "bold", style == "italic"
            if style == "link":
                paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="7" w:author="desk"><w:r><w:delText>never</w:delText></w:r></w:del>'))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def checked(name: str, data: bytes | str) -> CheckedDraft:
    configs = Configs(from_command_line({"publication": "Gazette"}), isolated=True)
    (draft,) = run([Job(name, data if isinstance(data, bytes) else data.encode())], configs)
    assert isinstance(draft, CheckedDraft)
    return draft


def found(draft: CheckedDraft) -> list[object]:
    """All that attrib says of a draft, without its offsets."""
    analysis = draft.analysis
    sentences = [
        (
            analysis.text(s), s.kind, s.label, s.confidence, s.chain.links if s.chain else (), analysis.text(s.cue) if s.cue else "",
            tuple((source.name, source.kind, source.identified, analysis.text(source.mention) if source.mention else "") for source in s.sources),
        )
        for s in analysis.sentences
    ]  # fmt: skip
    return [*sentences, *((finding.code, finding.message, analysis.text(finding.span)) for finding in draft.findings)]


SETTINGS = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(stories(KINDS))
def test_a_story_says_the_same_in_every_format(story: list[Part]) -> None:
    expected = found(checked("draft.txt", as_text(story)))
    assert [kind for _, kind, *_ in expected if isinstance(kind, BlockKind)]
    assert found(checked("draft.md", as_markdown(story))) == expected
    assert found(checked("draft.html", as_html(story))) == expected
    assert found(checked("draft.docx", as_docx(story))) == expected


@SETTINGS
@given(stories([*KINDS, BlockKind.CAPTION]))
def test_captions_say_the_same_where_the_format_has_them(story: list[Part]) -> None:
    expected = found(checked("draft.html", as_html(story)))
    assert found(checked("draft.md", as_markdown(story))) == expected
    assert found(checked("draft.docx", as_docx(story))) == expected


@SETTINGS
@given(stories(KINDS), st.sampled_from([("draft.txt", as_text), ("draft.md", as_markdown), ("draft.html", as_html)]))
def test_bytes_of_a_story_do_not_matter(story: list[Part], form: tuple[str, Callable[[list[Part]], str]]) -> None:
    name, written = form
    text = written(story)
    expected = found(checked(name, text))
    for other in (text.replace("\n", "\r\n"), "\ufeff" + text, ("\ufeff" + text).encode("utf-16-le"), ("\ufeff" + text).encode("utf-16-be")):
        assert found(checked(name, other)) == expected


@SETTINGS
@example([Part(BlockKind.HEADING, HEADINGS[0], {}), Part(BlockKind.PARAGRAPH, "Rain fell all night, and a road was closed at 4 p.m. on Monday.", {})], 60)
@given(stories(KINDS), st.integers(60, 80))
def test_hard_wrapped_lines_change_nothing(story: list[Part], width: int) -> None:
    story = [*story, Part(BlockKind.PARAGRAPH, " ".join(SENTENCES), {})]  # two lines alone show no width
    assert found(checked("draft.txt", as_text(story, width))) == found(checked("draft.txt", as_text(story)))


@pytest.mark.parametrize(("name", "written"), [("draft.md", as_markdown), ("draft.html", as_html)])
def test_sentences_are_told_in_offsets_of_the_source(name: str, written: Callable[[list[Part]], str]) -> None:
    story = [Part(BlockKind.HEADING, HEADINGS[0], {}), Part(BlockKind.PARAGRAPH, " ".join(SENTENCES[:2]), {0: "bold", 6: "link", 16: "half bold"})]
    draft = checked(name, written(story))
    text = draft.analysis.document.text
    _, first, second = draft.analysis.sentences
    assert re.sub(r"<[^>]*>|\*\*|\[|\]\([^)]*\)", "", html.unescape(text[first.start : first.end])) == SENTENCES[0]
    assert re.sub(r"<[^>]*>|\*\*|\[|\]\([^)]*\)", "", html.unescape(text[second.start : second.end])) == SENTENCES[1]
