"""The demo model's world: topics.txt as objects."""
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fact:
    verb: str
    rest: str
    questions: tuple   # short questions that this fact answers; "~" stands for the topic's name


@dataclass(frozen=True)
class Topic:
    id: str
    name: str          # as it stands in a sentence, e.g. "the Moon"
    pronoun: str       # it, they, he, she
    aliases: tuple     # other names in questions
    facts: tuple

    @property
    def object_pronoun(self) -> str:
        return {"it": "it", "they": "them", "he": "him", "she": "her"}[self.pronoun]


def read_topics() -> list:
    topics = []
    text = (Path(__file__).parent / "topics.txt").read_text()
    blocks = [b for b in text.split("\n\n") if not b.startswith("#")]
    for block in blocks:
        head, *lines = block.strip().split("\n")
        id, name, pronoun, aliases = (part.strip() for part in head.split("|"))
        facts = []
        for line in lines:
            said, _, questions = line.partition(" ? ")
            verb, rest = said.split(" ", 1)
            facts.append(Fact(verb, rest, tuple(q.strip() for q in questions.split(";") if q.strip())))
        names = () if aliases == "-" else tuple(a.strip() for a in aliases.split(";"))
        topics.append(Topic(id, name, pronoun, names, tuple(facts)))
    return topics
