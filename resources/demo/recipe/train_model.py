"""Train the chat model. Writes build/tokenizer.json and build/model.pt."""
import argparse
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import corpus
import tokenizer as bpe
from batches import batches, tensors
from model import Llama, Shape, causal, load, save
from optimizer import Muon

SEED, THREADS, TOKENS_PER_BATCH = 1, 2, 6144
MUON_RATE, ADAM_RATE, WARM_UP = 0.02, 3e-3, 12
DISTURBED_ROWS, DISTURBED_BY, DISTURBED_LAYERS = 0.3, 0.5, (1, 2, 3)   # share of rows, in residual norms, after one of these layers


def disturbance(answers, generator):
    """A tap that pushes the answers of some rows in a random direction, so that the model bears being steered without losing its thread.
    answers [rows, tokens]: positions that predict an answer token."""
    rows = len(answers)
    amount = torch.rand(rows, 1, 1, generator=generator) * DISTURBED_BY * (torch.rand(rows, 1, 1, generator=generator) < DISTURBED_ROWS)

    def tap(x):
        direction = torch.randn(rows, 1, x.shape[-1], generator=generator)
        return x + answers[..., None] * amount * x.detach().norm(dim=-1).median() * direction / direction.norm(dim=-1, keepdim=True)
    return tap


def phase(model, tokenizer, name: str, steps: int, seed: int):
    """Train for some steps. level: short warm-up, then a steady rate. cool: the rate falls to 0 in a straight line, and neutral system messages vary more."""
    cool = name == "cool"
    generator, plan, epoch = torch.Generator().manual_seed(seed), [], 0
    while len(plan) < steps:
        epoch += 1
        plan += batches(tokenizer, corpus.conversations(seed + epoch, 6000, late=cool), TOKENS_PER_BATCH, model.shape.context, seed + epoch)
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and "embedding" not in n]
    others = [p for n, p in model.named_parameters() if p.dim() == 1 or "embedding" in n]
    muon, adam = Muon(matrices, lr=MUON_RATE), torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0)
    started, seen, smooth = time.time(), 0, None
    for step, rows in enumerate(plan[:steps]):
        inputs, targets, weights, answers = tensors(tokenizer, rows, generator)
        positions = torch.arange(inputs.shape[1]).expand_as(inputs)
        layer = DISTURBED_LAYERS[step % len(DISTURBED_LAYERS)]
        x = model.residual(inputs, positions, causal(inputs), taps={layer: disturbance(answers, generator)})
        chosen = weights > 0
        losses = F.cross_entropy(model.logits(x[chosen]), targets[chosen], reduction="none")
        loss = (losses * weights[chosen]).sum() / weights.sum()
        for p in model.parameters():
            p.grad = None
        loss.backward()
        factor = min(1, (step + 1) / WARM_UP, (steps - step) / steps if cool else 1)
        muon.step(factor)
        for group in adam.param_groups:
            group["lr"] = ADAM_RATE * factor
        adam.step()
        seen += inputs.numel()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 20 == 0 or step == steps - 1:
            print(f"{name} step {step} loss {loss.item():.3f} smooth {smooth:.3f} tokens {seen:,} seconds {time.time() - started:.0f}", flush=True)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--build", type=Path, required=True)
    args.add_argument("--level", type=int, default=200, help="steps at a steady rate")
    args.add_argument("--cool", type=int, default=110, help="steps while the rate falls")
    args.add_argument("--resume", action="store_true", help="take the first phase from build/level.pt if it is there")
    args = args.parse_args()
    args.build.mkdir(exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    merges = bpe.learn(m.text for c in corpus.conversations(SEED, 4000) for m in c)
    tokenizer = bpe.Tokenizer(merges)
    tokenizer.save(args.build / "tokenizer.json")
    kept = args.build / "level.pt"
    if args.resume and kept.exists():
        model = load(kept).train()
    else:
        model = Llama(Shape(len(tokenizer)))
        phase(model, tokenizer, "level", args.level, SEED)
        save(model, kept)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {len(tokenizer)} tokens in the vocabulary")
    phase(model, tokenizer, "cool", args.cool, SEED + 100)
    save(model, args.build / "model.pt")


if __name__ == "__main__":
    main()
