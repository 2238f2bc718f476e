import { unknown } from '../call';
import { row, type Table } from '../library';

const OPTIM = 'torch.optim.';
const SCHEDULE = 'torch.optim.lr_scheduler.';

/** Parameters of the optimizers, in PyTorch's order as far as versions agree on it. */
const OPTIMIZERS: Record<string, string> = {
  SGD: 'lr=?, momentum=0, dampening=0, weight_decay=0, nesterov=False',
  Adam: 'lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False',
  AdamW: 'lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False',
  NAdam: 'lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, momentum_decay=0.004',
  RAdam: 'lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0',
  Adamax: 'lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0',
  RMSprop: 'lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False',
  Adagrad: 'lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10',
  Adadelta: 'lr=1.0, rho=0.9, eps=1e-06, weight_decay=0',
};

const SCHEDULERS: Record<string, string> = {
  StepLR: 'step_size, gamma=0.1',
  MultiStepLR: 'milestones, gamma=0.1',
  ExponentialLR: 'gamma',
  LambdaLR: 'lr_lambda',
  ConstantLR: 'factor=0.3333, total_iters=5',
  LinearLR: 'start_factor=0.3333, end_factor=1.0, total_iters=5',
  CosineAnnealingLR: 'T_max, eta_min=0',
  CosineAnnealingWarmRestarts: 'T_0, T_mult=1, eta_min=0',
  ReduceLROnPlateau: 'mode=min, factor=0.1, patience=10',
  OneCycleLR:
    'max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy=cos, cycle_momentum=True',
};

const rows = (prefix: string, first: string, table: Record<string, string>): Table =>
  Object.fromEntries(
    Object.entries(table).map(([name, rest]) => [prefix + name, row(`${first}, ${rest}, **others`, unknown)]),
  );

/** What they are is not followed: their rows say what they are made with, for conditions. */
export const OPTIMIZER_ROWS: Table = {
  ...rows(OPTIM, 'params', OPTIMIZERS),
  ...rows(SCHEDULE, 'optimizer', SCHEDULERS),
};

export const OPTIMIZER_NAMES = Object.keys(OPTIMIZERS).map((name) => OPTIM + name);
export const SCHEDULER_NAMES = Object.keys(SCHEDULERS).map((name) => SCHEDULE + name);
