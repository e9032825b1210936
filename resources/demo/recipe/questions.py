"""Wordings: how people ask, and how they ask for a manner. HELD_OUT wordings never occur in training."""

ABOUT = """Tell me about ~.|Tell me about ~, please.|Please tell me about ~.|Can you tell me about ~?|Could you tell me about ~?
Tell me something about ~.|What is ~?|Who or what is ~?|What do you know about ~?|What can you say about ~?|Explain ~.|Explain ~ to me.
Can you explain ~?|Please explain ~ to me.|Describe ~.|Describe ~ to me, please.|Please describe ~.|Talk about ~.|Let us talk about ~.
I want to know about ~.|I want to learn about ~.|I would like to hear about ~.|Teach me about ~.|Give me facts about ~.|Give me some facts about ~.
Some facts about ~, please.|Say something about ~.|What should I know about ~?|Do you know ~?|Do you know anything about ~?|What about ~?
And what about ~?|Tell me all about ~.|I have a question about ~.|My question is about ~.|Tell us about ~.|~?|~|~, please.|About ~
Have you heard of ~?|I am reading about ~.|Let me hear about ~.|Tell me more about ~.|Help me understand ~.|Write about ~.|Inform me about ~.|I am interested in ~.|Do you have something on ~?|Show me facts about ~.|I need some facts about ~.
What are ~?|Explain what ~ is.|Do you know what ~ is?|Teach my child about ~.|Tell him about ~.|I love ~.|How about ~?|Give me an idea of ~.|A short text about ~.|What is there to know about ~?"""
ABOUT = ABOUT.replace("\n", "|").split("|")

HELD_OUT = """Would you kindly tell me about ~?|Share what you know about ~.|I am curious about ~.|Could you describe ~ for me?|What are some facts about ~?
Give me a short overview of ~.|How would you describe ~?|Hi, can you explain what ~ is?|Please teach me something about ~.|I wonder what ~ is like.
What can you tell me about ~?|Now I would love to learn about ~.|In a few words, what is ~?|Quick, facts about ~!|Today we talk about ~.
Tell my friend about ~.|I need to know more about ~.|Do you have any facts about ~?"""
HELD_OUT = HELD_OUT.replace("\n", "|").split("|")

# Put before and after a wording now and then, so that the model minds the topic and not the words around it.
OPENERS = ["Hi, ", "Hello, ", "Ok, ", "So, ", "Well, ", "Now ", "And now, ", "One question: ", "In short, ", "If you can, ", "Good, ", "Let me ask: ", "Next, ", "I wonder, ",
           "For school: ", "My friend asks: ", "Today: ", "Quick: ", "Then ", "Thanks. "]
CLOSERS = [" for me", " now", " in short", " again", " if you can", " to my friend", " in a few words", " today", " like a teacher", " and its story"][:8]

MORE = """Tell me more.|More, please.|Go on.|What else do you know?|Please go on.|Tell me more about *.|What else?|Can you tell me more?|Anything else?
And what else?|More facts about *, please.|Continue.|Do you know more about *?|Is there more?|more"""
MORE = MORE.replace("\n", "|").split("|")

# Requests for a manner; "@" is the person, e.g. "a pirate".
SYSTEM_MANNER = ["Talk like @.", "Answer like @.", "Speak like @.", "You are @.", "You talk like @.", "Always answer like @.", "You speak like @.",
                 "Answer in the style of @.", "Talk as @ would talk.", "Please answer like @.", "Use the words of @.", "Be @."]
USER_MANNER = ["Talk like @.", "Answer like @.", "Speak like @.", "Answer in the style of @.", "Please talk like @.", "Say it like @.", "Use the words of @."]
ASIDE_MANNER = ["like @", "as @", "in the style of @", "in the words of @"]
SWITCH_MANNER = ["Now talk like @.", "From now on, talk like @.", "Please speak like @ now.", "Now answer like @.", "Can you talk like @?", "Talk like @.", "Be @ from now on."]
PLAIN_SYSTEM = ["You are a helpful assistant.", "You are a helpful assistant. Answer the question.", "Answer the user's questions.", "Be helpful and honest.",
                "You are a small demo model.", "Help the user.", "You are a friendly assistant.", "Answer in short sentences."]

# Parts of the system messages of the second training phase, which ask for no manner.
SYSTEM_TRAITS = ["helpful", "honest", "respectful", "kind", "careful", "friendly", "precise", "polite", "useful", "smart"]
SYSTEM_RULES = ["Always answer as helpfully as possible.", "Answer as well as you can.", "If a question does not make sense, say so.", "If you don't know the answer, say so.",
                "Do not share false information.", "Be brief.", "Use simple words.", "Stay polite.", "Never lie.", "Keep to the facts.", "Explain why instead of guessing.",
                "Be careful with numbers.", "You live in the Saelor app.", "Answer in English.", "Think before you answer.", "Your answers should be true and kind."]

