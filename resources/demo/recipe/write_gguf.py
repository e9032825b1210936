"""Write the model and the dictionaries as GGUF. Needs llama.cpp's gguf-py on PYTHONPATH (make.sh puts it there)."""
import gguf
import numpy as np

from chat import TEMPLATE
from tokenizer import SPECIALS

MODEL_NAME = "Saelor demo"


def f16(t):
    return np.ascontiguousarray(t.detach().numpy().astype(np.float16))


def f32(t):
    return np.ascontiguousarray(t.detach().numpy().astype(np.float32))


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_model(model, tokenizer, path):
    s = model.shape
    w = gguf.GGUFWriter(str(path), "llama")
    w.add_name(MODEL_NAME)
    w.add_description("A very small chat model for trying Saelor; it knows 48 topics and ten manners of speaking.")
    w.add_license("MIT")
    w.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    w.add_context_length(s.context)
    w.add_embedding_length(s.d_model)
    w.add_block_count(s.n_layers)
    w.add_feed_forward_length(s.d_ff)
    w.add_head_count(s.n_heads)
    w.add_head_count_kv(s.n_kv_heads)
    w.add_rope_dimension_count(s.d_head)
    w.add_rope_freq_base(s.rope_base)
    w.add_layer_norm_rms_eps(s.eps)
    w.add_vocab_size(s.vocabulary)
    w.add_tokenizer_model("gpt2")
    w.add_tokenizer_pre("llama-bpe")
    w.add_token_list(tokenizer.tokens)
    w.add_token_types([gguf.TokenType.CONTROL if t in SPECIALS else gguf.TokenType.NORMAL for t in tokenizer.tokens])
    w.add_token_merges([" ".join(m) for m in tokenizer.merges])
    w.add_bos_token_id(tokenizer.bos)
    w.add_eos_token_id(tokenizer.eot)
    w.add_eot_token_id(tokenizer.eot)
    w.add_add_bos_token(True)
    w.add_chat_template(TEMPLATE)
    w.add_tensor("token_embd.weight", f16(model.embedding.weight))
    w.add_tensor("output_norm.weight", f32(model.norm.weight))
    for i, layer in enumerate(model.layers):
        for name, part in [("attn_norm", layer.attn_norm), ("ffn_norm", layer.ffn_norm)]:
            w.add_tensor(f"blk.{i}.{name}.weight", f32(part.weight))
        for name, part in [("attn_q", layer.q), ("attn_k", layer.k), ("attn_v", layer.v), ("attn_output", layer.o),
                           ("ffn_gate", layer.gate), ("ffn_up", layer.up), ("ffn_down", layer.down)]:
            w.add_tensor(f"blk.{i}.{name}.weight", f16(part.weight))
    finish(w)


def write_dictionary(dictionary, path, name: str, layer: int, calibration: dict):
    """calibration: residual_norm (number), max_activation and density [n_features], over the reference corpus' ordinary tokens."""
    n_features, d_model = dictionary.W_dec.shape
    w = gguf.GGUFWriter(str(path), "sae")
    w.add_name(name)
    w.add_license("MIT")
    w.add_file_type(gguf.LlamaFileType.ALL_F32)
    w.add_uint32("sae.format_version", 1)
    w.add_string("sae.architecture", "jumprelu")
    w.add_uint32("sae.d_model", d_model)
    w.add_uint32("sae.n_features", n_features)
    w.add_uint32("sae.hook.layer", layer)
    w.add_string("sae.hook.site", "resid_post")
    w.add_string("sae.normalization", "folded")
    w.add_string("sae.model.name", MODEL_NAME)
    w.add_string("sae.source.file", "recipe/make_dictionaries.py")
    w.add_float32("sae.calibration.residual_norm", calibration["residual_norm"])
    w.add_tensor("sae.encoder.weight", f32(dictionary.W_enc.T))
    w.add_tensor("sae.encoder.bias", f32(dictionary.b_enc))
    w.add_tensor("sae.decoder.weight", f32(dictionary.W_dec))
    w.add_tensor("sae.decoder.bias", f32(dictionary.b_dec))
    w.add_tensor("sae.threshold", f32(dictionary.threshold))
    w.add_tensor("sae.calibration.max_activation", f32(calibration["max_activation"]))
    w.add_tensor("sae.calibration.density", f32(calibration["density"]))
    finish(w)
