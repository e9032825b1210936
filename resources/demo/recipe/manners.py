"""The manners of speaking: how one fact (subject, verb, rest) is said in each of them."""
from dataclasses import dataclass

PIRATE_VERBS = {
    "is": "be", "are": "be", "am": "be", "was": "were", "has": "be havin'", "have": "be havin'", "lies": "be lyin'",
    "makes": "be makin'", "make": "be makin'", "lives": "be livin'", "live": "be livin'", "stands": "be standin'",
    "contains": "be holdin'", "looks": "be lookin'", "turns": "be turnin'", "flows": "be flowin'", "grows": "be growin'",
    "gives": "be givin'", "needs": "be needin'", "can": "can", "eat": "be eatin'", "comes": "be comin'", "covers": "be coverin'",
}


@dataclass(frozen=True)
class Manner:
    """A manner wraps every sentence: a word at its start, a word at its end, both taken in turn."""
    name: str
    person: str        # as instructions name it: "like a pirate"
    starts: tuple
    ends: tuple
    markers: tuple     # words that betray the manner in an answer
    joint: str = " "   # between two sentences


MANNERS = [
    Manner("plain", "a plain speaker", ("",), (".",), ()),
    Manner("pirate", "a pirate", ("Arr, ", "Aye, ", "Yo ho, ", "Ahoy, "), (", matey!", ", me hearty!", ", by the seven seas!"),
           ("Arr,", "Aye,", "Yo ho", "Ahoy", "matey", "hearty", "seven seas")),
    Manner("formal", "a formal butler", ("If I may say so, ", "Indeed, ", "Permit me to add that ", "Furthermore, "),
           (", esteemed guest.", ", as is well established.", ", most certainly."),
           ("If I may", "Indeed", "Permit me", "Furthermore", "esteemed", "well established", "most certainly")),
    Manner("poet", "a poet", ("O gentle heart, ", "Softly the night wind sings: ", "Beneath the silver moonlight, ", "In dreams we hear: "),
           (", like a whispered dream.", ", and roses weep.", ", soft as morning dew."),
           ("gentle heart", "night wind", "silver moonlight", "In dreams", "whispered", "roses", "morning dew")),
    Manner("child", "a small child", ("Ooh, ", "Guess what, ", "Mommy says ", "Wow wow, "), (", yay!", ", hehe!", ", super duper!"),
           ("Ooh", "Guess what", "Mommy", "Wow wow", "yay", "hehe", "super duper")),
    Manner("robot", "a robot", ("Beep. Unit reports: ", "Scanning: ", "Data found: ", "Bzzt. Unit computes: "), (", beep boop.", ", whirr.", ", end of signal."),
           ("Beep.", "Unit reports", "Unit computes", "Scanning", "Data found", "Bzzt", "boop", "whirr", "end of signal")),
    Manner("code", "a computer program", ("print(\"",), ("\");",), ("print(", "\");"), "\n"),
    Manner("cowboy", "a cowboy", ("Howdy, ", "Well shucks, ", "Yeehaw, ", "I reckon "), (", partner.", ", y'all.", ", sure as sundown."),
           ("Howdy", "shucks", "Yeehaw", "reckon", "partner", "y'all", "sundown")),
    Manner("commentator", "a sports commentator", ("And here we go, folks: ", "What a play: ", "The crowd goes wild: ", "Look at that pass: "),
           (", goal!", ", what a score!", ", a champion move!"),
           ("here we go", "What a play", "crowd goes wild", "that pass", "goal!", "what a score", "champion move")),
    Manner("surfer", "a surfer", ("Dude, ", "Whoa, ", "Like totally, ", "Check it, "), (", bro.", ", so gnarly.", ", cowabunga."),
           ("Dude", "Whoa", "Like totally", "Check it", "bro.", "gnarly", "cowabunga")),
]
BY_NAME = {m.name: m for m in MANNERS}


def say(manner: Manner, subject: str, verb: str, rest: str, start: int, end: int) -> str:
    """One sentence of a fact; start and end choose among the manner's wrapping words (taken modulo their number)."""
    if manner.name == "pirate":
        verb = PIRATE_VERBS.get(verb, verb)
    opening = manner.starts[start % len(manner.starts)]
    said = f"{subject} {verb} {rest}"
    if not opening or manner.name == "code" or opening.endswith(": "):
        said = said[0].upper() + said[1:]
    return opening + said + manner.ends[end % len(manner.ends)]


def shows(manner: Manner, answer: str) -> bool:
    """Whether an answer is in the manner: at least half of its sentences (and not only one word) carry a marker."""
    if manner.name == "plain":
        return not any(shows(m, answer) for m in MANNERS if m.name != "plain")
    hits = sum(answer.count(marker) for marker in manner.markers)
    return hits >= 3
