"""Readable features of tokens for the sequence model that finds cue, source and content."""

from __future__ import annotations

from attrib.tokens import Token

_PAD = ("<s>", "</s>")


def token_features(tokens: tuple[Token, ...]) -> list[list[str]]:
    """One list of feature names for each token of a sentence."""
    count = len(tokens)
    words = [t.lower if t.shape not in ("d", "url", "@", "#") else t.shape for t in tokens]
    kinds = [t.kind for t in tokens]
    quoted = ["q" if t.quoted else "o" for t in tokens]
    runs = _capital_runs(tokens)
    left, right = _speech_distance(tokens)
    sentence = "Q" if all(t.quoted for t in tokens) else ("q" if any(t.quoted for t in tokens) else "o")
    rows = []
    for i, token in enumerate(tokens):
        w, k = words[i], kinds[i]
        w1, k1 = (words[i - 1], kinds[i - 1]) if i else (_PAD[0], _PAD[0])
        w2, k2 = (words[i - 2], kinds[i - 2]) if i > 1 else (_PAD[0], _PAD[0])
        n1, m1 = (words[i + 1], kinds[i + 1]) if i + 1 < count else (_PAD[1], _PAD[1])
        n2, m2 = (words[i + 2], kinds[i + 2]) if i + 2 < count else (_PAD[1], _PAD[1])
        q1 = quoted[i - 1] if i else "s"
        p1 = quoted[i + 1] if i + 1 < count else "e"
        place = "first" if i == 0 else "last" if i == count - 1 else "mid"
        rows.append([
            "b",
            "w=" + w, "w-1=" + w1, "w+1=" + n1, "w-2=" + w2, "w+2=" + n2,
            "ww-=" + w1 + "|" + w, "ww+=" + w + "|" + n1,
            "k=" + k, "k-1=" + k1, "k+1=" + m1, "k-2=" + k2, "k+2=" + m2,
            "kk-=" + k1 + "|" + k, "kk+=" + k + "|" + m1, "kkk=" + k1 + "|" + k + "|" + m1,
            "kk2-=" + k2 + "|" + k1, "kk2+=" + m1 + "|" + m2,
            "s=" + token.shape + place, "x3=" + w[-3:], "p=" + place,
            "q=" + q1 + quoted[i] + p1, "qk=" + q1 + quoted[i] + p1 + "|" + k, "S=" + sentence + quoted[i], "Sk=" + sentence + "|" + k,
            "r=" + runs[i], "L=" + left[i], "R=" + right[i], "Lk=" + left[i] + "|" + token.shape, "Rk=" + right[i] + "|" + token.shape,
            *("c=" + c for c in token.classes[1:]),
            *_senses(tokens, i),
        ])  # fmt: skip
    return rows


def _senses(tokens: tuple[Token, ...], i: int) -> list[str]:
    """What the token and its neighbours stand for, where no word table knows them."""
    around = (("m=", i), ("m-1=", i - 1), ("m+1=", i + 1))
    return [name + tokens[at].sense for name, at in around if 0 <= at < len(tokens) and tokens[at].sense]


def _capital_runs(tokens: tuple[Token, ...]) -> list[str]:
    """Place of each token in a run of capitalised words: o outside, else b, i, e or s for a run of one."""
    runs = []
    for i, token in enumerate(tokens):
        if not token.capital:
            runs.append("o")
            continue
        before = i > 0 and tokens[i - 1].capital
        after = i + 1 < len(tokens) and tokens[i + 1].capital
        runs.append("i" if before and after else "e" if before else "b" if after else "s")
    return runs


def _speech_distance(tokens: tuple[Token, ...]) -> tuple[list[str], list[str]]:
    """The nearest unquoted speech verb on each side within eight tokens, with a coarse distance."""
    left: list[str] = []
    seen = -99
    name = ""
    for i, token in enumerate(tokens):
        gap = i - seen
        left.append(f"{name}{_bucket(gap)}" if gap <= 8 else "-")
        if _is_cue_like(token):
            seen, name = i, token.kind
    right: list[str] = []
    seen = 10**6
    for i in range(len(tokens) - 1, -1, -1):
        gap = seen - i
        right.append(f"{name}{_bucket(gap)}" if gap <= 8 else "-")
        if _is_cue_like(tokens[i]):
            seen, name = i, tokens[i].kind
    right.reverse()
    return left, right


def _bucket(gap: int) -> str:
    return str(gap) if gap <= 2 else "4" if gap <= 4 else "8"


def _is_cue_like(token: Token) -> bool:
    return not token.quoted and (token.kind.startswith(("v:speech", "v:thin", "v:finding", "hearsay")) or token.lower == "according")
