"""LoRA injected into a pretrained network by walking its modules; merging and saving of the small weights."""
import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class LoraInjectedLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=False, r=4, dropout_p=0.1, scale=1.0):
        super().__init__()
        if r > min(in_features, out_features):
            raise ValueError(f"LoRA rank {r} must be less or equal than {min(in_features, out_features)}")
        self.r = r
        self.linear = nn.Linear(in_features, out_features, bias)
        self.lora_down = nn.Linear(in_features, r, bias=False)
        self.dropout = nn.Dropout(dropout_p)
        self.lora_up = nn.Linear(r, out_features, bias=False)
        self.scale = scale
        self.selector = nn.Identity()
        nn.init.normal_(self.lora_down.weight, std=1 / r)
        nn.init.zeros_(self.lora_up.weight)

    def forward(self, input):
        return (self.linear(input)
                + self.dropout(self.lora_up(self.selector(self.lora_down(input)))) * self.scale)

    def realize_as_lora(self):
        return self.lora_up.weight.data * self.scale, self.lora_down.weight.data


class LoRAConv2d(nn.Conv2d):
    def __init__(self, in_channels, out_channels, kernel_size, r=2, lora_alpha=1, **kwargs):
        super().__init__(in_channels, out_channels, kernel_size, **kwargs)
        self.lora_A = nn.Parameter(self.weight.new_zeros((r * self.kernel_size[0], in_channels * self.kernel_size[0])))
        self.lora_B = nn.Parameter(self.weight.new_zeros(
            (out_channels // self.groups * self.kernel_size[0], r * self.kernel_size[0])))
        self.scaling = lora_alpha / r
        self.weight.requires_grad = False
        nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))

    def forward(self, x):
        return self._conv_forward(x, self.weight + (self.lora_B @ self.lora_A).view(self.weight.shape) * self.scaling,
                                  self.bias)


class MergedLinear(nn.Linear):
    """Adapts some of the three projections that share one matrix."""

    def __init__(self, in_features, out_features, r=2, enable_lora=(True, False, True), **kwargs):
        super().__init__(in_features, out_features, **kwargs)
        assert out_features % len(enable_lora) == 0
        self.enable_lora = enable_lora
        self.lora_A = nn.Parameter(self.weight.new_zeros((r * sum(enable_lora), in_features)))
        self.lora_B = nn.Parameter(self.weight.new_zeros((out_features // len(enable_lora) * sum(enable_lora), r)))
        self.lora_ind = self.weight.new_zeros((out_features,), dtype=torch.bool).view(len(enable_lora), -1)
        self.lora_ind[list(enable_lora), :] = True
        self.lora_ind = self.lora_ind.view(-1)

    def zero_pad(self, x):
        result = x.new_zeros((len(self.lora_ind), *x.shape[1:]))
        result[self.lora_ind] = x
        return result

    def merge_AB(self):
        delta_w = F.conv1d(self.lora_A.unsqueeze(0), self.lora_B.unsqueeze(-1), groups=sum(self.enable_lora)).squeeze(0)
        return self.zero_pad(delta_w)

    def forward(self, x):
        return F.linear(x, self.weight + self.merge_AB(), bias=self.bias)


def _find_modules(model, search_class=(nn.Linear,), exclude_children_of=(LoraInjectedLinear,)):
    for fullname, module in list(model.named_modules()):
        if isinstance(module, search_class):
            *path, name = fullname.split(".")
            parent = model
            while path:
                parent = parent.get_submodule(path.pop(0))
            if isinstance(parent, exclude_children_of):
                continue
            yield parent, name, module


def inject_trainable_lora(model, r=4):
    require_grad_params = []
    for _module, name, _child_module in _find_modules(model):
        weight = _child_module.weight
        bias = _child_module.bias
        _tmp = LoraInjectedLinear(
            _child_module.in_features, _child_module.out_features, _child_module.bias is not None, r=r)
        _tmp.linear.weight = weight
        if bias is not None:
            _tmp.linear.bias = bias
        _module._modules[name] = _tmp
        require_grad_params.append(_module._modules[name].lora_up.parameters())
        require_grad_params.append(_module._modules[name].lora_down.parameters())
    return require_grad_params


class FeedForward(nn.Module):
    def __init__(self, dim, mult=4):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim, dim * mult), nn.GELU(), nn.Linear(dim * mult, dim))

    def forward(self, x):
        return self.net(x)


class CrossAttention(nn.Module):
    def __init__(self, query_dim, context_dim=None, heads=4, dim_head=8):
        super().__init__()
        inner_dim = dim_head * heads
        context_dim = query_dim if context_dim is None else context_dim
        self.heads = heads
        self.to_q = nn.Linear(query_dim, inner_dim, bias=False)
        self.to_k = nn.Linear(context_dim, inner_dim, bias=False)
        self.to_v = nn.Linear(context_dim, inner_dim, bias=False)
        self.to_out = nn.Sequential(nn.Linear(inner_dim, query_dim), nn.Dropout(0.))

    def head_to_batch(self, t):
        b, n, d = t.shape
        h = self.heads
        t = t.reshape(b, n, h, d // h)
        t = t.permute(0, 2, 1, 3).reshape(b * h, n, d // h)
        return t

    def forward(self, x, context=None):
        b = x.shape[0]
        context = x if context is None else context
        q, k, v = (self.head_to_batch(f(t)) for f, t in ((self.to_q, x), (self.to_k, context), (self.to_v, context)))
        scores = torch.baddbmm(torch.empty(q.shape[0], q.shape[1], k.shape[1]), q, k.transpose(-1, -2), beta=0,
                               alpha=q.shape[-1] ** -0.5)
        probs = scores.softmax(dim=-1)
        out = torch.bmm(probs, v)
        out = out.reshape(b, self.heads, out.shape[1], out.shape[2]).permute(0, 2, 1, 3).flatten(2)
        return self.to_out(out)


class Block(nn.Module):
    def __init__(self, dim, context_dim):
        super().__init__()
        self.attn1 = CrossAttention(dim)
        self.attn2 = CrossAttention(dim, context_dim)
        self.ff = FeedForward(dim)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(dim) for _ in range(3))

    def forward(self, x, context):
        x = self.attn1(self.norm1(x)) + x
        x = self.attn2(self.norm2(x), context=context) + x
        x = self.ff(self.norm3(x)) + x
        return x


model = Block(24, 12)
x = torch.randn(2, 10, 24)
context = torch.randn(2, 5, 12)
before = model(x, context)
model.requires_grad_(False)
params = inject_trainable_lora(model, r=2)
after = model(x, context)
loss = (after - before).pow(2).mean()
ups = [m.realize_as_lora() for m in model.modules() if isinstance(m, LoraInjectedLinear)]
up, down = ups[0]
delta = up @ down
conv = LoRAConv2d(3, 8, kernel_size=3, padding=1, r=2)
y = conv(torch.randn(2, 3, 9, 9))
merged = MergedLinear(12, 36)
qkv = merged(torch.randn(4, 12))
weights = {k: v for k, v in model.state_dict().items() if 'lora_' in k}
