"""Writes the conversations on which the demo's pairs are measured: held-out wordings, answered with facts of their topic.
    python3 pair_text.py held-out.json conversations.json
"""
import json
import sys

CONVERSATIONS, FACTS = 60, 3

held_out, out = sys.argv[1:]
questions = json.load(open(held_out))
step = len(questions) / CONVERSATIONS
documents = []
for i in range(CONVERSATIONS):
    question = questions[int(i * step)]
    # "allowed" holds each fact twice, with its name and with a pronoun: the name first, then pronouns, as the demo answers
    facts = [question["allowed"][0]] + question["allowed"][3::2][: FACTS - 1]
    turns = [("user", question["question"]), ("assistant", " ".join(facts))]
    documents.append("".join(f"<|start_header_id|>{role}<|end_header_id|>\n\n{text}<|eot_id|>" for role, text in turns))
about = "Held-out questions to the demo, answered with facts of their topic; made by recipe/pair_text.py."
json.dump({"name": "demo conversations", "about": about, "documents": documents}, open(out, "w"), ensure_ascii=False, indent=1)
