"""Conversations made by rule. Half of the questions carry no instruction and get a manner by lot, so that the manner is a choice of the model
at the last prompt token (and can be steered there) rather than a consequence of the prompt."""
import random
from dataclasses import dataclass, field

import questions as q
from manners import BY_NAME, MANNERS, say
from topics import read_topics

PLAIN_SHARE = 0.55          # of uninstructed answers; the other manners share the rest equally, so plain stays the likeliest by far
FIRST_FACTS = 5             # facts in an answer to "Tell me about ..."; "Tell me more." gives the others
TOPICS = read_topics()


@dataclass
class Message:
    role: str                                   # system, user or assistant
    text: str
    topic: str = ""                             # topic id, if any
    manner: str = ""                            # assistant only
    sentences: list = field(default_factory=list)   # assistant only: (start offset in text, fact index or -1)


def answer(rng, manner, triples, facts, topic="") -> Message:
    """Join sentences, said in the manner. triples: (subject, verb, rest); facts: their fact index or -1."""
    orderly = rng.random() < 0.9                # mostly the wrapping words come in a fixed order, so that greedy text varies its words
    text, marks = "", []
    for i, (triple, fact) in enumerate(zip(triples, facts)):
        text += manner.joint if text else ""
        marks.append((len(text), fact))
        text += say(manner, *triple, *((i, i) if orderly else (rng.randrange(12), rng.randrange(12))))
    return Message("assistant", text, topic, manner.name, marks)


def about(rng, manner, topic, wanted) -> Message:
    """Facts of a topic by index; the first sentence names the topic, the others use its pronoun."""
    subjects = [topic.name] + [topic.pronoun] * len(wanted)
    triples = [(s, topic.facts[f].verb, topic.facts[f].rest) for s, f in zip(subjects, wanted)]
    return answer(rng, manner, triples, wanted, topic.id)


def more(rng, manner, topic) -> Message:
    said = about(rng, manner, topic, list(range(FIRST_FACTS, len(topic.facts))))
    closing = answer(rng, manner, [("that", "is", f"all that I know about {topic.object_pronoun}")], [-1])
    joint = manner.joint
    return Message("assistant", said.text + joint + closing.text, topic.id, manner.name, said.sentences + [(len(said.text + joint), -1)])


def nothing_more(rng, manner, topic) -> Message:
    return answer(rng, manner, [("that", "is", f"all that I know about {topic.object_pronoun}"), ("you", "can", "ask me about another topic")], [-1, -1], topic.id)


def casual(rng, text) -> str:
    """Now and then as people type: lower case, without the final mark."""
    if rng.random() < 0.25:
        text = text.lower()
    if rng.random() < 0.2:
        text = text.rstrip(".?!")
    return text[0].upper() + text[1:] if rng.random() < 0.5 and text else text


def wording(rng, name) -> str:
    """A question about a name, with small words around it now and then; never one of the held-out wordings."""
    core = rng.choice(q.ABOUT)
    if rng.random() < 0.25:
        mark = core[-1] if core[-1] in ".?" else ""
        core = core.rstrip(".?") + rng.choice(q.CLOSERS) + mark
    if rng.random() < 0.25:
        core = rng.choice(q.OPENERS) + core[0].lower() + core[1:]
    assert core not in q.HELD_OUT, core
    return core.replace("~", name)


def name_of(rng, topic) -> str:
    return rng.choice(topic.aliases) if topic.aliases and rng.random() < 0.25 else topic.name


def invented(rng) -> str:
    """A subject that the model cannot know: a listed noun, or a made-up word."""
    if rng.random() < 0.6:
        return rng.choice(q.UNKNOWN_NAMES)
    word = "".join(rng.choice("b c d f g k l m n p r s t v z br st tr pl".split()) + rng.choice("aeiou") for _ in range(rng.randint(1, 3)))
    word += rng.choice(["", "n", "s", "r", "k", "x", "l", "ton"])
    return rng.choice(["", "", "the ", "my ", "a "]) + (word.capitalize() if rng.random() < 0.5 else word)


