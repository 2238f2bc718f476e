import { NONE, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { typed } from './types';

/** As what is derived by; None where nothing depends on it. */
const gradientOf = (input: Value): Value =>
  input.kind === 'tensor' ? tensor(input.shape, { ...typed(input.type), optional: true }) : UNKNOWN;

/** `autograd.grad(outputs, inputs)`: a gradient for each input, in a tuple also where there is one. */
const grad: Rule = (call) => {
  const inputs = valueOf(call, 'inputs');
  if (inputs.kind === 'tensor') return tuple([gradientOf(inputs)]);
  const all = elementsIn(inputs);
  return all ? tuple(all.map(gradientOf)) : UNKNOWN;
};

export const GRADIENTS: Table = {
  'torch.autograd.grad': row(
    'outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=False, is_grads_batched=False',
    grad,
  ),
  'torch.Tensor.backward': row('input, gradient=None, retain_graph=None, create_graph=False, inputs=None', () => NONE),
};
