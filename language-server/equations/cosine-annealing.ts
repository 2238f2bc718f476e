import type { Equation } from './equation';

export const equation: Equation = {
  id: 'cosine-annealing',
  title: 'Cosine annealing of the learning rate',
  tex: String.raw`\eta_t = \eta_{\min} + \tfrac12 (\eta_{\max} - \eta_{\min})\left(1 + \cos\frac{\pi t}{T}\right)`,
  plain: 'η_t = η_min + ½ (η_max − η_min)(1 + cos(π t / T))',
  symbols: [
    { symbol: 'η_t', meaning: 'learning rate after t calls', unit: 'per update' },
    {
      symbol: 't, T',
      meaning: 'calls so far, and in all (T_max)',
      unit: 'epochs or updates: whatever step() is called for',
    },
  ],
  use: 'A schedule with no steps to choose; with some hundred updates of warm-up it suits most trainings.',
  pitfalls: [
    '`T_max` counts calls of `step()`: epochs if you call it once an epoch.',
    'In PyTorch the rate rises again beyond T; in Keras it stays at its lowest.',
    'Call `scheduler.step()` after `optimizer.step()`.',
  ],
  source: { title: 'Loshchilov, Hutter: SGDR, 2017', url: 'https://arxiv.org/abs/1608.03983' },
  names: [
    'torch.optim.lr_scheduler.CosineAnnealingLR',
    'torch.optim.lr_scheduler.CosineAnnealingWarmRestarts',
    'keras.optimizers.schedules.CosineDecay',
    'keras.optimizers.schedules.CosineDecayRestarts',
  ],
};
