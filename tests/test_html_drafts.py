"""HTML pages: the story, told in offsets of the source, and nothing of what surrounds it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attrib.document import BlockKind, Document
from attrib.page import page_of
from attrib.readers import read_draft


def read(text: str, name: str = "page.html") -> Document:
    return read_draft(name, text.encode())


def told(text: str, name: str = "page.html") -> list[tuple[BlockKind, str]]:
    document = read(text, name)
    return [(b.kind, document.words(b.start, b.end)) for b in document.blocks]


def words(text: str) -> list[str]:
    return [shown for _, shown in told(text)]


PAGE = """<!DOCTYPE html>
<html><head><title>Ferry passed tests | Gazette</title><style>p { color: red }</style>
<script>document.write("<p>Officials said so.</p>")</script></head>
<body class="single author-bo has-sidebar">
<header><a class="skip" href="#main">Skip to the story</a><nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav></header>
<main id="main">
 <div class="breadcrumbs">Home &gt; World</div>
 <article>
  <header><h1>Ferry passed every test, officials say</h1>
  <p class="standfirst">Forty are missing off Sorong</p>
  <div class="article__byline">By <a class="author" href="/bo">Bo Li</a> in Sorong</div><time datetime="2025-03-04">4 March 2025</time></header>
  <div class="share-tools"><button>Share</button> <a href="#">Post this</a></div>
  <figure><img src="a.jpg" alt="A ferry, said to be safe">
  <figcaption>Families wait at the harbour. <span class="credit">Ana Ruiz / Rift Wire</span></figcaption></figure>
  <p>The ferry had passed <a href="/tests">every inspection</a>, officials said.
  <p>&ldquo;Nobody asked&rdquo; the crew, <b>Lindiwe Mbeki</b>, who sails&nbsp;it, said.</p>
  <aside><h3>More on this</h3><p>Another ferry sank in May.</p></aside>
  <div id="ad-slot-2" class="ad">Advertisement: cheap tickets, experts say</div>
  <h2>What comes next</h2>
  <blockquote><p>We will sail again.</p><footer>— Lindiwe Mbeki</footer></blockquote>
  <ul><li>The inquiry opens on Monday.<li>The wreck lies at 40 metres.</ul>
  <p>She left.<br>The boat stayed.<br><br>Nobody spoke.</p>
  <form><label>Your e-mail</label><input><p>Get the news in your inbox.</p></form>
  <section class="related"><h2>Related stories</h2><p>Port chief resigns, sources say.</p></section>
  <section id="comments"><p>First!</p></section>
 </article>
