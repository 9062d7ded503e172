"""Networks, optimisers and schedules of Retort in plain PyTorch, to Retort's definitions.

Makes Tests/Fixtures/references/parity/*.safetensors. Each file of a fit holds one batch (`features`,
`labels` one-hot), the `representation` and `outputs` of the start, the `loss` of each of 50 steps on that
batch without dropout, and under `start/`, `gradient/`, `after 1/` and `after 50/` the parameters by
Retort's names, weights [in, out]. `evaluation` is what the network gives in evaluation at the end.
Everything is computed in float64 and stored as float32.

    python Tests/References/torch_parity.py        # torch, numpy, safetensors
"""

import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)
HERE = Path(__file__).parent.parent / "Fixtures/references/parity"
EPSILON = 1e-5  # of every normalisation


class Parameters:
    """Named parameters in the order of their creation; `decays` are those weight decay applies to."""

    def __init__(self):
        self.values, self.decays, self.untrained = {}, set(), set()

    def add(self, name, *shape, around=0.0, decays=False):
        spread = 1 / math.sqrt(shape[0]) if len(shape) == 2 else 0.1
        self.values[name] = (around + spread * torch.randn(*shape)).requires_grad_()
        if decays:
            self.decays.add(name)

    def linear(self, name, inputs, outputs):
        self.add(f"{name} weight", inputs, outputs, decays=True)
        self.add(f"{name} bias", outputs)

    def norm(self, name, width):
        self.add(f"{name} scale", width, around=1.0)
        self.add(f"{name} shift", width)

    def running(self, name, width):
        self.values[f"{name} running mean"] = torch.zeros(width)
        self.values[f"{name} running variance"] = torch.ones(width)
        self.untrained |= {f"{name} running mean", f"{name} running variance"}

    def __getitem__(self, name):
        return self.values[name]

    def apply_linear(self, name, x):
        return x @ self[f"{name} weight"] + self[f"{name} bias"]

    def layer_norm(self, name, x):
        return F.layer_norm(
            x, x.shape[-1:], self[f"{name} scale"], self[f"{name} shift"], EPSILON)

    def trained(self):
        return {n: v for n, v in self.values.items() if n not in self.untrained}


