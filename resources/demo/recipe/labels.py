"""Labels from the recipe's own tags: the tag that best tells a feature's tokens from the others, by F1 on tokens outside training."""
import torch

from corpus import TOPICS

NAMES = {t.id: t.name for t in TOPICS}
LEAST = 5            # a tag needs this many held-out tokens to count
CUTS = (0.0, 0.25, 0.5)   # a feature "fires" above this share of its maximum; the best of them is taken


def words(tokenizer, tag: str) -> str:
    """A tag in a person's words."""
    kind, _, value = tag.partition(":")
    if kind in ("token", "next"):
        text = tokenizer.decode([int(value)]).replace("\n", "⏎").strip() or "blank"
        if value.isdigit() and tokenizer.tokens[int(value)].startswith("<|"):
            text = {"<|eot_id|>": "end of turn"}.get(tokenizer.tokens[int(value)], "special")
        return f"token “{text}”" if kind == "token" else f"just before “{text}”"
    if kind == "fact":
        topic, number = value.split("/")
        fact = next(t for t in TOPICS if t.id == topic).facts[int(number)]
        return f"fact: {NAMES[topic]} {fact.verb} {fact.rest}"
    return {
        "manner": f"{value} manner: answers like a {value}", "begin": f"{value} manner: start of an answer", "speak": f"{value} manner, start",
        "opening": f"{value} manner: start of a sentence", "closing": f"{value} manner: end of a sentence", "asks": f"request for the {value} manner",
        "topic": f"topic: {NAMES.get(value)}", "topic-user": f"topic in a question: {NAMES.get(value)}", "topic-assistant": f"topic in an answer: {NAMES.get(value)}",
        "role": f"{value} text", "place": value.replace("-", " "), "sentence": f"sentence {int(value) + 1 if value.isdigit() else value} of an answer",
    }[kind]


def tag_matrix(tags):
    """Names and a matrix [tokens, names] of 0/1, common tags only."""
    names = {}
    for held in tags:
        for t in held:
            names[t] = names.get(t, 0) + 1
    names = sorted(t for t, n in names.items() if n >= LEAST and not t.startswith("speak:"))
    index = {t: i for i, t in enumerate(names)}
    matrix = torch.zeros(len(tags), len(names))
    for row, held in enumerate(tags):
        matrix[row, [index[t] for t in held if t in index]] = 1
    return names, matrix


def association(f, matrix):
    """Best F1, its precision and recall, each [n_features, n_tags]. f [tokens, n_features] activations."""
    best = precision = recall = None
    size = matrix.sum(0)
    for cut in CUTS:
        fires = (f > cut * f.amax(0)).float()
        both, fired = fires.T @ matrix, fires.sum(0)[:, None]
        f1 = 2 * both / (fired + size).clamp(min=1)
        if best is None:
            best, precision, recall = f1, both / fired.clamp(min=1), both / size
        else:
            better = f1 > best
            best = torch.where(better, f1, best)
            precision = torch.where(better, both / fired.clamp(min=1), precision)
            recall = torch.where(better, both / size, recall)
    return best, precision, recall


def label(tokenizer, f, tags) -> list:
    """One label for every feature that fires on the held-out tokens."""
    names, matrix = tag_matrix(tags)
    f1, precision, recall = association(f, matrix)
    out = []
    for i in (f.amax(0) > 0).nonzero().flatten().tolist():
        first, second = f1[i].topk(2).indices.tolist()
        description = words(tokenizer, names[first])
        if f1[i, second] > 0.8 * f1[i, first]:
            description += f"; also {words(tokenizer, names[second])}"
        out.append({"index": i, "description": description, "score": round(float(f1[i, first]), 3),
                    "evidence": f"F1 {f1[i, first]:.2f} of the tag {names[first]} over {len(f):,} held-out tokens (precision {precision[i, first]:.2f}, recall {recall[i, first]:.2f})"})
    return out
