import { amount, worded } from '../domain/amount';
import { countAdvice } from '../libraries/advice';
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

function draft(event: ReshapeMismatch): Draft {
  const { operation, input, target, site } = event;
  const wanted = printShape(shape(target));
  return {
    message: `${operation} turns ${printShape(input.shape)} into ${wanted}, but ${counts(event)}: ${advice(event)}.`,
    site,
    ...(input.site && {
      related: [{ site: input.site, message: `the input of shape ${printShape(input.shape)} comes from here` }],
    }),
  };
}

/** What takes its sizes from another tensor has none to be written. */
const advice = ({ operation, input, target, inferred }: ReshapeMismatch): string =>
  operation.endsWith('_as')
    ? 'give it a tensor of as many elements'
    : countAdvice(input.shape.dimensions, target, inferred);

function counts({ before, after, inferred }: ReshapeMismatch): string {
  if (!inferred) return `${amount(before, 'element')} cannot become ${printDimension(after)}`;
  if (after === 0) return 'beside a size of 0 nothing says what -1 is';
  return `${amount(before, 'element')} ${worded(before, 'is', 'are')} no multiple of ${printDimension(after)}, so that -1 has no value`;
}