def groups_of(channels, pixels=1):
    """The most groups up to 8 that divide the channels and have 8 numbers each."""
    return max(
        g for g in range(1, 9) if channels % g == 0 and (g == 1 or channels // g * pixels >= 8))


# MARK: Networks. Each is (parameters, representation(p, x, training), name of the head).


def mlp(inputs, hidden, outputs, activation="relu", normalisation=None, residual=False):
    p, width = Parameters(), inputs
    for i, next_width in enumerate(hidden):
        p.linear(f"layer {i}", width, next_width)
        if normalisation:
            p.norm(f"layer {i} norm", next_width)
        if normalisation == "batch":
            p.running(f"layer {i} norm", next_width)
        width = next_width
    p.linear(f"layer {len(hidden)}", width, outputs)
    function = {"relu": F.relu, "gelu": F.gelu, "silu": F.silu, "tanh": torch.tanh}[activation]

    def representation(p, h, training):
        for i in range(len(hidden)):
            z = p.apply_linear(f"layer {i}", h)
            name = f"layer {i} norm"
            if normalisation == "layer":
                z = p.layer_norm(name, z)
            if normalisation == "group":
                z = F.group_norm(
                    z, groups_of(z.shape[1]), p[f"{name} scale"], p[f"{name} shift"], EPSILON)
            if normalisation == "batch":
                z = F.batch_norm(
                    z, p[f"{name} running mean"], p[f"{name} running variance"],
                    p[f"{name} scale"], p[f"{name} shift"], training, 0.1, EPSILON)
            z = function(z)
            h = z + h if residual and z.shape == h.shape else z
        return h

    return p, representation, f"layer {len(hidden)}"


def add_block(p, name, width, feedforward):
    p.add(f"{name} attention weight", width, 3 * width, decays=True)
    p.add(f"{name} attention bias", 3 * width)
    p.linear(f"{name} attention output", width, width)
    p.norm(f"{name} attention norm", width)
    p.linear(f"{name} feedforward", width, feedforward)
    p.linear(f"{name} feedforward output", feedforward, width)
    p.norm(f"{name} feedforward norm", width)


def attention(p, name, x, heads, mask):
    batch, tokens, width = x.shape
    q, k, v = (
        part.reshape(batch, tokens, heads, width // heads).transpose(1, 2)
        for part in p.apply_linear(f"{name} attention", x).chunk(3, dim=-1))
    out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return p.apply_linear(f"{name} attention output", out.transpose(1, 2).reshape(x.shape))


def feedforward(p, name, x):
    return p.apply_linear(f"{name} feedforward output", F.gelu(p.apply_linear(f"{name} feedforward", x)))


def encoder(p, x, layers, heads, mask=None):
    """Post-norm, as DistilBERT."""
    x = p.layer_norm("embedding norm", x)
    for i in range(layers):
        name = f"block {i}"
        x = p.layer_norm(f"{name} attention norm", x + attention(p, name, x, heads, mask))
        x = p.layer_norm(f"{name} feedforward norm", x + feedforward(p, name, x))
    return x


def pool(x, pooling, present=None):
    if pooling == "first":
        return x[:, 0]
    if present is None:
        return x.mean(dim=1)
    return (x * present[:, :, None]).sum(dim=1) / present.sum(dim=1, keepdim=True)


def text(inputs, outputs, layers, width, heads, inner, pooling, vocabulary=None, tokens=None):
    p = Parameters()
    tokens = inputs if vocabulary else tokens or inputs
    if vocabulary:
        p.add("tokens weight", vocabulary, width, decays=True)
    else:
        p.linear("tokens", inputs // tokens, width)
    p.add("positions", tokens, width)
    p.norm("embedding norm", width)
    for i in range(layers):
        add_block(p, f"block {i}", width, inner)
    p.linear("head", width, outputs)

    def representation(p, x, training):
        present = mask = None
        if vocabulary:
            present = (x >= 0).double()
            mask = (x >= 0)[:, None, None, :]
            h = p["tokens weight"][x.clamp(min=0).long()] * present[:, :, None]
        else:
            h = p.apply_linear("tokens", x.reshape(len(x), tokens, -1))
        return pool(encoder(p, h + p["positions"], layers, heads, mask), pooling, present)

    return p, representation, "head"


def vision(image, outputs, patch, layers, width, heads, inner):
    height, breadth, channels = image
    p = Parameters()
    count = (height // patch) * (breadth // patch)
    p.linear("patches", patch * patch * channels, width)
    p.add("class token", width)
    p.add("positions", count + 1, width)
    for i in range(layers):
        add_block(p, f"block {i}", width, inner)
    p.norm("final norm", width)
    p.linear("head", width, outputs)

    def representation(p, x, training):
        x = x.reshape(-1, height // patch, patch, breadth // patch, patch, channels)
        x = x.permute(0, 1, 3, 2, 4, 5).reshape(len(x), count, -1)
        x = p.apply_linear("patches", x)
        x = torch.cat([p["class token"].expand(len(x), 1, width), x], dim=1) + p["positions"]
        for i in range(layers):
            name = f"block {i}"
            x = x + attention(p, name, p.layer_norm(f"{name} attention norm", x), heads, None)
            x = x + feedforward(p, name, p.layer_norm(f"{name} feedforward norm", x))
        return p.layer_norm("final norm", x)[:, 0]

    return p, representation, "head"


def convolutional(image, outputs, channels):
    height, breadth, first = image
    p = Parameters()
    for i, (a, b) in enumerate(zip([first] + channels, channels)):
        p.linear(f"stage {i}", 9 * a, b)
        p.norm(f"stage {i} norm", b)
    p.linear("head", channels[-1], outputs)

    def representation(p, x, training):
        x = x.reshape(-1, height, breadth, first).permute(0, 3, 1, 2)
        for i, width in enumerate(channels):
            weight = p[f"stage {i} weight"].reshape(3, 3, x.shape[1], width).permute(3, 2, 0, 1)
            x = F.conv2d(x, weight, p[f"stage {i} bias"], padding=1)
            x = F.group_norm(
                x, groups_of(width, x.shape[2] * x.shape[3]), p[f"stage {i} norm scale"],
                p[f"stage {i} norm shift"], EPSILON)
            x = F.max_pool2d(F.relu(x), 2)
        return x.mean(dim=(2, 3))

    return p, representation, "head"


def multimodal(parts, outputs, layers, width, heads, inner, pooling, tokens):
    p = Parameters()
    for i, columns in enumerate(parts):
        p.add(f"modality {i} weight", columns // tokens, width, decays=True)
        p.add(f"modality {i} embedding", width)
    p.add("positions", tokens * len(parts), width)
    p.norm("embedding norm", width)
    for i in range(layers):
        add_block(p, f"block {i}", width, inner)
    p.linear("head", width, outputs)

    def representation(p, x, training):
        sequences = [
            part.reshape(len(x), tokens, -1) @ p[f"modality {i} weight"] + p[f"modality {i} embedding"]
            for i, part in enumerate(x.split(parts, dim=1))]
        h = torch.cat(sequences, dim=1) + p["positions"]
        return pool(encoder(p, h, layers, heads), pooling)

    return p, representation, "head"


# MARK: Optimisers


class RMSprop(torch.optim.Optimizer):
    """Retort's: epsilon inside the root."""

    def __init__(self, groups, lr, alpha, eps):
        super().__init__(groups, {"lr": lr, "alpha": alpha, "eps": eps, "weight_decay": 0})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                g = w.grad + group["weight_decay"] * w
                s = self.state[w].setdefault("square", torch.zeros_like(w))
                s.mul_(group["alpha"]).add_((1 - group["alpha"]) * g * g)
                w.sub_(group["lr"] * g / torch.sqrt(s + group["eps"]))


def adamw(groups):
    # An epsilon far above rounding: some gradients (of the bias of keys, of a bias before a norm) are
    # 0, and nothing but rounding would decide where their parameters go.
    return torch.optim.AdamW(groups, lr=0.01, betas=(0.9, 0.99), eps=1e-3)


OPTIMISERS = {
    "adamw": adamw,
    "adam": lambda groups: torch.optim.Adam(groups, lr=0.01, betas=(0.9, 0.99), eps=1e-3),
    "sgd": lambda groups: torch.optim.SGD(groups, lr=0.05, momentum=0.9),
    "nesterov": lambda groups: torch.optim.SGD(groups, lr=0.05, momentum=0.9, nesterov=True),
    "rmsprop": lambda groups: RMSprop(groups, lr=0.01, alpha=0.9, eps=1e-3),
}
DECAY = 0.1


# MARK: Files


def batch(features, classes):
    """Labels a network can learn: a noisy rule."""
    rule = torch.randn(features.shape[1], classes)
    scores = torch.tanh(features) @ rule + torch.randn(len(features), classes)
    return features, F.one_hot(scores.argmax(dim=1), classes).double()


def save(name, tensors):
    HERE.mkdir(parents=True, exist_ok=True)
    arrays = {
        k: v.detach().numpy().astype(np.float32) if isinstance(v, torch.Tensor) else v
        for k, v in tensors.items()}
    save_file({k: np.ascontiguousarray(v) for k, v in arrays.items()}, HERE / f"{name}.safetensors")


def fit(name, network, features, labels, optimiser=adamw, steps=50):
    p, representation, head = network
    kept = {"features": features, "labels": labels}

    def keep(stage, values):
        for slice_name, value in values.items():
            kept[f"{stage}/{slice_name}"] = value.detach().clone()

    trained = p.trained()
    groups = [
        {"params": [v for n, v in trained.items() if n in p.decays], "weight_decay": DECAY},
        {"params": [v for n, v in trained.items() if n not in p.decays], "weight_decay": 0.0}]
    update = optimiser(groups)
    keep("start", p.values)
    losses = []
    for step in range(steps):
        for value in trained.values():
            value.grad = None
        h = representation(p, features, True)
        z = p.apply_linear(head, h)
        loss = -(labels * F.log_softmax(z, dim=1)).sum(dim=1).mean()
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            kept["representation"], kept["outputs"] = h, z
            keep("gradient", {n: v.grad for n, v in trained.items()})
        update.step()
        if step in (0, steps - 1):
            keep(f"after {step + 1}", p.values)
    kept["evaluation"] = p.apply_linear(head, representation(p, features, False))
    kept["loss"] = np.array(losses)
    save(name, kept)
    print(f"{name}: {sum(v.numel() for v in trained.values())} parameters, loss {losses[0]:.3f} to {losses[-1]:.3f}")


def optimum(name, features, labels):
    """The minimum of a linear network's loss with its penalty, by PyTorch's L-BFGS from 0."""
    w = torch.zeros(features.shape[1], labels.shape[1], requires_grad=True)
    b = torch.zeros(labels.shape[1], requires_grad=True)
    update = torch.optim.LBFGS(
        [w, b], max_iter=2000, tolerance_grad=1e-12, tolerance_change=0,
        line_search_fn="strong_wolfe")

    def penalised():
        update.zero_grad()
        loss = -(labels * F.log_softmax(features @ w + b, dim=1)).sum(dim=1).mean()
        value = loss + 0.5 * DECAY * (w * w).sum()
        value.backward()
        return value

    update.step(penalised)
    assert w.grad.abs().max() < 1e-9
    save(name, {
        "features": features, "labels": labels, "optimum/layer 0 weight": w,
        "optimum/layer 0 bias": b})


def schedules():
    """Factors of 60 steps, and with 20 steps of warm-up of 80."""

    def factors(make, steps, warmup=0):
        weight = torch.nn.Parameter(torch.zeros(1))
        update = torch.optim.SGD([weight], lr=1.0)
        if warmup:
            rise = torch.optim.lr_scheduler.LambdaLR(update, lambda t: (t + 1) / warmup)
            scheduler = torch.optim.lr_scheduler.SequentialLR(
                update, [rise, make(update, steps - warmup)], milestones=[warmup])
        else:
            scheduler = make(update, steps)
        values = []
        for _ in range(steps):
            values.append(update.param_groups[0]["lr"])
            update.step()
            scheduler.step() if len(values) < steps else None
        return np.array(values)

    lr = torch.optim.lr_scheduler
    kinds = {
        "constant": lambda u, n: lr.ConstantLR(u, factor=1.0),
        "step": lambda u, n: lr.StepLR(u, step_size=20, gamma=0.3),
        "cosine": lambda u, n: lr.CosineAnnealingLR(u, T_max=n),
    }
    kept = {}
    for kind, make in kinds.items():
        kept[kind] = factors(make, 60)
        kept[f"{kind} warm"] = factors(make, 80, warmup=20)
    kept["one cycle"] = factors(
        lambda u, n: lr.OneCycleLR(u, max_lr=1.0, total_steps=n, pct_start=0.3), 60)
    save("schedules", kept)


if __name__ == "__main__":
    x, y = batch(torch.randn(16, 6), 3)
    for name, optimiser in OPTIMISERS.items():
        fit(f"mlp-{name}", mlp(6, [16], 3), x, y, optimiser)
    optimum("linear-lbfgs", x, y)
    fit("linear", mlp(6, [], 3), x, y)
    fit("mlp-gelu-layer-residual",
        mlp(6, [12, 12, 8], 3, "gelu", "layer", residual=True), x, y)
    fit("mlp-silu-batch", mlp(6, [12, 12], 3, "silu", "batch"), x, y)
    fit("mlp-tanh-group-residual", mlp(6, [16, 16], 3, "tanh", "group", residual=True), x, y)

    words = torch.randint(0, 11, (12, 5)).double()
    for row, length in enumerate([5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 5, 3]):
        words[row, length:] = -1
    _, y = batch(torch.randn(12, 4), 3)
    shape = dict(layers=2, width=8, heads=2, inner=16)
    fit("text-words-mean", text(5, 3, **shape, pooling="mean", vocabulary=11), words, y)
    fit("text-words-first", text(5, 3, **shape, pooling="first", vocabulary=11), words, y)
    x, y = batch(torch.randn(12, 6), 3)
    fit("text-features-mean", text(6, 3, **shape, pooling="mean", tokens=3), x, y)
    fit("text-features-first", text(6, 3, **shape, pooling="first"), x, y)
    x, y = batch(torch.randn(12, 10), 3)
    fit("multimodal", multimodal([6, 4], 3, **shape, pooling="mean", tokens=2), x, y)
    image = (6, 4, 2)
    x, y = batch(torch.randn(10, 6 * 4 * 2), 3)
    fit("vision", vision(image, 3, patch=2, **shape), x, y)
    fit("convolutional", convolutional(image, 3, [4, 12]), x, y)
    schedules()
