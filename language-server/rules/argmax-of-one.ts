import type { LibraryCall } from '../interpreter/event';
import type { Tensor } from '../interpreter/value';
import type { Draft, Rule } from './rule';

const ARGMAX = /^(numpy|tensorflow|torch|keras)(\.\w+)*\.argmax$/;

/** Where libraries name the axis and the array. */
const AXIS = ['dim', 'axis', 'dimension'];
const ARRAY = ['input', 'x', 'a'];

/** The place of the largest of one number is 0. */
export const rule: Rule = {
  name: 'argmax-of-one',
  severity: 'warning',
  summary: 'An argmax along an axis of size 1, which is 0 whatever the numbers.',
  find: (event) => (event.kind === 'call' && ARGMAX.test(event.name) ? draft(event) : undefined),
};

/** The array (N, 1), along its classes. With more axes a class may be the only one that is looked for, as detectors do. */
function ofOne(event: LibraryCall): Tensor | undefined {
  const array = ARRAY.map((name) => event.arguments.get(name)).find((each) => each?.kind === 'tensor');
  const axis = AXIS.map((name) => event.arguments.get(name)).find((each) => each?.kind === 'integer');
  if (array?.kind !== 'tensor' || axis?.kind !== 'integer' || array.shape.open) return undefined;
  const { dimensions } = array.shape;
  const isLast = axis.value === -1 || axis.value === 1;
  return isLast && dimensions.length === 2 && dimensions[1] === 1 ? array : undefined;
}

function draft(event: LibraryCall): Draft | undefined {
  const array = ofOne(event);
  return (
    array && {
      message:
        'an argmax along an axis of size 1 is 0 whatever the numbers: compare the probability of one unit with 0.5, or a logit with 0.',
      site: event.site,
      ...(array.site && { related: [{ site: array.site, message: 'the array with one entry a row comes from here' }] }),
    }
  );
}
