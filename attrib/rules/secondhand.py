"""Rules on what others reported first."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.analysis import Analysis
from attrib.document import Span
from attrib.findings import Finding, Related, Severity
from attrib.rules.rule import rule


@rule("ATT301", "secondhand-chain", Severity.WARNING, standards=("NPR", "AP", "BBC"))
def secondhand_chain(analysis: Analysis) -> Iterator[Finding]:
    """A sentence whose information came through another outlet or another person.

    Why: Readers should know what you did not gather yourselves. What another outlet or another person
        passed on is only as good as their reporting: confirm it first-hand, or say that you have not.
    Bad: The minister has resigned, a U.S. official told Axios.
    Good: The minister has resigned, the ministry's spokesman told reporters.
    """
    for sentence in analysis.sentences:
        if sentence.chain is None:
            continue
        chain = " > ".join(sentence.chain.links)
        yield secondhand_chain.finding(
            Span(sentence.start, sentence.end),
            sentence.chain.confidence,
            f"this came second-hand ({chain}): can you confirm it yourselves? If not, say so",
            tuple(Related(carrier, f"passed on by “{analysis.text(carrier)}”") for carrier in sentence.chain.carriers),
        )
