"""Measure everything that the README says: truth of held-out answers, manners by instruction, steering by strength, suppression, pinning.
Also writes held-out.json, manners.json and demo.json, and names the features that turned out to steer a manner in steering.labels.json."""
import argparse
import json
from pathlib import Path

import torch

import model as llama
import questions as q
import tokenizer as bpe
import truth
from corpus import TOPICS, Message
from generate import answers, nudge, pin
from manners import BY_NAME, MANNERS, shows

STRENGTHS = [0.0, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.4]
SWEEP = [0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.8, 1.0, 1.4]
PROMPT = "Tell me about the Andromeda Galaxy."
PROMPTS = [PROMPT, "What do you know about octopuses?", "Where is the Eiffel Tower?", "Tell me about Marie Curie.", "Explain volcanoes like a sports commentator.", "What is your name?"]
MOST = 110      # tokens of a steered answer; broken ones may never end
STEERED = [m for m in MANNERS if m.name != "plain"]


def ask(topic) -> str:
    return f"Tell me about {topic.name}."


class Bench:
    def __init__(self, build: Path):
        torch.set_num_threads(2)
        self.tokenizer, self.model = bpe.load(build / "tokenizer.json"), llama.load(build / "model.pt")
        kept = torch.load(build / "dictionaries.pt")["steering"]
        self.dictionary, self.layer, self.leads = kept["dictionary"], kept["layer"], kept["leads"]
        self.R, self.M = kept["calibration"]["residual_norm"], kept["calibration"]["max_activation"]

    def plain(self, chats):
        return answers(self.model, self.tokenizer, chats)

    def nudged(self, chats, feature, strengths):
        """feature: one for all, or one for each chat."""
        amounts = torch.tensor([s * self.R for s in strengths])
        return answers(self.model, self.tokenizer, chats, self.layer, nudge(self.dictionary.W_dec[feature], amounts), MOST)

    def pinned(self, chats, features, targets):
        """targets: in units of each feature's maximum."""
        d = self.dictionary
        tap = pin(d.W_enc.T[features], d.b_enc[features], d.threshold[features], d.W_dec[features], torch.tensor(targets) * self.M[features])
        return answers(self.model, self.tokenizer, chats, self.layer, tap, MOST)


def score(manner, topics, told) -> tuple:
    """Share of answers in the manner, share of facts still true."""
    return (sum(shows(manner, t) for t in told) / len(told), sum(truth.facts_held(topic, t) for topic, t in zip(topics, told)) / len(told))


