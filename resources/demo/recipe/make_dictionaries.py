"""Train both dictionaries on the model's residuals and label their features. Writes *.sae.gguf, *.labels.json and build/dictionaries.pt."""
import argparse
import json
import time
from pathlib import Path

import torch

import corpus
import dictionary as sae
import labels
import model as llama
import tokenizer as bpe
from harvest import harvest
from write_gguf import write_dictionary

SEED, THREADS = 3, 2
AGAIN = 10        # each last prompt token counts so many times more in training: there the manner is decided, and they are 1 % of the tokens
INSTRUCTED = 0.5  # share of the harvested chats whose system message sets the manner
KINDS = {   # steering: few features, so that a manner sits in one or two; classification: many, so that single topics and facts have their own
    "steering": dict(layer=3, n_features=256, k=8, steps=1200, lr=2e-3),
    "classification": dict(layer=4, n_features=1024, k=16, steps=900, lr=1e-3),
}
METHOD = ("Measured, not guessed: every token of the recipe's corpus carries tags (manner, topic, fact, role, place, token); "
          "a label is the tag with the best F1 for the feature on tokens outside training. score is that F1.")


def calibrate(dictionary, x) -> dict:
    f = dictionary.encode(x)
    return {"residual_norm": float(x.norm(dim=1).median()), "max_activation": f.amax(0), "density": (f > 0).float().mean(0)}


def leads(f, tags, most: int = 3) -> dict:
    """Features that fire more in a manner than in the others, relative to their maximum: at the last prompt token, then in the text.
    f [tokens, n_features]. Candidates for steering; whether they steer is measured in evaluate.py."""
    share = f / f.amax(0).clamp(min=1e-9)
    manner = [next((t[7:] for t in held if t.startswith("manner:")), "") for held in tags]
    start = torch.tensor(["place:answer-start" in held for held in tags])
    found = {}
    for name in sorted(set(manner) - {""}):
        ours = torch.tensor([m == name for m in manner])
        others = torch.tensor([m not in ("", name) for m in manner])
        gaps = [share[ours & where].mean(0) - share[others & where].mean(0) for where in (start, ~start)]
        found[name] = list(dict.fromkeys(i for gap in gaps for i in gap.topk(most).indices.tolist()))
    return found


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--build", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--chats", type=int, default=1000)
    args.add_argument("--shrink", type=float, default=1.0, help="factor on the training steps, for a quick trial")
    args = args.parse_args()
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    tokenizer, model = bpe.load(args.build / "tokenizer.json"), llama.load(args.build / "model.pt")
    started = time.time()
    layers = sorted({kind["layer"] for kind in KINDS.values()})
    train = harvest(model, tokenizer, corpus.conversations(SEED * 100, args.chats, INSTRUCTED), layers, SEED)
    held = harvest(model, tokenizer, corpus.conversations(SEED * 100 + 1, 350, INSTRUCTED), layers, SEED)
    print(f"{len(train.ids):,} tokens to train on, {len(held.ids):,} held out, {time.time() - started:.0f} s")
    kept, figures = {}, {}
    starts = torch.tensor(["place:answer-start" in held for held in train.tags])
    for name, kind in KINDS.items():
        x, x_held = train.residuals[kind["layer"]], held.residuals[kind["layer"]]
        made = sae.train(torch.cat([x] + [x[starts]] * AGAIN), kind["n_features"], kind["k"], max(1, int(kind["steps"] * args.shrink)), kind["lr"], SEED)
        calibration = calibrate(made, x)
        figures[name] = {**kind, **sae.quality(made, x_held), "R": calibration["residual_norm"]}
        print(name, figures[name], f"{time.time() - started:.0f} s", flush=True)
        write_dictionary(made, args.out / f"{name}.sae.gguf", f"Saelor demo {name} dictionary", kind["layer"], calibration)
        f_held = made.encode(x_held)
        told = labels.label(tokenizer, f_held, held.tags)
        (args.out / f"{name}.labels.json").write_text(json.dumps({"dictionary": f"{name}.sae.gguf", "method": METHOD, "labels": told}, indent=1, ensure_ascii=False) + "\n")
        kept[name] = {"dictionary": made, "layer": kind["layer"], "calibration": calibration, "leads": leads(f_held, held.tags)}
    torch.save(kept, args.build / "dictionaries.pt")
    (args.build / "dictionaries.json").write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
