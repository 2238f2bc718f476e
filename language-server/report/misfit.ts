import type { Fix } from '../analysis';
import { printDimension } from '../domain/print-dimension';
import { printShape } from '../domain/shape';
import type { Event, Mismatch, MismatchRule } from '../interpreter/event';
import { TENSOR_FUNCTIONS } from '../interpreter/tensor-functions';
import type { Site } from '../interpreter/value';
import { isDescribed } from '../project/described';
import type { Expression } from '../syntax/program';
import type { Draft } from '../rules/rule';

/** What a rule says of the misfits that are its own: what came, what was needed, where that was fixed, what to do. */
export const misfit =
  (rule: MismatchRule) =>
  (event: Event, text: string): Draft | undefined =>
    event.kind === 'mismatch' && event.rule === rule ? draft(event, text) : undefined;

/** What a program may write without a name. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(TENSOR_FUNCTIONS).map(([sign, name]): [string, string] => [name, sign]),
  ['Tensor.__getitem__', 'indexing'],
  ['Tensor.__setitem__', 'writing by index'],
]);

/** The operation as the program writes it: `x + y` calls torch.add too. */
function operationIn({ operation, site: { range } }: Mismatch, text: string): string {
  const sign = SIGNS.get(operation);
  const words = text.slice(range.start, range.end).split(/\W+/);
  return sign === undefined || words.includes(operation.split('.').at(-1)!) ? operation : sign;
}

function draft(event: Mismatch & Event, text: string): Draft {
  const fix = correction(event) ?? conversion(event);
  return {
    message: `${operationIn(event, text)} gets ${event.received}, but needs ${event.expected}: ${event.advice}.`,
    site: event.site,
    related: related(event),
    ...(fix && { fix }),
  };
}

/** The other side of the misfit, the lines where the inputs were made, and the layer inside a container. */
function related({ site: place, fixedAt, inputs, inside }: Mismatch): NonNullable<Draft['related']> {
  const origins = inputs.flatMap(({ site, shape }) =>
    site && !isSame(site, place) ? [{ site, message: `the input of shape ${printShape(shape)} comes from here` }] : [],
  );
  const reached = inside ? [{ site: inside, message: 'the layer that does not fit is made here' }] : [];
  return [...(fixedAt ? [fixedAt] : []), ...origins, ...reached];
}

const isSame = (a: Site, b: Site): boolean =>
  a.path === b.path && a.range.start === b.range.start && a.range.end === b.range.end;

/** Expressions that a method can follow as they stand. */
const CLOSED = new Set<Expression['kind']>(['name', 'attribute', 'call', 'subscript']);

/** Converts an argument where it is written; unsafe, for the other side may be the wrong one. */
function conversion({ conversion: wanted, calledFrom, inside }: Mismatch & Event): Fix | undefined {
  if (!wanted || calledFrom || inside) return undefined;
  const { kind, range } = wanted.argument;
  const after = { range: { start: range.end, end: range.end }, newText: wanted.method };
  const edits = CLOSED.has(kind)
    ? [after]
    : [
        { range: { start: range.start, end: range.start }, newText: '(' },
        { ...after, newText: `)${wanted.method}` },
      ];
  return { title: `Convert with ${wanted.method}`, safe: false, edits };
}

/** Writes the number that arrives; unsafe, for the other side may be the wrong one. */
function correction({ correction: wanted, site, calledFrom }: Mismatch & Event): Fix | undefined {
  const shown = isDescribed(site.path) ? calledFrom : site;
  if (!wanted || wanted.site.path !== shown?.path) return undefined;
  const size = printDimension(wanted.size);
  return {
    title: `Set ${wanted.parameter} to ${size}`,
    safe: false,
    edits: [{ range: wanted.site.range, newText: size }],
  };
}
