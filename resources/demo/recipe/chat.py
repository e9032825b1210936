"""Llama 3's chat form in tokens, with what each token is (role, message, place), for the loss and for the tags."""
from dataclasses import dataclass

TEMPLATE = ("{{- bos_token }}{%- for message in messages %}{{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim + '<|eot_id|>' }}"
            "{%- endfor %}{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{%- endif %}")


@dataclass
class Encoded:
    ids: list        # token ids
    message: list    # index of the message that each token belongs to; -1: begin of text
    roles: list      # role of the message that each token belongs to; "" for begin of text
    offset: list     # byte offset of the token in its message's text; -1: header, -2: the "\n\n" after a header, -3: end of turn


def encode(tokenizer, messages, generate: bool = False) -> Encoded:
    """messages: objects with role and text. generate: end with an open assistant header."""
    out = Encoded([tokenizer.bos], [-1], [""], [-1])
    roles = [(m.role, m.text.strip()) for m in messages] + ([("assistant", None)] if generate else [])
    for index, (role, text) in enumerate(roles):
        head = [tokenizer.start_header, *tokenizer.encode(role), tokenizer.end_header]
        # The blank line and the text are one string for the splitting rule, as they are for llama.cpp.
        body = tokenizer.encode("\n\n" + (text or ""))
        assert tokenizer.tokens[body[0]] == "ĊĊ", text
        out.ids += head + body
        out.message += [index] * (len(head) + len(body))
        out.offset += [-1] * len(head) + [-2]
        at = 0
        for id in body[1:]:
            out.offset.append(at)
            at += len(tokenizer.bytes(id))
        if text is not None:
            out.ids.append(tokenizer.eot)
            out.message.append(index)
            out.offset.append(-3)
    out.roles += [roles[m][0] for m in out.message[1:]]
    return out
