import torch
import torch.nn.functional as F
from torch import nn

latent_dim, categorical_dim = 4, 5


class GumbelVAE(nn.Module):
    def __init__(self, temp):
        super().__init__()
        self.fc1 = nn.Linear(64, 32)
        self.fc2 = nn.Linear(32, latent_dim * categorical_dim)
        self.fc3 = nn.Linear(latent_dim * categorical_dim, 32)
        self.fc4 = nn.Linear(32, 64)
        self.temp = temp

    def sample_gumbel(self, shape, eps=1e-20):
        U = torch.rand(shape)
        return -torch.log(-torch.log(U + eps) + eps)

    def gumbel_softmax(self, logits, hard=False):
        y = logits + self.sample_gumbel(logits.size())
        y = F.softmax(y / self.temp, dim=-1)
        if not hard:
            return y.view(-1, latent_dim * categorical_dim)
        shape = y.size()
        _, ind = y.max(dim=-1)
        y_hard = torch.zeros_like(y).view(-1, shape[-1])
        y_hard.scatter_(1, ind.view(-1, 1), 1)
        y_hard = y_hard.view(*shape)
        y_hard = (y_hard - y).detach() + y
        return y_hard.view(-1, latent_dim * categorical_dim)

    def forward(self, x, hard=False):
        q = self.fc2(F.relu(self.fc1(x.view(-1, 64))))
        q_y = q.view(q.size(0), latent_dim, categorical_dim)
        z = self.gumbel_softmax(q_y, hard)
        recon = torch.sigmoid(self.fc4(F.relu(self.fc3(z))))
        return recon, F.softmax(q_y, dim=-1).reshape(*q.size())


def loss_function(recon_x, x, qy):
    BCE = F.binary_cross_entropy(recon_x, x.view(-1, 64), reduction='sum') / x.shape[0]
    log_ratio = torch.log(qy * categorical_dim + 1e-20)
    KLD = torch.sum(qy * log_ratio, dim=-1).mean()
    return BCE + KLD


model = GumbelVAE(temp=0.7)
batch = torch.rand(6, 1, 8, 8)
recon, qy = model(batch)
loss = loss_function(recon, batch, qy)
loss.backward()
hard_recon, _ = model(batch, hard=True)
builtin = F.gumbel_softmax(torch.randn(3, 4, 5), tau=0.5, hard=True)
ind = torch.zeros(2 * latent_dim, categorical_dim).scatter_(-1, torch.randint(categorical_dim, (2 * latent_dim, 1)), 1).view(2, -1)
decoded = torch.sigmoid(model.fc4(F.relu(model.fc3(ind))))
