"""A small Llama: RMSNorm, rotary positions in neighbouring pairs (llama.cpp's order), grouped queries, SwiGLU, tied embeddings."""
from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    d_model: int = 256
    n_layers: int = 6
    n_heads: int = 4
    n_kv_heads: int = 2
    d_ff: int = 512
    context: int = 1024
    rope_base: float = 10000.0
    eps: float = 1e-5

    @property
    def d_head(self):
        return self.d_model // self.n_heads


class Norm(nn.Module):
    def __init__(self, d, eps):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(d)), eps

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


def rotations(shape: Shape):
    """cos and sin, [context, d_head / 2]."""
    speeds = shape.rope_base ** (-torch.arange(0, shape.d_head, 2).float() / shape.d_head)
    angles = torch.outer(torch.arange(shape.context).float(), speeds)
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    """x [batch, tokens, heads, d_head]; pairs are neighbours (0,1), (2,3), ..."""
    a, b = x[..., 0::2], x[..., 1::2]
    cos, sin = cos[:, :, None], sin[:, :, None]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Layer(nn.Module):
    def __init__(self, s: Shape):
        super().__init__()
        self.shape = s
        self.attn_norm, self.ffn_norm = Norm(s.d_model, s.eps), Norm(s.d_model, s.eps)
        self.q = nn.Linear(s.d_model, s.n_heads * s.d_head, bias=False)
        self.k = nn.Linear(s.d_model, s.n_kv_heads * s.d_head, bias=False)
        self.v = nn.Linear(s.d_model, s.n_kv_heads * s.d_head, bias=False)
        self.o = nn.Linear(s.n_heads * s.d_head, s.d_model, bias=False)
        self.gate, self.up = nn.Linear(s.d_model, s.d_ff, bias=False), nn.Linear(s.d_model, s.d_ff, bias=False)
        self.down = nn.Linear(s.d_ff, s.d_model, bias=False)

    def forward(self, x, cos, sin, mask, cache=None):
        """x [batch, tokens, d_model]; mask [batch, 1, 1, tokens, keys] added to the scores; cache: {"room": tokens}, which then keeps k and v of earlier tokens."""
        s, (n, t, _) = self.shape, x.shape
        h = self.attn_norm(x)
        q = rotate(self.q(h).view(n, t, s.n_heads, s.d_head), cos, sin)
        k = rotate(self.k(h).view(n, t, s.n_kv_heads, s.d_head), cos, sin)
        v = self.v(h).view(n, t, s.n_kv_heads, s.d_head)
        if cache is not None:
            if "k" not in cache:
                cache.update(k=k.new_empty(n, cache["room"], *k.shape[2:]), v=v.new_empty(n, cache["room"], *v.shape[2:]), length=0)
            end = cache["length"] + t
            cache["k"][:, cache["length"]:end], cache["v"][:, cache["length"]:end] = k, v
            k, v, cache["length"] = cache["k"][:, :end], cache["v"][:, :end], end
        group = s.n_heads // s.n_kv_heads
        q = q.view(n, t, s.n_kv_heads, group, s.d_head).permute(0, 2, 3, 1, 4).reshape(n, s.n_kv_heads, group * t, s.d_head)
        k, v = k.permute(0, 2, 3, 1), v.permute(0, 2, 1, 3)
        scores = (q @ k * s.d_head ** -0.5).view(n, s.n_kv_heads, group, t, -1) + mask
        mixed = scores.softmax(-1).view(n, s.n_kv_heads, group * t, -1) @ v
        mixed = mixed.view(n, s.n_kv_heads, group, t, s.d_head).permute(0, 3, 1, 2, 4).reshape(n, t, -1)
        x = x + self.o(mixed)
        h = self.ffn_norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Llama(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.d_model)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.n_layers))
        self.norm = Norm(shape.d_model, shape.eps)
        cos, sin = rotations(shape)
        self.register_buffer("cos", cos, False)
        self.register_buffer("sin", sin, False)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                nn.init.normal_(p, std=0.02 if "embedding" in name else p.shape[1] ** -0.5)
                if name.endswith(("o.weight", "down.weight")):
                    p.data.mul_((2 * shape.n_layers) ** -0.5)

    def residual(self, ids, positions, mask, cache=None, taps=None):
        """Residual after the last layer, [batch, tokens, d_model]. taps: {layer: function of the residual after that layer}."""
        x = self.embedding(ids)
        cos, sin = self.cos[positions], self.sin[positions]
        for index, layer in enumerate(self.layers):
            x = layer(x, cos, sin, mask, None if cache is None else cache[index])
            if taps and index in taps:
                x = taps[index](x)
        return x

    def logits(self, x):
        return self.norm(x) @ self.embedding.weight.T


def causal(lengths_mask):
    """Mask for right-padded rows without a cache: [1, 1, 1, tokens, tokens]."""
    t = lengths_mask.shape[1]
    return torch.full((t, t), float("-inf")).triu(1)[None, None, None]


def save(model, path):
    torch.save({"shape": asdict(model.shape), "weights": model.state_dict()}, path)


def load(path):
    kept = torch.load(path)
    model = Llama(Shape(**kept["shape"]))
    model.load_state_dict(kept["weights"])
    return model.eval()
