import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** Arguments that the function or layer refuses: the call crashes whenever it is reached. */
export const rule: Rule = {
  name: 'argument-mismatch',
  severity: 'error',
  summary: 'A call whose arguments do not fit what is called.',
  find: misfit('argument-mismatch'),
};
