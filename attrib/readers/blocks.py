"""Tells the apparatus around a story (bylines, datelines, credits, "Read more") from the story, by its shape.

A story sentence taken for apparatus is lost without a word, so the shapes are narrow: most of them
ask that a line is made of names, dates or set phrases and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.document import Block, BlockKind
from attrib.patterns import lazy

_LOOSE = lazy(r" +(?=[,.;:!?)\]])")
"""What blanked markup leaves before punctuation."""
_LONGEST_CREDITS = 400
_LONGEST_APPARATUS = 200
_LONGEST_HEADING = 110
_LONGEST_DATE = 80
_CREDIT_AT_END = 140

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WHEN = lazy(
    rf"(?<![\w.])(?:(?:{_NTH}(?:\sof)?\s{_MONTH}|{_MONTH}\s{_NTH})(?:,?\s\d{{4}})?|{_MONTH}\s\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)(?:\s\(?(?:(?-i:[A-Z]{2,5})|local time)\b\)?)?)(?!\w)",
    re.IGNORECASE,
)
_UPDATED = lazy(r"(?:first |last )?(?:published|updated|posted|modified|issued)\b(?: on| at)? ?:? ?", re.IGNORECASE)
_BETWEEN_DATES = lazy(r"(?:[\s,.|·–—-]|\b(?:at|on)\b)*", re.IGNORECASE)
_AGENCY_AT_END = lazy(r" ?\(([^()]{2,40})\)$")

_PARTICLES = frozenset({
    "the", "de", "la", "le", "les", "du", "des", "del", "della", "di", "da", "do", "dos", "das", "van", "von", "der", "den", "ter", "ten", "zu", "zum",
    "af", "av", "bin", "ibn", "bint", "al", "el", "ul", "abu", "ap", "arap", "e", "y",
})  # fmt: skip
_NO_NAME = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter", "ramadan"})
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
_BETWEEN_NAMES = lazy(
    r" ?[,;|/&•·] ?(?:(?:and|in|for|of|at|from|via|by) )?| (?:and|in|for|of|at|with|via|from|courtesy of|handout|[-–—]) ", re.IGNORECASE
)
_ROLE = lazy(
    r"(?:[\w’'-]+ ){0,5}(?:reporter|editor|correspondent|writer|columnist|photographer|critic|producer|contributor|staff|agencies|bureau|desk|service)s?",
    re.IGNORECASE,
)
_ADDRESS = lazy(r"\(?(?:@\w+|\S+@\S+\.\w+)\)?")
_ASIDE = lazy(r" ?\([^()]{1,30}\)")

_BYLINE = lazy(
    r"(?:(?:world )?(?:exclusive|analysis|opinion|comment|interview|review|special report) ?[:|–—-]? ?)?"
    r"(?:by:?|byline:?(?: by)?|contributing:|(?:words|text|story|report|reported|written|interview|review)"
    r"(?: (?:and|&) (?:photos|photographs|pictures|video))?:? by:?) (?P<names>.+)",
    re.IGNORECASE,
)
_REPORTING = lazy(
    r"(?:[-–—]{1,2} ?)?(?:with )?(?:(?:additional|further|extra|original) )?"
    r"(?:reporting|writing|editing|photography|graphics|translation|production|research|edited|compiled|produced|translated)"
    r"(?: (?:and|&) (?:reporting|writing|editing))? (?:by|from):? (?P<names>.+)",
    re.IGNORECASE,
)
_BETWEEN_JOBS = lazy(r"\s*;\s*(?:and )?|\.\s+(?=(?:additional |further )?(?:reporting|writing|editing|graphics)\b)", re.IGNORECASE)
_CONTRIBUTED = lazy(r"(?P<names>[^.]{3,120}?) (?:also )?contributed (?:reporting|to this (?:report|story|article))(?: from (?P<where>[^.]{2,60}))?\.?")
_REPORTED_FROM = lazy(r"(?P<names>[^,]{3,80}?),?(?: reported)? from (?P<where>.{2,60})")
_DESK = lazy(
    r"(?:our|staff|special|express|news|foreign|political|sports?) (?:[\w’'-]+ ){0,2}?(?:correspondent|reporter|writer|bureau|desk|service)s?"
    r"(?: in (?P<where>.+))?|staff and agencies|agencies",
    re.IGNORECASE,
)

_PICTURE = (
    r"(?:(?:file|main|cover|lead|ap|afp|reuters) )?"
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|video|footage|illustrations?|graphics?|screengrab|screenshot)"
)
_LABELLED = lazy(
    rf"(?:{_PICTURE}(?: credits?| courtesy)?|credits?|courtesy)(?:(?: courtesy| supplied)? (?:by|of) | ?: ?| ?[/|–—] ?| - )(?P<names>.+)",
    re.IGNORECASE,
)
_CAPTION = lazy(rf"(?:{_PICTURE}|(?:photo |picture )?caption|pictured|above|below) ?: ?\S.+", re.IGNORECASE)
_COPYRIGHT = lazy(r"(?:©|(?:copyright|\(c\)) (?:©|\(c\)|\d{4}\b)).{0,120}|all rights reserved\.?", re.IGNORECASE)
_SIGNATURE = lazy(r"[-–—―]{1,2} ?(?P<names>[^-–—―\s].+)")
_BY_AGENCY = lazy(r" ?/ ?| via ")
_PICTURE_DESKS = frozenset({
    "ap", "afp", "reuters", "epa", "pa", "dpa", "upi", "getty", "getty images", "bloomberg", "shutterstock", "alamy", "zuma", "imago", "associated press",
    "handout", "pool", "file", "supplied", "facebook", "twitter", "instagram", "youtube", "linkedin", "flickr", "wikimedia commons",
})  # fmt: skip
_CREDIT_ENDS = lazy(
    rf"(?:(?<=[.!?…”\"’»)])\s+(?={_PICTURE}s?(?:\s+credit)?(?::|\s+by\s)|credit:)|\s+(?=[(\[](?:{_PICTURE}|credit)\b[^()\[\]]{{3,80}}[)\]]\.?$))", re.IGNORECASE
)

_STAGE = lazy(r"[(\[](?:laughter|laughs|applause|cheers|cheering|crosstalk|inaudible|pause|silence|music|sighs)[.!]?[)\]]\.?", re.IGNORECASE)
_LINK = lazy(r"(?:(?:read|see) (?:more|also|next)|also read|related|more on this|keep reading|further reading) ?[:|–—>»] ?.{1,160}", re.IGNORECASE)
_FIXED = lazy(
    r"[(\[–—#*-]{0,3} ?(?:advertisements?|advert|ad|sponsored(?: content)?|promoted content|paid post"
    r"|(?:story|article) continues (?:below|after)(?: (?:the )?advertisement)?"
    r"|ends?|more|abstract|full text|top stories|most (?:read|popular)|trending(?: now)?|recommended|up next|before you go|on the blog"
    r"|related(?: (?:stories|articles|content|coverage))?|what[’']s (?:brewing|working)|share(?: (?:this(?: (?:story|article|post))?|on \w+))?"
    r"|print|comments?|enter your email address|loading|more on this(?: story)?|no media source currently available|(?:page )?\d{1,3}(?:(?:/| of )\d{1,3})?"
    r"|read (?:more|on|next|also)|learn more|find out more|see (?:more|also)|click here|watch (?:more|live)|listen (?:now|here))"
    r"[.:!…)\]]{0,3} ?[)\]–—#*>»→-]{0,3}",
    re.IGNORECASE,
)
_MORE = lazy(
    r"(?:read|see|watch|hear|find out|learn|click for) more(?: \w+)? (?:about|on|from|at|in|by|here|below)\b[^.!?]{0,100}[.:]?"
    r"|(?:read|watch|see|view|listen to|check out|click|download) [^.!?“\"]{0,100}\b(?:here|below|above|online)[.:!]?"
    r"|read (?:the (?:rest|full|whole|entire|original|latest)|it all) [^.!?“\"]{0,60}\b(?:at|on|in) [^.!?“\"]{2,40}[.:]?"
    r"|watch the (?:[\w’'-]+ ){0,2}(?:video|clip|interview|trailer|footage)\b[^.!?“\"]{0,60}[.:]?"
    r"|for more\b[^.!?]{0,70}, (?:sign up|subscribe|download|check out|visit|go to|click|read|see|follow|head|listen|watch|tune in)\b.{0,100}"
    r"|(?:want|for) (?:more|the latest)\b[^.!?]{0,60}\? (?:sign up|subscribe|follow|click|read|download)\b.{0,120}"
    r"|sign up (?:for|to|here|now|today)\b.{0,160}"
    r"|subscribe(?: (?:for|to|here|now|today)\b.{0,90}\b(?:newsletter|podcast|e-?mails?|alerts|updates|channel|magazine|briefing|here|now|today)\b.{0,60}"
    r"| here| now)?[.!]?|(?:get|receive) .{1,90} (?:in|to) your inbox\b.{0,40}"
    r"|(?:follow|like|join|support|contact|e-?mail|write to) us(?: (?:on|at|via|for|by|here|today)\b.{0,120})?[.!]?"
    r"|got a (?:story|tip)\b.{0,80}\b(?:e-?mail|contact|call|get in touch|let us know|tell us)\b.{0,80}"
    r"|follow .{1,90}\bon (?:twitter|x|facebook|instagram|bluesky|mastodon|threads|linkedin|tiktok)\b.{0,90}|follow @\w+.{0,60}"
    r"|(?:contact|e-?mail|send|write to)\b.{1,90}\S@\S+\.\w+\.?|(?:h/t|hat tip:?) (?-i:[A-Z@]).{1,60}",
    re.IGNORECASE,
)
_ADDRESSES = lazy(r"(?:(?:https?://|www\.|pic\.twitter\.com/)\S+|\S+@\S+\.\w+|[@#]\w+)(?: (?:https?://\S+|[@#]\w+))*")
_SAYING = lazy(
    r"\b(?:said|says?|told|tells|ask(?:s|ed)|according|report(?:s|ed)|claim(?:s|ed)?|warn(?:s|ed)?|urge[sd]?|announce[sd]?|argue[sd]?|added"
    r"|reportedly|allegedly)\b",
    re.IGNORECASE,
)
_FINAL = lazy(r"[.?!…:;,][\"”“’'»)\]]*$")
_SPOKEN = lazy(r"[\"“‘'«].*[.?!][\"”’'»]|.*\b(?:said|added|asked|told (?:\w+ ){0,3}\w+)\.")
_SEVERAL = lazy(r"(?:[a-z]{3}|\d)[.?!][\"”’')]* [\"“‘(A-Z]")


def blocks_of(prose: str, start: int, end: int, first: bool, container: BlockKind | None = None) -> Iterator[Block]:
    """The blocks of one paragraph `start:end` of the prose: one, or two where a photo credit ends a caption.

    `container` is the kind of what it stands in (a list, a block quote); apparatus stays apparatus in there.
    """
    cut = _credit_at_end(prose, start, end)
    if cut is not None:
        caption_end = start + len(prose[start:cut].rstrip())
        yield Block(BlockKind.CAPTION, start, caption_end)
        yield Block(BlockKind.CREDIT, cut, end)
        return
    kind = paragraph_kind(prose[start : min(end, start + 8 * _LONGEST_CREDITS)], first)
    yield Block(container if container and kind.is_story else kind, start, end)


def paragraph_kind(text: str, first: bool) -> BlockKind:
    """The kind of one paragraph, from its own words and whether it opens the draft."""
    line = _LOOSE.sub("", " ".join(text.split()))
    if not any(c.isalnum() for c in line):
        return BlockKind.FURNITURE
    if len(line) > _LONGEST_CREDITS:
        return BlockKind.PARAGRAPH
    if _is_byline(line):
        return BlockKind.BYLINE
    if len(line) > _LONGEST_APPARATUS:
        return BlockKind.PARAGRAPH
    if is_dateline(line):
        return BlockKind.DATELINE
    if not first and _is_furniture(line):
        return BlockKind.FURNITURE
    if not first and _is_place_line(line):
        return BlockKind.DATELINE
    if is_credit(line):
        return BlockKind.CREDIT
    if not first and _CAPTION.fullmatch(line):
        return BlockKind.CAPTION
    return BlockKind.HEADING if _is_heading(line, first) else BlockKind.PARAGRAPH


def is_dateline(line: str) -> bool:
    """Whether a line is a date, a time, or both and nothing else."""
    if len(line) > _LONGEST_DATE:
        return False
    rest, found = _WHEN.subn(" ", _UPDATED.sub("", line, count=1))
    return found > 0 and _BETWEEN_DATES.fullmatch(rest) is not None


def _is_place_line(line: str) -> bool:
    """A place in capitals, with a date, an agency or a dash behind it, or the country ("MANILA, Philippines")."""
    if len(line) > _LONGEST_DATE or not line[:3].isupper():
        return False
    head = line.rstrip(" —–-")
    agency = _AGENCY_AT_END.search(head)
    undated, dates = _WHEN.subn("", head[: agency.start()] if agency else head)
    place, *regions = [part for part in re.split(r"[\s.]*,[\s.]*", undated.strip(" .,")) if part] or [""]
    if not place.isupper() or len(place) < 3 or len(place.split()) > 3 or len(regions) > 2 or not all(map(_is_name, [place, *regions])):
        return False
    known = agency is not None and _is_picture_desk(agency.group(1))
    return head != line or dates > 0 or known or (len(regions) == 1 and not agency and not regions[0].isupper())


def _is_byline(line: str) -> bool:
    inner = _unwrapped(line)
    jobs = [_REPORTING.fullmatch(job) for job in _BETWEEN_JOBS.split(inner.rstrip("."))]
    if jobs[0] and (inner != line or all(job and _are_names(job.group("names")) for job in jobs)):
        return True
    if len(line) > _LONGEST_APPARATUS:
        return False
    by = _BYLINE.fullmatch(line)
    if by:
        names = by.group("names")
        # "By Kurniasih" is a byline, "By Friday." and "By Land, Sea and Air" are not.
        name = re.split(r",| and ", names)[0]
        return _are_names(names) and (" " in name or (name == names and not _FINAL.search(name)))
    by = _CONTRIBUTED.fullmatch(line) or _DESK.fullmatch(line)
    if by:
        return all(_are_names(part) for part in by.groupdict().values() if part)
    places = [_REPORTED_FROM.fullmatch(part) for part in re.split(r" ?; ?(?:and )?|, and ", line.rstrip("."))]
    return len(places) > 1 and all(p and _are_names(p.group("names")) and _are_names(p.group("where")) for p in places)


def is_credit(line: str) -> bool:
    """Whether a line says where a picture or an item is from and nothing else."""
    line = line.strip("\"“”’ ")
    inner = _unwrapped(line)
    labelled = _LABELLED.fullmatch(inner)
    if labelled:
        return _are_names(labelled.group("names"))
    if _COPYRIGHT.fullmatch(line) and not _SAYING.search(line):
        return True
    if line.startswith("[") and inner != line:
        return _are_names(inner)
    signature = _SIGNATURE.fullmatch(line)
    if signature:
        return _are_names(signature.group("names"))
    parts = _BY_AGENCY.split(inner.rstrip("."))
    return all(map(_is_name, parts)) and any(map(_is_picture_desk, parts))


def _is_picture_desk(name: str) -> bool:
    return name.casefold() in _PICTURE_DESKS


def _is_furniture(line: str) -> bool:
    if _STAGE.fullmatch(line) or _LINK.fullmatch(line) or _FIXED.fullmatch(line) or _ADDRESSES.fullmatch(line):
        return True
    return _MORE.fullmatch(line) is not None and not _SAYING.search(line)


def _is_heading(line: str, first: bool) -> bool:
    if len(line) >= _LONGEST_HEADING + (10 if first else 0):
        return False
    if not _FINAL.search(line) or (line.isupper() and line[0].isalpha() and " " in line):
        return True
    return first and len(line) < _LONGEST_HEADING and not _SPOKEN.fullmatch(line) and not _SEVERAL.search(line)


def _credit_at_end(prose: str, start: int, end: int) -> int | None:
    """Where the photo credit begins that ends a caption, if one does."""
    tail = max(start + 1, end - _CREDIT_AT_END)
    for match in _CREDIT_ENDS.finditer(prose, tail, end):
        if is_credit(" ".join(prose[match.end() : end].split())):
            return match.end()
    return None


def _unwrapped(line: str) -> str:
    """The inside of a line that stands in brackets as a whole."""
    bare = line.rstrip(".")
    if bare[:1] + bare[-1:] in ("()", "[]") and not any(c in "()[]" for c in bare[1:-1]):
        return bare[1:-1].strip()
    return line


def _are_names(text: str) -> bool:
    """Whether a text lists names, and places, roles, dates and addresses behind the first of them."""
    name, *others = _BETWEEN_NAMES.split(_ASIDE.sub("", text).rstrip(". ")) or [""]
    return _is_name(name) and all(_is_name(o) or _ROLE.fullmatch(o) or _ADDRESS.fullmatch(o) or is_dateline(o) for o in others)


def _is_name(text: str) -> bool:
    words = [word.strip(".,!?*'’\"“”()") for word in text.split()]
    if not 1 <= len(words) <= 7 or not all(words) or words[0].casefold() in _NO_NAME:
        return False
    if words[0].casefold() in _MONTHS and (len(words) == 1 or words[1][0].isdigit()):
        return False
    return any(map(_is_capital, words)) and all(_is_capital(w) or w in _PARTICLES or (i > 0 and w[0].isdigit()) for i, w in enumerate(words))


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is: Ana, d’Ancona, al-Masri, or in letters without case."""
    prefix, mark, stem = word.partition("-") if "-" in word[:4] else word.partition("’") if "’" in word[:3] else word.partition("'")
    return (word[0].isalpha() and not word[0].islower()) or (bool(mark) and len(prefix) <= 3 and stem[:1].isupper())
