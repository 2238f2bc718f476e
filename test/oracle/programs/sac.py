import copy

import torch
import torch.nn as nn
import torch.nn.functional as F

LOG_STD_MAX, LOG_STD_MIN = 2, -5


def mlp(in_dim, hidden, out_dim, depth=2):
    mods = []
    for i in range(depth):
        mods.append(nn.Linear(in_dim if i == 0 else hidden, hidden))
        mods.append(nn.ReLU())
    mods.append(nn.Linear(hidden, out_dim))
    return nn.Sequential(*mods)


class GaussianActor(nn.Module):
    def __init__(self, obs_dim, act_dim):
        super().__init__()
        self.net = mlp(obs_dim, 24, 2 * act_dim)

    def forward(self, obs):
        mu, log_std = self.net(obs).chunk(2, dim=-1)
        log_std = torch.tanh(log_std)
        log_std = LOG_STD_MIN + 0.5 * (LOG_STD_MAX - LOG_STD_MIN) * (log_std + 1)
        std = log_std.exp()
        normal = torch.distributions.Normal(mu, std)
        x_t = normal.rsample()
        y_t = torch.tanh(x_t)
        log_prob = normal.log_prob(x_t)
        log_prob -= torch.log(1 - y_t.pow(2) + 1e-6)
        log_prob = log_prob.sum(1, keepdim=True)
        return y_t, log_prob


class TwinQ(nn.Module):
    def __init__(self, obs_dim, act_dim):
        super().__init__()
        self.q1, self.q2 = mlp(obs_dim + act_dim, 24, 1), mlp(obs_dim + act_dim, 24, 1)

    def forward(self, s, a):
        sa = torch.cat([s, a], 1)
        return self.q1(sa), self.q2(sa)


obs_dim, act_dim, B = 6, 2, 10
actor, critic = GaussianActor(obs_dim, act_dim), TwinQ(obs_dim, act_dim)
critic_target = copy.deepcopy(critic)
log_alpha = torch.zeros(1, requires_grad=True)
target_entropy = -float(act_dim)
opt = {"actor": torch.optim.Adam(actor.parameters()), "critic": torch.optim.Adam(critic.parameters()), "alpha": torch.optim.Adam([log_alpha])}
batch = {
    "s": torch.randn(B, obs_dim), "a": torch.rand(B, act_dim) * 2 - 1,
    "r": torch.randn(B, 1), "s2": torch.randn(B, obs_dim), "d": (torch.rand(B, 1) < 0.1).float(),
}
with torch.no_grad():
    a2, logp2 = actor(batch["s2"])
    q1_t, q2_t = critic_target(batch["s2"], a2)
    min_q = torch.min(q1_t, q2_t) - log_alpha.exp() * logp2
    target = batch["r"] + (1 - batch["d"]) * 0.99 * min_q
q1, q2 = critic(batch["s"], batch["a"])
critic_loss = F.mse_loss(q1, target) + F.mse_loss(q2, target)
opt["critic"].zero_grad()
critic_loss.backward()
opt["critic"].step()
pi, logp = actor(batch["s"])
q_pi = torch.minimum(*critic(batch["s"], pi))
actor_loss = (log_alpha.exp().detach() * logp - q_pi).mean()
opt["actor"].zero_grad()
actor_loss.backward()
opt["actor"].step()
alpha_loss = -(log_alpha * (logp.detach() + target_entropy)).mean()
for p, p_t in zip(critic.parameters(), critic_target.parameters()):
    p_t.data.lerp_(p.data, 0.01)
