"""Where drafts are cut into sentences, and where not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.quotes import pair_quotes
from attrib.readers import read_draft
from attrib.sentences import cut_sentences


def cut(text: str) -> list[str]:
    document = read_draft("draft.txt", text.encode())
    return [text[s.start : s.end] for s in cut_sentences(document, pair_quotes(document))]


@pytest.mark.parametrize(
    "text",
    [
        "“Is it over?” he asked.",
        "“Is it over?” Smith asked.",
        "“Is it over?” asked Ana Ruiz of the union.",
        "“Run!” the officer shouted at them.",
        "Sen. Ana Ruiz (R-Ariz.) met Gov. J. P. Lee at 5 p.m. Monday at the U.S. Embassy.",
        "The U.S.S. Heron sank off St. Kitts, No. 4 on the list.",
        "FORT PIERCE, Fla. — The mosque was closed on Friday.",
        "She said the plan was “far too slow [...] and wrong” for the town.",
        "The firm's revenue rose 3.5 percent to $1.2 billion.",
    ],
)
def test_one_sentence_stays_one(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A bridge fell. Nobody came,” he said.", ["“A bridge fell.", "Nobody came,” he said."]),
        ("“It is over.” The mayor left.", ["“It is over.”", "The mayor left."]),
        ("The voice was Whitlock's. Castellanos ran.", ["The voice was Whitlock's.", "Castellanos ran."]),
        ("He left the U.S. The family stayed.", ["He left the U.S.", "The family stayed."]),
        ("It starts at 7.30 p.m. Rain is likely.", ["It starts at 7.30 p.m.", "Rain is likely."]),
        ("She said no. « Il faut partir. » They left.", ["She said no.", "« Il faut partir. »", "They left."]),
        ("The show was “Left Lane.” Asked about it, he smiled.", ["The show was “Left Lane.”", "Asked about it, he smiled."]),
    ],
)
def test_two_sentences_are_cut(text, expected):
    assert cut(text) == expected


def test_bylines_datelines_and_credits_are_no_sentences():
    blocks = [
        "Bridge falls in storm", "By Ana Ruiz", "Monday, March 3, 2025", "The bridge fell at noon.",
        "Photo: Ana Ruiz/Eastern Post", "Read more: our guide to bridges",
    ]  # fmt: skip
    assert cut("\n\n".join(blocks) + "\n") == ["Bridge falls in storm", "The bridge fell at noon."]


@given(st.text(alphabet="aB .?!…\"“”()’\n", max_size=200))
def test_sentences_are_in_order_and_never_overlap_or_split_a_letter_off(text):
    document = read_draft("draft.txt", text.encode())
    sentences = cut_sentences(document, pair_quotes(document))
    for before, after in pairwise(sentences):
        assert before.end <= after.start
    covered = "".join(text[s.start : s.end] for s in sentences)
    story = [b for b in document.blocks if b.kind.is_story]
    assert sum(c.isalnum() for c in covered) == sum(c.isalnum() for b in story for c in document.prose[b.start : b.end])
