import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** Sizes that can never fit: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'shape-mismatch',
  severity: 'error',
  summary: 'An operation gets a tensor whose shape it cannot take.',
  find: misfit('shape-mismatch'),
};
