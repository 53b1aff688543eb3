"""Word cutting (分词): jieba's words with their parts of speech, cut by rjieba where it is installed.

rjieba is the same algorithm with the same dictionary in Rust; both cut without the hidden Markov model,
so that the
tables come out the same whichever cuts. Only short stretches are cut: what lies beside a number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

Tagged = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _tagger() -> Callable[[str], Tagged]:
    try:
        import rjieba
    except ImportError:
        return _jieba_tagger()
    # the module's own cutter: it is built at import, and another would read the dictionary once more
    return lambda text: tuple(rjieba.tag(text, False))


def _jieba_tagger() -> Callable[[str], Tagged]:
    import logging

    import jieba  # type: ignore[import-untyped, unused-ignore]
    import jieba.posseg  # type: ignore[import-untyped, unused-ignore]

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    return lambda text: tuple((pair.word, pair.flag) for pair in cutter.cut(text, HMM=False))


@lru_cache(maxsize=65536)
def tag(text: str) -> Tagged:
    """Words of ``text`` with jieba's part of speech (n noun, v verb, vn verbal noun, …).

    >>> [word for word, flag in tag("救助残疾儿童") if flag.startswith("v")]
    ['救助']
    """
    return _tagger()(text)
