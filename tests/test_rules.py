"""Rules over analyses made by hand; examples, profiles and clean stories over the engine."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attrib
from attrib.analysis import Analysis, Chain, Label, Sentence, Source, SourceKind
from attrib.config import Configs
from attrib.document import Block, BlockKind, Document, Span
from attrib.engine import Job, analyze, run
from attrib.findings import CheckedDraft, Finding, Severity
from attrib.readers import read_draft
from attrib.rules import RULES, RULES_ON_BY_DEFAULT, Budgets, Group, Rule, RuleSettings, closest_rule, find_rule, findings_of
from attrib.rules.pages import pages
from attrib.rules.profiles import PROFILES, profile


@dataclass(frozen=True)
class Said:
    """A sentence to build: `source` and `cue` are words of it, `joined` puts it into the paragraph before."""

    text: str
    label: Label = Label.ANONYMOUS
    source: str = ""
    name: str = ""
    cue: str = ""
    chain: tuple[str, ...] = ()
    carrier: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    joined: bool = False
    identified: bool = False


def build(*said: Said, path: str = "draft.txt") -> Analysis:
    text = ""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for s in said:
        text += (" " if s.joined else "\n\n") if text else ""
        start, end = len(text), len(text) + len(s.text)
        text += s.text
        blocks[len(blocks) - s.joined :] = [Block(s.kind, blocks[-1].start if s.joined else start, end)]
        if s.kind.is_story:
            sentences.append(_sentence(s, start, len(blocks) - 1))
    return Analysis(Document(path, text, text, tuple(blocks)), (), tuple(sentences))


def _sentence(s: Said, start: int, block: int) -> Sentence:
    def span(words: str) -> Span:
        at = start + s.text.index(words)
        return Span(at, at + len(words))

    source = Source(s.name or s.source, SourceKind.GROUP, s.identified, span(s.source), "as written")
    chain = Chain(s.chain, (span(s.carrier),), 0.8, True) if s.chain else None
    quoted = sum(len(words.split()) for words in re.findall("“[^”]*”?", s.text)) / len(s.text.split())
    return Sentence(
        start, start + len(s.text), s.kind, block, s.label, 0.9, (source,) if s.source else (), span(s.cue) if s.cue else None, chain, quoted
    )  # fmt: skip


def found(rule: str, *said: Said) -> list[Finding]:
    return list(findings_of(build(*said), [r for r in RULES if r.name == rule]))


def narrated(text: str, **more: object) -> Said:
    return Said(text, Label.UNATTRIBUTED, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        pytest.param("Sources close to the talks said it was over.", "Sources close to the talks", "Sources", id="close-to"),
        pytest.param("A government source said it was over.", "A government source", "government source", id="modifier"),
        pytest.param("A Kremlin source said it was over.", "A Kremlin source", "Kremlin source", id="proper-modifier"),
        pytest.param("Sources in Tehran said it was over.", "Sources in Tehran", "Sources", id="place"),
        pytest.param("A source at the bank said it was over.", "A source at the bank", "source", id="employer"),
        pytest.param("A source who has read the memo said it was over.", "A source who has read the memo", "source", id="who-has"),
        pytest.param("Sources briefed on the plan said it was over.", "Sources briefed on the plan", "Sources", id="briefed"),
        pytest.param("A source, a banker for the buyer, said it was over.", "A source", "source", id="apposition"),
        pytest.param("A source with knowledge of the bid, who asked not to be named, said so.", "A source", "source", id="knowledge-and-shy"),
        pytest.param("Insiders at the club said it was over.", "Insiders", "Insiders", id="insiders-at"),
        pytest.param("Two people familiar with the matter said it was over.", "Two people familiar with the matter", "Two people", id="people-familiar"),
        pytest.param("People say it is over.", "People", "People", id="people-in-general"),
        pytest.param("A senior official said it was over.", "A senior official", "senior official", id="official"),
        pytest.param("According to sources inside the ministry, it was over.", "sources inside the ministry", "sources", id="according-described"),
        pytest.param("The spring is the source of the river, analysts said.", "analysts", "analysts", id="source-of-a-river"),
    ],
)
def test_described_sources_are_left_alone(text: str, mention: str, name: str) -> None:
    assert not found("bare-source", Said(text, source=mention, name=name, cue="said" if "said" in text else ""))


def test_a_headline_may_be_short() -> None:
    assert not found("bare-source", Said("Deal is off, sources say", source="sources", cue="say", kind=BlockKind.HEADING))


def test_a_source_that_turns_out_to_be_named_is_left_alone() -> None:
    assert not found("bare-source", Said("The source said it was over.", Label.NAMED, source="The source", name="Ana Ruiz", identified=True))


def test_a_source_described_before_may_be_called_the_source() -> None:
    introduced = Said("A source close to the talks said it was over.", source="A source close to the talks", name="source", cue="said")
    again = Said("The source said the buyer had left.", source="The source", name="source", cue="said")
    assert not found("bare-source", introduced, again)


def test_one_of_several_described_people_needs_no_second_description() -> None:
    introduced = Said("Three people familiar with the bid said so.", source="Three people familiar with the bid", cue="said")
    again = Said("One person said the buyer had left.", source="One person", name="person", cue="said")
    assert not found("bare-source", introduced, again)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        pytest.param("A source said the deal was off.", "A source", id="subject"),
        pytest.param("Sources told Reuters the deal was off.", "Sources", id="plural"),
        pytest.param("The deal is off, according to sources.", "sources", id="at-the-end"),
        pytest.param("According to two sources, the deal is off.", "two sources", id="before-a-comma"),
        pytest.param("“It is off,” said one unnamed source.", "one unnamed source", id="unnamed-says-nothing"),
        pytest.param("A source, speaking on condition of anonymity, said it was off.", "A source", id="condition-of-anonymity"),
        pytest.param("A source who asked not to be named said it was off.", "A source who asked not to be named", id="asked-not-to-be-named"),
        pytest.param("Insiders claim the deal is off.", "Insiders", id="insiders"),
        pytest.param("A source has also said that it was off.", "A source", id="auxiliary"),
        pytest.param("A source later said that it was off.", "A source", id="adverb"),
        pytest.param("Two people said the deal was off.", "Two people", id="two-people"),
    ],
)
def test_bare_sources_are_found(text: str, mention: str) -> None:
    cue = next(c for c in ("said", "told", "claim", "According", "according") if c in text)
    (finding,) = found("bare-source", Said(text, source=mention, cue=cue))
    assert finding.severity is Severity.ERROR
    assert text[finding.span.start : finding.span.end] in mention
    assert mention.split()[0] in finding.message


def test_a_bare_source_is_reported_once_with_its_other_uses() -> None:
    mentions = ("A source", "The source", "Sources")
    (finding,) = found("bare-source", *(Said(f"{m} said it was off.", source=m, name="source", cue="said") for m in mentions))
    assert finding.span == Span(0, len("A source"))
    assert [r.message for r in finding.related] == ["also “The source”", "also “Sources”"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([narrated("The council met for three hours on Monday.")], id="no-quotation"),
        pytest.param([Said("“We were misled from the very first day,” Ruiz said.", Label.NAMED, source="Ruiz", cue="said")], id="spoken"),
        pytest.param([narrated("The “longest armed standoff in the history of the county” may be over.")], id="words-set-off"),
        pytest.param([narrated("It was “a bit of a mess” for them all, and nobody in the town knew why.")], id="scare-quotes"),
        pytest.param([narrated("“Enough!”")], id="shout"),
        pytest.param([narrated("“The Long Road Home From Kisumu”")], id="title"),
        pytest.param([narrated("“NO ENTRY BEYOND THIS POINT”")], id="sign"),
        pytest.param([narrated("“We were misled from the very first day”", kind=BlockKind.HEADING)], id="headline"),
        pytest.param([narrated("The banner over the gate had this on it:"), narrated("“We were misled from the very first day.”")], id="after-a-colon"),
        pytest.param([narrated("“We were misled from the very first day.”"), narrated("— Ana Ruiz", kind=BlockKind.CREDIT)], id="signed-pull-quote"),
    ],
)
def test_quotations_with_a_speaker_and_quoted_words_are_left_alone(said: list[Said]) -> None:
    assert not found("unattributed-quote", *said)


def test_a_quotation_nobody_speaks_is_found() -> None:
    (finding,) = found("unattributed-quote", narrated("The mayor left early."), narrated("“We were misled from the very first day.”", joined=True))
    assert finding.severity is Severity.ERROR
    assert finding.span.start == len("The mayor left early. ")


def test_the_sentences_of_one_paragraph_make_one_finding() -> None:
    paragraph = [narrated("“We were misled from the very first day."), narrated("“Nobody told us what it would cost.”", joined=True)]
    (finding,) = found("unattributed-quote", *paragraph)
    assert finding.span == Span(0, len(build(*paragraph).document.text))


def test_quotations_in_two_paragraphs_make_two_findings() -> None:
    assert len(found("unattributed-quote", narrated("“We were misled from the very first day.”"), narrated("“Nobody told us what it would cost.”"))) == 2


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(narrated("Axios is an American news site."), id="outlet-as-topic"),
        pytest.param(Said("A U.S. official told reporters so.", source="A U.S. official", cue="told"), id="told-reporters"),
        pytest.param(Said("Ruiz said so on Monday.", Label.NAMED, source="Ruiz", cue="said", identified=True), id="first-hand"),
    ],
)
def test_first_hand_sentences_are_left_alone(said: Said) -> None:
    assert not found("secondhand-chain", said)


def test_a_chain_is_found_with_its_carrier() -> None:
    text = "The minister resigned, a U.S. official told Axios."
    (finding,) = found("secondhand-chain", Said(text, source="a U.S. official", cue="told", chain=("U.S. official", "Axios"), carrier="Axios"))
    assert finding.severity is Severity.WARNING
    assert finding.span == Span(0, len(text))
    assert "Axios" in finding.message
    assert [text[r.span.start : r.span.end] for r in finding.related] == ["Axios"]


BARE = Said("A source said the deal was off.", source="A source", name="source", cue="said")
ORPHAN = narrated("“We were misled from the very first day.”")
CHAINED = Said("The minister resigned, Axios reported.", source="Axios", cue="reported", chain=("Axios",), carrier="Axios")


def test_findings_come_in_the_order_of_the_text() -> None:
    assert [f.rule for f in findings_of(build(CHAINED, ORPHAN, BARE))] == ["secondhand-chain", "unattributed-quote", "bare-source"]


def test_fingerprints_differ_within_a_draft_and_between_drafts() -> None:
    drafts = [build(CHAINED, CHAINED, BARE, ORPHAN, path=path) for path in ("one.txt", "two.txt")]
    marks = [f.fingerprint for draft in drafts for f in findings_of(draft)]
    assert len(set(marks)) == len(marks) == 8
    assert all(re.fullmatch("[0-9a-f]{16}", mark) for mark in marks)


@settings(deadline=None)
@given(st.lists(st.sampled_from([BARE, ORPHAN, CHAINED, narrated("Rain fell.")])), st.lists(st.sampled_from([ORPHAN, CHAINED])))
def test_text_appended_keeps_earlier_fingerprints(draft: list[Said], more: list[Said]) -> None:
    before = [f.fingerprint for f in findings_of(build(*draft))]
    assert [f.fingerprint for f in findings_of(build(*draft, *more))][: len(before)] == before


def test_fingerprints_do_not_depend_on_the_words() -> None:
    other = narrated("“They were never told of it at all.”")
    assert findings_of(build(ORPHAN))[0].fingerprint == findings_of(build(narrated("Rain fell."), other))[0].fingerprint


def test_a_path_that_is_not_utf_8_has_a_fingerprint_too() -> None:
    assert findings_of(build(BARE, path="dr\udcffft.txt"))[0].fingerprint


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_is_found_by_code_and_name(rule: Rule) -> None:
    assert rule.why
    assert find_rule(rule.code.lower()) is find_rule(f" {rule.name} ") is rule


def test_an_unknown_rule_is_not_found_but_a_slip_comes_close() -> None:
    assert find_rule("bare-sorce") is None
    assert closest_rule("bare-sorce") is find_rule("bare-source")
    assert closest_rule("weather") is None


BUDGETS = Budgets(too_anonymous=0.5, too_unattributed=0.5, too_few_sources=2, one_source_story=0.6)
ELSEWHERE = ("unused-suppression", "unknown-rule-in-suppression")
"""Rules whose findings come from whoever reads the suppressions."""


def rules_in(text: str, rules: tuple[Rule, ...] = RULES, settings: RuleSettings = RuleSettings(BUDGETS)) -> set[str]:  # noqa: B008 (frozen)
    return {f.rule for f in findings_of(analyze(read_draft("example.txt", text.encode())), rules, settings)}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_good_example_is_left_alone(rule: Rule) -> None:
    assert rule.good
    assert rule.name not in rules_in(rule.good)


@pytest.mark.parametrize("rule", [r for r in RULES if r.name not in ELSEWHERE], ids=lambda r: r.name)
def test_a_bad_example_is_found(rule: Rule) -> None:
    assert rule.name in rules_in(rule.bad)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_examples_of_the_rules_on_suppressions(name: str) -> None:
    def rules_of(example: str) -> set[str]:
        (draft,) = run([Job("example.txt", example.encode())], Configs(isolated=True))
        assert isinstance(draft, CheckedDraft)
        return {f.rule for f in draft.findings}

    rule = find_rule(name)
    assert rule
    assert name not in rules_of(rule.good)
    assert name in rules_of(rule.bad)


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "rules" / "clean").iterdir()), ids=lambda p: p.stem)
def test_a_clean_story_has_at_most_two_findings(path: Path) -> None:
    assert len(findings_of(analyze(read_draft(path.name, path.read_bytes())))) <= 2


def test_budgets_are_silent_until_they_are_set() -> None:
    text = "\n".join(rule.bad for rule in RULES if rule.group is Group.BUDGETS)
    assert rules_in(text, settings=RuleSettings()).isdisjoint(r.name for r in RULES if r.group is Group.BUDGETS)


def test_people_whom_readers_know_need_no_introduction() -> None:
    rule = find_rule("unintroduced-source")
    assert rule
    assert rules_in(rule.bad, (rule,), RuleSettings(people=frozenset({"Chika Okafor"}))) == set()
    assert rules_in(rule.bad, (rule,), RuleSettings(people=frozenset({"Ana Ruiz"}))) == {rule.name}


def test_what_came_through_an_outlet_of_the_newsroom_is_not_second_hand() -> None:
    text = "The minister has resigned, a U.S. official told Axios."
    chains = tuple(r for r in RULES if r.name == "secondhand-chain")
    assert rules_in(text, chains, RuleSettings(outlets=frozenset({"Axios"}))) == set()
    assert rules_in(text, chains, RuleSettings(outlets=frozenset({"Eastern Post"}))) == {"secondhand-chain"}


def test_a_newsroom_that_says_it_has_learned_something_is_asked_from_whom() -> None:
    agentless = tuple(r for r in RULES if r.name == "agentless-attribution")
    text = "The Eastern Post has learned that the school will close in June."
    assert rules_in(text, agentless, RuleSettings()) == set()
    assert rules_in(text, agentless, RuleSettings(outlets=frozenset({"The Eastern Post"}))) == {"agentless-attribution"}


@pytest.mark.parametrize(
    ("name", "text", "cited"),
    [
        pytest.param("draft.md", "Studies show that the drug [halves the risk](https://trial.example) of a stroke.", True, id="markdown"),
        pytest.param("draft.md", "Studies show that the drug halves the risk. It is [cheap][1], too.\n\n[1]: https://trial.example", True, id="paragraph"),
        pytest.param("draft.html", '<p>Studies show that the drug <a href="https://trial.example">halves the risk</a> of a stroke.</p>', True, id="html"),
        pytest.param("draft.html", '<p><a href="/trial">Studies</a> show that the drug halves the risk of a stroke.</p>', True, id="html-first-word"),
        pytest.param("draft.html", "<p>Studies show that the drug halves the risk.</p><p>It is <a href='/x'>cheap</a>, too.</p>", False, id="elsewhere"),
    ],
)
def test_a_link_in_the_paragraph_says_which_study(name: str, text: str, cited: bool) -> None:
    uncited = [r for r in RULES if r.name == "uncited-study"]
    assert bool(findings_of(analyze(read_draft(name, text.encode())), uncited)) is not cited


def test_the_fix_of_a_doubled_hedge_takes_out_the_hedge_and_nothing_else() -> None:
    rule = find_rule("doubled-hedge")
    assert rule
    analysis = analyze(read_draft("example.txt", rule.bad.encode()))
    (finding,) = findings_of(analysis, [rule])
    assert finding.fix
    fixed = rule.bad[: finding.fix.span.start] + finding.fix.replacement + rule.bad[finding.fix.span.end :]
    assert fixed == rule.good
    assert not findings_of(analyze(read_draft("example.txt", fixed.encode())), [rule])


def test_a_finding_is_the_same_whatever_runs_beside_its_rule_and_has_the_severity_it_was_given() -> None:
    draft = build(CHAINED, ORPHAN, BARE)
    chains = replace(next(r for r in RULES if r.name == "secondhand-chain"), severity=Severity.INFO)
    (alone,) = findings_of(draft, [chains])
    beside = next(f for f in findings_of(draft) if f.rule == "secondhand-chain")
    assert alone.severity is Severity.INFO
    assert alone.fingerprint == beside.fingerprint


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_messages_quote_no_more_than_a_source_or_an_outlet(rule: Rule) -> None:
    analysis = analyze(read_draft("example.txt", rule.bad.encode()))
    for finding in findings_of(analysis, [rule], RuleSettings(BUDGETS)):
        for message in (finding.message, *(r.message for r in finding.related)):
            assert all(len(words.split()) <= 8 for words in re.findall("“([^”]*)”", message))


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_says_something_of_every_rule(name: str) -> None:
    assert set(profile(name).severities) == {rule.code for rule in RULES}


def test_the_default_profile_is_the_rules_own_choice() -> None:
    chosen = profile("default")
    assert {code for code, severity in chosen.severities.items() if severity} == {rule.code for rule in RULES_ON_BY_DEFAULT}
    assert chosen.budgets == Budgets()


def test_profiles_differ_where_houses_disagree() -> None:
    rote, claim = (rule.code for rule in RULES if rule.name in ("rote-anonymity-reason", "unattributed-claim"))
    assert profile("ap").severities[rote] is None
    assert profile("strict").severities[claim] is Severity.WARNING
    assert profile("strict").budgets.too_few_sources == 3


def test_every_name_in_the_profiles_is_that_of_a_rule() -> None:
    tables = tomllib.loads((Path(attrib.__file__).parent / "data" / "profiles.toml").read_text(encoding="utf-8"))
    assert tuple(tables) == PROFILES
    assert {name for table in tables.values() for name in table} <= {rule.name for rule in RULES}


@pytest.mark.parametrize(("name", "text"), list(pages()), ids=lambda value: value if value.endswith(".md") else "")
def test_the_pages_are_those_of_the_docstrings(name: str, text: str) -> None:
    assert (Path(__file__).parents[1] / "docs" / "rules" / name).read_text(encoding="utf-8") == text
