import type { Fix } from '../analysis';
import { printDimension } from '../domain/dimension';
import { printShape } from '../domain/shape';
import type { Mismatch } from '../interpreter/event';
import type { Draft, Rule } from './rule';

/** Sizes that can never fit: the line crashes whenever it is reached. */
export const rule: Rule = {
  name: 'shape-mismatch',
  severity: 'error',
  summary: 'An operation gets a tensor whose shape it cannot take.',
  find: (event) => (event.kind === 'mismatch' ? draft(event) : undefined),
};

function draft(event: Mismatch): Draft {
  const fix = correction(event);
  return {
    message: `${event.operation} gets ${event.received}, but needs ${event.expected}: ${event.advice}.`,
    site: event.site,
    related: related(event),
    ...(fix && { fix }),
  };
}

/** The other side of the misfit, the lines where the inputs were made, and the call that led there. */
function related({ fixedAt, inputs, through }: Mismatch): NonNullable<Draft['related']> {
  const origins = inputs.flatMap(({ site, shape }) =>
    site ? [{ site, message: `the input of shape ${printShape(shape)} comes from here` }] : [],
  );
  const reached = through ? [{ site: through, message: 'this call leads here' }] : [];
  return [...(fixedAt ? [fixedAt] : []), ...origins, ...reached];
}

/** Writes the number that arrives; unsafe, for the other side may be the wrong one. */
function correction({ correction: wanted, site }: Mismatch): Fix | undefined {
  if (wanted?.site.path !== site.path) return undefined;
  const size = printDimension(wanted.size);
  return {
    title: `Set ${wanted.parameter} to ${size}`,
    safe: false,
    edits: [{ range: wanted.site.range, newText: size }],
  };
}
