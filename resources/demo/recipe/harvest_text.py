"""Writes the conversations that the demo's features are harvested on: every topic in every manner, asked in wordings that training never saw; small talk and
unknown subjects between them. Nothing is drawn by lot, and neighbours differ, so that a part of the file is as good as the whole for its size.
    python3 harvest_text.py harvest.jsonl
"""
import json
import sys

from manners import MANNERS, say
from questions import HELD_OUT, HELD_OUT_UNKNOWN, MORE, PLAIN_SYSTEM, SMALL_TALK, SYSTEM_MANNER, UNKNOWN_ANSWER, USER_MANNER
from topics import read_topics

FIRST_FACTS = 5     # as the demo answers; "Tell me more." gives the others
(out,) = sys.argv[1:]
topics = read_topics()


def said(manner, triples):
    return manner.joint.join(say(manner, *triple, i, i) for i, triple in enumerate(triples))


def facts(topic, first, last):
    return [(topic.name if i == 0 else topic.pronoun, fact.verb, fact.rest) for i, fact in enumerate(topic.facts) if first <= i < last]


def asked(manner, question, n):
    """A manner is asked for by the system message, by the user, or not at all, in turn."""
    if manner.name == "plain":
        system = PLAIN_SYSTEM[n % len(PLAIN_SYSTEM)] if n % 2 else None
        return ([{"role": "system", "content": system}] if system else []) + [{"role": "user", "content": question}]
    if n % 3 == 0:
        return [{"role": "system", "content": SYSTEM_MANNER[n % len(SYSTEM_MANNER)].replace("@", manner.person)}, {"role": "user", "content": question}]
    if n % 3 == 1:
        return [{"role": "user", "content": f"{question} {USER_MANNER[n % len(USER_MANNER)].replace('@', manner.person)}"}]
    return [{"role": "user", "content": question}]


def about(topic, manner, n):
    messages = asked(manner, HELD_OUT[n % len(HELD_OUT)].replace("~", topic.name), n)
    messages.append({"role": "assistant", "content": said(manner, facts(topic, 0, FIRST_FACTS))})
    if n % 5 == 0:
        messages.append({"role": "user", "content": MORE[n % len(MORE)].replace("*", topic.object_pronoun)})
        messages.append({"role": "assistant", "content": said(manner, facts(topic, FIRST_FACTS, len(topic.facts)))})
    return messages


def talk(n):
    manner = MANNERS[n % len(MANNERS)]
    if n % 2:
        question, triples = HELD_OUT_UNKNOWN[n // 2 % len(HELD_OUT_UNKNOWN)], UNKNOWN_ANSWER
    else:
        asks, triples = SMALL_TALK[n // 2 % len(SMALL_TALK)]
        question = asks[n // 2 % len(asks)]
    return [*asked(manner, question, n), {"role": "assistant", "content": said(manner, triples)}]


conversations = []
for turn in range(len(MANNERS)):
    for t, topic in enumerate(topics):
        n = turn * len(topics) + t
        conversations.append(about(topic, MANNERS[(turn + t) % len(MANNERS)], n))
        if n % 8 == 0:
            conversations.append(talk(n // 8))
with open(out, "w") as file:
    for messages in conversations:
        file.write(json.dumps({"messages": messages}, ensure_ascii=False, separators=(",", ":")) + "\n")
