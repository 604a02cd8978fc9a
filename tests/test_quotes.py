"""Quotation marks of every house are paired before anything is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.quotes import outermost, pair_quotes
from attrib.readers import read_draft


def quoted(text: str) -> list[str]:
    document = read_draft("draft.txt", text.encode())
    return [document.text[q.start : q.end] for q in outermost(pair_quotes(document))]


@pytest.mark.parametrize(
    "text",
    [
        "The teachers’ pay was cut and the clubs’ rivals laughed at it.",
        "It was the ’90s and rock ’n’ roll didn't pay.",
        "The board is 12\" wide and 5' long in all of the rooms.",
        "Nobody said a word about the players' wages.",
    ],
    ids=["possessives", "elisions", "inches", "straight possessive"],
)
def test_apostrophes_and_measures_open_no_quotation(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We were misled,” she said.", ["“We were misled,”"]),
        ('"We were misled," she said. "Twice."', ['"We were misled,"', '"Twice."']),
        ("''We were misled,'' she said.", ["''We were misled,''"]),
        ("‘We don’t know the teachers’ names,’ she said.", ["‘We don’t know the teachers’ names,’"]),
        ("« Nous partons », she said.", ["« Nous partons »"]),
        ("»Wir gehen«, she said.", ["»Wir gehen«"]),
        ("„Wir gehen“, she said.", ["„Wir gehen“"]),
        ('"She called it a “rant,” and left. The door stayed open."', ['"She called it a “rant,” and left. The door stayed open."']),
        ('"We were misled," she said. “Twice.”', ['"We were misled,"', "“Twice.”"]),
        ('“We were misled," she said.', ['“We were misled,"']),
        ("“He told me ‘run’ and I ran,” she said.", ["“He told me ‘run’ and I ran,”"]),
    ],
    ids=(
        "curly|straight|doubled apostrophes|single|guillemets|reversed guillemets|german"
        "|curly in straight|straight and curly|opened curly, closed straight|nested"
    ).split("|"),
)
def test_quotations_of_every_house(text, expected):
    assert quoted(text) == expected


def test_a_quotation_over_paragraphs_goes_on_where_the_mark_is_repeated():
    document = read_draft("draft.txt", "Ruiz said: “We lost it.\n\n“Nobody came.\n\n“We wait.”\n\nThe mayor left.".encode())
    found = outermost(pair_quotes(document))
    assert [q.continues for q in found] == [False, True, True]
    assert [q.closed for q in found] == [False, False, True]
    assert document.text[found[-1].start : found[-1].end] == "“We wait.”"


def test_a_quotation_opened_once_and_closed_paragraphs_later_covers_them_all():
    assert quoted("She said: “We lost it.\n\nNobody came.\n\nWe wait.” The mayor left.") == ["“We lost it.", "Nobody came.", "We wait.”"]


def test_an_unclosed_mark_ends_with_its_paragraph():
    assert quoted("She said: “We lost it.\n\nThe mayor left the hall.") == ["“We lost it."]


def test_a_lost_opening_mark_starts_at_the_paragraph():
    assert quoted('We lost it. Nobody came," she said.') == ['We lost it. Nobody came,"']


@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=120))
def test_any_heap_of_marks_gives_spans_that_are_not_empty_and_lie_in_the_text(text):
    document = read_draft("draft.txt", text.encode())
    for q in pair_quotes(document):
        assert 0 <= q.start < q.end <= len(text)
