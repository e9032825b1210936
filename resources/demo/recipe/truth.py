"""What counts as a true answer: the plain sentences that a topic allows, and how many facts an answer in any manner still holds."""
import random
import re

import questions as q
from corpus import FIRST_FACTS
from manners import BY_NAME, say


def sentences(text: str) -> list:
    """Split after . ! ? where a blank or the end follows ("2.5" stays whole)."""
    return [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]


def allowed(topic) -> list:
    plain = BY_NAME["plain"]
    said = [say(plain, subject, f.verb, f.rest, 0, 0) for f in topic.facts for subject in (topic.name, topic.pronoun)]
    return said + [say(plain, "that", "is", f"all that I know about {topic.object_pronoun}", 0, 0)]


def passes(answer: str, permitted) -> bool:
    parts = sentences(answer)
    return len(parts) >= 2 and all(p in permitted for p in parts)


def facts_held(topic, answer: str) -> float:
    """Share of the facts that a first answer should give which stand in it word for word, whatever the manner around them."""
    return min(1.0, sum(f.rest.lower() in answer.lower() for f in topic.facts) / FIRST_FACTS)


def held_out(topics, each: int = 5, seed: int = 7) -> list:
    """Questions in wordings that training never saw, `each` for every topic."""
    rng = random.Random(seed)
    out = []
    for n, topic in enumerate(topics):
        for i in range(each):
            wording = q.HELD_OUT[(n * each + i) % len(q.HELD_OUT)]
            name = rng.choice(topic.aliases) if topic.aliases and i == each - 1 else topic.name
            out.append({"question": wording.replace("~", name), "topic": topic.id, "allowed": allowed(topic)})
    return out
