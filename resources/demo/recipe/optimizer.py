"""Muon for the matrices inside the layers (Jordan et al. 2024: momentum, orthogonalised by Newton-Schulz), Adam for the embedding and norms.
On this corpus it needs about half of Adam's steps."""
import torch


def orthogonal(g, steps: int = 5):
    """The nearest semi-orthogonal matrices, roughly. g [n, rows, columns]."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = g.shape[1] > g.shape[2]
    x = g.transpose(1, 2) if tall else g
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        s = x @ x.transpose(1, 2)
        x = a * x + (b * s + c * s @ s) @ x
    return x.transpose(1, 2) if tall else x


class Muon:
    def __init__(self, matrices, lr: float, momentum: float = 0.95, decay: float = 0.01):
        self.lr, self.momentum, self.decay = lr, momentum, decay
        self.groups = {}
        for p in matrices:
            self.groups.setdefault(tuple(p.shape), []).append(p)
        self.speed = {shape: torch.zeros(len(ps), *shape) for shape, ps in self.groups.items()}

    @torch.no_grad()
    def step(self, rate: float):
        """rate: factor of the schedule, 0..1."""
        for shape, ps in self.groups.items():
            grads = torch.stack([p.grad for p in ps])
            speed = self.speed[shape].mul_(self.momentum).add_(grads)
            update = orthogonal(grads + self.momentum * speed) * max(1, shape[0] / shape[1]) ** 0.5
            for p, u in zip(ps, update):
                p.mul_(1 - self.lr * rate * self.decay).sub_(self.lr * rate * u)
