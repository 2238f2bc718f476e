import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** An axis or an index that is not there: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'index-out-of-range',
  severity: 'error',
  summary: 'An axis or an index that is not there.',
  find: misfit('index-out-of-range'),
};
