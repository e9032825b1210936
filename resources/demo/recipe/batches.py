"""Conversations as training batches: rows of similar length, about as many tokens in each batch."""
import random

import torch

import chat

PROMPT_WEIGHT = 0.1      # loss on what the user and the system say; answers weigh 1
CORRUPTED = 0.05         # share of answer tokens that the model sees replaced by a random one, so that it recovers from odd ones


def batches(tokenizer, conversations, tokens_per_batch: int, context: int, seed: int) -> list:
    """Lists of Encoded, shuffled; chats longer than the context are left out."""
    rng = random.Random(seed)
    rows = [r for r in (chat.encode(tokenizer, c) for c in conversations) if len(r.ids) <= context]
    rows.sort(key=lambda r: len(r.ids))
    out, at = [], 0
    while at < len(rows):
        size = max(1, tokens_per_batch // len(rows[min(at + tokens_per_batch // len(rows[at].ids), len(rows)) - 1].ids))
        out.append(rows[at:at + size])
        at += size
    rng.shuffle(out)
    return out


def tensors(tokenizer, rows, generator):
    """Inputs, targets, loss weights, and whether a position predicts an answer token, all [rows, tokens - 1], right-padded."""
    longest = max(len(r.ids) for r in rows)
    ids = torch.full((len(rows), longest), tokenizer.eos)
    weights = torch.zeros(len(rows), longest)
    answers = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        ids[i, :len(row.ids)] = torch.tensor(row.ids)
        answers[i, :len(row.ids)] = torch.tensor([r == "assistant" for r in row.roles])
        weights[i, :len(row.ids)] = torch.tensor([0.0 if o in (-1, -2) else 1.0 if r == "assistant" else PROMPT_WEIGHT for o, r in zip(row.offset, row.roles)])
    inputs = ids.clone()
    hit = answers & (weights > 0) & (torch.rand(ids.shape, generator=generator) < CORRUPTED)
    inputs[hit] = torch.randint(0, len(tokenizer) - 5, (int(hit.sum()),), generator=generator)
    return inputs[:, :-1], ids[:, 1:], weights[:, 1:], answers[:, 1:] & (weights[:, 1:] > 0)
