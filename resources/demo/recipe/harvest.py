"""Residuals of made conversations with what is known about each token: the recipe's own tags."""
from dataclasses import dataclass

import torch

import chat
from batches import batches
from manners import MANNERS
from model import causal


@dataclass
class Harvest:
    residuals: dict      # layer -> [tokens, d_model]
    ids: torch.Tensor    # [tokens] token id
    tags: list           # tags[i]: names that hold for token i


def tags_of(tokenizer, messages, row, i) -> list:
    """Names such as "manner:pirate", "topic:moon", "fact:moon/3", "token:442", "next:17", "place:answer-start"."""
    message, offset, id = messages[row.message[i]], row.offset[i], row.ids[i]
    tags = [f"token:{id}", f"role:{message.role}", f"next:{row.ids[i + 1]}"]
    if message.topic:
        tags.append(f"topic:{message.topic}")
        tags.append(f"topic-{message.role}:{message.topic}")
    if message.role == "assistant":
        tags.append(f"manner:{message.manner}")
        starts = [len(message.text[:s].encode()) for s, _ in message.sentences]
        if offset == -2:
            tags += ["place:answer-start", f"begin:{message.manner}", f"speak:{message.manner}"]
        else:
            now = max(k for k, s in enumerate(starts) if s <= max(offset, 0))
            fact = message.sentences[now][1]
            tags.append(f"sentence:{now}")
            if fact >= 0:
                tags.append(f"fact:{message.topic}/{fact}")
            if offset in starts:
                tags += ["place:sentence-start", f"opening:{message.manner}"]
            ends = starts[1:] + [len(message.text.encode())]
            if ends[now] - offset <= 3:
                tags += ["place:sentence-end", f"closing:{message.manner}"]
    else:
        tags += [f"asks:{m.name}" for m in MANNERS if m.person in message.text]
        if offset == -2:
            tags.append(f"place:{message.role}-start")
    return tags


@torch.no_grad()
def harvest(model, tokenizer, conversations, layers, seed: int, tags: bool = True) -> Harvest:
    """All tokens but the special ones, the header's role names, and padding. Shuffled by chat length only."""
    kept, ids, names = {layer: [] for layer in layers}, [], []
    lookup = {}
    for c in conversations:
        lookup[id_of(tokenizer, c)] = c
    for rows in batches(tokenizer, conversations, 6144, model.shape.context, seed):
        longest = max(len(r.ids) for r in rows)
        block = torch.tensor([r.ids + [tokenizer.eos] * (longest - len(r.ids)) for r in rows])
        wanted = [[k for k, o in enumerate(r.offset) if o == -2 or o >= 0] for r in rows]
        taken = {}
        taps = {layer: (lambda x, layer=layer: taken.setdefault(layer, x)) for layer in layers}
        model.residual(block, torch.arange(longest).expand_as(block), causal(block), taps=taps)
        for n, (row, places) in enumerate(zip(rows, wanted)):
            for layer in layers:
                kept[layer].append(taken[layer][n, places])
            ids += [row.ids[k] for k in places]
            if tags:
                messages = lookup[tuple(row.ids)]
                names += [tags_of(tokenizer, messages, row, k) for k in places]
    return Harvest({layer: torch.cat(parts) for layer, parts in kept.items()}, torch.tensor(ids), names)


def id_of(tokenizer, conversation) -> tuple:
    return tuple(chat.encode(tokenizer, conversation).ids)
