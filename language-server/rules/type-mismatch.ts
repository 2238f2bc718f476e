import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** Types that can never fit: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'type-mismatch',
  severity: 'error',
  summary: 'An operation gets a tensor whose type of numbers it cannot take.',
  find: misfit('type-mismatch'),
};
