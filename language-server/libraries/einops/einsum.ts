import { ANY_SHAPE } from '../../domain/shape';
import { arrayClass } from '../../interpreter/arrays';
import { tensor } from '../../interpreter/value';
import { elementsIn, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { einsumShape, type Equation } from '../torch/einsum';

/** `b t1 c, b t2 c -> b t1 t2`; undefined for other signs, or without an arrow. */
function parseEquation(text: string): Equation | undefined {
  const [inputs, output, ...more] = text.split('->');
  if (inputs === undefined || output === undefined || more.length > 0) return undefined;
  const sides = [...inputs.split(','), output].map((side) => side.split(' ').filter(Boolean));
  const valid = sides.flat().every((name) => name === '...' || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  return valid ? { terms: sides.slice(0, -1), output: sides.at(-1)! } : undefined;
}

/** `einsum(x, y, pattern)`: the pattern comes last. */
const einsum: Rule = (call) => {
  const given = elementsIn(valueOf(call, 'tensors_and_pattern')) ?? [];
  const pattern = given.at(-1);
  const operands = given.slice(0, -1).map((each) => (each.kind === 'tensor' ? each : tensor(ANY_SHAPE)));
  const equation = pattern?.kind === 'string' ? parseEquation(pattern.value) : undefined;
  const [first] = given;
  const array = first?.kind === 'tensor' ? arrayClass(first) : 'array';
  return tensor((equation && einsumShape(call, equation, operands)) ?? ANY_SHAPE, { array });
};

export const EINSUM: Table = { 'einops.einsum': row('*tensors_and_pattern', einsum) };
