"""Greedy answers in batches, with edits on the residual after one layer from the last prompt token on (Saelor's answer scope)."""
import torch

import chat
from corpus import Message


def nudge(directions, amounts):
    """Tap that adds amounts[row] * directions[row]; directions [d_model] or [rows, d_model], amounts [rows] in residual units."""
    step = (amounts[:, None] * directions)[:, None]
    return lambda x: x + step


def pin(encoders, biases, thresholds, decoders, targets):
    """Tap that sets one jumprelu feature of each row to targets[row]: x += (target - f(x)) * W_dec[i].
    encoders, decoders [rows, d_model]; biases, thresholds, targets [rows]."""
    def tap(x):
        h = (x * encoders[:, None]).sum(-1) + biases[:, None]
        f = torch.where(h > thresholds[:, None], h, torch.zeros(()))
        return x + (targets[:, None] - f)[..., None] * decoders[:, None]
    return tap


@torch.no_grad()
def answers(model, tokenizer, chats, layer=None, tap=None, most: int = 160) -> list:
    """The next answer of each chat (a list of Messages, or a question as a string). The tap acts from the last prompt token on."""
    chats = [[Message("user", c)] if isinstance(c, str) else c for c in chats]
    rows = [chat.encode(tokenizer, c, generate=True).ids for c in chats]
    longest = max(map(len, rows))
    pads = torch.tensor([longest - len(r) for r in rows])
    ids = torch.tensor([[tokenizer.eos] * (longest - len(r)) + r for r in rows])
    positions = (torch.arange(longest)[None] - pads[:, None]).clamp(min=0)
    hidden = torch.arange(longest)[None] < pads[:, None]
    mask = torch.full((longest, longest), float("-inf")).triu(1)[None].repeat(len(rows), 1, 1)
    mask.masked_fill_(hidden[:, None, :], float("-inf"))
    mask[:, range(longest), range(longest)] = 0
    cache = [{"room": longest + most} for _ in model.layers]
    assert longest + most <= model.shape.context

    def last_only(x):
        return torch.cat((x[:, :-1], tap(x[:, -1:])), 1)

    x = model.residual(ids, positions, mask[:, None, None], cache, {layer: last_only} if tap else None)
    told, done = [[] for _ in rows], [False] * len(rows)
    for step in range(most):
        chosen = model.logits(x[:, -1]).argmax(-1)
        for i, id in enumerate(chosen.tolist()):
            done[i] = done[i] or id in (tokenizer.eot, tokenizer.eos)
            if not done[i]:
                told[i].append(id)
        if all(done):
            break
        hidden = torch.cat((hidden, torch.zeros(len(rows), 1, dtype=torch.bool)), 1)
        mask = torch.zeros(hidden.shape).masked_fill(hidden, float("-inf"))[:, None, None, None]
        x = model.residual(chosen[:, None], positions[:, -1:] + step + 1, mask, cache, {layer: tap} if tap else None)
    return [tokenizer.decode(t) for t in told]
