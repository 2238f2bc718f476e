"""Classical methods on tensors: a linear SVM, k-means, principal components."""
import torch

torch.manual_seed(2)
X = torch.cat([torch.randn(20, 3) + c for c in (-2.0, 0.0, 2.0)])
y = torch.where(torch.arange(60) < 30, -1.0, 1.0)

w, b = torch.zeros(3, requires_grad=True), torch.zeros(1, requires_grad=True)
for _ in range(5):
    margins = 1 - y * (X @ w + b)
    objective = torch.relu(margins).mean() + 0.01 * w @ w
    gw, gb = torch.autograd.grad(objective, (w, b))
    with torch.no_grad():
        w -= 0.1 * gw
        b -= 0.1 * gb


def kmeans(points, k, steps=4):
    centers = points[torch.randperm(points.shape[0])[:k]].clone()
    for _ in range(steps):
        distances = (points.unsqueeze(1) - centers.unsqueeze(0)).square().sum(-1)
        labels = distances.argmin(1)
        onehot = torch.nn.functional.one_hot(labels, k).float()
        counts = onehot.sum(0).clamp_min(1)
        centers = onehot.t() @ points / counts[:, None]
    return centers, labels


centers, labels = kmeans(X, 4)
centered = X - X.mean(0, keepdim=True)
cov = centered.T @ centered / (X.shape[0] - 1)
eigenvalues, eigenvectors = torch.linalg.eigh(cov)
components = eigenvectors.flip(1)[:, :2]
projected = centered @ components
reconstructed = projected @ components.T
U, S, Vh = torch.linalg.svd(centered, full_matrices=False)
explained = S ** 2 / (S ** 2).sum()
whitened = U * (X.shape[0] - 1) ** 0.5
knn = torch.cdist(X, X).topk(4, largest=False).indices[:, 1:]
votes = y[knn].sum(dim=1).sign()
