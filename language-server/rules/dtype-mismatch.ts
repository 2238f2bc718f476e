import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** Two types of numbers where PyTorch wants one: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'dtype-mismatch',
  severity: 'error',
  summary: 'An operation gets tensors of two types that PyTorch does not convert into one.',
  find: misfit('dtype-mismatch'),
};
