import type { Equation } from './equation';

export const equation: Equation = {
  id: 'step-decay',
  title: 'Step and exponential decay of the learning rate',
  tex: String.raw`\eta_t = \eta_0\, \gamma^{\lfloor t / s \rfloor} \quad \text{(step)} \qquad \eta_t = \eta_0\, \gamma^{t} \quad \text{(exponential)}`,
  plain: 'η_t = η₀ γ^⌊t/s⌋ (step),  η_t = η₀ γ^t (exponential)',
  symbols: [
    { symbol: 'η₀', meaning: 'learning rate at the start', unit: 'per update' },
    { symbol: 'γ', meaning: 'factor, 0.1 for steps unless given' },
    { symbol: 't, s', meaning: 'calls so far, and calls between two steps', unit: 'epochs or updates' },
  ],
  use: 'The classical schedule of image models: a tenth at one half and at three quarters of the training.',
  pitfalls: [
    'An exponential γ of 0.9 called at every update reaches zero within an epoch: it is meant for epochs.',
    'Call `scheduler.step()` after `optimizer.step()`.',
  ],
  notes: { keras: ['ExponentialDecay counts updates: η₀ · rate^(t / decay_steps).'] },
  source: {
    title: 'He et al.: Deep residual learning for image recognition, 2016',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  names: [
    'torch.optim.lr_scheduler.StepLR',
    'torch.optim.lr_scheduler.MultiStepLR',
    'torch.optim.lr_scheduler.ExponentialLR',
    'keras.optimizers.schedules.ExponentialDecay',
    'keras.optimizers.schedules.PiecewiseConstantDecay',
  ],
};
