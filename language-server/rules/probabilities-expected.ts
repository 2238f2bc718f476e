import type { LibraryCall } from '../interpreter/event';
import type { Activation, Instance, Value } from '../interpreter/value';
import type { Draft, Rule } from './rule';

/** Losses that take logarithms of what the model gives, with what gives such numbers. */
const LOSSES: Partial<Record<string, string>> = {
  binary_crossentropy: 'sigmoid',
  categorical_crossentropy: 'softmax',
  sparse_categorical_crossentropy: 'softmax',
};

/** Functions with values below 0 or above 1. */
const UNBOUNDED = /^keras\.activations\.(linear|relu6?|leaky_?relu|elu|selu|gelu|tanh|swish|silu|softsign)$/i;

/** log p of a p that is none: Keras cuts off what is outside 0…1, where the gradient is 0. */
export const rule: Rule = {
  name: 'probabilities-expected',
  severity: 'warning',
  summary: 'A cross entropy of probabilities whose model gives other numbers.',
  find: (event) => {
    if (event.kind !== 'call' || event.name !== 'keras.Model.compile') return undefined;
    const [loss, activation] = [lossOf(event), lastOf(event.arguments.get('self'))];
    const wanted = loss === undefined ? undefined : LOSSES[loss];
    return wanted && activation && UNBOUNDED.test(activation.name) ? draft(loss!, wanted, activation) : undefined;
  },
};

/** A loss by its name, or the library's function: an object may be told that it gets logits. */
function lossOf(event: LibraryCall): string | undefined {
  const loss = event.arguments.get('loss');
  if (loss?.kind === 'string') return loss.value;
  const written = event.expressions.get('loss')?.kind === 'attribute';
  return loss?.kind === 'library' && written ? loss.name.split('.').at(-1) : undefined;
}

/** What the only output of a library's model went through last. */
function lastOf(model: Value | undefined): Activation | undefined {
  const output = isLibrary(model) ? model.attributes.get('output')?.value : undefined;
  return output?.kind === 'tensor' ? output.activation : undefined;
}

/** The program's own classes may compute their loss otherwise. */
const isLibrary = (model: Value | undefined): model is Instance =>
  model?.kind === 'instance' && model.class.kind === 'library';

function draft(loss: string, wanted: string, { name, site }: Activation): Draft {
  const activation = name.split('.').at(-1)!;
  const given = activation === 'linear' ? 'no activation' : activation;
  const logits = activation === 'linear' ? `, or a loss object with from_logits=True` : '';
  return {
    message: `${loss} takes probabilities, but the model ends with ${given}: numbers outside 0 to 1 are cut off and nothing is learnt from them. End it with a ${wanted}${logits}.`,
    site,
  };
}
