import type { Fix } from '../analysis';
import { equal } from '../domain/dimension';
import { printShape } from '../domain/shape';
import type { LibraryCall } from '../interpreter/event';
import { misfit } from '../report/misfit';
import type { Tensor } from '../interpreter/value';
import type { Draft, Rule } from './rule';

/** Losses that compare entry by entry, and let one side stretch to the other. */
const LOSS = /^torch\.nn\.((MSE|L1|SmoothL1|Huber)Loss\.forward|functional\.(mse|l1|smooth_l1|huber)_loss)$/;

/** A column beside a row: (N, 1) and (N) broadcast to (N, N). Of Keras, one target for many entries, or many for one. */
export const rule: Rule = {
  name: 'loss-broadcast',
  severity: 'warning',
  summary:
    'A loss of (N, 1) and (N), which compares every prediction with every target; of one target for many outputs.',
  find: (event, text) =>
    event.kind === 'call' && LOSS.test(event.name) ? find(event, text) : misfit('loss-broadcast')(event, text),
};

function find(event: LibraryCall, text: string): Draft | undefined {
  const [input, target] = ['input', 'target'].map((name) => event.arguments.get(name));
  if (input?.kind !== 'tensor' || target?.kind !== 'tensor' || isOfPairs(event)) return undefined;
  if (isColumnOf(input, target)) return draft(event, [input, target], 'target', text);
  return isColumnOf(target, input) ? draft(event, [input, target], 'input', text) : undefined;
}

/** Whether the numbers are asked for one by one, as distances of all pairs are. */
function isOfPairs({ arguments: given }: LibraryCall): boolean {
  const self = given.get('self');
  const reduction = self?.kind === 'instance' ? self.attributes.get('reduction')?.value : given.get('reduction');
  return reduction !== undefined && !(reduction.kind === 'string' && /^(mean|sum)$/.test(reduction.value));
}

function isColumnOf({ shape: column }: Tensor, { shape: row }: Tensor): boolean {
  const [[length, one, ...others], [size, ...more]] = [column.dimensions, row.dimensions];
  if (column.open || row.open || others.length > 0 || more.length > 0) return false;
  return one === 1 && length !== undefined && size !== undefined && size !== 1 && equal(length, size);
}

function draft(event: LibraryCall, [input, target]: [Tensor, Tensor], flat: string, text: string): Draft {
  const fix = unsqueezed(event, flat, text);
  const size = target.shape.dimensions[0]!;
  const pairs = printShape({ open: false, dimensions: [size, size] });
  return {
    message: `the loss gets an input of shape ${printShape(input.shape)} and a target of shape ${printShape(target.shape)}, which broadcast to ${pairs}: every prediction is compared with every target. Give the ${flat} the axis that it lacks with .unsqueeze(1).`,
    site: event.site,
    ...(fix && { fix }),
  };
}

/** Behind a name; other expressions may need brackets. */
function unsqueezed(event: LibraryCall, name: string, text: string): Fix | undefined {
  const range = event.expressions.get(name)?.range;
  const written = range && text.slice(range.start, range.end);
  if (!range || !written || !/^[\w.]+$/.test(written)) return undefined;
  const title = `Give the ${name} its second axis`;
  return { title, safe: false, edits: [{ range, newText: `${written}.unsqueeze(1)` }] };
}
