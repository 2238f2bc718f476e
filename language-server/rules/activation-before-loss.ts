import type { LibraryCall } from '../interpreter/event';
import type { Draft, Rule } from './rule';

interface Wrong {
  /** The activation that must not stand before the loss. */
  activation: RegExp;
  message: string;
}

const SIGMOID: Wrong = {
  activation: /\.sigmoid$/i,
  message:
    'the loss gets probabilities, but needs logits: it applies the sigmoid itself, and a second one flattens its gradients. Remove the sigmoid, or use binary cross entropy without logits.',
};

const SOFTMAX: Wrong = {
  activation: /\.softmax(2d)?$/i,
  message:
    'the loss gets probabilities, but needs their logarithms: without them it is no likelihood, and its gradients vanish for what is most wrong. Use log_softmax, or cross entropy on the logits.',
};

const WRONG: Partial<Record<string, Wrong>> = {
  'torch.nn.BCEWithLogitsLoss.forward': SIGMOID,
  'torch.nn.functional.binary_cross_entropy_with_logits': SIGMOID,
  'torch.nn.NLLLoss.forward': SOFTMAX,
  'torch.nn.functional.nll_loss': SOFTMAX,
};

/** What a loss applies itself, or takes the logarithm of. */
export const rule: Rule = {
  name: 'activation-before-loss',
  severity: 'warning',
  summary: 'A sigmoid before binary cross entropy with logits, or a softmax before NLLLoss.',
  find: (event) => {
    const wrong = event.kind === 'call' ? WRONG[event.name] : undefined;
    return wrong && draft(event as LibraryCall, wrong);
  },
};

function draft(event: LibraryCall, { activation, message }: Wrong): Draft | undefined {
  const input = event.arguments.get('input');
  const applied = input?.kind === 'tensor' ? input.activation : undefined;
  if (!applied || !activation.test(applied.name)) return undefined;
  return { message, site: event.site, related: [{ site: applied.site, message: 'the activation is applied here' }] };
}
