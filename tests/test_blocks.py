"""The apparatus around a story is told from the story, and a story sentence is never taken for apparatus."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrib.document import BlockKind
from attrib.readers import read_draft

FIXTURES = Path(__file__).parent.parent / "fixtures"


def kinds(text: str, name: str = "draft.txt") -> list[tuple[BlockKind, str]]:
    document = read_draft(name, text.encode())
    return [(b.kind, " ".join(document.prose[b.start : b.end].split())) for b in document.blocks]


def kind_in_story(line: str) -> BlockKind:
    """The kind of a line between a headline and a paragraph."""
    (_, _), (kind, words), (_, _) = kinds(f"Dam bursts above market town\n\n{line}\n\nRain fell on the town all night.\n")
    assert words in line
    return kind


STORY = [
    "By Tuesday evening, 40 were dead.",
    "By Tuesday the fire had spread",
    "By the time help came, the roof had gone.",
    "By Monday, Ms Ruiz had resigned.",
    "By May, the town was empty.",
    "By Christmas the shop had closed.",
    "By Friday.",
    "By all accounts, Ana Ruiz is a careful driver.",
    "By then Ana Ruiz had left Quito.",
    "By order of the court, the mine will close.",
    "By 2030, Vietnam wants 50,000 engineers.",
    "By Mr Ruiz's own account, the dam was full.",
    "By Land, Sea and Air",
    "Reporting by Reuters showed that the mayor had lied.",
    "Reporting by The Post found nothing.",
    "Editing by committee is slow.",
    "Written by hand, the letter runs to four pages.",
    "Photo of the bridge went viral on Tuesday.",
    "Photos of the crash spread within hours.",
    "Pictures by the boy's mother were shown in court.",
    "Video of the attack shows two men in masks.",
    "Video: the man runs, then falls.",
    "Image is everything, he said.",
    "Credit to the players, the coach said.",
    "Credit: the bank gave none.",
    "Courtesy of the ministry, the road is closed.",
    "Copyright law is broken.",
    "Source close to the talks: no deal.",
    "Read the letter, she told him.",
    "Read more books, she told the children.",
    "Reading by candle is hard.",
    "See more of the world, he urged.",
    "See you in court, the minister said.",
    "Watch the water, the fishermen warned.",
    "Watch out for the gulls.",
    "Listen to the people, she said.",
    "For more than 20 years the family lived there.",
    "For more on that, officials pointed to the law.",
    "For the latest shipment, the firm paid twice.",
    "Like the rest of the village, he fled.",
    "Like us, they waited for rain.",
    "Send the bill to the Senate, she urged.",
    "Support for the bill is a given.",
    "Support the troops, he said.",
    "Follow the money, the auditor said.",
    "Follow me, the guide said.",
    "Follow your heart.",
    "Contact with the crew was lost at 4am.",
    "Contact the embassy, the ministry advised.",
    "Subscribe to that view and you will lose.",
    "Sign up for the army, his father told him.",
    "Share prices fell.",
    "Share the pain, the mayor said.",
    "More than 40 died.",
    "More rain is expected.",
    "More to come.",
    "Ends meet, just.",
    "Related claims were dropped.",
    "Recommended doses were ignored.",
    "Ad spending fell.",
    "Advertisements were pulled.",
    "Comment is free.",
    "Join us, they shouted.",
    "Email us the file, the lawyer had written.",
    "Monday was quiet.",
    "May 12 was a dark day.",
    "May was dry.",
    "May he rest in peace.",
    "March on, he told them.",
    "On Monday at 4 p.m. he left.",
    "At 16:05 the alarm rang.",
    "16:05 was when the alarm rang.",
    "14 May is the date.",
    "Published on Tuesday, the report blames the firm.",
    "Updated figures show a fall.",
    "PARIS is burning.",
    "PARIS, France - The trial opened on Monday.",
    "LONDON (Reuters) - Shares fell.",
    "KITALE, Kenya, March 3 (Rift Wire) — At least 19 people died.",
    "NASA said no.",
    "He is either drunk or mad/both",
    "— Police on Monday arrested ten men.",
    "- The captain is among the injured.",
    "— I do not know, she said.",
    "[He] was never asked.",
    "[The] plan is dead, she wrote.",
    "(He was later released.)",
    "[The line goes dead.]",
    "Ana Ruiz contributed to the fund.",
    "Ana Ruiz contributed $40 to this campaign.",
    "Ana Ruiz reported from Quito for ten years.",
    "Police reported from the scene; nobody was hurt.",
    "Staff writers were told to leave.",
    "Staff and agencies were at odds.",
    "Our correspondent was beaten.",
    "The bureau chief was expelled.",
    "Agencies warned of famine.",
    "Enter your email address to read the leaked file, the site said.",
    "It ends here.",
    "No.",
    "Yes.",
    "“No.”",
    "“We were misled.”",
    '"Read more," she said.',
    "‘Photo: mine,’ he wrote.",
    "He lives at https://example.org/ and nowhere else.",
    "Click here and you lose your savings, police warn.",
    "Loading was stopped.",
    "Print is dead.",
    'Trending on Monday: the word "goose".',
    "Caption writers were sacked.",
    "Above the bridge, smoke rose.",
    "Left: nothing.",
    "h/t is not a word",
    "Top stories were pulled from the site.",
    "Follow Ana Ruiz on her walk through Quito.",
    "Hat tip to the goalkeeper, he said.",
    "30 people died.",
    "1/3 of the votes were lost.",
    "Write to us, the king begged.",
    "The letter was delivered to your inbox, the fraudster wrote.",
    "Straight to your inbox, the spammers promised.",
    "Contributing: nothing at all.",
    "Story by story, the tower fell.",
    "Text by text, the affair came out.",
    "Interview by candlelight.",
    "Analysis by the bank shows a fall.",
    "Exclusive by nature, the club let nobody in.",
    "Download the app here, the scammers told victims.",
    "Got a tip? The police want to hear it.",
    "All rights reserved, the contract said.",
    "The contract had all rights reserved.",
    "(c) The third count was dropped.",
    "Sources: officials, mostly.",
    "Reuters journalists were held.",
    "AP was the first to report it.",
    "Photo finish at Ascot",
    "Video nasty returns",
    "Picture this.",
    "The full interview will be shown on Sunday.",
]

SUBHEADS = [
    "UN: 40 dead",
    "UN - 40 dead",
    "AC/DC",
    "Either/or",
    "New York",
    "Ana Ruiz",
    "Science",
]

BYLINES = [
    "By Ana Ruiz",
    "By Ana Ruiz.",
    "BY ANA RUIZ",
    "by Ana Ruiz",
    "By ANA RUIZ and BO LI",
    "By Ana Ruiz, Bo Li and Cem Öz",
    "By Ana Ruiz in Quito",
    "By Ana Ruiz in Quito and Bo Li in Hanoi",
    "By Ana Ruiz, Political Editor",
    "By Ana Ruiz, local democracy reporter",
    "By Ana Ruiz, Reuters",
    "By Ana Ruiz | 3 May 2024",
    "By Ana Ruiz • Published 3 May 2024 at 14:05",
    "By Đặng Thảo Vy",
    "By Jean-Luc d’Ancona",
    "By Hala al-Masarweh",
    "By Kurniasih",
    "By J. K. O’Hara",
    "By Ludwig van der Berg for The Daily Goose",
    "By The Associated Press",
    "By Reuters",
    "By Ana Ruiz (@anaruiz)",
    "BYLINE: Ana Ruiz",
    "Byline: Ana Ruiz",
    "EXCLUSIVE by Ana Ruiz",
    "Exclusive: By Ana Ruiz",
    "ANALYSIS - By Ana Ruiz",
    "Words by Ana Ruiz",
    "Story by Ana Ruiz",
    "Text and photos by Ana Ruiz",
    "Written by Ana Ruiz",
    "Reporting by Ana Ruiz",
    "Reporting by Ana Ruiz in Quito; Editing by Bo Li",
    "(Reporting by Ana Ruiz in Quito; Additional reporting by Bo Li; Editing by Cem Öz)",
    "(Reporting by Ana Ruiz. Editing by Bo Li.)",
    "(Additional reporting by Ana Ruiz in Kaduna)",
    "Additional reporting by Ana Ruiz and Bo Li",
    "With additional reporting by Ana Ruiz",
    "Ana Ruiz contributed reporting.",
    "Ana Ruiz and Bo Li contributed to this report from Quito.",
    "Contributing: Ana Ruiz, Goose News Service.",
    "Ana Ruiz reported from Quito, and Bo Li from Hanoi.",
    "Ana Ruiz reported from Quito; Bo Li reported from Hanoi.",
    "Our correspondent in Montevideo",
    "Staff writer",
    "Express Bureau",
]

DATELINES = [
    "Monday",
    "3 May 2024",
    "May 3, 2024",
    "3 May",
    "Tuesday, May 3, 2016.",
    "Tuesday 3rd May 2016",
    "Sept. 14",
    "2024-05-14",
    "14/05/2024",
    "14.5.2024",
    "16:05",
    "16.05 GMT",
    "4.30pm",
    "4 p.m.",
    "7:45 a.m. ET",
    "16:05 (WIB)",
    "Published: 3 May 2024, 14:05 BST",
    "Last updated at 14:05 on Tuesday",
    "Updated 3 May 2024",
    "Posted on Monday 3 May 2024 | 14:05",
    "WASHINGTON —",
    "LONDON -",
    "NEW YORK, May 3",
    "KITALE, Kenya, March 3 (Rift Wire) —",
    "PARIS (AFP)",
    "MANILA, Philippines",
    "TBILISI, 14 October",
]

CREDITS = [
    "Photo: Ana Ruiz",
    "Photo: Selin Arkadaş/Ege Postası",
    "Photo by Ana Ruiz",
    "Photo by Ana Ruiz/Getty Images",
    "Photograph: Ana Ruiz/The Goose",
    "(Image: Ana Ruiz)",
    "[Photo: Ana Ruiz]",
    "Image credit: Ana Ruiz",
    "Photo credit: Ana Ruiz, via Reuters",
    "Credit: Ana Ruiz",
    "Credit: Getty Images",
    "Photo courtesy of Ana Ruiz",
    "Courtesy of Ana Ruiz",
    "Picture: FEMA 2019",
    "AP Photo/Ana Ruiz",
    "(AP Photo/Ana Ruiz, File)",
    "Ana Ruiz/AFP",
    "Ana Ruiz / Reuters",
    "Ana Ruiz via Getty Images.",
    "Getty Images",
    "Reuters",
    "© 2024 The Daily Goose",
    "© Ana Ruiz",
    "Copyright 2024 The Daily Goose. All rights reserved.",
    "[HuffPost.]",
    "[Reuters]",
    "— Ana Ruiz",
    "- Ana Ruiz.",
    "― Ana Ruiz",
    "— Kurniasih (@kurnia_kue)",
    "Illustration by Ana Ruiz",
    "Graphic: Ana Ruiz",
]

FURNITURE = [
    "* * *",
    "***",
    "---",
    "###",
    "•",
    "Read more",
    "READ MORE",
    "Read more:",
    "Read more: Five things we learned",
    "READ MORE: Ten bosses with silly nicknames",
    "READ ALSO: Minister quits",
    "Read More »",
    "Read more about the trial here",
    "Read the full story here",
    "Read the full report below:",
    "Also read: Minister ‘told to quit’, sources say",
    "Related: The dam that would not hold",
    "RELATED STORIES",
    "See also: The dam",
    "More on this story",
    "Sign up for our newsletter",
    "Sign up for our northern newsletter here.",
    "Sign up to the Goose Morning email",
    "Subscribe to our podcast here.",
    "Follow us on Twitter",
    "Follow Ana Ruiz on Twitter @anaruiz",
    "Like us on Facebook",
    "Got a story? Email tips@example.org",
    "Contact Ana Ruiz at ana@example.org",
    "Email: ana@example.org",
    "Advertisement",
    "ADVERTISEMENT",
    "- Advertisement -",
    "[Advertisement]",
    "Story continues below advertisement",
    "Article continues after advertisement",
    "Sponsored content",
    "Share this article",
    "ENDS",
    "-ENDS-",
    "(ENDS)",
    "(MORE)",
    "-30-",
    "Click here",
    "Watch the video below",
    "Watch the full interview here.",
    "Listen to the podcast here",
    "https://example.org/a/b?c=d",
    "www.example.org",
    "#goose #dam",
    "ana@example.org",
    "[Laughter]",
    "(APPLAUSE)",
    "12",
    "3/4",
    "For more information, visit our website",
    "For more news, follow us on Twitter",
    "h/t Daily Goose",
]

CAPTIONS = [
    "Caption: The bridge on Monday",
    "Pictured: Ana Ruiz arriving at court.",
    "File photo: The dam was built in 1958.",
    "FILE PHOTO: A man walks past the bank.",
    "Photo: The minister arrives at court.",
    "Picture caption: Men at work",
]


@pytest.mark.parametrize("line", [*STORY, *SUBHEADS])
def test_the_words_of_a_story_are_never_apparatus(line: str) -> None:
    assert kind_in_story(line).is_story


@pytest.mark.parametrize("line", [line for line in STORY if line.endswith(".")])
def test_a_sentence_that_opens_a_draft_is_story_too(line: str) -> None:
    assert kinds(f"{line}\n\nRain fell on the town all night.\n")[0][0].is_story
    assert kinds(line)[0][0].is_story


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        *((BlockKind.BYLINE, line) for line in BYLINES),
        *((BlockKind.DATELINE, line) for line in DATELINES),
        *((BlockKind.CREDIT, line) for line in CREDITS),
        *((BlockKind.FURNITURE, line) for line in FURNITURE),
        *((BlockKind.CAPTION, line) for line in CAPTIONS),
    ],
)
def test_apparatus_is_known_by_its_shape(kind: BlockKind, line: str) -> None:
    assert kind_in_story(line) is kind


@pytest.mark.parametrize("line", [line for line in (*BYLINES, *CREDITS) if line[0] not in "[-—―" and "_" not in line])
def test_apparatus_keeps_its_kind_under_emphasis(line: str) -> None:
    body = f"# Dam bursts above market town\n\n*{line}*\n\nRain fell on the town all night.\n"
    assert kinds(body, "draft.md")[1][0] is kind_in_story(line)


def test_headings() -> None:
    text = (
        "Dam bursts above market town.\n\nThe water came before dawn.\n\nMade for sisal\n\nAND THE GULLS?\n\n"
        "“We asked them, and they laughed at us,” she said.\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADING, BlockKind.PARAGRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "opening",
    ["“We were misled.”", "The mayor has left, officials said.", "The mayor left early. Nobody said why.", "Park told reporters."],
)
def test_a_spoken_sentence_that_opens_a_draft_is_no_headline(opening: str) -> None:
    assert kinds(f"{opening}\n\nThe mayor left early.\n")[0][0] is BlockKind.PARAGRAPH


def test_a_draft_of_one_sentence_is_a_paragraph() -> None:
    assert kinds("A source said the deal was off.\n") == [(BlockKind.PARAGRAPH, "A source said the deal was off.")]


@pytest.mark.parametrize("headline", ["Watch: minister storms out", "Read more books, minister tells pupils", "More", "MANILA, Philippines"])
def test_what_opens_a_draft_is_no_furniture(headline: str) -> None:
    assert kinds(f"{headline}\n\nRain fell on the town all night.\n")[0] == (BlockKind.HEADING, headline)


@pytest.mark.parametrize(
    ("paragraph", "caption", "credit"),
    [
        ("Growers wait outside the court. Photo: Selin Arkadaş/Ege Postası", "Growers wait outside the court.", "Photo: Selin Arkadaş/Ege Postası"),
        ("Growers wait outside the court (Photo: Selin Arkadaş)", "Growers wait outside the court", "(Photo: Selin Arkadaş)"),
        ("Growers wait\noutside the court.\nPhoto: Selin Arkadaş", "Growers wait outside the court.", "Photo: Selin Arkadaş"),
    ],
    ids=["behind a stop", "in brackets", "on a line of its own"],
)
def test_a_credit_is_cut_from_its_caption(paragraph: str, caption: str, credit: str) -> None:
    wrapped = "The trial opened on Monday in a court\nthat was built for smaller crimes, and\nthe growers could not all get in.\n"
    found = kinds(f"Trial opens\n\n{wrapped}\n{paragraph}\n\nNobody spoke.\n")
    assert found[2][1] == caption
    assert found[2][0].is_story
    assert found[3] == (BlockKind.CREDIT, credit)


@pytest.mark.parametrize("sentence", ["The witness was asked for a photo: Ana had none.", "He showed the judge his picture (image: a goose that laughs)."])
def test_a_sentence_that_speaks_of_pictures_stays_whole(sentence: str) -> None:
    assert kinds(f"Trial opens\n\n{sentence}\n\nNobody spoke.\n")[1] == (BlockKind.PARAGRAPH, sentence)


APPARATUS = {
    "antarctic-illness.txt": [(BlockKind.BYLINE, "By Ingeborg Vance-Adeyemi")],
    "argentina-meteorite.txt": [],
    "council-bins.txt": [
        (BlockKind.BYLINE, "By Gareth Pym-Roberts, Local Democracy Reporter"),
        (BlockKind.CREDIT, "Photo: Dawn Ellery"),
        (BlockKind.FURNITURE, "Read more: Five things we learned from Hathersby’s budget meeting"),
    ],
    "ethiopia-gospel.txt": [(BlockKind.BYLINE, "By Tsion Abernathy-Gessesse")],
    "fiji-patrol-boat.txt": [],
    "foreign-desk-pickup.txt": [(BlockKind.BYLINE, "By Conrad Ashwell-Duarte")],
    "georgia-coalition.txt": [],
    "iceland-obituary.txt": [(BlockKind.BYLINE, "By HENRIETTA MALLORY-VOSS")],
    "indonesia-ferry-live.md": [(BlockKind.DATELINE, time) for time in ("16:05", "15:40", "15:12", "14:50", "14:20", "13:58", "13:10")],
    "irish-darts-tabloid.txt": [(BlockKind.BYLINE, "EXCLUSIVE by FIDELMA GROGAN-TATE")],
    "izmir-oil-trial.txt": [(BlockKind.BYLINE, "By Leyla Thornbury"), (BlockKind.CREDIT, "Photo: Selin Arkadaş/Ege Postası")],
    "jordan-wallet-leak.md": [],
    "kenya-dam-burst.txt": [(BlockKind.BYLINE, "(Reporting by Atieno Oduor-Wright in Kitale; Editing by Tom Ssebugwawo)")],
    "nebraska-filibuster.txt": [(BlockKind.BYLINE, "By Odell Brinkerhoff")],
    "nigeria-exam-leak.txt": [
        (BlockKind.BYLINE, "By Uchenna Agbasiere-Holm in Enugu"),
        (BlockKind.BYLINE, "(Additional reporting by Sani Dankwairo in Kaduna)"),
    ],
    "nunavut-school.md": [(BlockKind.FURNITURE, "Sign up for our northern newsletter here .")],
    "peru-glacier.md": [
        (BlockKind.BYLINE, "By Saywa Condori Huillca"),
        (BlockKind.FURNITURE, "Read more: How llamas learned to carry radar"),
    ],
    "senegal-director-interview.txt": [(BlockKind.FURNITURE, "[Laughter]")],
    "tamil-cricket.txt": [],
    "vietnam-chip-plant.txt": [(BlockKind.BYLINE, "By Marcus Elphinstone and Đặng Thảo Vy")],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(APPARATUS))
def test_the_fixture_stories_lose_their_apparatus_and_nothing_else(name: str) -> None:
    found = kinds((FIXTURES / name).read_bytes().decode(), name)
    assert [block for block in found if not block[0].is_story] == APPARATUS[name]
    assert found[0][0] is BlockKind.HEADING
