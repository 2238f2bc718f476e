# A two-layer network trained with gradients written out by hand.
import torch

N, D_in, H, D_out = 16, 10, 12, 3
x = torch.randn(N, D_in)
labels = torch.randint(0, D_out, (N,))
w1 = torch.randn(D_in, H) * 0.1
b1 = torch.zeros(H)
w2 = torch.randn(H, D_out) * 0.1
b2 = torch.zeros(D_out)
lr = 0.5

for it in range(3):
    # forward
    h_pre = x.mm(w1) + b1
    h = h_pre.clamp(min=0)
    logits = h @ w2 + b2
    logits_max = logits.max(1, keepdim=True).values
    exp = (logits - logits_max).exp()
    exp_sum = exp.sum(1, keepdim=True)
    probs = exp * exp_sum ** -1
    loss = -probs[range(N), labels].log().mean()

    # backward
    dlogits = probs.clone()
    dlogits[range(N), labels] -= 1
    dlogits /= N
    dw2 = h.T @ dlogits
    db2 = dlogits.sum(0)
    dh = dlogits @ w2.T
    dh_pre = dh * (h_pre > 0)
    dw1 = x.T @ dh_pre
    db1 = dh_pre.sum(0)

    w1 -= lr * dw1
    b1 -= lr * db1
    w2 -= lr * dw2
    b2 -= lr * db2

# batch norm backward
bn_in = torch.randn(8, 5)
gamma, beta = torch.ones(1, 5), torch.zeros(1, 5)
mean = bn_in.mean(0, keepdim=True)
diff = bn_in - mean
var = 1 / (8 - 1) * (diff ** 2).sum(0, keepdim=True)
inv = (var + 1e-5) ** -0.5
raw = diff * inv
out = gamma * raw + beta
dout = torch.randn_like(out)
dgamma = (raw * dout).sum(0, keepdim=True)
dbeta = dout.sum(0, keepdim=True)
dx = gamma * inv / 8 * (8 * dout - dout.sum(0) - 8 / 7 * raw * (dout * raw).sum(0))
