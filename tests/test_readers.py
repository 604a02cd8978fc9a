"""Readers deliver the story's words at their places in the source, whatever the file is like."""

from __future__ import annotations

import html
import os
import re
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from attrib.document import BlockKind, Document
from attrib.errors import UnreadableDraft
from attrib.readers import find_drafts, read_draft

FIXTURES = Path(__file__).parent.parent / "fixtures"
STORIES = sorted(FIXTURES.glob("*-*.txt"))
MARKDOWN_STORIES = sorted(FIXTURES.glob("*-*.md"))


def read(text: str, name: str = "draft.txt") -> Document:
    return read_draft(name, text.encode())


def blocks(document: Document) -> list[tuple[BlockKind, list[str]]]:
    """Kind and words of every block."""
    return [(b.kind, re.findall(r"\w+|[^\w\s]", document.prose[b.start : b.end])) for b in document.blocks]


def texts(document: Document) -> list[str]:
    return [" ".join(document.prose[b.start : b.end].split()) for b in document.blocks]


def markdown(text: str) -> list[tuple[BlockKind, str]]:
    document = read(text, "draft.md")
    assert_sound(document)
    return list(zip([b.kind for b in document.blocks], texts(document), strict=True))


def assert_sound(document: Document) -> None:
    assert len(document.prose) == len(document.text)
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert not document.prose[block.start].isspace()
        assert not document.prose[block.end - 1].isspace()
        end = block.end


# Bytes


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"], ids=repr)
@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "draft"])
def test_a_draft_without_words_has_no_blocks(name: str, data: bytes) -> None:
    document = read_draft(name, data)
    assert document.blocks == ()
    assert document.text == data.decode()


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_offsets_are_those_of_the_file_read_without_newline_translation(tmp_path: Path, name: str, encoding: str, newline: str) -> None:
    path = tmp_path / name
    path.write_bytes(newline.join(["Überfall auf die Bank 🙂", "", "»Nein«, said Ana Ruiz.", ""]).encode(encoding))
    document = read_draft(str(path), path.read_bytes())
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    assert document.text == text
    assert [text[b.start : b.end] for b in document.blocks] == ["Überfall auf die Bank 🙂", "»Nein«, said Ana Ruiz."]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_byte_order_mark_is_read(encoding: str) -> None:
    document = read_draft("draft.txt", "\ufeff“Nein,” said Ana Ruiz.".encode(encoding))
    assert texts(document) == ["“Nein,” said Ana Ruiz."]
    assert document.text.startswith("\ufeff“")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x" * 120 + b"\xe9t\xe9", "draft.txt: not UTF-8 (byte 0xE9 at offset 120): save it as UTF-8"),
        (b"cut short \xe2\x80", "draft.txt: not UTF-8 (byte 0xE2 at offset 10): save it as UTF-8"),
        (b"\xff\xfeA", "draft.txt: not UTF-16 (byte 0x41 at offset 2): save it as UTF-8"),
    ],
    ids=["Latin-1", "cut short", "odd UTF-16"],
)
def test_undecodable_bytes_are_named_with_their_place_and_a_remedy(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDraft) as caught:
        read_draft("draft.txt", data)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("cp1252", "Windows-1252", "“We don’t know,” said Ana Ruiz, who runs the café."),
        ("cp1252", "Windows-1252", "The mayor of Orléans left."),
        ("mac_roman", "Mac Roman", "“We don’t know,” said Ana Ruiz, who runs the café."),
    ],
)
def test_text_in_an_old_encoding_is_read_with_a_warning(encoding: str, name: str, text: str) -> None:
    document = read_draft("draft.txt", text.encode(encoding))
    assert texts(document) == [text]
    (warning,) = document.warnings
    assert name in warning


