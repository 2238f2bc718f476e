import { getAttribute } from '../../../interpreter/attributes';
import { isModule, libraryClass } from '../../../interpreter/modules';
import type { Instance, Value } from '../../../interpreter/value';
import { elementsIn, isNone, numberIn, valueOf } from '../../call';
import { both, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { OPTIMIZER_NAMES, SCHEDULER_NAMES } from '../optimizers';

const refuseArgument = (call: Call, received: string, expected: string, advice: string): void => {
  refuse(call, 'argument-mismatch', { received, expected, advice });
};

/** A list of parameters is a module, too; others may give what they like. */
const givesParameters = ({ machine, site }: Call, module: Instance): boolean =>
  libraryClass(module)?.name === 'torch.nn.ParameterList' ||
  getAttribute(machine, module, '__iter__', site).kind !== 'unknown';

/** What is certainly no list of parameters, in words. */
function otherThanParameters(call: Call, value: Value): string | undefined {
  if (value.kind === 'bound' || value.kind === 'function') return 'a method that is not called';
  if (value.kind === 'tensor' && value.shape.dimensions.length > 0) return 'a single tensor';
  if (value.kind === 'float' || value.kind === 'integer') return 'a number';
  if (isModule(value) && !givesParameters(call, value)) return 'a module itself';
  const elements = elementsIn(value);
  if (elements?.length === 0) return 'an empty list';
  return elements?.some((each) => isModule(each) || each.kind === 'float')
    ? 'a list of other things than tensors'
    : undefined;
}

/** What is optimized: tensors, or groups of them. */
const parameters: Condition = (call) => {
  const received = otherThanParameters(call, valueOf(call, 'params'));
  if (received !== undefined) refuseArgument(call, received, 'the parameters to optimize', 'pass model.parameters()');
};

/** A number that the program fixes. */
const constantOf = (value: Value): number | undefined => (value.kind === 'float' ? value.value : numberIn(value));

/** From `least`, and below or up to `most`. */
interface Bounds {
  least?: number;
  above?: number;
  most?: number;
  below?: number;
}

const isOutside = (x: number, { least, above, most, below }: Bounds): boolean =>
  (least !== undefined && x < least) ||
  (above !== undefined && x <= above) ||
  (most !== undefined && x > most) ||
  (below !== undefined && x >= below);

const printBounds = ({ least, above, most, below }: Bounds): string =>
  [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ].join(' and ');

const within =
  (bounds: Record<string, Bounds>): Condition =>
  (call) => {
    for (const [name, bound] of Object.entries(bounds)) {
      const value = valueOf(call, name);
      const numbers = (elementsIn(value) ?? [value]).map(constantOf);
      const wrong = numbers.find((x) => x !== undefined && isOutside(x, bound));
      if (wrong === undefined) continue;
      refuseArgument(call, `${name}=${wrong}`, `a number ${printBounds(bound)}`, `change ${name}`);
      return;
    }
  };

const POSITIVE: Bounds = { least: 0 };

const SETTINGS = within({
  lr: POSITIVE,
  eps: POSITIVE,
  weight_decay: POSITIVE,
  momentum: POSITIVE,
  betas: { least: 0, below: 1 },
  alpha: POSITIVE,
  lr_decay: POSITIVE,
  rho: { least: 0, most: 1 },
});

/** Nesterov's step looks ahead along the momentum. */
const nesterov: Condition = (call) => {
  const flag = valueOf(call, 'nesterov');
  const [momentum, dampening] = [constantOf(valueOf(call, 'momentum')), constantOf(valueOf(call, 'dampening'))];
  if (flag.kind !== 'boolean' || !flag.value || momentum === undefined || dampening === undefined) return;
  if (momentum > 0 && dampening === 0) return;
  refuseArgument(
    call,
    `nesterov with momentum=${momentum} and dampening=${dampening}`,
    'a momentum and no dampening',
    'set momentum, as to 0.9, or leave nesterov out',
  );
};

/** A schedule changes an optimizer. */
const optimizer: Condition = (call) => {
  const value = valueOf(call, 'optimizer');
  if (!isModule(value) && value.kind !== 'tensor' && value.kind !== 'list' && value.kind !== 'float') return;
  const received = isModule(value) ? 'a module' : `a ${value.kind}`;
  refuseArgument(call, received, 'the optimizer whose rate it changes', 'pass the optimizer first');
};

/** One cycle is as long as it says itself. */
const oneCycle: Condition = (call) => {
  const parts = ['epochs', 'steps_per_epoch'].filter((name) => isNone(call, name));
  if (!isNone(call, 'total_steps') || parts.length === 0) return;
  refuseArgument(
    call,
    `neither total_steps nor ${parts.join(' and ')}`,
    'the number of steps',
    'pass total_steps, or epochs and steps_per_epoch',
  );
};

const oneOf =
  (name: string, ...words: string[]): Condition =>
  (call) => {
    const value = valueOf(call, name);
    if (value.kind !== 'string' || words.includes(value.value)) return;
    refuseArgument(call, `${name}='${value.value}'`, words.join(' or '), `change ${name}`);
  };

/** By the schedule's name. */
const OWN: Partial<Record<string, Condition>> = {
  OneCycleLR: both(
    oneCycle,
    within({
      total_steps: { above: 0 },
      epochs: { above: 0 },
      steps_per_epoch: { above: 0 },
      pct_start: { least: 0, most: 1 },
    }),
    oneOf('anneal_strategy', 'cos', 'linear'),
  ),
  ReduceLROnPlateau: both(oneOf('mode', 'min', 'max'), within({ factor: { below: 1 } })),
  CosineAnnealingWarmRestarts: within({ T_0: { above: 0 }, T_mult: { least: 1 } }),
  LinearLR: within({ start_factor: { least: 0, most: 1 } }),
  ConstantLR: within({ factor: { least: 0, most: 1 } }),
};

/** What optimizers and schedules of the learning rate are made with. */
export const OPTIMIZER_CONDITIONS: Conditions = {
  ...Object.fromEntries(OPTIMIZER_NAMES.map((name) => [name, both(parameters, SETTINGS)])),
  'torch.optim.SGD': both(parameters, SETTINGS, nesterov),
  ...Object.fromEntries(
    SCHEDULER_NAMES.map((name) => [
      name,
      both(optimizer, OWN[name.replace('torch.optim.lr_scheduler.', '')] ?? (() => undefined)),
    ]),
  ),
};
