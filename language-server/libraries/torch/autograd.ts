import { tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { booleanOf, elementsIn, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** A gradient has the shape and type of what it is taken by. */
const gradient = (input: Value): Value =>
  input.kind === 'tensor' ? tensor(input.shape, input.type ? { type: input.type } : {}) : UNKNOWN;

/** One for each input; those not used are None where that is allowed, and a batch of them has an axis more. */
const gradients: Rule = (call) => {
  const inputs = valueOf(call, 'inputs');
  const each = inputs.kind === 'tensor' ? [inputs] : elementsIn(inputs);
  const plain = [booleanOf(call, 'allow_unused'), booleanOf(call, 'is_grads_batched')].every((set) => set === false);
  return each && plain ? tuple(each.map(gradient)) : UNKNOWN;
};

/** What tensors once had to be wrapped in: the tensor itself. */
const VARIABLE = row('data=None, requires_grad=False, volatile=False', (call) => valueOf(call, 'data'));

export const AUTOGRAD: Table = {
  'torch.autograd.Variable': VARIABLE,
  'torch.autograd.variable.Variable': VARIABLE,
  'torch.autograd.grad': row(
    'outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, ' +
      'allow_unused=False, is_grads_batched=False',
    gradients,
  ),
};
