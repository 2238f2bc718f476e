import { ANY_SHAPE } from '../domain/shape';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { ANY_TENSOR, tensor, type Tensor } from './value';

/**
 * What has the shape that an expression asks for: PyTorch's where the program speaks of no other arrays than its, in
 * methods of modules, and what is asked by a method; else anybody's.
 */
export function anyTensor(machine: Machine, asked: Expression): Tensor {
  if (machine.javascript) return tensor(ANY_SHAPE, { array: 'tfjs.Tensor' });
  const torch = machine.asked(({ usesTorch }) => usesTorch);
  const others = machine.asked(({ usesNumPy }) => usesNumPy);
  return torch && (!others || isMethod(asked) || inModule(machine))
    ? ANY_TENSOR
    : tensor(ANY_SHAPE, { array: 'array' });
}

/** `x.size()`, `x.size()[1]`, `x.dim()`: of NumPy's arrays these are attributes. */
const isMethod = (asked: Expression): boolean =>
  asked.kind === 'subscript' ? isMethod(asked.object) : asked.kind === 'call' && asked.callee.kind === 'attribute';

/** Whether a method of a `torch.nn.Module` runs; where its bases are not known, one that has the name for it. */
function inModule({ frame: { function: running } }: Machine): boolean {
  const ancestors = running?.owner?.ancestors;
  if (!running?.owner || !ancestors) return running?.definition.name === 'forward';
  return ancestors.some(({ kind, name }) => kind === 'library' && name.startsWith('torch.nn.'));
}
