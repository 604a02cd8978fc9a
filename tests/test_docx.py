"""Word drafts: the text as it stands once tracked changes are accepted, by numbers of paragraphs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from attrib.document import BlockKind, Document
from attrib.errors import UnreadableDraft
from attrib.readers import read_draft


def saved(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def told(document: WordDocument) -> list[tuple[BlockKind, str]]:
    draft = read_draft("draft.docx", saved(document))
    return [(b.kind, draft.words(b.start, b.end)) for b in draft.blocks]


def texts(document: WordDocument) -> list[str]:
    return [words for _, words in told(document)]


def add(paragraph: Paragraph, xml: str) -> None:
    start, _, rest = xml.partition(">")
    paragraph._p.append(parse_xml(f"{start} {nsdecls('w')}>{rest}"))


def test_kinds_come_from_styles_and_from_the_words() -> None:
    document = docx.Document()
    document.add_paragraph("Ferry passed every test", style="Title")
    document.add_paragraph("By Bo Li in Sorong")
    document.add_paragraph("The ferry sank.")
    document.add_paragraph("What comes next", style="Heading 2")
    document.add_paragraph("We will sail again.", style="Intense Quote")
    document.add_paragraph("The inquiry opens on Monday.", style="List Number")
    document.add_paragraph("Families wait at the harbour.", style="Caption")
    own = document.styles.add_style("Gazette pull", 1)
    own.base_style = document.styles["Quote"]
    document.add_paragraph("Nobody asked us.", style="Gazette pull")
    document.add_table(1, 2).cell(0, 1).text = "Forty dead."
    assert told(document) == [
        (BlockKind.HEADING, "Ferry passed every test"), (BlockKind.BYLINE, "By Bo Li in Sorong"), (BlockKind.PARAGRAPH, "The ferry sank."),
        (BlockKind.HEADING, "What comes next"), (BlockKind.BLOCKQUOTE, "We will sail again."), (BlockKind.LIST_ITEM, "The inquiry opens on Monday."),
        (BlockKind.CAPTION, "Families wait at the harbour."), (BlockKind.BLOCKQUOTE, "Nobody asked us."), (BlockKind.LIST_ITEM, "Forty dead."),
    ]  # fmt: skip


def test_tracked_changes_are_taken_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The ferry ")
    add(paragraph, '<w:del w:id="1" w:author="desk"><w:r><w:delText>allegedly </w:delText></w:r></w:del>')
    add(paragraph, '<w:ins w:id="2" w:author="desk"><w:r><w:t xml:space="preserve">had passed, </w:t></w:r></w:ins>')
    add(paragraph, '<w:moveFrom w:id="3" w:author="desk"><w:r><w:t>never </w:t></w:r></w:moveFrom>')
    paragraph.add_run("officials said.")
    assert texts(document) == ["The ferry had passed, officials said."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    document = docx.Document()
    first = document.add_paragraph("The ferry had passed, ")
    first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="desk"/></w:rPr>'))
    document.add_paragraph("officials said.")
    assert texts(document) == ["The ferry had passed, officials said."]


def test_what_the_page_shows_is_told_and_what_it_hides_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("One")
    paragraph.add_run("\tline\nand two.")
    paragraph.add_run(" Hidden.").font.hidden = True
    add(paragraph, '<w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve"> Linked.</w:t></w:r></w:hyperlink>')
    document.sections[0].header.paragraphs[0].text = "Slug: ferry"
    document.add_paragraph("Two line breaks\n\nmake two paragraphs.")
    assert texts(document) == ["One line and two. Linked.", "Two line breaks", "make two paragraphs."]


def test_positions_count_the_paragraphs_that_have_words() -> None:
    document = docx.Document()
    for words in ("Ferry passed every test", "", "The ferry sank.\nIt was old.", "Nobody spoke."):
        document.add_paragraph(words)
    draft = read_draft("draft.docx", saved(document))
    assert [draft.position(b.start) for b in draft.blocks] == [(1, 1), (2, 1), (3, 1)]
    assert draft.position(draft.text.index("It was")) == (2, 1)
    assert draft.text == "Ferry passed every test\n\nThe ferry sank.\nIt was old.\n\nNobody spoke."


def commented() -> Document:
    document = docx.Document()
    document.add_paragraph("Ferry passed every test")
    runs = document.add_paragraph("A source said the deal was off.").runs
    document.add_comment(runs, "Is this right?")
    document.add_comment(runs, "attrib: ignore bare-source -- agreed with the desk [Bo]")
    document.add_paragraph("Nobody spoke.")
    return read_draft("draft.docx", saved(document))


def test_a_comment_to_attrib_is_a_note_before_its_paragraph() -> None:
    draft = commented()
    (note,) = draft.notes
    assert note.text == "ignore bare-source -- agreed with the desk (Bo)"
    assert note.end < draft.blocks[1].start
    assert draft.position(note.start) == (2, 1)
    assert draft.position(draft.blocks[1].start) == (2, 1)
    assert [draft.words(b.start, b.end) for b in draft.blocks] == ["Ferry passed every test", "A source said the deal was off.", "Nobody spoke."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a Word document"),
        (b"Rain fell.", "not a Word document"),
        (b"PK\x03\x04 cut short", "not a Word document"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "one with a password"),
    ],
)
def test_what_is_no_word_document_is_named_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDraft, match=r"^draft\.docx: .*: \w+") as caught:
        read_draft("draft.docx", data)
    assert reason in str(caught.value)


def test_a_damaged_word_document_is_skipped() -> None:
    data = saved(docx.Document())
    with pytest.raises(UnreadableDraft, match="save it anew"):
        read_draft("draft.docx", data[: len(data) // 2])


def test_the_command_line_reads_word_drafts(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ferry passed every test", style="Title")
    document.add_paragraph("“Nobody asked us,” said Lindiwe Mbeki.")
    (tmp_path / "draft.docx").write_bytes(saved(document))
    command = [sys.executable, "-m", "attrib", "label", "--format", "json", str(tmp_path)]
    (draft,) = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["documents"]
    assert [(s["line"], s["label"]) for s in draft["sentences"]] == [(1, "unattributed"), (2, "named")]
