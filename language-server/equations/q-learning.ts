import type { Equation } from './equation';

export const equation: Equation = {
  id: 'q-learning',
  title: 'Q-learning',
  tex: String.raw`Q(s, a) \leftarrow Q(s, a) + \eta \left( r + \gamma \max_{a'} Q(s', a') - Q(s, a) \right)`,
  plain: "Q(s, a) ← Q(s, a) + η (r + γ max_a' Q(s', a') − Q(s, a))",
  symbols: [
    { symbol: 'Q(s, a)', meaning: 'value of action a in state s: the discounted rewards to come' },
    { symbol: 'r', meaning: 'reward' },
    { symbol: 'γ', meaning: 'discount of the next step, below 1' },
    { symbol: "s', a'", meaning: 'next state, and the actions there' },
    { symbol: 'η', meaning: 'learning rate', unit: 'per update' },
  ],
  use: 'Few discrete actions, and experience that may be old. No value exceeds max r / (1 − γ).',
  pitfalls: [
    'The target holds Q itself: with a network it can run away. A target network that follows slowly keeps it.',
    'The maximum over noisy values is too large: double Q-learning takes action and value from two networks.',
    'At the end of an episode the target is r alone.',
  ],
  source: {
    title: 'Mnih et al.: Human-level control through deep reinforcement learning, 2015',
    url: 'https://doi.org/10.1038/nature14236',
  },
  names: [],
};
