import type { Equation } from './equation';

export const equation: Equation = {
  id: 'entropy',
  title: 'Entropy of a policy',
  tex: String.raw`H(\pi) = -\sum_{a=1}^{A} \pi(a \mid s) \log \pi(a \mid s), \qquad 0 \le H \le \log A`,
  plain: 'H(π) = −Σ_a π(a|s) log π(a|s),  between 0 and log A',
  symbols: [
    { symbol: 'π(a|s)', meaning: 'probability of action a in state s', shape: '(N, A)' },
    { symbol: 'A', meaning: 'number of actions' },
    { symbol: 'H', meaning: 'entropy', unit: 'nats' },
  ],
  use: 'How much an agent still tries: log A is chance, 0 always the same action. A bonus of 0.01 · H keeps it trying.',
  pitfalls: [
    'A policy that is sure before it is good never sees what is better.',
    'Of a continuous action it may be negative: only its changes say something.',
  ],
  source: {
    title: 'Williams, Peng: Function optimization using connectionist reinforcement learning algorithms, 1991',
    url: 'https://doi.org/10.1080/09540099108946587',
  },
  names: ['torch.distributions.Categorical.entropy'],
};
