import type { Operator } from '../syntax/program';

/** What an operator between tensors calls. */
export const TENSOR_FUNCTIONS: Partial<Record<Operator, string>> = {
  '+': 'torch.add',
  '@': 'torch.matmul',
  '-': 'torch.sub',
  '*': 'torch.mul',
  '/': 'torch.div',
  '//': 'torch.floor_divide',
  '%': 'torch.remainder',
  '**': 'torch.pow',
  '&': 'torch.bitwise_and',
  '|': 'torch.bitwise_or',
  '^': 'torch.bitwise_xor',
  '<<': 'torch.bitwise_left_shift',
  '>>': 'torch.bitwise_right_shift',
};
