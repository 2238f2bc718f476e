import { categoryOf, printElementType, type Category, type ElementType } from '../../../domain/element-type';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { broadcast, printShape, shape, type Shape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { targetAdvice } from '../../advice';
import { asFunction } from '../../call';
import { both, closed, converting, methodIn, pair, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

const misfits = (a: Shape, b: Shape): boolean =>
  a.dimensions.length !== b.dimensions.length || a.dimensions.some((size, i) => different(size, b.dimensions[i]!));

/** (N, C, …) → (N, …), what class indices have; (C) → () */
const withoutClasses = ({ dimensions }: Shape): Shape =>
  shape(dimensions.length < 2 ? [] : [dimensions[0]!, ...dimensions.slice(2)]);

/** `wanted`: the shapes that the target may have. */
function disagree(call: Call, input: Tensor, target: Tensor, wanted: readonly Shape[], expected: string): void {
  refuse(
    call,
    'shape-mismatch',
    {
      received: `an input of shape ${printShape(input.shape)} and a target of shape ${printShape(target.shape)}`,
      expected,
      advice: targetAdvice(
        target.shape.dimensions,
        wanted.map(({ dimensions }) => dimensions),
        1,
      ),
    },
    [input, target],
  );
}

interface Told {
  received: string;
  expected: string;
  advice: string;
}

function wrongType(call: Call, name: string, what: Tensor, told: Told): void {
  refuse(call, 'type-mismatch', { ...told, ...converting(call, name, methodIn(told.advice)) }, [what]);
}

const isWhole = (kind: Category | undefined): boolean => kind === 'integer' || kind === 'boolean';

/** The input is one of scores. */
function checkScores(call: Call, input: Tensor): void {
  if (input.type && isWhole(categoryOf(input.type)))
    wrongType(call, 'input', input, {
      received: `an input of ${categoryOf(input.type)}s`,
      expected: 'scores in floating point',
      advice: 'pass the scores first and the target second, or convert the input with .float()',
    });
}

/** Class indices are of 64 bits, or bytes. */
const isNoIndex = (type: ElementType | undefined): boolean =>
  type !== undefined && (categoryOf(type) !== 'integer' || NARROW.has(type));

const NARROW = new Set<ElementType>(['int8', 'int16', 'int32']);

/** One-hot rows are probabilities only as floats. */
function refuseRows(call: Call, target: Tensor, expected: string): void {
  wrongType(call, 'target', target, {
    received: `a target of ${categoryOf(target.type!)}s of shape ${printShape(target.shape)}`,
    expected,
    advice: `pass class indices, as target.argmax(${target.shape.dimensions.length > 1 ? 1 : 0}), or convert the target with .float()`,
  });
}

/** Class indices of the input's shape without the classes, or probabilities of its own shape where it may have them. */
const classes =
  (probabilities: boolean): Condition =>
  (call) => {
    const [input, target] = [closed(call), closed(call, 'target')];
    if (input) checkScores(call, input);
    if (!input || !target || input.shape.dimensions.length === 0) return;
    const indices = withoutClasses(input.shape);
    const fitting = !misfits(indices, target.shape);
    const kind = target.type && categoryOf(target.type);
    if (fitting && !isNoIndex(target.type)) return;
    const alike = probabilities && !misfits(input.shape, target.shape);
    if (alike && !isWhole(kind)) return;
    if (fitting) {
      wrongType(call, 'target', target, {
        received: `a target of ${kind === 'float' ? 'floats' : printElementType(target.type!)}`,
        expected: 'class indices, which are integers (int64)',
        advice: 'convert the target with .long()',
      });
      return;
    }
    if (alike) refuseRows(call, target, acceptable(indices, input.shape)[1]);
    else disagree(call, input, target, ...acceptable(indices, probabilities ? input.shape : undefined));
  };

/** The shapes of a target that fit, as list and in words. */
const acceptable = (indices: Shape, probabilities: Shape | undefined): [Shape[], string] => [
  [indices, ...(probabilities ? [probabilities] : [])],
  `class indices of shape ${printShape(indices)}${probabilities ? `, or probabilities of shape ${printShape(probabilities)}` : ''}`,
];

/** A weight for each class. */
const weighted: Condition = (given) => {
  const call = asFunction(given);
  const [input, weight] = [closed(call), closed(call, 'weight')];
  const count = input?.shape.dimensions[input.shape.dimensions.length > 1 ? 1 : 0];
  if (!input || !weight || count === undefined) return;
  if (weight.shape.dimensions.length === 1 && !different(weight.shape.dimensions[0]!, count)) return;
  refuse(
    given,
    'shape-mismatch',
    {
      received: `weights of shape ${printShape(weight.shape)} for an input of shape ${printShape(input.shape)}`,
      expected: `a vector of ${printDimension(count)}, one for each class`,
      advice: 'give every class a weight',
    },
    [input, weight],
  );
};

/** The same shape. */
const equalShapes: Condition = (call) => {
  const [input, target] = [closed(call), closed(call, 'target')];
  if (input && target && misfits(input.shape, target.shape))
    disagree(call, input, target, [input.shape], `a target of shape ${printShape(input.shape)}`);
};

/** Shapes that broadcast. */
const together =
  (...names: string[]): Condition =>
  (call) => {
    const [first, ...others] = names.map((name) => call.arguments.get(name));
    if (first?.kind !== 'tensor') return;
    const other = others.find((each) => each?.kind === 'tensor' && broadcast(first.shape, each.shape).conflict);
    if (other?.kind === 'tensor')
      disagree(call, first, other, [first.shape], `a target of shape ${printShape(first.shape)}`);
  };

/** Input and target of floats: what is computed is written to a tensor of either. */
const floats: Condition = (call) => {
  for (const name of ['input', 'target']) {
    const value = call.arguments.get(name);
    const kind = value?.kind === 'tensor' && value.type ? categoryOf(value.type) : undefined;
    if (value?.kind !== 'tensor' || !isWhole(kind)) continue;
    wrongType(call, name, value, {
      received: `a ${name} of ${kind}s`,
      expected: `a ${name} in floating point`,
      advice: `convert the ${name} with .float()`,
    });
    return;
  }
};

export const LOSS_CONDITIONS: Conditions = {
  ...pair('CrossEntropyLoss', 'cross_entropy', both(classes(true), weighted)),
  ...pair('NLLLoss', 'nll_loss', both(classes(false), weighted)),
  ...pair('BCELoss', 'binary_cross_entropy', equalShapes),
  ...pair('BCEWithLogitsLoss', 'binary_cross_entropy_with_logits', both(equalShapes, floats)),
  ...pair('MSELoss', 'mse_loss', together('input', 'target')),
  ...pair('L1Loss', 'l1_loss', together('input', 'target')),
  ...pair('SmoothL1Loss', 'smooth_l1_loss', together('input', 'target')),
  ...pair('HuberLoss', 'huber_loss', together('input', 'target')),
  ...pair('KLDivLoss', 'kl_div', both(together('input', 'target'), floats)),
};
