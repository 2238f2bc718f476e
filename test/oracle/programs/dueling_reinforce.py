import torch
from torch import nn
from torch.distributions import Categorical


class Dueling(nn.Module):
    def __init__(self, obs_shape=(4, 36, 36), n_actions=6):
        super().__init__()
        c, h, w = obs_shape
        self.conv = nn.Sequential(
            nn.Conv2d(c, 8, kernel_size=8, stride=4), nn.ReLU(),
            nn.Conv2d(8, 16, kernel_size=4, stride=2), nn.ReLU())
        conv_out_size = self._get_conv_out(obs_shape)
        self.advantage = nn.Sequential(nn.Linear(conv_out_size, 32), nn.ReLU(), nn.Linear(32, n_actions))
        self.value = nn.Sequential(nn.Linear(conv_out_size, 32), nn.ReLU(), nn.Linear(32, 1))

    def _get_conv_out(self, shape):
        o = self.conv(torch.zeros(1, *shape))
        return int(torch.prod(torch.tensor(o.size())))

    def forward(self, x):
        fx = x.float() / 256
        conv_out = self.conv(fx).view(fx.size()[0], -1)
        val = self.value(conv_out)
        adv = self.advantage(conv_out)
        return val + (adv - adv.mean(dim=1, keepdim=True))


frames = torch.randint(0, 256, (5, 4, 36, 36), dtype=torch.uint8)
q = Dueling()(frames)
greedy = q.argmax(dim=-1)


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine1 = nn.Linear(4, 16)
        self.dropout = nn.Dropout(p=0.6)
        self.affine2 = nn.Linear(16, 2)
        self.saved_log_probs = []
        self.rewards = []

    def forward(self, x):
        x = torch.relu(self.dropout(self.affine1(x)))
        action_scores = self.affine2(x)
        return torch.softmax(action_scores, dim=1)


policy = Policy()
optimizer = torch.optim.Adam(policy.parameters(), lr=1e-2)
eps = 1e-7
for step in range(6):
    state = torch.randn(4).float().unsqueeze(0)
    probs = policy(state)
    m = Categorical(probs)
    action = m.sample()
    policy.saved_log_probs.append(m.log_prob(action))
    policy.rewards.append(float(step))

R = 0
returns = []
for r in policy.rewards[::-1]:
    R = r + 0.99 * R
    returns.insert(0, R)
returns = torch.tensor(returns)
returns = (returns - returns.mean()) / (returns.std() + eps)
policy_loss = []
for log_prob, R in zip(policy.saved_log_probs, returns):
    policy_loss.append(-log_prob * R)
optimizer.zero_grad()
policy_loss = torch.cat(policy_loss).sum()
policy_loss.backward()
optimizer.step()
