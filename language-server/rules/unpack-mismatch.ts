import { misfit } from '../report/misfit';
import type { Rule } from './rule';

/** Another number of names than of parts: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'unpack-mismatch',
  severity: 'error',
  summary: 'A value is unpacked into another number of names than it has parts.',
  find: misfit('unpack-mismatch'),
};
