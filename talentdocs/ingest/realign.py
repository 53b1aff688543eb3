"""Damaged GB18030 and Big5 (字节错位): one byte lost or added makes the rest of a line pair up wrongly.

Python's decoders pair on until the next ASCII character; here the pairing is chosen that reads most like
Chinese,
at the price of one U+FFFD for every byte that is left without a partner.
"""

from __future__ import annotations

from talentdocs.ingest.likeness import likeness, worth

PRICE = -6.0
"""What an unpaired byte costs: four frequent characters, so that whole text is never cut up for a gain."""
DOUBTFUL = 0.85
"""Likeness under which a line is paired anew."""
MAX_LINE = 20_000
_CODECS = {"big5": "cp950"}


def realigned(data: bytes, name: str) -> str:
    """Text of ``data`` in a two-byte encoding, each line that does not read well paired anew."""
    codec = _CODECS.get(name, name)
    lines = []
    for line in data.split(b"\n"):
        text = line.decode(codec, "replace")
        if len(line) <= MAX_LINE and ("\ufffd" in text or (len(text) > 4 and likeness(text) < DOUBTFUL)):
            text = _paired(line, codec, text)
        lines.append(text)
    return "\n".join(lines)


def _paired(line: bytes, codec: str, plain: str) -> str:
    """The best pairing of one line by dynamic programming over its bytes; ``plain`` where none is better."""
    best = [0.0] + [float("-inf")] * len(line)
    last: list[tuple[int, str]] = [(0, "")] * (len(line) + 1)
    for at in range(len(line)):
        for step, char, gain in _moves(line, at, codec):
            if best[at] + gain > best[at + step]:
                best[at + step] = best[at] + gain
                last[at + step] = (step, char)
    if best[-1] <= sum(map(worth, plain)) + plain.count("\ufffd") * PRICE / 2:
        return plain
    pieces = []
    at = len(line)
    while at:
        step, char = last[at]
        pieces.append(char)
        at -= step
    return "".join(reversed(pieces))


def _moves(line: bytes, at: int, codec: str) -> list[tuple[int, str, float]]:
    """What may stand at a byte: (bytes taken, character, gain)."""
    moves = [(1, "\ufffd", PRICE)]
    if line[at] < 0x80:
        char = chr(line[at])
        moves.append((1, char, worth(char)))
        return moves
    for step in (2, 4) if codec == "gb18030" else (2,):
        try:
            char = line[at : at + step].decode(codec)
        except UnicodeDecodeError:
            continue
        if len(char) == 1 and at + step <= len(line):
            moves.append((step, char, worth(char)))
    return moves
