"""A sparse autoencoder by BatchTopK (Bussmann et al. 2024), kept as jumprelu with one threshold."""
from dataclasses import dataclass

import torch


@dataclass
class Dictionary:
    """Works on the raw residual: f = h * (h > threshold), h = x W_enc + b_enc; x is about f W_dec + b_dec."""
    W_enc: torch.Tensor       # [d_model, n_features]
    b_enc: torch.Tensor       # [n_features]
    W_dec: torch.Tensor       # [n_features, d_model], unit rows
    b_dec: torch.Tensor       # [d_model]
    threshold: torch.Tensor   # [n_features]

    def encode(self, x):
        h = x @ self.W_enc + self.b_enc
        return torch.where(h > self.threshold, h, torch.zeros(()))

    def decode(self, f):
        return f @ self.W_dec + self.b_dec


def batch_top_k(h, count: int):
    """Keep the count largest of relu(h) over the whole batch."""
    f = h.relu()
    least = f.flatten().topk(count).values[-1]
    return torch.where(f >= least, f, torch.zeros(())), least


def train(x, n_features: int, k: int, steps: int, lr: float, seed: int, batch: int = 2048, patience: int = 200) -> Dictionary:
    """x [tokens, d_model] raw residuals. patience: steps without firing after which a feature counts as dead and learns from the error."""
    generator = torch.Generator().manual_seed(seed)
    d_model = x.shape[1]
    centre = x.mean(0)
    scale = (x - centre).pow(2).mean().sqrt()
    W_dec = torch.randn(n_features, d_model, generator=generator)
    W_dec /= W_dec.norm(dim=1, keepdim=True)
    W_enc, b_enc, b_dec = W_dec.T.clone(), torch.zeros(n_features), centre / scale
    weights = [W_enc, b_enc, W_dec, b_dec]
    for w in weights:
        w.requires_grad_(True)
    adam = torch.optim.Adam(weights, lr=lr, betas=(0.9, 0.99))
    silent, threshold = torch.zeros(n_features), 0.0
    for step in range(steps):
        for group in adam.param_groups:
            group["lr"] = lr * min(1, (step + 1) / 100, (steps - step) / (0.3 * steps))
        rows = x[torch.randint(0, len(x), (batch,), generator=generator)] / scale
        h = (rows - b_dec) @ W_enc + b_enc
        f, least = batch_top_k(h, k * batch)
        error = rows - f @ W_dec - b_dec
        loss = error.pow(2).mean()
        dead = silent > patience
        if dead.any():
            g, _ = batch_top_k(h[:, dead], min(int(dead.sum()), d_model // 2) * batch)
            loss = loss + (error.detach() - g @ W_dec[dead]).pow(2).mean() / 32
        adam.zero_grad()
        loss.backward()
        with torch.no_grad():
            W_dec.grad -= (W_dec.grad * W_dec).sum(1, keepdim=True) * W_dec
            adam.step()
            W_dec /= W_dec.norm(dim=1, keepdim=True)
            silent = torch.where((f > 0).any(0), torch.zeros(()), silent + 1)
            threshold = float(least) if step == 0 else 0.99 * threshold + 0.01 * float(least)
    with torch.no_grad():
        # Fold scale and centre: rows of the decoder stay unit, activations come out in units of the raw residual.
        return Dictionary(W_enc.detach(), (b_enc - b_dec @ W_enc).detach() * scale, W_dec.detach(), b_dec.detach() * scale,
                          torch.full((n_features,), threshold) * scale)


@torch.no_grad()
def quality(dictionary, x) -> dict:
    """On tokens outside training: mean number of active features, share of variance unexplained, share of features that never fire."""
    f = dictionary.encode(x)
    error = (x - dictionary.decode(f)).pow(2).sum()
    return {"L0": float((f > 0).sum(1).float().mean()), "FVU": float(error / (x - x.mean(0)).pow(2).sum()), "dead": float((f.amax(0) == 0).float().mean())}
