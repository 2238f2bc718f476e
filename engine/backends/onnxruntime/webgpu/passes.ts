/** What WebGPU lacks or gets wrong, said in what it has; each file has the reason. */
import type { Pass } from '../passes/pass';
import { pass as booleans } from './booleans';
import { pass as doubles } from './doubles';
import { pass as integers } from './integers';
import { pass as logic } from './logic';
import { pass as logSoftmax } from './log-softmax';
import { pass as notNumbers } from './not-numbers';
import { pass as poolGradients } from './pool-gradients';
import { pass as positions } from './positions';
import { pass as powers } from './powers';
import { pass as rounding } from './rounding';
import { pass as slices } from './slices';
import { pass as volumes } from './volumes';

export const webgpuPasses: readonly Pass[] = [
  booleans,
  doubles,
  integers,
  logic,
  logSoftmax,
  notNumbers,
  poolGradients,
  positions,
  powers,
  rounding,
  slices,
  volumes,
];
