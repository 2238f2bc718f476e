import { printDimension } from '../domain/print-dimension';
import { printShape, shape } from '../domain/shape';
import type { ReshapeMismatch } from '../interpreter/event';
import type { Draft, Rule } from './rule';

/** A reshape keeps the number of elements; one that cannot crashes. */
export const rule: Rule = {
  name: 'reshape-element-count',
  severity: 'error',
  summary: 'A view or reshape changes the number of elements.',
  find: (event) => (event.kind === 'reshape' ? draft(event) : undefined),
};

function draft({ operation, input, target, before, after, inferred, site }: ReshapeMismatch): Draft {
  const wanted = printShape(shape(target));
  const counts = inferred
    ? `${printDimension(before)} elements are no multiple of ${printDimension(after)}, so that -1 has no value`
    : `${printDimension(before)} elements cannot become ${printDimension(after)}`;
  return {
    message: `${operation} turns ${printShape(input.shape)} into ${wanted}, but ${counts}: make the products of the sizes equal.`,
    site,
    ...(input.site && {
      related: [{ site: input.site, message: `the input of shape ${printShape(input.shape)} comes from here` }],
    }),
  };
}
