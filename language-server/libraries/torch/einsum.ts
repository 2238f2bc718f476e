import { unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { tensor, type Tensor } from '../../interpreter/value';
import { elementsIn, mismatch, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** One size for each letter; undefined, and reported, where two tensors give it different ones. */
function letterSizes(
  call: Call,
  terms: readonly string[],
  tensors: readonly Tensor[],
): Map<string, Dimension> | undefined {
  const sizes = new Map<string, Dimension>();
  for (const [i, term] of terms.entries()) {
    const { open, dimensions } = tensors[i]!.shape;
    if (open || dimensions.length !== term.length) continue;
    for (const [axis, letter] of term.split('').entries()) {
      const size = dimensions[axis]!;
      const known = sizes.get(letter);
      if (known !== undefined && different(known, size) && different(known, 1) && different(size, 1)) {
        disagree(call, letter, tensors, [known, size]);
        return undefined;
      }
      if (known === undefined || known === 1) sizes.set(letter, size);
    }
  }
  return sizes;
}

function disagree(call: Call, letter: string, inputs: readonly Tensor[], sizes: [Dimension, Dimension]): void {
  mismatch(call, {
    received: `shapes ${inputs.map((each) => printShape(each.shape)).join(' and ')}`,
    expected: `one size for ${letter}: it is ${printDimension(sizes[0])} and ${printDimension(sizes[1])}`,
    advice: 'check the letters against the axes',
    inputs: [...inputs],
  });
}

/** `ij,jk->ik`; without an arrow the letters that stand once, in alphabetical order. */
const einsum: Rule = (call) => {
  const equation = stringOf(call, 'equation')?.replace(/\s/g, '');
  const given = elementsIn(valueOf(call, 'operands'));
  const operands = given?.length === 1 ? (elementsIn(given[0]!) ?? given) : given;
  if (equation === undefined || !operands || equation.includes('.')) return tensor(ANY_SHAPE);
  const [inputs = '', output] = equation.split('->');
  const terms = inputs.split(',');
  const tensors = operands.map((each) => (each.kind === 'tensor' ? each : tensor(ANY_SHAPE)));
  const sizes = terms.length === tensors.length ? letterSizes(call, terms, tensors) : undefined;
  if (!sizes) return tensor(ANY_SHAPE);
  const letters = output ?? implicitOutput(terms.join(''));
  return tensor(shape(letters.split('').map((letter) => sizes.get(letter) ?? unknownDimension())));
};

const implicitOutput = (letters: string): string =>
  [...new Set(letters.split(''))]
    .filter((letter) => letters.split(letter).length === 2)
    .sort()
    .join('');

export const EINSUM: Table = { 'torch.einsum': row('equation, *operands', einsum) };
