import { escape } from '../../interpreter/escape';
import { UNKNOWN } from '../../interpreter/value';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** The same tensor, whose entries are others now. */
const filled: Rule = (call) => {
  const value = valueOf(call, 'tensor');
  escape(call.machine, [value]);
  return value.kind === 'tensor' ? value : UNKNOWN;
};

const SIGNATURES: Record<string, string> = {
  constant_: 'tensor, val',
  dirac_: 'tensor, groups=1',
  eye_: 'tensor',
  kaiming_normal_: 'tensor, a=0, mode=fan_in, nonlinearity=leaky_relu, generator=None',
  kaiming_uniform_: 'tensor, a=0, mode=fan_in, nonlinearity=leaky_relu, generator=None',
  normal_: 'tensor, mean=0.0, std=1.0, generator=None',
  ones_: 'tensor',
  orthogonal_: 'tensor, gain=1, generator=None',
  sparse_: 'tensor, sparsity, std=0.01, generator=None',
  trunc_normal_: 'tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None',
  uniform_: 'tensor, a=0.0, b=1.0, generator=None',
  xavier_normal_: 'tensor, gain=1.0, generator=None',
  xavier_uniform_: 'tensor, gain=1.0, generator=None',
  zeros_: 'tensor',
};

/** How weights begin. */
export const INITIALIZATIONS: Table = Object.fromEntries(
  Object.entries(SIGNATURES).map(([name, signature]) => [`torch.nn.init.${name}`, row(signature, filled)]),
);
