"""The rival of `nabla bench engine`: the same training steps in PyTorch.

  python3 pytorch.py WORKLOAD --threads N --seconds S

Prints one JSON line: {"milliseconds": median of a step, "peakMegabytes": largest resident set, "version"}.
OMP_NUM_THREADS and OPENBLAS_NUM_THREADS must be set by the caller: torch.set_num_threads does not limit OpenBLAS.
"""
import argparse, json, resource, statistics, time
import torch
import torch.nn as nn
import torch.nn.functional as F

WARM_UP_STEPS = 3


class Block(nn.Module):
    """ResNet's basic block (He et al. 2015, arXiv:1512.03385), option B: a 1×1 convolution where the shape changes."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        same = stride == 1 and inputs == outputs
        self.skip = nn.Identity() if same else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(y)) + self.skip(x))


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [16] * 4 + [32] * 3 + [64] * 3
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.blocks = nn.Sequential(*[Block(a, b, 1 if a == b else 2) for a, b in zip(widths, widths[1:])])
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)).mean((2, 3)))


class Recurrent(nn.Module):
    def __init__(self, cell):
        super().__init__()
        self.cell = cell(32, 128, batch_first=True)
        self.head = nn.Linear(128, 10)

    def forward(self, x):  # (B, T, 32)
        return self.head(self.cell(x)[0][:, -1])


class GptBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.project = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):  # (B, T, C)
        B, T, C = x.shape
        split = lambda t: t.view(B, T, self.heads, C // self.heads).transpose(1, 2)  # (B, heads, T, d)
        q, k, v = map(split, self.qkv(self.norm1(x)).split(C, dim=2))
        scores = q @ k.transpose(-2, -1) * (C // self.heads) ** -0.5
        mask = torch.ones(T, T, dtype=torch.bool).tril()
        y = scores.masked_fill(~mask, float('-inf')).softmax(-1) @ v
        x = x + self.project(y.transpose(1, 2).reshape(B, T, C))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self, vocabulary=65, context=64, layers=4, heads=4, width=128):
        super().__init__()
        self.token, self.position = nn.Embedding(vocabulary, width), nn.Embedding(context, width)
        self.blocks = nn.Sequential(*[GptBlock(width, heads) for _ in range(layers)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, vocabulary, bias=False)

    def forward(self, x):  # (B, T)
        h = self.token(x) + self.position(torch.arange(x.shape[1]))
        return self.head(self.norm(self.blocks(h))).flatten(0, 1)


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode, self.mean, self.log_variance = nn.Linear(784, 400), nn.Linear(400, 20), nn.Linear(400, 20)
        self.decode, self.out = nn.Linear(20, 400), nn.Linear(400, 784)

    def forward(self, x):
        h = F.relu(self.encode(x))
        mean, log_variance = self.mean(h), self.log_variance(h)
        z = mean + torch.randn_like(mean) * (log_variance / 2).exp()
        return self.out(F.relu(self.decode(z))), mean, log_variance


def vae_loss(result, x):
    logits, mean, log_variance = result
    kl = -0.5 * (1 + log_variance - mean.pow(2) - log_variance.exp()).sum()
    return F.binary_cross_entropy_with_logits(logits, x, reduction='sum') + kl


def dense(*widths):
    layers = [m for a, b in zip(widths, widths[1:]) for m in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


class Dqn:
    """One step of deep Q-learning with a target network (Mnih et al. 2015), γ = 0.99."""

    def __init__(self):
        self.model, self.target = dense(4, 120, 84, 2), dense(4, 120, 84, 2)
        B = 128
        self.state, self.next = torch.randn(B, 4), torch.randn(B, 4)
        self.action, self.reward, self.done = torch.randint(2, (B, 1)), torch.randn(B), torch.zeros(B)

    def loss(self):
        with torch.no_grad():
            goal = self.reward + 0.99 * self.target(self.next).max(1).values * (1 - self.done)
        return F.mse_loss(self.model(self.state).gather(1, self.action).squeeze(1), goal)


def classify(model, x, classes, labels):
    y = torch.randint(classes, (labels,))
    return model, lambda: F.cross_entropy(model(x), y)


def cnn():
    return nn.Sequential(nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Linear(128, 10))


def xor():
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 2))
    x, y = torch.tensor([[0., 0], [0, 1], [1, 0], [1, 1]]), torch.tensor([0, 1, 1, 0])
    return model, lambda: F.cross_entropy(model(x), y)


def vae():
    model, x = Vae(), torch.rand(128, 784)
    return model, lambda: vae_loss(model(x), x)


def dqn():
    step = Dqn()
    return step.model, step.loss


WORKLOADS = {
    'xor': xor,
    'mlp': lambda: classify(dense(784, 512, 512, 10), torch.randn(128, 784), 10, 128),
    'cnn': lambda: classify(cnn(), torch.randn(64, 1, 28, 28), 10, 64),
    'resnet20': lambda: classify(ResNet20(), torch.randn(32, 3, 32, 32), 10, 32),
    'lstm': lambda: classify(Recurrent(nn.LSTM), torch.randn(32, 50, 32), 10, 32),
    'gru': lambda: classify(Recurrent(nn.GRU), torch.randn(32, 50, 32), 10, 32),
    'gpt': lambda: classify(Gpt(), torch.randint(65, (12, 64)), 65, 12 * 64),
    'vae': vae,
    'dqn': dqn,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('workload', choices=WORKLOADS)
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--seconds', type=float, default=3)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    model, loss = WORKLOADS[args.workload]()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    times, end = [], time.perf_counter() + args.seconds
    while time.perf_counter() < end or len(times) < 2 * WARM_UP_STEPS:
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        value = loss()
        value.backward()
        optimizer.step()
        value.item()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({'milliseconds': statistics.median(times[WARM_UP_STEPS:]) * 1e3, 'peakMegabytes': peak,
                      'version': torch.__version__}))


main()
