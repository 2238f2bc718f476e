import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** Tensors of two devices in one operation: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'device-mismatch',
  severity: 'error',
  summary: 'An operation gets tensors that are on different devices.',
  find: misfit('device-mismatch'),
};
