"""Byte-level BPE as Llama 3 does it: its splitting rule, whole pieces taken as they are when they are in the vocabulary."""
import json
from collections import Counter

import regex

SPLIT = regex.compile(r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
SPECIALS = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
VOCABULARY = 1184


def byte_letters() -> dict:
    """GPT-2's table: each byte as one printable letter."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in plain]
    return {**{b: chr(b) for b in plain}, **{b: chr(256 + i) for i, b in enumerate(others)}}


LETTERS = byte_letters()


def merge(parts: tuple, pair: tuple) -> tuple:
    out, i = [], 0
    while i < len(parts):
        if parts[i:i + 2] == pair:
            out.append(parts[i] + parts[i + 1])
            i += 2
        else:
            out.append(parts[i])
            i += 1
    return tuple(out)


def learn(texts, size: int = VOCABULARY) -> list:
    """Merges, best first. A blank line is the first merge: it ends every header, and one token must carry it."""
    counts = Counter()
    for text in texts:
        counts.update(SPLIT.findall(text))
    pieces = {tuple(LETTERS[b] for b in piece.encode()): n for piece, n in sorted(counts.items())}
    newline = LETTERS[10]
    merges = [(newline, newline)]
    pieces = {merge(p, merges[0]): n for p, n in pieces.items()}
    while 256 + len(merges) + len(SPECIALS) < size:
        pairs = Counter()
        for parts, n in pieces.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += n
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best)
        pieces = {merge(p, best): n for p, n in pieces.items()}
    return merges


class Tokenizer:
    def __init__(self, merges):
        self.merges = [tuple(m) for m in merges]
        self.tokens = [LETTERS[b] for b in range(256)] + [a + b for a, b in self.merges] + SPECIALS
        self.ids = {t: i for i, t in enumerate(self.tokens)}
        self.ranks = {m: i for i, m in enumerate(self.merges)}
        self.bos, self.eos, self.start_header, self.end_header, self.eot = (self.ids[s] for s in SPECIALS)
        self.bytes_of = {letter: b for b, letter in LETTERS.items()}
        self.known = {}

    def __len__(self):
        return len(self.tokens)

    def piece(self, piece: str) -> list:
        letters = "".join(LETTERS[b] for b in piece.encode())
        if letters in self.ids:
            return [self.ids[letters]]
        parts = tuple(letters)
        while len(parts) > 1:
            pair = min(zip(parts, parts[1:]), key=lambda p: self.ranks.get(p, 1 << 30))
            if pair not in self.ranks:
                break
            parts = merge(parts, pair)
        return [self.ids[p] for p in parts]

    def encode(self, text: str) -> list:
        out = []
        for piece in SPLIT.findall(text):
            if piece not in self.known:
                self.known[piece] = self.piece(piece)
            out += self.known[piece]
        return out

    def bytes(self, id: int) -> bytes:
        token = self.tokens[id]
        return token.encode() if token in SPECIALS else bytes(self.bytes_of[c] for c in token)

    def decode(self, ids) -> str:
        return b"".join(self.bytes(i) for i in ids).decode(errors="replace")

    def save(self, path):
        path.write_text(json.dumps(self.merges, ensure_ascii=False))


def load(path) -> Tokenizer:
    return Tokenizer(json.loads(path.read_text()))