def test_a_page_that_declares_its_encoding_is_read_in_it() -> None:
    page = "<meta charset='{}'><p>“Nein,” said Ana Ruiz of the café."
    for declared, encoding in (("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("macintosh", "mac_roman")):
        document = read_draft("page.html", page.format(declared).encode(encoding))
        assert (texts(document), document.warnings) == (["“Nein,” said Ana Ruiz of the café."], ())
    assert read_draft("page.html", page.format("no-such").encode("cp1252")).warnings != ()
    assert read_draft("page.html", page.format("iso-8859-1").encode()).warnings == ()


@pytest.mark.parametrize(
    ("data", "looks_like", "remedy"),
    [
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "a Word document", "give its name the ending .docx"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file", "save it as plain text"),
        (b"PK\x03\x04\x14\0\0\0drafts/a.txt", "a zip archive", "unpack it"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF", "copy its text out"),
        (b"{\\rtf1\\ansi Hello}", "a rich text (RTF) file", "save it as plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old Word file", "save it as plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image", "text only"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image", "text only"),
        (b"\x1f\x8b\x08\0", "a gzip archive", "unpack it"),
        ("a story".encode("utf-32"), "UTF-32 text", "save it as UTF-8"),
        ("a story".encode("utf-16-le"), "UTF-16 without a byte order mark", "save it as UTF-8"),
        (b"a story of some length\0and more of it", "binary data (NUL byte at offset 22)", "name a text or Markdown file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_text_says_what_it_looks_like_and_what_to_do(data: bytes, looks_like: str, remedy: str) -> None:
    with pytest.raises(UnreadableDraft) as caught:
        read_draft("desk/draft.txt", data)
    assert str(caught.value).startswith("desk/draft.txt: ")
    assert looks_like in str(caught.value)
    assert remedy in str(caught.value)


@pytest.mark.parametrize("name", ["draft.md", "draft.MD", "draft.markdown", "a/b.mdown"])
def test_markdown_is_known_by_its_suffix(name: str) -> None:
    assert texts(read("*Nobody* spoke.", name)) == ["Nobody spoke."]


@pytest.mark.parametrize("name", ["draft.txt", "draft.text", "draft", "draft.md.txt", "-"])
def test_everything_else_is_plain_text(name: str) -> None:
    assert texts(read("*Nobody* spoke.", name)) == ["*Nobody* spoke."]


# Plain text


def test_invisible_characters_and_embedded_tags_are_no_prose() -> None:
    document = read('\u200bThe post: <tweet id="1">We jumped.</tweet> <!-- check --> Prices < 5 and > 3.\x07')
    assert_sound(document)
    assert texts(document) == ["The post: We jumped. Prices < 5 and > 3."]


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("path", [*STORIES, *MARKDOWN_STORIES], ids=lambda path: path.name)
def test_line_ends_change_no_words(path: Path, newline: str, name: str) -> None:
    text = path.read_bytes().decode()
    document = read(text.replace("\n", newline), name)
    assert_sound(document)
    assert blocks(document) == blocks(read(text, name))


@pytest.mark.parametrize("separator", ["\f", "\u2029", "\n \t\n", "\n\u200b\n", "\x85\x85"], ids=ascii)
def test_paragraphs_part_at_blank_lines_and_page_ends(separator: str) -> None:
    assert texts(read(f"Rain fell on the town.{separator}The river rose.")) == ["Rain fell on the town.", "The river rose."]


def test_lines_of_a_file_with_a_paragraph_on_each_stay_apart() -> None:
    lines = [
        "Darts ace quits show in sock row", "By Ana Ruiz", "Photo: Bo Li",
        "The thrower walked out of rehearsals on Tuesday when he was handed a green pair, insiders claim.",
        "He denied it.", "“Name your colour,” the show’s boss begged him.", "Bookies slashed the odds.", "Sunday, 6.30pm",
    ]  # fmt: skip
    assert texts(read("\n".join(lines))) == lines


@settings(deadline=None)
@given(st.sampled_from(STORIES), st.integers(40, 120))
@example(FIXTURES / "izmir-oil-trial.txt", 60)
@example(FIXTURES / "irish-darts-tabloid.txt", 120)
def test_hard_wrapping_changes_no_paragraph(path: Path, width: int) -> None:
    paragraphs = texts(read(path.read_bytes().decode()))
    wrapped = [textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False) for p in paragraphs]
    document = read("\n\n".join(wrapped))
    assert_sound(document)
    assert blocks(document) == blocks(read("\n\n".join(paragraphs)))


def test_wrapped_paragraphs_without_blank_lines_part_where_a_line_ends_early() -> None:
    text = (
        "The water took the school first and then it came\nfor us, said the teacher, who clung to a mango\ntree.\n"
        "Residents had complained for a year about cracks\nin the wall of the reservoir above the town and of\nits gate.\n"
    )
    assert [p.split()[-1] for p in texts(read(text))] == ["tree.", "gate."]


def test_wrapped_lines_stay_clear_of_credits_and_bylines() -> None:
    text = (
        "Olive oil fraud trial opens in Izmir with a match\nBy Leyla Thornbury\n\n"
        "Eleven people went on trial here over what the\nprosecutors call the largest fraud of the year in\nthe country.\n\n"
        "Growers wait for hours outside of the courthouse.\nPhoto: Selin Arkadaş\n"
    )
    assert [kind for kind, _ in blocks(read(text))] == [
        BlockKind.HEADING, BlockKind.BYLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.CREDIT,
    ]  # fmt: skip


def test_a_headline_that_ends_with_a_semicolon_goes_on_in_the_next_line() -> None:
    assert texts(read("Dam bursts in Kitale;\nNineteen are dead\n\nRain fell.")) == ["Dam bursts in Kitale; Nineteen are dead", "Rain fell."]


def test_quoted_lines_of_an_e_mail_are_block_quotations() -> None:
    text = "Dear desk\n\nThe mayor wrote to me on Monday.\n> We did not know.\n> Nobody told us.\n>\n>> Who knew?\n> - The firm did.\nThat is all.\n"
    document = read(text)
    assert_sound(document)
    assert list(zip([b.kind for b in document.blocks], texts(document), strict=True)) == [
        (BlockKind.HEADING, "Dear desk"), (BlockKind.PARAGRAPH, "The mayor wrote to me on Monday."),
        (BlockKind.BLOCKQUOTE, "We did not know."), (BlockKind.BLOCKQUOTE, "Nobody told us."), (BlockKind.BLOCKQUOTE, "Who knew?"),
        (BlockKind.LIST_ITEM, "The firm did."), (BlockKind.PARAGRAPH, "That is all."),
    ]  # fmt: skip


def test_a_mark_within_a_line_quotes_nothing() -> None:
    assert blocks(read("Rain fell.\n\nPrices were > 5 and the mayor\nspoke.\n"))[-1][0] is BlockKind.PARAGRAPH


def test_the_signature_of_an_e_mail_is_no_story() -> None:
    kinds = [kind for kind, _ in blocks(read("Subject\n\nThe mayor left on Monday.\n\n-- \nBo Li is a reporter.\nHe said so.\n"))]
    assert kinds[:2] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert set(kinds[2:]) == {BlockKind.FURNITURE}
    assert BlockKind.FURNITURE not in [kind for kind, _ in blocks(read("The mayor left on Monday.\n\n--\n\nRain fell on the town.\n"))][2:]


def test_notes_to_attrib_are_no_prose() -> None:
    for name in ("draft.txt", "draft.md"):
        document = read("Rain [attrib: ignore one] fell.\n\n<!-- attrib: off two -- agreed -->\n\nThe river rose.\n", name)
        assert_sound(document)
        assert texts(document) == ["Rain fell.", "The river rose."]
        assert [note.text for note in document.notes] == ["ignore one", "off two -- agreed"]


def _calls(name: str, text: str) -> int:
    """How many functions it takes to read a draft."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    data = text.encode()
    read_draft(name, data)
    sys.setprofile(counted)
    try:
        read_draft(name, data)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "draft.html"])
@pytest.mark.parametrize("unit", ["<div>", "<p><b>", "<b><p>x", "<li>x", "<table><tr><td>", "<a href='", "</i><div>", "“", "&ldquo;", "(", "x\n> "])
def test_the_work_of_reading_grows_no_faster_than_the_draft(name: str, unit: str) -> None:
    small, large = (_calls(name, unit * number + " said Ana Ruiz.") for number in (1500, 3000))
    assert large < 2.3 * small + 1000


def test_lists_in_plain_text() -> None:
    text = "What we know so far:\n\n- Four people have died.\n* The cause is not known\n• Police are\n  searching the hull.\n\n- Ana Ruiz\n"
    assert blocks(read(text))[1:] == [
        (BlockKind.LIST_ITEM, ["Four", "people", "have", "died", "."]),
        (BlockKind.LIST_ITEM, ["The", "cause", "is", "not", "known"]),
        (BlockKind.LIST_ITEM, ["Police", "are", "searching", "the", "hull", "."]),
        (BlockKind.CREDIT, ["-", "Ana", "Ruiz"]),
    ]


@settings(deadline=None)
@given(st.text(st.sampled_from("aA.,“\"-*<>&: \t\n\r\f\u2028\ufeff1")))
def test_any_plain_text_gives_sound_blocks(text: str) -> None:
    assert_sound(read(text))


# Markdown


def test_markup_becomes_space_and_words_stay_where_they_are() -> None:
    text = "The **Hisab Pay** app, [Gatepost](https://example.org \"the firm\") *said*, ran `v2` ~~well~~ ![a map](m.png) <b>badly</b>."
    document = read(text, "draft.md")
    assert_sound(document)
    for word in ("Hisab Pay", "Gatepost", "said", "v2", "well", "badly"):
        assert document.prose.index(word) == text.index(word)
    assert not any(gone in document.prose for gone in ("*", "`", "~", "[", "example", "the firm", "map", "<b>"))


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("2 * 3 * 4 and snake_case_word", "2 * 3 * 4 and snake_case_word"),
        (r"a \*star\* and a back\slash", "a  *star * and a back\\slash"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("[not a link] and [nor](this", "[not a link] and [nor](this"),
        ("one ` tick", "one ` tick"),
        ("&ldquo;Yes&rdquo; &amp; &#8220;no&#x201d; &nosuch;", "“      Yes”       &     “      no”        &nosuch;"),
        ("see <https://example.org/a> there", "see                         there"),
        ("[baz](url-baz 'baz')baz", " baz                baz"),
        ("[![pic](a.png)](b) text", "                   text"),
        ("![*alt* one][r] text\n\n[r]: http://example.org", "                text\n\n                       "),
        ("***both*** and **a *b* c**", "   both    and   a  b  c  "),
        ("``a ` b`` c", "  a ` b   c"),
        ("hard\\\nbreak", "hard \nbreak"),
        ("said.[^1]\n\n[^1]: The memo is here.", "said.    \n\n      The memo is here."),
    ],
)
def test_each_character_of_markup_is_one_space(source: str, prose: str) -> None:
    assert read(source, "draft.md").prose == prose


def test_block_kinds() -> None:
    text = (
        "# The *headline*\n\n*By Ana Ruiz*\n\n## 16:05\n\nThe minister left.\n\n> She said no.\n> Twice.\n\n"
        "- First point.\n\n  More of it.\n- Second\n  point.\n  1. Inner one.\n\n"
        "| Name | Age |\n|---|---|\n| Bo \\| Li | *nine* |\n\nSubhead\n---\n\n*Read more: [here](x)*\n"
    )
    assert markdown(text) == [
        (BlockKind.HEADING, "The headline"), (BlockKind.BYLINE, "By Ana Ruiz"), (BlockKind.DATELINE, "16:05"),
        (BlockKind.PARAGRAPH, "The minister left."), (BlockKind.BLOCKQUOTE, "She said no. Twice."),
        (BlockKind.LIST_ITEM, "First point."), (BlockKind.LIST_ITEM, "More of it."), (BlockKind.LIST_ITEM, "Second point."),
        (BlockKind.LIST_ITEM, "Inner one."), (BlockKind.LIST_ITEM, "Name"), (BlockKind.LIST_ITEM, "Age"),
        (BlockKind.LIST_ITEM, "Bo | Li"), (BlockKind.LIST_ITEM, "nine"), (BlockKind.HEADING, "Subhead"),
        (BlockKind.FURNITURE, "Read more: here"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "nothing",
    ["```\ncode said no\n```", "    code said no", "<style>\nhtml said no\n</style>", "<!-- a\n\ncomment said no -->", "---", "* * *", "![said](no.png)"],
    ids=["fence", "indented", "html", "comment", "rule", "stars", "image"],
)
def test_what_is_no_prose_makes_no_block(nothing: str) -> None:
    assert markdown(f"Rain fell.\n\n{nothing}\n\nThe river rose.") == [(BlockKind.PARAGRAPH, "Rain fell."), (BlockKind.PARAGRAPH, "The river rose.")]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("matter", ["---\ntitle: A said B\ntags:\n  - said\n\n# note\nx: >\n  folded\n---\n", "---\n---\n", "---\r\na: b\r\n...\r\n"])
def test_front_matter_is_no_prose(bom: str, matter: str) -> None:
    assert markdown(f"{bom}{matter}# Headline\n\nRain fell.") == [(BlockKind.HEADING, "Headline"), (BlockKind.PARAGRAPH, "Rain fell.")]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nRain fell on the town.\n\n---\n\nThe river rose.",
        "---\n\nRUIZ: Rain fell?\n\nLI: Rain fell on the town.\n\n---\n\nThe river rose.",
        "---\ntitle: never closed\n\nRain fell on the town.",
    ],
    ids=["rule", "transcript", "never closed"],
)
def test_a_rule_that_opens_a_story_is_no_front_matter(text: str) -> None:
    assert any(words.endswith("Rain fell on the town.") for _, words in markdown(text))


def test_words_behind_a_comment_on_its_line_are_story() -> None:
    assert markdown("Rain fell.\n\n<!-- ok --> The *river* rose.") == [(BlockKind.PARAGRAPH, "Rain fell."), (BlockKind.PARAGRAPH, "The river rose.")]


_MARKUP = st.lists(
    st.sampled_from(
        ["*", "**", "_", "`", "``", "[", "](http://a.b 't')", "](", "]", "![", "\n", "\n\n", "\r\n", "\r", "> ", "- ", "1. ", "# ", " #", "    ", "\t", "|",
         "| a | b |\n|---|---|\n", "\\|", "\\", "\\*", "&amp;", "&ldquo;", "&no;", "<b>", "<!-- c -->", "<http://x.y>", "<div>", "~~", "---\n", "===\n",
         "[r]: http://q 'z'\n", "[r]", "said", "Ana Ruiz", "the", ".", " ", "x", '"', "“", "  \n", "!", "é", "a", "42"]
    ),
    max_size=25,
).map("".join)  # fmt: skip
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _rendered(text: str) -> str:
    """The words of a page as the parser itself renders them, without white space."""
    env: dict[str, object] = {}
    words = []
    for token in _PARSER.parse(text, env):
        children = token.children or []
        if token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            children = _PARSER.parseInline(token.content.partition("-->")[2].strip(), env)[0].children or []
        elif token.type == "html_block":
            words.append(html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", token.content, flags=re.DOTALL)))
        in_address = False
        for child in children:
            in_address = child.info == "auto" if child.type in ("link_open", "link_close") and child.nesting == 1 else in_address and child.nesting != -1
            if child.type in ("text", "code_inline") and not in_address:
                words.append(child.content)
    return re.sub(r"\s", "", "".join(words))


@settings(deadline=None)
@given(_MARKUP.map(lambda text: "Rain. " + text))
@example("Rain\n\n> - a\tb\n>   **c")
@example("# a # #\n\n- | x\n  | y")
def test_any_markdown_shows_the_words_that_its_page_shows(text: str) -> None:
    document = read(text, "draft.md")
    assert_sound(document)
    assert re.sub(r"\s", "", document.prose) == _rendered(text)
    if "&" not in text:
        assert all(seen in (" ", written) for seen, written in zip(document.prose, text, strict=True))


_WORDS = st.sampled_from(["rain", "fell", "on", "Ana", "Ruiz", "left", "in", "May", "said", "“no”", "he’d", "Quito,", "and", "nobody", "a", "2nd", "boat;"])
_SENTENCES = st.lists(_WORDS, min_size=3, max_size=20).map(lambda words: "Then " + " ".join(words) + " again.")
_PARAGRAPHS = st.lists(st.lists(_SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)
_DRESS = st.sampled_from(["{}", "*{}*", "**{}**", "_{}_", "***{}***", "[{}](https://example.org/x_y)", "<em>{}</em>", "`{}`", "{} <!-- {} -->"])


@settings(deadline=None)
@given(_PARAGRAPHS, st.data())
def test_emphasis_and_links_change_no_words(paragraphs: list[str], data: st.DataObject) -> None:
    dressed = [" ".join(data.draw(_DRESS).replace("{}", word) for word in paragraph.split(" ")) for paragraph in paragraphs]
    plain = "Headline of the day\n\n" + "\n\n".join(paragraphs)
    document = read("# Headline of the day\n\n" + "\n\n".join(dressed), "draft.md")
    assert_sound(document)
    assert blocks(document) == blocks(read(plain))


# Discovery


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.txt", "a.MD", "c.docx", "notes/z.text", "notes/y.markdown", "notes/deep/x.mdown", "web/page.HTML", ".hidden.txt", ".git/w.txt", "empty/c.csv",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Rain fell.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    drafts, skipped = find_drafts(paths)
    assert skipped == []
    return [path.as_posix() for path in drafts]


def test_a_folder_is_walked_in_sorted_order_without_what_is_hidden(desk: Path) -> None:
    expected = ["a.MD", "b.txt", "c.docx", "notes/deep/x.mdown", "notes/y.markdown", "notes/z.text", "web/page.HTML"]
    assert found(".") == expected
    assert found(str(desk)) == [(desk / name).as_posix() for name in expected]


@pytest.mark.usefixtures("desk")
def test_a_named_file_or_folder_is_taken_whatever_it_is_called() -> None:
    assert found("empty/c.csv", ".hidden.txt", ".git") == ["empty/c.csv", ".hidden.txt", ".git/w.txt"]


def test_no_draft_comes_twice(desk: Path) -> None:
    (desk / "notes" / "link.txt").symlink_to(desk / "b.txt")
    assert found("b.txt", "./b.txt", str(desk / "b.txt"), ".", "notes") == [
        "b.txt", "a.MD", "c.docx", "notes/deep/x.mdown", "notes/y.markdown", "notes/z.text", "web/page.HTML",
    ]  # fmt: skip


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone.txt", "no such file or folder"),
        ("", "empty path"),
        ("b.txt/inside", "Not a directory"),
        ("nul\0.txt", "cannot be opened"),
        ("x" * 5000, "cannot be opened"),
        ("empty", "no drafts in this folder"),
    ],
    ids=["missing", "empty path", "below a file", "NUL", "too long", "no drafts"],
)
def test_what_stands_for_no_draft_is_skipped_with_a_reason_and_the_others_go_on(path: str, reason: str) -> None:
    drafts, skipped = find_drafts([path, "b.txt", path])
    assert drafts == [Path("b.txt")]
    assert [s.path for s in skipped] == [path]
    assert reason in skipped[0].reason
    assert ": " in skipped[0].reason


def test_a_broken_link_in_a_folder_is_skipped_by_its_own_name(desk: Path) -> None:
    (desk / "empty" / "lost.txt").symlink_to(desk / "nowhere.txt")
    drafts, skipped = find_drafts(["empty"])
    assert drafts == []
    assert [(Path(s.path).name, "does not exist" in s.reason) for s in skipped] == [("lost.txt", True)]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser lists every folder")
def test_a_folder_that_cannot_be_listed_is_skipped(desk: Path) -> None:
    (desk / "notes" / "deep").chmod(0)
    drafts, skipped = find_drafts(["notes"])
    (desk / "notes" / "deep").chmod(0o700)
    assert [path.name for path in drafts] == ["y.markdown", "z.text"]
    assert [(Path(s.path).name, "cannot be listed" in s.reason) for s in skipped] == [("deep", True)]
