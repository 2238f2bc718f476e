import torch

dt = 0.1
F = torch.tensor([[1.0, dt, 0.5 * dt ** 2], [0.0, 1.0, dt], [0.0, 0.0, 1.0]])
H = torch.tensor([1.0, 0.0, 0.0]).reshape(1, 3)
Q = torch.diag(torch.tensor([0.05, 0.05, 0.01]))
R = torch.tensor([0.5]).reshape(1, 1)


class KalmanFilter(object):
    def __init__(self, F=None, B=None, H=None, Q=None, R=None, P=None, x0=None):
        if F is None or H is None:
            raise ValueError("Set proper system dynamics.")
        self.n = F.shape[1]
        self.m = H.shape[1]
        self.F = F
        self.H = H
        self.B = 0 if B is None else B
        self.Q = torch.eye(self.n) if Q is None else Q
        self.R = torch.eye(self.n) if R is None else R
        self.P = torch.eye(self.n) if P is None else P
        self.x = torch.zeros((self.n, 1)) if x0 is None else x0

    def predict(self, u=0):
        self.x = self.F @ self.x + self.B * u
        self.P = self.F @ self.P @ self.F.T + self.Q
        return self.x

    def update(self, z):
        y = z - self.H @ self.x
        S = self.R + self.H @ self.P @ self.H.T
        K = self.P @ self.H.T @ torch.inverse(S)
        self.x = self.x + K @ y
        I = torch.eye(self.n)
        self.P = (I - K @ self.H) @ self.P @ (I - K @ self.H).T + K @ self.R @ K.T


x = torch.linspace(-10, 10, 20)
measurements = -(x ** 2 + 2 * x - 2) + torch.randn(20)
kf = KalmanFilter(F=F, H=H, Q=Q, R=R)
predictions = []
for z in measurements:
    predictions.append((H @ kf.predict())[0])
    kf.update(z)
filtered = torch.cat(predictions)
error = (filtered - measurements).pow(2).mean().sqrt()

# A batch of filters at once.
Fb = F.expand(4, 3, 3)
Pb = torch.eye(3).repeat(4, 1, 1)
Pp = torch.bmm(torch.bmm(Fb, Pb), Fb.transpose(1, 2)) + Q
Sb = H @ Pp @ H.T + R
Kb = Pp @ H.T @ torch.linalg.inv(Sb)
chol = torch.linalg.cholesky(Pp)
sampled = chol @ torch.randn(4, 3, 1)
