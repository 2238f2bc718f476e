import { type Dimension } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { asFunction } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';

/**
 * The axes of each tensor, a word an axis: equal words are equal sizes, a number is that size. `…` stands for any axes
 * before; those of one call may differ where they broadcast.
 */
type Patterns = Record<string, string>;

/** Whether the axes of a tensor can certainly not be those of its pattern. */
function misfit(tensor: Tensor, pattern: string, sizes: Map<string, Dimension>): boolean {
  const words = pattern.split(' ').filter((word) => word !== '…' && word !== '');
  const { dimensions } = tensor.shape;
  const many = pattern.startsWith('…') ? dimensions.length >= words.length : dimensions.length === words.length;
  if (!many) return true;
  return words.some((word, i) => {
    const size = dimensions[dimensions.length - words.length + i]!;
    const known = /^\d+$/.test(word) ? Number(word) : sizes.get(word);
    if (known === undefined) sizes.set(word, size);
    return known !== undefined && different(size, known);
  });
}

const described = (name: string, { shape }: Tensor): string => `${name} of shape ${printShape(shape)}`;

/** Every tensor that is passed is of its pattern; alternatives are told apart by the axes of the first. */
const follows =
  (...alternatives: readonly Patterns[]): Condition =>
  (given) => {
    const call = asFunction(given);
    const names = Object.keys(alternatives[0]!);
    const tensors = names.flatMap((name): [string, Tensor][] => {
      const tensor = closed(call, name);
      return tensor ? [[name, tensor]] : [];
    });
    if (tensors.length === 0 || alternatives.some((patterns) => fits(tensors, patterns))) return;
    const expected = alternatives.map((patterns) => names.map((name) => `${name} (${patterns[name]!})`).join(', '));
    refuse(
      given,
      'shape-mismatch',
      {
        received: tensors.map(([name, tensor]) => described(name, tensor)).join(' and '),
        expected: expected.join(', or '),
        advice: 'make axes of one name equal, and as many axes as there are names',
      },
      tensors.map(([, tensor]) => tensor),
    );
  };

function fits(tensors: readonly [string, Tensor][], patterns: Patterns): boolean {
  const sizes = new Map<string, Dimension>();
  return !tensors.some(([name, tensor]) => misfit(tensor, patterns[name]!, sizes));
}

/** The last axis holds pairs of numbers. */
const pairs: Condition = (call) => {
  const input = closed(call);
  const last = input?.shape.dimensions.at(-1);
  if (!input || (last !== undefined && !different(last, 2))) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a tensor whose last axis is ${last === undefined ? 'missing' : printDimension(last)}`,
      expected: 'a last axis of 2: the real and the imaginary part',
      advice: 'make the last axis 2',
    },
    [input],
  );
};

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

const bilinear = follows({ input1: '… n', input2: '… m', weight: 'out n m', bias: 'out' });

const grid = follows({ input: 'N C H W', grid: 'N h w 2' }, { input: 'N C D H W', grid: 'N d h w 3' });

const ctc = follows({ input: 'T N C' }, { input: 'T C' });

export const PATTERN_CONDITIONS: Conditions = {
  'torch.nn.functional.bilinear': bilinear,
  'torch.bilinear': bilinear,
  'torch.nn.functional.grid_sample': grid,
  'torch.nn.CTCLoss.forward': ctc,
  'torch.nn.functional.ctc_loss': ctc,
  'torch.cdist': follows({ x1: '… n k', x2: '… m k' }),
  'torch.matrix_exp': follows({ A: '… n n' }),
  'torch.linalg.matrix_exp': follows({ A: '… n n' }),
  'torch.view_as_complex': pairs,
  ...both('bincount', follows({ input: 'n', weights: 'n' })),
  ...both('index_select', follows({ index: 'k' }, { index: '' })),
  ...both('t', follows({ input: 'n m' }, { input: 'n' }, { input: '' })),
};
