import { getAttribute } from '../../interpreter/attributes';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { made } from '../../interpreter/construction';
import { iterate } from '../../interpreter/iteration';
import { library, NONE, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { booleanOf, elementsIn, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { typed } from './types';

/** A gradient has the shape and type of what it is taken by; where nothing depends on it, it may be None. */
const gradient = (input: Value, optional: boolean): Value =>
  input.kind === 'tensor' ? tensor(input.shape, { ...typed(input.type), ...(optional && { optional }) }) : UNKNOWN;

/** One for each input; those not used are None where that is allowed, and a batch of them has an axis more. */
const gradients: Rule = (call) => {
  const inputs = valueOf(call, 'inputs');
  const each = inputs.kind === 'tensor' ? [inputs] : iterate(call.machine, inputs);
  const optional = booleanOf(call, 'allow_unused') !== false;
  if (!each || booleanOf(call, 'is_grads_batched') !== false) return UNKNOWN;
  return tuple(each.map((input) => gradient(input, optional)));
};

/** What tensors once had to be wrapped in: the tensor itself. */
const VARIABLE = row('data=None, requires_grad=False, volatile=False', (call) => valueOf(call, 'data'));

/** `Swish.apply(x)`: what its `forward` gives, which gets a context first unless `setup_context` does. */
const applied: Rule = (call) => {
  const { machine, site } = call;
  const type = valueOf(call, 'cls');
  const forward = getAttribute(machine, type, 'forward', site);
  const given = elementsIn(valueOf(call, 'args'));
  if (type.kind !== 'class' || forward.kind !== 'function' || !given) return UNKNOWN;
  const apart = getAttribute(machine, type, 'setup_context', site).kind === 'function';
  const context = made(library('torch.autograd.function.FunctionCtx'), { site });
  return callValue(machine, forward, { ...noArguments(), positional: apart ? given : [context, ...given] }, { site });
};

const NOTED = ['save_for_backward', 'save_for_forward', 'mark_dirty', 'mark_non_differentiable'];

export const AUTOGRAD: Table = {
  'torch.autograd.Function.apply': row('cls, *args', applied),
  ...Object.fromEntries(
    NOTED.map((name) => [`torch.autograd.function.FunctionCtx.${name}`, row('self, *tensors', () => NONE)]),
  ),
  'torch.autograd.Variable': VARIABLE,
  'torch.autograd.variable.Variable': VARIABLE,
  'torch.autograd.grad': row(
    'outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, ' +
      'allow_unused=False, is_grads_batched=False',
    gradients,
  ),
};
