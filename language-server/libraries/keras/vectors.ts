/** The vectors that an embedding is given: `Embedding(vocabulary, size, weights=[matrix])`. */
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import { entryOf } from '../../interpreter/dictionaries';
import { NONE, type Tensor } from '../../interpreter/value';
import { elementsIn, integerOf, mismatch, valueOf } from '../call';
import type { Call, Rule } from '../library';

function given(call: Call): Tensor | undefined {
  const options = valueOf(call, 'kwargs');
  const weights = options.kind === 'dictionary' ? entryOf(options.entries.value, 'sweights') : undefined;
  const [matrix] = (weights && elementsIn(weights)) ?? [];
  return matrix?.kind === 'tensor' && !matrix.shape.open ? matrix : undefined;
}

/** One of `output_dim` entries for each of `input_dim` indices. */
export const vectorsOf: Rule = (call) => {
  const matrix = given(call);
  const [rows, columns] = [integerOf(call, 'input_dim'), integerOf(call, 'output_dim')];
  if (!matrix || rows === undefined || columns === undefined) return NONE;
  const { dimensions } = matrix.shape;
  const wanted = [rows, columns];
  if (dimensions.length === 2 && !wanted.some((size, axis) => different(size, dimensions[axis]!))) return NONE;
  mismatch(call, {
    received: `weights of shape ${printShape(matrix.shape)}`,
    expected: `${printShape(shape(wanted))}: a vector of output_dim entries for each of input_dim indices`,
    advice: 'make the matrix as large as the layer, with a row for padding where indices start at 1',
    inputs: [matrix],
  });
  return NONE;
};