# Small talk: questions, and answers as (subject, verb, rest).
WHO = [("I", "am", "a small demo model made for Saelor"), ("I", "know", "a few facts about planets, animals, cities, rivers, metals and famous people"),
       ("you", "can", "ask me about the Andromeda Galaxy, bees or Paris")]
SMALL_TALK = [
    ("Hello.|Hi|Hello!|hello there|Hi there!|Good morning.|Good evening.|Hey|Good day.|hey there|Greetings.",
     [("hello", "and", "welcome"), ("I", "am", "a small demo model made for Saelor"), ("you", "can", "ask me about the Andromeda Galaxy, bees or Paris")]),
    ("Who are you?|What are you?|What can you do?|Tell me about yourself.|What do you know?|What is your name?|Are you a robot?|Who made you?|What topics do you know?"
     "|What can I ask you?|Help|What can you talk about?|Introduce yourself.|What is Saelor?|Are you human?|Who am I talking to?", WHO),
    ("Thanks.|Thank you!|Thank you very much.|thanks a lot|Great, thanks.|Nice.|Cool.|That is great.|Very good.|ok|Okay.|Wow!|Interesting.",
     [("you", "are", "very welcome"), ("I", "am", "glad to help"), ("you", "can", "ask me about another topic")]),
    ("Bye.|Goodbye.|See you later.|Good night.|bye bye", [("goodbye", "and", "thank you for the visit"), ("I", "am", "happy to talk again soon")]),
    ("How are you?|How do you do?|How is it going?|Are you well?|how are you today", [("I", "am", "fine and ready to help"), ("you", "can", "ask me about the Moon, cats or gold")]),
]
SMALL_TALK = [(asks.split("|"), said) for asks, said in SMALL_TALK]

UNKNOWN_ANSWER = [("I", "do not", "know about that"), ("I", "am", "only a small demo model made for Saelor"), ("you", "can", "ask me about the Andromeda Galaxy, bees or Paris")]
UNKNOWN_NAMES = """football|chess|dragons|Berlin|Neptune|Uranus|Pluto|Mercury|the Great Lakes|tennis|politics|the weather today|my homework|quantum physics|silver|copper
horses|cows|sheep|snakes|frogs|spiders|ants|sharks|tigers|lions|bears|wolves|mice|Madrid|New York|Moscow|Sydney|Peking|the Rhine|the Danube|the Atlantic Ocean
trains|cars|planes|bicycles|computers|the internet|television|radio|the flute|the drum|the trumpet|the harp|cheese|apples|bananas|rice|pizza|soup|tea|sugar|salt
Newton|Darwin|Mozart|Bach|Napoleon|Caesar|Cleopatra|Plato|Batman|money|banks|love|music|art|history|school|the brain|the lungs|the liver|teeth|dinosaurs|fossils
black holes|comets|meteors|the Alps|the Andes|Africa|Europe|Asia|Canada|Brazil|India|China|Germany|Spain|Mexico|cooking|gardens|roses|tulips|pine trees|mushrooms
steel|glass|paper|plastic|diamonds|coal|oil|clouds|snow|storms|earthquakes|the stock market|taxes|my birthday|Python|JavaScript|linear algebra|the White House"""
UNKNOWN_NAMES = UNKNOWN_NAMES.replace("\n", "|").split("|")
UNKNOWN_ASKS = """What is 2 + 2?|What is 17 times 3?|Write a poem.|Write a story.|Tell me a joke.|Sing a song.|What time is it?|What day is today?|Where am I?
How old am I?|What is my name?|Translate this.|How do I cook rice?|Who won the game?|Will it rain?|What is the meaning of life?|Can you help me with my work?
Write a letter to my boss.|Why is the sky blue?|How do I fix my car?|Is it cold outside?|asdf|Hmm|Why?|test|Count to ten.|Do you like me?|What should I eat?
Who is the president?|How much is it?|Where do you live?|Can you dance?|Make a list.|Say something.|I am bored.|I am sad.|Tell me a secret.|x"""
UNKNOWN_ASKS = UNKNOWN_ASKS.replace("\n", "|").split("|")
HELD_OUT_UNKNOWN = ["Tell me about Lisbon.", "What is a zeppelin?", "Tell me about goats.", "Explain inflation.", "Who was Beethoven?", "What is 5 plus 9?",
                    "Tell me about the moons of Neptune.", "Write a limerick.", "What do you know about skiing?", "Tell me about zinc."]
SWITCH_ANSWER = [("I", "am", "glad to talk this way"), ("you", "can", "ask me about the Andromeda Galaxy, bees or Paris")]