def choose(bench) -> dict:
    """For each manner the feature, among those that lean to it, that gives the manner with most facts at its best strength, on a few topics:
    {manner: (worth, feature, strength)}."""
    topics, trials = TOPICS[::8], [0.3, 0.45, 0.6, 0.75]
    rows = [(m, f, s, t) for m in STEERED for f in bench.leads.get(m.name, []) for s in trials for t in topics]
    told = bench.nudged([ask(t) for *_, t in rows], [f for _, f, _, _ in rows], [s for _, _, s, _ in rows])
    best = {}
    for at in range(0, len(rows), len(topics)):
        m, feature, strength, _ = rows[at]
        worth = min(score(m, topics, told[at:at + len(topics)]))
        if m.name not in best or worth > best[m.name][0]:
            best[m.name] = (worth, feature, strength)
    return best


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--build", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args = args.parse_args()
    bench, figures = Bench(args.build), {}

    held = truth.held_out(TOPICS)
    told = bench.plain([h["question"] for h in held])
    wrong = [(h["question"], t) for h, t in zip(held, told) if not truth.passes(t, h["allowed"])]
    figures["held_out"] = {"questions": len(held), "true": 1 - len(wrong) / len(held)}
    print(f"held-out wordings: {len(held) - len(wrong)} of {len(held)} true ({figures['held_out']['true']:.3f})")
    for question, text in wrong[:8]:
        print("   wrong:", question, "->", text)
    told = bench.plain(q.HELD_OUT_UNKNOWN)
    figures["unknown_admitted"] = sum("do not know" in t for t in told) / len(told)
    print(f"unknown subjects admitted: {figures['unknown_admitted']:.2f}", [(a, t) for a, t in zip(q.HELD_OUT_UNKNOWN, told) if "do not know" not in t])

    print("\nby instruction (system message): share in the manner, facts held")
    figures["instructed"] = {}
    for m in MANNERS:
        told = bench.plain([[Message("system", f"Talk like {m.person}."), Message("user", ask(t))] for t in TOPICS])
        figures["instructed"][m.name] = score(m, TOPICS, told)
        print(f"  {m.name:12} {figures['instructed'][m.name][0]:.2f} {figures['instructed'][m.name][1]:.2f}")

    print("\nnudge: manner shown / facts held, by strength, over all topics")
    print(f"  {'':12} {'feature':>7}  " + "  ".join(f"{s:9.1f}" for s in STRENGTHS))
    figures["nudge"], figures["features"] = {}, {}
    chosen = choose(bench)
    for m in STEERED:
        _, feature, best = chosen[m.name]
        figures["features"][m.name] = {"feature": feature, "strength": best}
        told = bench.nudged([ask(t) for t in TOPICS for _ in STRENGTHS], feature, STRENGTHS * len(TOPICS))
        rows = [score(m, TOPICS, told[i::len(STRENGTHS)]) for i in range(len(STRENGTHS))]
        figures["nudge"][m.name] = rows
        print(f"  {m.name:12} {feature:7d}  " + "  ".join(f"{a:4.2f}/{b:4.2f}" for a, b in rows), flush=True)

    print("\nnegative nudge under the instruction (manner shown) at 0, -.3, -.6; pin at t = .5, 1, 1.5 without instruction (shown/facts)")
    downs, pins, topics = [0.0, -0.3, -0.6], [0.5, 1.0, 1.5], TOPICS[::4]
    rows = [(m, figures["features"][m.name]["feature"], i, t) for m in STEERED for i in range(3) for t in topics]
    features = [f for _, f, _, _ in rows]
    told_down = bench.nudged([[Message("system", f"Talk like {m.person}."), Message("user", ask(t))] for m, _, _, t in rows], features, [downs[i] for _, _, i, _ in rows])
    told_pin = bench.pinned([ask(t) for *_, t in rows], features, [pins[i] for _, _, i, _ in rows])
    for at in range(0, len(rows), 3 * len(topics)):
        m, n = rows[at][0], len(topics)
        suppressed = [score(m, topics, told_down[at + i * n:at + (i + 1) * n])[0] for i in range(3)]
        pinned = [score(m, topics, told_pin[at + i * n:at + (i + 1) * n]) for i in range(3)]
        figures["features"][m.name].update(suppressed=suppressed, pinned=pinned)
        print(f"  {m.name:12} {' '.join(f'{d:.2f}' for d in suppressed)}   {' '.join(f'{a:.2f}/{b:.2f}' for a, b in pinned)}")

    feature = figures["features"].get("pirate", {}).get("feature", 0)
    print(f"\n{PROMPT} with feature {feature}")
    figures["sweep"] = dict(zip(map(str, SWEEP), bench.nudged([PROMPT] * len(SWEEP), feature, SWEEP)))
    for s, text in figures["sweep"].items():
        print(f"  {s}: {text}")
    write_files(args.out, held, figures, bench)
    (args.build / "evaluation.json").write_text(json.dumps(figures, indent=1))


def write_files(out, held, figures, bench):
    def write(name, value):
        (out / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")

    write("held-out.json", held)
    write("manners.json", [{"manner": m.name, "instruction": f"Talk like {m.person}.", "markers": list(m.markers)} for m in MANNERS])
    kept = json.loads((out / "steering.labels.json").read_text())
    by_feature = {v["feature"]: (name, v) for name, v in figures["features"].items()}
    for plain in kept["labels"]:
        if plain["index"] in by_feature:
            name, v = by_feature[plain["index"]]
            at = STRENGTHS.index(max(STRENGTHS, key=lambda s: min(figures["nudge"][name][STRENGTHS.index(s)])))
            shown, facts = figures["nudge"][name][at]
            plain["description"] = f"{name} manner: answers like {BY_NAME[name].person}"
            plain["evidence"] = ("score: the largest share of answers that a nudge turned to the manner; "
                                 f"a nudge of {STRENGTHS[at]} turns {shown:.0%} of the {len(TOPICS)} topics' answers to it with {facts:.0%} of the facts kept; "
                                 f"of where it fires, which the score leaves out: {plain['evidence']}")
            plain["score"] = round(max(a for a, _ in figures["nudge"][name]), 3)   # its writing, not its reading: what a user who searches for it wants
    kept["labels"].sort(key=lambda l: l["index"] not in by_feature)
    kept["method"] += " Features named \"... manner: answers like ...\" were chosen by steering; their score is the largest share of answers that a nudge turned to the manner."
    write("steering.labels.json", kept)
    feature = figures["features"].get("pirate", {}).get("feature", 0)
    write("demo.json", {
        "model": "model.gguf",
        "dictionaries": [{"file": "steering.sae.gguf", "labels": "steering.labels.json", "purpose": "steering"},
                         {"file": "classification.sae.gguf", "labels": "classification.labels.json", "purpose": "classification"}],
        "sampling": {"temperature": 0, "maxTokens": 256},
        "text": "conversations.json",
        "corpus": "harvest.jsonl",
        "evaluation": "evaluation.json",
        "prompts": PROMPTS,
        "sweep": {"prompt": PROMPT, "feature": feature, "label": "pirate manner", "strengths": SWEEP},
    })


if __name__ == "__main__":
    main()
