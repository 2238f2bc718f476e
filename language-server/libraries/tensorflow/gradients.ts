/** `tf.GradientTape` and `tf.gradients`: a gradient has the shape of what is differentiated by, and is None where nothing leads there. */
import { shape } from '../../domain/shape';
import { list, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, MAX_NESTING, self, valueOf } from '../call';
import { closed } from '../condition';
import { row, type Rule, type Table } from '../library';

const gradientOf = (source: Value, depth = 0): Value => {
  const several = depth < MAX_NESTING ? elementsIn(source) : undefined;
  if (several) return tuple(several.map((each) => gradientOf(each, depth + 1)));
  return source.kind === 'tensor' ? tensor(source.shape, { ...typeOf(source), optional: true }) : UNKNOWN;
};

/** TensorFlow 1 gives a list, of one tensor too. */
const gradientsOf = (sources: Value): Value => {
  const several = sources.kind === 'tensor' ? [sources] : elementsIn(sources);
  return several ? list(several.map((each) => gradientOf(each))) : UNKNOWN;
};

const typeOf = ({ type }: Tensor): Partial<Tensor> => (type ? { type } : {});

/** (…target) by (…source) → (…target, …source) */
const jacobian: Rule = (call) => {
  const [target, source] = [closed(call, 'target'), closed(call, 'sources')];
  if (!target || !source) return UNKNOWN;
  const sizes = [...target.shape.dimensions, ...source.shape.dimensions];
  return tensor(shape(sizes), { ...typeOf(target), optional: true });
};

const SOURCES = 'self, target, sources, *args, **kwargs';

export const GRADIENTS: Table = {
  'tensorflow.GradientTape': { signature: '*args, **kwargs', rule: () => NONE, constructs: true },
  'tensorflow.GradientTape.__enter__': row('self', self),
  'tensorflow.GradientTape.watch': row('self, tensor', () => NONE),
  'tensorflow.GradientTape.gradient': row(SOURCES, (call) => gradientOf(valueOf(call, 'sources'))),
  'tensorflow.gradients': row('ys, xs, *args, **kwargs', (call) => gradientsOf(valueOf(call, 'xs'))),
  'tensorflow.GradientTape.jacobian': row(SOURCES, jacobian),
};
