import type { Fix } from '../analysis';
import type { LibraryCall } from '../interpreter/event';
import type { Activation } from '../interpreter/value';
import type { Draft, Rule } from './rule';

/** What takes logits, and the parameter that they fill. */
const LOSSES: Partial<Record<string, string>> = {
  'torch.nn.CrossEntropyLoss.forward': 'input',
  'torch.nn.functional.cross_entropy': 'input',
  'tensorflow.nn.softmax_cross_entropy_with_logits': 'logits',
  'tensorflow.nn.softmax_cross_entropy_with_logits_v2': 'logits',
  'tensorflow.nn.sparse_softmax_cross_entropy_with_logits': 'logits',
  'tensorflow.losses.softmax_cross_entropy': 'logits',
  'tensorflow.losses.sparse_softmax_cross_entropy': 'logits',
};

/** What cross entropy applies itself. */
const SOFTMAX = /\.(log_?)?softmax(2d)?$/i;

/** Cross entropy takes logits: it applies log-softmax itself. */
export const rule: Rule = {
  name: 'softmax-before-cross-entropy',
  severity: 'warning',
  summary: 'A softmax before cross entropy, which applies one itself.',
  find: (event, text) => {
    const logits = event.kind === 'call' ? LOSSES[event.name] : undefined;
    return logits === undefined ? undefined : draft(event as LibraryCall, logits, text);
  },
};

function draft(event: LibraryCall, logits: string, text: string): Draft | undefined {
  const input = event.arguments.get(logits);
  const activation = input?.kind === 'tensor' ? input.activation : undefined;
  if (!activation || !SOFTMAX.test(activation.name)) return undefined;
  const log = /log_?softmax/i.test(activation.name);
  const fix = removal(event, logits, activation, text);
  return {
    message: log
      ? 'cross entropy applies log-softmax itself, so that the one before it does nothing: pass the logits.'
      : 'cross entropy gets probabilities, but needs logits: it applies log-softmax itself, and a second softmax flattens its gradients. Remove the softmax.',
    site: event.site,
    severity: log ? 'information' : 'warning',
    related: [{ site: activation.site, message: 'the softmax is applied here' }],
    ...(fix && { fix }),
  };
}

/** `softmax(x)` becomes x; safe where nothing but the loss gets it. A layer goes from its container's list. */
function removal(event: LibraryCall, logits: string, { name, site, input }: Activation, text: string): Fix | undefined {
  // A layer of Keras may compute more than its activation.
  if (site.path !== event.site.path || name.startsWith('keras.')) return undefined;
  const title = 'Remove the softmax';
  if (input) {
    const argument = event.expressions.get(logits)?.range;
    const inside = argument?.start === site.range.start && argument.end === site.range.end;
    return {
      title,
      safe: inside,
      edits: [{ range: site.range, newText: text.slice(input.range.start, input.range.end) }],
    };
  }
  const range = listed(site.range, text);
  return range && { title, safe: false, edits: [{ range, newText: '' }] };
}

/** An element of a list with the comma before it. */
function listed(
  { start, end }: { start: number; end: number },
  text: string,
): { start: number; end: number } | undefined {
  const before = /,\s*$/.exec(text.slice(0, start));
  const after = /^\s*[,)\]]/.test(text.slice(end));
  return before && after ? { start: before.index, end } : undefined;
}
