"""Whom an editor is told a sentence rests on, where the draft says it in a roundabout way."""

import pytest

from attrib.analysis import Label, Sentence
from attrib.engine import analyze
from attrib.readers import read_draft
from attrib.training.given_names import made


def sentences(text: str) -> list[Sentence]:
    return list(analyze(read_draft("draft.txt", text.encode())).sentences)


def source(text: str) -> str:
    """The source of the last sentence."""
    last = sentences(text)[-1]
    return last.sources[0].name if last.sources else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Martha Quill met Peter Odum on Monday. She said the port was full.", "Martha Quill"),
        ("Martha Quill met Peter Odum on Monday. He said the port was full.", "Peter Odum"),
        ("Martha Quill flew to Lisbon. She said the port was full.", "Martha Quill"),
    ],
    ids=["woman", "man", "not a city"],
)
def test_given_names_tell_who_a_pronoun_means(text, name):
    assert source(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two surveyors, Ana Ruiz and Bo Lindqvist, said the pier was rotten.", "Ana Ruiz; Bo Lindqvist"),
        ("Some engineers, including Ana Ruiz, say the pier is rotten.", "Ana Ruiz"),
        ("A former harbour master -- Ana Ruiz, who retired in May -- said the pier was rotten.", "Ana Ruiz"),
        ("His colleague at the yard, Bo Lindqvist, said the pier was rotten.", "Bo Lindqvist"),
        ("One of them, Ana Ruiz, said the pier was rotten.", "Ana Ruiz"),
        ("The pier is rotten, according to a report by the Harbour Institute.", "Harbour Institute"),
        ("Ana Ruiz spoke for an hour on Monday. Her remarks suggested the pier was rotten.", "Ana Ruiz"),
        ("The Maritime Court met on Monday. The court said the pier was rotten.", "Maritime Court"),
    ],
    ids=["members", "including", "dashes", "phrase between", "one of them", "maker", "own words", "body"],
)
def test_names_beside_a_description_or_before_it_tell_who_it_is(text, name):
    assert source(text) == name


def test_another_of_a_kind_is_nobody_in_particular():
    last = sentences("A Dane was hurt in the fall. Another Dane said he had heard the crane creak.")[-1]
    assert last.label is Label.ANONYMOUS


def test_shares_of_voters_go_back_to_the_poll_that_asked_them():
    text = "A Marlow University poll of the island came out on Friday. Six in ten voters said they wanted the pier rebuilt."
    assert source(text) == "Marlow University poll"


def test_an_interview_gives_every_answer_to_whom_its_label_names():
    text = (
        "Wilma Aasen talks about tides\n\nThe oceanographer Wilma Aasen spoke with us in May.\n\n"
        "((Reporter)) What made you study tides?\n\n((Wilma Aasen)) The sea was outside my window. It came and went every day.\n\n"
        "((Reporter)) And now?\n\n((Wilma Aasen)) Now I count it."
    )
    said = sentences(text)
    answers = [s for s in said if s.block in (3, 5)]
    assert [s.label for s in answers] == [Label.NAMED] * 3
    assert {s.sources[0].name for s in answers} == {"Wilma Aasen"}


def test_answers_marked_with_a_letter_are_those_of_the_person_introduced_before():
    text = (
        "Wilma Aasen, an oceanographer, has counted tides for thirty years. This talk with her was shortened.\n\n"
        "Q: What made you study tides?\n\nA: The sea was outside my window.\n\nQ: And now?\n\nA: Now I count it. I never tire of it."
    )
    assert source(text) == "Wilma Aasen"


def test_a_colon_after_a_name_once_makes_no_interview():
    assert sentences("Hotels in Lisbon\n\nLisbon: The rooms at the port are cheap.\n\nPorto: The rooms at the port are dear.")[-1].label is Label.UNATTRIBUTED


@pytest.mark.parametrize("dash", ["—", "–", "―", "--"])
def test_a_name_under_a_quotation_signs_it(dash):
    quoted = sentences(f"The storm took the roofs.\n\n“We lost the boat. The nets are gone.”\n{dash} Maria Lindqvist, fisher\n\nThe shelter opens today.")
    assert [s.sources[0].name if s.sources else "" for s in quoted[1:3]] == ["Maria Lindqvist"] * 2
    assert quoted[-1].label is Label.UNATTRIBUTED


def test_an_author_with_a_handle_signs_the_post_before():
    assert source("The storm was near.\n\nStay inside tonight, the pier is closed https://t.example/a — Ana Ruiz (@anaruiz) June 2, 2031") == "Ana Ruiz"


def test_each_of_two_signatures_in_a_paragraph_signs_its_own_post():
    text = (
        "The storm was near.\n\nThe ferry is late tonight. Bring a coat https://t.example/a — Ana Ruiz (@anaruiz) June 2, 2031. "
        "The pier is closed. Stay at home https://t.example/b — Bo Lindqvist (@bolind) June 2, 2031"
    )
    posts = sentences(text)[1:]
    assert [s.sources[0].name for s in posts] == ["Ana Ruiz", "Ana Ruiz", "Bo Lindqvist", "Bo Lindqvist"]


def test_names_that_both_genders_bear_are_left_out_of_the_list():
    female, male = made("MARY 2.6 2.6 1\nROBIN 0.1 2.7 2\n", "JOHN 3.2 3.2 1\nROBIN 0.1 3.3 2\n").splitlines()
    assert "mary" in female.split()
    assert "john" in male.split()
    assert "robin" not in female.split() + male.split()
