import torch

torch.manual_seed(4)
X = torch.rand(90, 4)
y = torch.arange(3).repeat(30)
W = torch.normal(0, 0.01, size=(4, 3), requires_grad=True)
b = torch.zeros(3, requires_grad=True)


def softmax(X):
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition


def net(X):
    return softmax(torch.matmul(X.reshape((-1, W.shape[0])), W) + b)


def cross_entropy(y_hat, y):
    return -torch.log(y_hat[range(len(y_hat)), y])


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


def data_iter(batch_size, features, labels):
    num_examples = len(features)
    for i in range(0, num_examples, batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]


for epoch in range(2):
    for xb, yb in data_iter(30, X, y):
        y_hat = net(xb)
        l = cross_entropy(y_hat, yb)
        l.sum().backward()
        sgd([W, b], 0.1, 30)
predictions = net(X).argmax(dim=1)
hits = (predictions.type(y.dtype) == y).sum()
