import torch
import torch.nn as nn
import torch.nn.functional as F

teacher = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 5))
student = nn.Sequential(nn.Linear(20, 8), nn.ReLU(), nn.Linear(8, 5))
for p in teacher.parameters():
    p.requires_grad_(False)


def kd_loss(student_logits, teacher_logits, labels, T=4.0, alpha=0.7):
    soft = F.kl_div(F.log_softmax(student_logits / T, dim=1), F.softmax(teacher_logits / T, dim=1), reduction='batchmean')
    hard = F.cross_entropy(student_logits, labels)
    return alpha * T * T * soft + (1 - alpha) * hard


def attention_map(fm):
    return F.normalize(fm.pow(2).mean(1).view(fm.size(0), -1))


def rkd_distance(s, t):
    with torch.no_grad():
        t_d = torch.cdist(t, t)
        t_d = t_d / t_d[t_d > 0].mean()
    d = torch.cdist(s, s)
    d = d / d[d > 0].mean()
    return F.smooth_l1_loss(d, t_d)


optimizer = torch.optim.Adam(student.parameters(), lr=1e-2)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=3)
for step in range(3):
    x, y = torch.randn(16, 20), torch.randint(0, 5, (16,))
    with torch.no_grad():
        t_out = teacher(x)
    s_out = student(x)
    loss = kd_loss(s_out, t_out, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
at = (attention_map(torch.randn(2, 8, 5, 5)) - attention_map(torch.randn(2, 16, 5, 5))).pow(2).mean()
rkd = rkd_distance(s_out, t_out)

weight = teacher[2].weight
threshold = torch.quantile(weight.abs().flatten(), 0.5)
mask = (weight.abs() > threshold).float()
pruned = weight * mask
sparsity = 1 - mask.sum() / mask.numel()
scale = weight.abs().max() / 127
quantized = torch.clamp(torch.round(weight / scale), -128, 127).to(torch.int8)
dequantized = quantized.float() * scale
U, S, Vh = torch.linalg.svd(weight)
A, B = U[:, :8] * S[:8], Vh[:8]
approx = A @ B
keep = weight.norm(dim=1).argsort(descending=True)[:32]
slim_in, slim_out = weight[keep], teacher[4].weight[:, keep]
