"""Writes what the demo is evaluated on: questions with the facts that a true answer says, and questions of knowledge with choices, the right one first. The wrong ones
are what the demo knows of other topics. Nothing is drawn by lot.
    python3 evaluation_text.py evaluation.json
"""
import json
import sys

from topics import read_topics

FIRST_FACTS = 5     # as the demo answers
PROMPTS = 16
KNOWLEDGE = 40
WRONG = 3
(out,) = sys.argv[1:]
topics = read_topics()


def prompts():
    for topic in topics[:: len(topics) // PROMPTS][:PROMPTS]:
        yield {"text": f"Tell me about {topic.name}.", "facts": [fact.rest for fact in topic.facts[:FIRST_FACTS]]}


def knowledge():
    asked = [(topic, fact) for topic in topics for fact in topic.facts if fact.questions]
    for i, (topic, fact) in enumerate(asked):
        said = lambda one: f"{topic.pronoun.capitalize()} {one.verb} {one.rest}."
        later = asked[i + 1 :] + asked[:i]
        same = [other for of, other in later if of is not topic and of.pronoun == topic.pronoun and set(other.questions) & set(fact.questions)]
        wrong = [one for one in dict.fromkeys(map(said, same)) if one != said(fact)][:WRONG]
        if len(wrong) == WRONG:
            yield {"question": fact.questions[0].replace("~", topic.name) + "?", "begin": "", "choices": [said(fact), *wrong]}


asked = list(knowledge())
with open(out, "w") as file:
    json.dump({"prompts": list(prompts()), "knowledge": asked[:: max(1, len(asked) // KNOWLEDGE)][:KNOWLEDGE]}, file, indent=1, ensure_ascii=False)
    file.write("\n")
