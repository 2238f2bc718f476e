"""Policy gradients and a Q network that learn from memories of named tuples, in an environment of random states."""
import argparse
import math
import random
from collections import deque, namedtuple
from itertools import count
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.distributions import Categorical, Normal


class Env:
    def reset(self):
        self.t = 0
        return np.random.rand(4).astype(np.float32), {}

    def step(self, action):
        self.t += 1
        return np.random.rand(4).astype(np.float32), 1.0, self.t > 12, False, {}


env = Env()


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine1 = nn.Linear(4, 128)
        self.dropout = nn.Dropout(p=0.6)
        self.affine2 = nn.Linear(128, 2)
        self.saved_log_probs = []
        self.rewards = []

    def forward(self, x):
        x = self.affine1(x)
        x = self.dropout(x)
        x = F.relu(x)
        action_scores = self.affine2(x)
        return F.softmax(action_scores, dim=1)


policy = Policy()
optimizer = optim.Adam(policy.parameters(), lr=1e-2)
eps = np.finfo(np.float32).eps.item()


def select_action(state):
    state = torch.from_numpy(state).float().unsqueeze(0)
    probs = policy(state)
    m = Categorical(probs)
    action = m.sample()
    policy.saved_log_probs.append(m.log_prob(action))
    return action.item()


def finish_episode():
    R = 0
    policy_loss = []
    returns = deque()
    for r in policy.rewards[::-1]:
        R = r + 0.99 * R
        returns.appendleft(R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + eps)
    for log_prob, R in zip(policy.saved_log_probs, returns):
        policy_loss.append(-log_prob * R)
    optimizer.zero_grad()
    policy_loss = torch.cat(policy_loss).sum()
    policy_loss.backward()
    optimizer.step()
    del policy.rewards[:]
    del policy.saved_log_probs[:]


def reinforce():
    running_reward = 10
    for i_episode in count(1):
        state, _ = env.reset()
        ep_reward = 0
        for t in range(1, 10000):
            action = select_action(state)
            state, reward, done, _, _ = env.step(action)
            policy.rewards.append(reward)
            ep_reward += reward
            if done:
                break
        running_reward = 0.05 * ep_reward + (1 - 0.05) * running_reward
        finish_episode()
        if i_episode > 2:
            break


Transition = namedtuple('Transition', ('state', 'action', 'next_state', 'reward'))


class Memory(object):
    def __init__(self, capacity):
        self.memory = deque([], maxlen=capacity)

    def push(self, *args):
        self.memory.append(Transition(*args))

    def sample(self, batch_size):
        return random.sample(self.memory, batch_size)

    def __len__(self):
        return len(self.memory)


class QNet(nn.Module):
    def __init__(self, inputs, actions):
        super().__init__()
        self.a = nn.Linear(inputs, 32)
        self.b = nn.Linear(32, actions)

    def forward(self, x):
        x = F.relu(self.a(x))
        return self.b(x)


q, target = QNet(4, 2), QNet(4, 2)
target.load_state_dict(q.state_dict())
memory = Memory(1000)
BATCH = 8


def act(state):
    if random.random() > 0.5:
        with torch.no_grad():
            return q(state).max(1).indices.view(1, 1)
    return torch.tensor([[random.randrange(2)]], dtype=torch.long)


def optimize():
    if len(memory) < BATCH:
        return
    transitions = memory.sample(BATCH)
    batch = Transition(*zip(*transitions))
    mask = torch.tensor(tuple(map(lambda s: s is not None, batch.next_state)), dtype=torch.bool)
    following = torch.cat([s for s in batch.next_state if s is not None])
    states = torch.cat(batch.state)
    actions = torch.cat(batch.action)
    rewards = torch.cat(batch.reward)
    values = q(states).gather(1, actions)
    next_values = torch.zeros(BATCH)
    with torch.no_grad():
        next_values[mask] = target(following).max(1).values
    expected = next_values * 0.99 + rewards
    loss = F.smooth_l1_loss(values, expected.unsqueeze(1))
    loss.backward()


def learn():
    for episode in range(3):
        state, info = env.reset()
        state = torch.tensor(state, dtype=torch.float32).unsqueeze(0)
        for t in count():
            action = act(state)
            observation, reward, terminated, truncated, _ = env.step(action.item())
            reward = torch.tensor([reward])
            done = terminated or truncated
            if terminated:
                next_state = None
            else:
                next_state = torch.tensor(observation, dtype=torch.float32).unsqueeze(0)
            memory.push(state, action, next_state, reward)
            state = next_state
            optimize()
            if done:
                break


class ReplayBuffer:
    def __init__(self, size):
        self.buffer = deque(maxlen=size)

    def add(self, state, action, reward, following, done):
        self.buffer.append((state, action, reward, following, done))

    def sample(self, n):
        batch = random.sample(self.buffer, n)
        states, actions, rewards, followings, dones = zip(*batch)
        states = torch.stack([torch.from_numpy(s) for s in states])
        actions = torch.tensor(actions)
        rewards = torch.tensor(rewards, dtype=torch.float32)
        dones = torch.tensor(dones, dtype=torch.float32)
        return states, actions, rewards, dones


buffer = ReplayBuffer(50)
state, _ = env.reset()
for step in range(30):
    action = random.randrange(2)
    following, reward, done, _, _ = env.step(action)
    buffer.add(state, action, reward, following, done)
    state = following
states, actions, rewards, dones = buffer.sample(16)
reinforce()
learn()