</main>
<footer><p>Copyright Gazette</p></footer></body></html>"""


def test_a_page_tells_its_article_alone() -> None:
    assert told(PAGE) == [
        (BlockKind.HEADING, "Ferry passed every test, officials say"),
        (BlockKind.HEADING, "Forty are missing off Sorong"),
        (BlockKind.BYLINE, "By Bo Li in Sorong"),
        (BlockKind.DATELINE, "4 March 2025"),
        (BlockKind.CAPTION, "Families wait at the harbour."),
        (BlockKind.CREDIT, "Ana Ruiz / Rift Wire"),
        (BlockKind.PARAGRAPH, "The ferry had passed every inspection, officials said."),
        (BlockKind.PARAGRAPH, "“Nobody asked” the crew, Lindiwe Mbeki, who sails it, said."),
        (BlockKind.HEADING, "What comes next"),
        (BlockKind.BLOCKQUOTE, "We will sail again."),
        (BlockKind.CREDIT, "— Lindiwe Mbeki"),
        (BlockKind.LIST_ITEM, "The inquiry opens on Monday."),
        (BlockKind.LIST_ITEM, "The wreck lies at 40 metres."),
        (BlockKind.PARAGRAPH, "She left. The boat stayed."),
        (BlockKind.PARAGRAPH, "Nobody spoke."),
    ]


STORY = "<p>The ferry had passed every inspection, officials said on Monday in Sorong.</p>\n<p>Nobody spoke.</p>"


@pytest.mark.parametrize(
    "page",
    [
        STORY,
        f"<body>{STORY}",
        f"<form action='/'><div class='wrap'>{STORY}</div></form>",
        f"<div class='has-sidebar no-comments'>{STORY}</div>",
        f"<body class='author'>{STORY}",
        f"<article><p>Another story.</article><article>{STORY}</article><article><p>A third one.</article>",
        f"<main><p>Sign in to read this.</p><div itemprop='articleBody'>{STORY}</div></main>",
        f"<div><div><p>Weather: rain</div><div>{STORY}</div><div><p>Most read today</div></div>",
        f"<div role='main'>{STORY}</div><div><p>Most read today",
        f"<table><tr><td><p>Menu</p></td></tr></table><main>{STORY}</main>",
        f"<article hidden><p>Loading.</article><article>{STORY}</article>",
    ],
    ids=["bare", "body", "form", "classes", "author", "teasers", "body-property", "densest", "role", "table", "hidden"],
)
def test_the_story_is_found_however_the_page_is_built(page: str) -> None:
    assert words(page) == ["The ferry had passed every inspection, officials said on Monday in Sorong.", "Nobody spoke."]


def test_a_headline_outside_the_article_is_told() -> None:
    assert words(f"<body><h1>Ferry lost</h1><p>Sign in.<div itemprop='articleBody'>{STORY}</div>")[0] == "Ferry lost"


def test_a_page_without_paragraphs_is_told_as_it_stands() -> None:
    assert words("<div>Rain fell.<div>The river <i>rose</i>.</div>All left.</div>") == ["Rain fell.", "The river rose.", "All left."]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("I don&rsquo;t", "I don’t"),
        ("caf&eacute;s", "cafés"),
        ("&ldquo;Yes,&rdquo; he", "“Yes,” he"),
        ("a&nbsp;b", "a b"),
        ("AT&amp;T", "AT&T"),
        ("AT&T and &nosuch;", "AT&T and &nosuch;"),
        ("5 &lt; 6 < 7", "5 < 6 < 7"),
        ("&#8220;x&#x201d; &#147;y&#148;", "“x” “y”"),
        ("in&shy;spec&#8203;tion", "inspection"),
        ("<b>R</b>uiz<i>’s</i>", "Ruiz’s"),
        ("(<a href='x>y'>Ruiz</a>), who", "(Ruiz), who"),
        ("one<!-- two -->three", "onethree"),
        ("one<br/>two", "one two"),
        ("one\r\n  two", "one two"),
        ("the <code>v2</code> app", "the v2 app"),
        ("the end<script>said('no')</script>ing", "the ending"),
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.md"])
def test_letters_adjoin_as_they_do_on_the_page(source: str, shown: str, name: str) -> None:
    assert told(f"<p>Then {source} again.</p>", name) == [(BlockKind.PARAGRAPH, f"Then {shown} again.")]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Rain fell", "<p>Rain fell</div></span></p></p>", "<p>Rain fell<p", "<P CLASS=x>Rain fell</P", "<p>Rain fell<a href='",
        "<b><p>Rain</b> fell", "<td>Rain fell",
    ],
)  # fmt: skip
def test_broken_pages_are_read_as_browsers_read_them(page: str) -> None:
    assert words(page) == ["Rain fell"]


def test_words_stand_at_their_place_in_the_source() -> None:
    document = read(PAGE.replace("\n", "\r\n"))
    for word in ("Ferry passed every test", "Families", "every inspection", "Lindiwe Mbeki", "The wreck lies"):
        assert document.prose.index(word) == document.text.index(word, document.text.index("<h1>"))
    assert document.position(document.prose.index("Lindiwe")) == (16, 46)


def test_html_in_markdown_is_read_as_html() -> None:
    text = (
        "# Ferry lost\n\n<figure>\n<img src=a.jpg>\n<figcaption>Families wait at the harbour.</figcaption>\n</figure>\n\n"
        "<div>\n\nThe **ferry** sank.\n\n</div>\n\n> <p>We will\n> sail&hellip;</p>\n\n<script>\nsaid()\n</script>\n"
    )
    assert told(text, "page.md") == [
        (BlockKind.HEADING, "Ferry lost"), (BlockKind.CAPTION, "Families wait at the harbour."), (BlockKind.PARAGRAPH, "The ferry sank."),
        (BlockKind.BLOCKQUOTE, "We will sail…"),
    ]  # fmt: skip


def test_notes_to_attrib_are_read_all_over_the_page() -> None:
    document = read(
        "<!-- attrib: ignore-file one --><nav>Home</nav><article><p>Rain <!-- attrib: ignore two -- agreed --> fell.<p>[attrib: ignore three]"
        "<pre><!-- attrib: ignore four --></pre><script>'<!-- attrib: ignore five -->'</script></article>"
    )
    assert [note.text for note in document.notes] == ["ignore-file one", "ignore two -- agreed", "ignore three"]
    assert [document.words(b.start, b.end) for b in document.blocks] == ["Rain fell."]


_BITS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<a href='", "'>", "&amp;", "&ldquo;", "&no;", "&notit;", "&shy;", "&#0;", "&ngE;", "&", "<", "\r\n", "\r", "\n",
         "\x0c", "\ufeff", "<!--", "-->", "<!-- attrib: x -->", "[attrib: y]", "<script>", "</script>", "<title>", "</title>", "<plaintext>", "<svg>",
         "<![CDATA[", "]]>", "<?", "<br>", "<div>", "</div>", "<li>", "<ul>", "</ul>", "<table>", "<td>", "</table>", "<article>", "</article>",
         "<span class=credit>", "</span>", "<aside>", "</aside>", "<h1>", "<p hidden>", "<div class=related>", "<blockquote>", "said Ana.", "é", "🙂", "x", " "]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(_BITS | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.sampled_from(["page.html", "page.md", "page.txt"]))
@example("<p>a</x>b&ldquo;", "page.html")
def test_any_text_gives_sound_blocks_and_a_page_that_maps_back(text: str, name: str) -> None:
    document = read(text, name)
    assert len(document.prose) == len(document.text)
    ends = [0, *(bound for block in document.blocks for bound in (block.start, block.end))]
    assert ends == sorted(ends)
    gaps = [0, *(bound for gap in document.unseen for bound in (gap.start, gap.end)), len(document.text)]
    assert gaps == sorted(gaps)
    page = page_of(document)
    for block, shown in zip(document.blocks, page.shown.blocks, strict=True):
        assert document.prose[block.start : block.end].strip() == document.prose[block.start : block.end] != ""
        assert page.shown.words(shown.start, shown.end) == document.words(block.start, block.end)


@settings(deadline=None)
@given(_BITS)
def test_every_word_shown_stands_in_the_source(text: str) -> None:
    document = read(text)
    named = {at for name in re.finditer(r"&[#\w]+;?", text) for at in range(*name.span())}
    assert all(at in named or seen.isspace() or seen == written for at, (seen, written) in enumerate(zip(document.prose, text, strict=True)))
