"""What an editor sees on short drafts: label, source and chain of the last sentence."""

import pytest

from attrib.analysis import Label, Sentence
from attrib.engine import analyze
from attrib.readers import read_draft

LEAD = "The bridge at Kolmanova was closed on Monday after heavy rain.\n\n"


def last(text: str, *publication: str) -> Sentence:
    return analyze(read_draft("draft.txt", (LEAD + text).encode()), publication).sentences[-1]


def chain(sentence: Sentence) -> list[str]:
    return list(sentence.chain.links) if sentence.chain else []


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is 40 years old.",
        "Mayor Ana Ruiz wants a new bridge.",
        "Ruiz signed the order on Tuesday.",
        "The council voted to close the road.",
        "The ministry declined to comment.",
        "Two engineers were charged with fraud.",
        "The bridge is expected to open in May.",
        "A reporter of the Eastern Post was hurt in the fall.",
    ],
    ids=["fact", "attitude", "act", "vote", "declined", "legal fact", "expected", "outlet as employer"],
)
def test_what_nobody_says_is_unattributed(text):
    sentence = last(text)
    assert sentence.label is Label.UNATTRIBUTED
    assert not sentence.sources
    assert sentence.chain is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bridge is safe, Ana Ruiz said.", "Ana Ruiz"),
        ("“The bridge is safe,” said Ana Ruiz, an engineer.", "Ana Ruiz"),
        ("Ana Ruiz, the county's engineer, closed it. Ruiz said the bridge was unsafe.", "Ana Ruiz"),
        ("Ana Ruiz closed the bridge. She said it was unsafe.", "Ana Ruiz"),
        ("According to the Transport Ministry, the bridge will open in May.", "Transport Ministry"),
        ("Police said two people were hurt.", "Police"),
        ("“We were too slow. We know that,” Ana Ruiz told reporters.", "Ana Ruiz"),
    ],
    ids=["said after", "inverted", "surname", "pronoun", "according to", "police", "told reporters"],
)
def test_named_sources_are_found_under_their_fullest_name(text, name):
    sentence = last(text)
    assert sentence.label is Label.NAMED
    assert sentence.sources[0].name == name
    assert sentence.sources[0].identified
    assert chain(sentence) == []


@pytest.mark.parametrize(
    "text",
    [
        "Officials said the bridge was unsafe.",
        "Two people familiar with the inspection said the bridge was unsafe.",
        "A senior government official said the bridge was unsafe.",
        "Experts say the bridge will fall.",
        "The bridge was reportedly unsafe for years.",
        "A senior official closed the road. The official said the bridge was unsafe.",
        "Residents complained that nobody had warned them.",
    ],
    ids=["officials", "people familiar", "senior official", "experts", "reportedly", "the official", "residents"],
)
def test_sources_that_nobody_can_identify_are_anonymous(text):
    sentence = last(text)
    assert sentence.label is Label.ANONYMOUS
    assert not sentence.sources[0].identified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It will fall,” Ana Ruiz told the Kolmanova Courier.", ["Ana Ruiz", "Kolmanova Courier"]),
        ("A ministry official told Axios the bridge would stay closed.", ["ministry official", "Axios"]),
        ("The bridge will stay closed until May, Reuters reported.", ["Reuters"]),
        ("According to the news site Dvorets Today, the bridge will stay closed.", ["Dvorets Today"]),
        ("Local media reported that the bridge would stay closed.", ["Local media"]),
    ],
    ids=["told outlet", "official told outlet", "outlet reported", "unlisted outlet", "local media"],
)
def test_second_hand_reporting_is_a_chain_origin_first(text, expected):
    assert chain(last(text)) == expected


@pytest.mark.parametrize("names", [("Kolmanova Courier",), ("The Courier Group", "The Kolmanova Courier")], ids=["name", "alias"])
def test_speech_to_the_drafts_own_publication_is_no_chain(names):
    text = "“It will fall,” Ana Ruiz told the Kolmanova Courier."
    assert chain(last(text, *names)) == []
    assert last(text, *names).label is Label.NAMED


def test_a_quotation_that_goes_on_keeps_its_speaker():
    sentence = last("“We were too slow,” Ana Ruiz said. “Nobody came. We lost the bridge.”")
    assert sentence.label is Label.NAMED
    assert sentence.sources[0].name == "Ana Ruiz"
    assert sentence.sources[0].mention is None


def test_a_transcript_keeps_its_speakers_apart():
    text = "Ana Ruiz met Tom Okafor on the radio.\n\nRUIZ: The bridge will fall this winter.\n\nOKAFOR: It will stand, as it has for forty years."
    found = analyze(read_draft("draft.txt", text.encode())).sentences
    assert [s.sources[0].name for s in found[-2:]] == ["Ana Ruiz", "Tom Okafor"]


def test_the_same_draft_gives_the_same_analysis():
    document = read_draft("draft.txt", (LEAD + "Officials said the bridge was unsafe.").encode())
    assert analyze(document) == analyze(document)


@pytest.mark.parametrize("text", ["", "\n\n", "—", "“”", "((((", "\u202e\u0000".replace("\u0000", "")])
def test_drafts_with_nothing_to_say_give_nothing(text):
    assert analyze(read_draft("draft.txt", text.encode())).sentences == ()
