"""Put the measured figures into README.md, between its two marks, so that no figure there is typed by hand."""
import argparse
import json
from pathlib import Path

from evaluate import STRENGTHS

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def table(figures, dictionaries) -> str:
    held = figures["held_out"]
    lines = [f"- Held-out wordings: {held['true']:.1%} of {held['questions']} answers hold only sentences that the topic allows. "
             f"Unknown subjects admitted: {figures['unknown_admitted']:.0%} of 10.", ""]
    lines += ["| dictionary | layer | features | L0 | FVU | dead |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {name} | {d['layer']} | {d['n_features']:,} | {d['L0']:.1f} | {d['FVU']:.3f} | {d['dead']:.1%} |" for name, d in dictionaries.items()]
    lines += ["", "Nudging one feature by s (in residual norms), greedy, \"Tell me about ...\" for all 48 topics: share of answers in the manner / share of the five facts that still",
              "stand word for word. \"asked\": by a system message instead. \"taken away\": share still in the manner when asked, with a nudge of -.6.", "",
              "| manner | feature | asked | " + " | ".join(f"{s:g}" for s in STRENGTHS) + " | taken away |", "| --- | --- | --- | " + " | ".join("---" for _ in STRENGTHS) + " | --- |"]
    for name, row in figures["nudge"].items():
        asked = "{:.2f}/{:.2f}".format(*figures["instructed"][name])
        feature = figures["features"][name]
        lines.append(f"| {name} | {feature['feature']} | {asked} | " + " | ".join(f"{a:.2f}/{b:.2f}" for a, b in row) + f" | {feature['suppressed'][-1]:.2f} |")
    lines += ["", "\"Tell me about the Andromeda Galaxy.\" under the pirate feature:", "", "| s | answer |", "| --- | --- |"]
    lines += [f"| {s} | {text if len(text) < 330 else text[:330] + ' …'} |".replace("\n", " ") for s, text in figures["sweep"].items()]
    return "\n".join(lines)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--build", type=Path, required=True)
    args.add_argument("--readme", type=Path, required=True)
    args = args.parse_args()
    text = args.readme.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    figures = table(json.loads((args.build / "evaluation.json").read_text()), json.loads((args.build / "dictionaries.json").read_text()))
    args.readme.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}")


if __name__ == "__main__":
    main()
