/** Which Keras a program was written for, as far as its text tells: the versions mean other things by the same calls. */

import type { Machine } from '../../interpreter/machine';

export interface Dialect {
  /**
   * Keras before its 2.4, or TensorFlow before its 2.0: `fit` refuses data and targets of another shape than the model's,
   * where later versions add or drop a last axis and broadcast.
   */
  strict: boolean;
  /** Whether three numbers in a row, `Convolution2D(32, 3, 3)`, may be a kernel's height and width, as in Keras 1. */
  spreads: boolean;
  /** Where the channels of images are unless a layer says so; undefined where a setting of the user's decides. */
  order: 'first' | 'last' | undefined;
}

/** What only Keras 1 has. */
const FIRST =
  /\b(border_mode|nb_filter|nb_row|nb_col|subsample_length|filter_length|pool_length|dim_ordering|samples_per_epoch|nb_val_samples|W_regularizer|b_regularizer|W_constraint|inner_init)\s*=|\bsubsample\s*=\s*\(|\b(TimeDistributedDense|MaxoutDense|Highway|image_dim_ordering)\b|\binit\s*=\s*['"](glorot|he|lecun|uniform|normal|zero|one|orthogonal)/;

/** What went with TensorFlow 1 and the Keras beside it. */
const STRICT =
  /\bnb_epoch\s*=|\btensorflow\.contrib\b|\btf\.(contrib|placeholder|Session|InteractiveSession|ConfigProto|reset_default_graph|get_default_graph|set_random_seed|global_variables_initializer|initialize_all_variables)\b|\bkeras\.backend\.tensorflow_backend\b|\bkeras\.engine\.topology\b|\bimport theano\b/;

const COMPATIBLE = /\btensorflow\.compat\.v1\b|\btf\.compat\b/;

/** A default that the program sets. */
const ORDER = /\bset_image_(?:data_format|dim_ordering)\(\s*['"](channels_first|channels_last|th|tf)['"]/g;

/** Keras under TensorFlow's name. */
const TENSORFLOW = /\btensorflow\.(python\.)?keras\b|\btf\.keras\b|\bfrom tensorflow import\b.*\bkeras\b/;

/** Of each kind one, so that equal ones are the same. */
const known = new Map<string, Dialect>();

function kind(dialect: Dialect): Dialect {
  const key = `${dialect.strict} ${dialect.spreads} ${dialect.order}`;
  const found = known.get(key) ?? dialect;
  known.set(key, found);
  return found;
}

export function dialectOf(text: string): Dialect {
  const first = FIRST.test(text);
  const orders = new Set([...text.matchAll(ORDER)].map(([, order]) => (/first|th/.test(order!) ? 'first' : 'last')));
  const [order] = orders;
  return kind({
    strict: first || (STRICT.test(text) && !COMPATIBLE.test(text)),
    spreads: !TENSORFLOW.test(text),
    order: orders.size > 1 || (orders.size === 0 && first) ? undefined : (order ?? 'last'),
  });
}

/** What holds for a program of two files. */
export const together = (one: Dialect, other: Dialect): Dialect =>
  kind({
    strict: one.strict || other.strict,
    spreads: one.spreads || other.spreads,
    order: one.order === other.order ? one.order : undefined,
  });

/** Of a program of TensorFlow.js, and where nothing is told. */
const MODERN = kind({ strict: false, spreads: false, order: 'last' });

export const dialect = ({ keras }: Machine): Dialect => keras ?? MODERN;
