"""Holds the encoders of `torch_parity.py` against Hugging Face's DistilBERT and vision transformer.

Makes no file: it fails where Retort's definitions, with the same weights, are not theirs. Their normalisation
takes Retort's epsilon (DistilBERT's own is 1e-12).

    python Tests/References/transformers_check.py        # torch, transformers, numpy, safetensors
"""

import torch
from transformers import DistilBertConfig, DistilBertModel, ViTConfig, ViTModel

import torch_parity as retort


class Renamed(dict):
    """Retort's parameters under the other program's names, weights [out, in]."""

    def __init__(self, parameters):
        self.parameters = parameters

    def copy(self, name, ours, shape=None):
        value = self.parameters[ours].detach()
        self[name] = value if shape is None else value.reshape(shape)

    def linear(self, name, ours):
        self[f"{name}.weight"] = self.parameters[f"{ours} weight"].detach().T
        self.copy(f"{name}.bias", f"{ours} bias")

    def norm(self, name, ours):
        self.copy(f"{name}.weight", f"{ours} scale")
        self.copy(f"{name}.bias", f"{ours} shift")

    def projections(self, names, ours):
        weights = self.parameters[f"{ours} weight"].detach().chunk(3, dim=1)
        biases = self.parameters[f"{ours} bias"].detach().chunk(3)
        for name, weight, bias in zip(names, weights, biases):
            self[f"{name}.weight"], self[f"{name}.bias"] = weight.T, bias


def load(model, names):
    for module in model.modules():
        if isinstance(module, torch.nn.LayerNorm):
            module.eps = retort.EPSILON
    model.load_state_dict(names, strict=True)
    return model.double().eval()


def check(name, ours, theirs):
    difference = (ours - theirs).abs().max().item()
    print(f"{name}: greatest difference {difference:.1e}")
    assert difference < 1e-12


def distilbert():
    p, representation, _ = retort.text(
        5, 3, layers=2, width=8, heads=2, inner=16, pooling="first", vocabulary=11)
    names = Renamed(p)
    names.copy("embeddings.word_embeddings.weight", "tokens weight")
    names.copy("embeddings.position_embeddings.weight", "positions")
    names.norm("embeddings.LayerNorm", "embedding norm")
    for i in range(2):
        theirs, ours = f"transformer.layer.{i}", f"block {i}"
        names.projections([f"{theirs}.attention.{x}_lin" for x in "qkv"], f"{ours} attention")
        names.linear(f"{theirs}.attention.out_lin", f"{ours} attention output")
        names.norm(f"{theirs}.sa_layer_norm", f"{ours} attention norm")
        names.linear(f"{theirs}.ffn.lin1", f"{ours} feedforward")
        names.linear(f"{theirs}.ffn.lin2", f"{ours} feedforward output")
        names.norm(f"{theirs}.output_layer_norm", f"{ours} feedforward norm")
    model = load(
        DistilBertModel(DistilBertConfig(
            vocab_size=11, max_position_embeddings=5, dim=8, n_layers=2, n_heads=2, hidden_dim=16)),
        names)
    x = torch.tensor([[1, 2, 3, 4, 5], [3, 4, -1, -1, -1.0]])
    out = model(input_ids=x.clamp(min=0).long(), attention_mask=(x >= 0).long())
    check("DistilBERT", representation(p, x, False), out.last_hidden_state[:, 0])


def vision():
    p, representation, _ = retort.vision((8, 8, 2), 3, patch=2, layers=2, width=8, heads=2, inner=16)
    names = Renamed(p)
    names.copy("embeddings.cls_token", "class token", (1, 1, 8))
    names.copy("embeddings.position_embeddings", "positions", (1, 17, 8))
    patch = "embeddings.patch_embeddings.projection"
    names[f"{patch}.weight"] = (
        p["patches weight"].detach().reshape(2, 2, 2, 8).permute(3, 2, 0, 1))
    names.copy(f"{patch}.bias", "patches bias")
    for i in range(2):
        theirs, ours = f"layers.{i}", f"block {i}"
        names.projections([f"{theirs}.attention.{x}_proj" for x in "qkv"], f"{ours} attention")
        names.linear(f"{theirs}.attention.o_proj", f"{ours} attention output")
        names.norm(f"{theirs}.layernorm_before", f"{ours} attention norm")
        names.norm(f"{theirs}.layernorm_after", f"{ours} feedforward norm")
        names.linear(f"{theirs}.mlp.fc1", f"{ours} feedforward")
        names.linear(f"{theirs}.mlp.fc2", f"{ours} feedforward output")
    names.norm("layernorm", "final norm")
    model = load(
        ViTModel(
            ViTConfig(
                hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
                image_size=8, patch_size=2, num_channels=2),
            add_pooling_layer=False),
        names)
    x = torch.randn(3, 128)
    out = model(pixel_values=x.reshape(3, 8, 8, 2).permute(0, 3, 1, 2))
    check("vision transformer", representation(p, x, False), out.last_hidden_state[:, 0])


if __name__ == "__main__":
    distilbert()
    vision()