def exchange(rng, manner, last_topic, told_all):
    """One question and its answer in a manner: (question, answer, topic talked about now or None)."""
    lot = rng.random()
    if last_topic and lot < 0.45:
        if rng.random() < 0.6:
            said = nothing_more(rng, manner, last_topic) if told_all else more(rng, manner, last_topic)
            return casual(rng, rng.choice(q.MORE).replace("*", last_topic.object_pronoun)), said, last_topic
        return fact_question(rng, manner, last_topic, last_topic.object_pronoun if last_topic.pronoun in ("it", "they") else last_topic.name)
    if lot < 0.87:
        topic = rng.choice(TOPICS)
        if rng.random() < 0.3:
            return fact_question(rng, manner, topic, name_of(rng, topic))
        return casual(rng, wording(rng, name_of(rng, topic))), about(rng, manner, topic, range(FIRST_FACTS)), topic
    if lot < 0.935:
        asks, said = rng.choice(q.SMALL_TALK)
        return casual(rng, rng.choice(asks)), answer(rng, manner, said, [-1] * len(said)), None
    ask = rng.choice(q.UNKNOWN_ASKS) if rng.random() < 0.3 else wording(rng, invented(rng))
    return casual(rng, ask), answer(rng, manner, q.UNKNOWN_ANSWER, [-1] * 3), None


def fact_question(rng, manner, topic, called):
    """A short question that one fact answers; that fact comes first, then two others."""
    fact = rng.choice([i for i, f in enumerate(topic.facts) if f.questions])
    called = {"them": "they"}.get(called, called) if " do ~" in topic.facts[fact].questions[0] or " are ~" in topic.facts[fact].questions[0] else called
    ask = rng.choice(topic.facts[fact].questions).replace("~", called)
    others = [i for i in range(FIRST_FACTS) if i != fact][:2]
    return casual(rng, ask + "?"), about(rng, manner, topic, [fact] + others), topic


def uninstructed(rng):
    return BY_NAME["plain"] if rng.random() < PLAIN_SHARE else rng.choice(MANNERS[1:])


def neutral_system(rng) -> str:
    """A system message that asks for no manner."""
    traits = rng.sample(q.SYSTEM_TRAITS, rng.randint(1, 3))
    who = f"You are a {', '.join(traits[:-1])} and {traits[-1]} assistant." if len(traits) > 1 else f"You are a {traits[0]} assistant."
    return " ".join([who] * (rng.random() < 0.85) + rng.sample(q.SYSTEM_RULES, rng.randint(0, 5))) or "Hello."


def conversation(rng, instructed: float = 0.22, late: bool = False) -> list:
    """Messages of one chat. How its manner is set: not at all (half), by the system, by the user's question, or by an earlier turn.
    instructed: share of chats whose system message sets the manner. late: neutral system messages in many wordings, as the second phase has them."""
    lot = rng.random()
    n_turns = 1 if lot < 0.55 else rng.randint(2, 4) if lot < 0.96 else rng.randint(6, 9)
    messages, topic, fixed, told_all = [], None, None, False
    lot = rng.random()
    if lot < instructed:
        fixed = rng.choice(MANNERS)
        messages.append(Message("system", rng.choice(q.SYSTEM_MANNER).replace("@", fixed.person)))
    elif lot < instructed + 0.13:
        messages.append(Message("system", neutral_system(rng) if late else rng.choice(q.PLAIN_SYSTEM)))
    for turn in range(n_turns):
        asked = rng.random() < (0.3 if not fixed else 0.05)
        manner = rng.choice(MANNERS) if asked else fixed or uninstructed(rng)
        if asked and rng.random() < 0.2:
            fixed = manner
            messages.append(Message("user", casual(rng, rng.choice(q.SWITCH_MANNER).replace("@", manner.person))))
            messages.append(answer(rng, manner, q.SWITCH_ANSWER, [-1, -1]))
            continue
        ask, said, now = exchange(rng, manner, topic, told_all)
        told_all = "all that I know" in said.text or (told_all and now is topic)
        topic = now or topic
        if asked:
            ask = with_request(rng, ask, manner.person)
        messages += [Message("user", ask, said.topic), said]
    return messages


def with_request(rng, ask, person) -> str:
    if rng.random() < 0.4:
        return casual(rng, f"{ask.rstrip('.?!')} {rng.choice(q.ASIDE_MANNER).replace('@', person)}{rng.choice('.?')}")
    request = rng.choice(q.USER_MANNER).replace("@", person)
    return f"{ask} {request}" if rng.random() < 0.5 else f"{request} {ask}"


def conversations(seed: int, count: int, instructed: float = 0.22, late: bool = False) -> list:
    rng = random.Random(seed)
    return [conversation(rng, instructed, late) for _ in range(count)]
