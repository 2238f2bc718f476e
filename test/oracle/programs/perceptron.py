# Rosenblatt's perceptron and an adaline, by hand on tensors.
import torch

torch.manual_seed(3)


def make_data(n, d):
    X = torch.randn(n, d)
    w_true = torch.randn(d)
    y = torch.sign(X @ w_true)
    return X, y


class Perceptron:
    def __init__(self, d, eta=0.1):
        self.w = torch.zeros(d)
        self.b = torch.zeros(1)
        self.eta = eta

    def decision(self, X):
        return X @ self.w + self.b

    def predict(self, X):
        scores = self.decision(X)
        return torch.where(scores >= 0, torch.ones_like(scores), -torch.ones_like(scores))

    def fit(self, X, y, epochs=3):
        for _ in range(epochs):
            for xi, yi in zip(X, y):
                margin = yi * (xi.dot(self.w) + self.b)
                if margin.item() <= 0:
                    self.w = self.w + self.eta * yi * xi
                    self.b += self.eta * yi
        return self


X, y = make_data(30, 4)
model = Perceptron(X.shape[1]).fit(X, y)
y_hat = model.predict(X)
accuracy = (y_hat == y).float().mean()

# Adaline: full-batch gradient descent on the squared error.
w = torch.zeros(4, 1)
t = y.unsqueeze(1)
for step in range(5):
    residual = t - X.mm(w)
    grad = -2 * X.t().mm(residual) / len(X)
    w = w - 0.05 * grad
errors = (torch.sign(X.mm(w)) != t).sum()
augmented = torch.cat([X, torch.ones(X.size(0), 1)], dim=1)
w_ls = torch.linalg.pinv(augmented) @ t
fit_error = ((augmented @ w_ls - t) ** 2).mean()
