import { ANY_SHAPE, broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { setAttribute } from '../../interpreter/targets';
import { NONE, tensor, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, merged, mismatch, prefixed, sizesIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** The shape of one draw: `batch` of them are independent, each has the axes `event`. */
interface Draw {
  batch: Shape;
  event: Shape;
}

const SCALAR = shape([]);

/** A parameter's shape; numbers have none. */
function shapeOf(value: Value): Shape {
  if (value.kind === 'tensor') return value.shape;
  return /^(integer|float|boolean)$/.test(value.kind) ? SCALAR : ANY_SHAPE;
}

const together = (shapes: readonly Shape[]): Shape =>
  shapes.reduce((a, b) => (a.open || b.open ? ANY_SHAPE : broadcast(a, b).shape), SCALAR);

const joined = (first: Shape, second: Shape): Shape =>
  first.open || second.open ? ANY_SHAPE : shape([...first.dimensions, ...second.dimensions]);

/** Without the last `count` axes, and those. */
function parted(whole: Shape, count: number): [Shape, Shape] {
  const { open, dimensions } = whole;
  if (open || dimensions.length < count) return [ANY_SHAPE, ANY_SHAPE];
  const at = dimensions.length - count;
  return [shape(dimensions.slice(0, at)), shape(dimensions.slice(at))];
}

type Family = (parameters: readonly Shape[]) => Draw;

const elementwise: Family = (parameters) => ({ batch: together(parameters), event: SCALAR });

/** One of the classes along the last axis. */
const classes: Family = ([weights]) => ({ batch: parted(weights ?? ANY_SHAPE, 1)[0], event: SCALAR });

/** Vectors along the last axis; matrices of parameters have two. */
const vectors: Family = ([location = ANY_SHAPE, matrix]) => {
  const [batch, event] = parted(location, 1);
  return { batch: matrix ? together([batch, parted(matrix, 2)[0]]) : batch, event };
};

/** Each class with its parameters; alternatives are None. */
const FAMILIES: Record<string, readonly [parameters: string, family: Family]> = {
  Normal: ['loc, scale', elementwise],
  LogNormal: ['loc, scale', elementwise],
  Laplace: ['loc, scale', elementwise],
  Cauchy: ['loc, scale', elementwise],
  Gumbel: ['loc, scale', elementwise],
  Uniform: ['low, high', elementwise],
  Beta: ['concentration1, concentration0', elementwise],
  Gamma: ['concentration, rate', elementwise],
  Exponential: ['rate', elementwise],
  Poisson: ['rate', elementwise],
  Bernoulli: ['probs=None, logits=None', elementwise],
  Categorical: ['probs=None, logits=None', classes],
  OneHotCategorical: ['probs=None, logits=None', vectors],
  Dirichlet: ['concentration', vectors],
  MultivariateNormal: ['loc, covariance_matrix=None, precision_matrix=None, scale_tril=None', vectors],
};

const namesIn = (parameters: string): string[] => parameters.split(', ').map((each) => each.split('=')[0]!);

/** Where the draw's shape is kept: two tensors that only have a shape, under names no program has. */
const [BATCH, EVENT] = ['batch shape', 'event shape'] as const;

const construct =
  (parameters: string, family: Family): Rule =>
  (call) => {
    const given = namesIn(parameters)
      .map((name) => valueOf(call, name))
      .filter(({ kind }) => kind !== 'none');
    if (given.length === 0) refuseNone(call, parameters);
    const { batch, event } = family(given.map(shapeOf));
    const { self, machine } = call;
    if (!self) return NONE;
    setAttribute(machine, self, BATCH, tensor(batch));
    setAttribute(machine, self, EVENT, tensor(event));
    for (const moment of ['mean', 'variance', 'stddev'])
      setAttribute(machine, self, moment, tensor(family === classes ? ANY_SHAPE : joined(batch, event)));
    return NONE;
  };

/** One of the alternatives says what is drawn. */
function refuseNone(call: Call, parameters: string): void {
  if (call.machine.hypothetical) return;
  mismatch(
    call,
    {
      received: 'no parameters',
      expected: `one of ${namesIn(parameters).join(', ')}`,
      advice: 'pass the parameter that is meant',
      inputs: [],
    },
    'argument-mismatch',
  );
}

/** Reports distributions whose batches do not go together. */
function refuseApart(call: Call, [first, second]: readonly Shape[]): void {
  if (!first || !second || first.open || second.open || !broadcast(first, second).conflict) return;
  mismatch(call, {
    received: `distributions of shape ${printShape(first)} and ${printShape(second)}`,
    expected: 'shapes that broadcast',
    advice: 'give both parameters of the same shape',
    inputs: [],
  });
}

function drawOf(instance: Instance | undefined): Draw {
  return { batch: shapeOf(attributeOf(instance, BATCH)), event: shapeOf(attributeOf(instance, EVENT)) };
}

/** `sample_shape`, then the batch, then the event. */
const sample: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'sample_shape'));
  const { batch, event } = drawOf(layerOf(call));
  const first = sizes?.every((size) => size !== undefined) ? shape(sizes) : ANY_SHAPE;
  return tensor(joined(joined(first, batch), event));
};

const logProbability: Rule = (call) => {
  const { batch, event } = drawOf(layerOf(call));
  const [leading] = event.open ? [ANY_SHAPE] : parted(shapeOf(valueOf(call, 'value')), event.dimensions.length);
  return tensor(together([leading, batch]));
};

const ofBatch: Rule = (call) => tensor(drawOf(layerOf(call)).batch);

const divergence: Rule = (call) => {
  const draws = ['p', 'q'].map((name) => valueOf(call, name));
  const shapes = draws.map((each) => (each.kind === 'instance' ? drawOf(each).batch : ANY_SHAPE));
  refuseApart(call, shapes);
  return tensor(together(shapes));
};

/** Draws that have no gradient, so that there is no `rsample`. */
const DISCRETE = new Set(['Poisson', 'Bernoulli', 'Categorical', 'OneHotCategorical']);

/** Distributions whose probability below a value has a closed form. */
const CUMULATIVE = new Set(['Normal', 'LogNormal', 'Laplace', 'Cauchy', 'Gumbel', 'Uniform', 'Exponential']);

/** There is no closed form. */
const WITHOUT_ENTROPY = new Set(['Poisson']);

/** The methods of a class, but for those that raise NotImplementedError. */
const methodsOf = (name: string): Table => ({
  sample: row('self, sample_shape=()', sample),
  ...(!DISCRETE.has(name) && { rsample: row('self, sample_shape=()', sample) }),
  log_prob: row('self, value', logProbability),
  ...(CUMULATIVE.has(name) && { cdf: row('self, value', logProbability), icdf: row('self, value', logProbability) }),
  ...(!WITHOUT_ENTROPY.has(name) && { entropy: row('self', ofBatch) }),
});

const distribution = (name: string, parameters: string, family: Family): Table => ({
  [name]: { ...row(`${parameters}, *, validate_args=None`, construct(parameters, family)), constructs: true },
  ...prefixed([`${name}.`], methodsOf(name)),
});

/** `torch.distributions.Normal` is `torch.distributions.normal.Normal`. */
const file = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

export const DISTRIBUTIONS: Table = {
  ...merged(
    Object.entries(FAMILIES).map(([name, [parameters, family]]) =>
      prefixed(['torch.distributions.', `torch.distributions.${file(name)}.`], distribution(name, parameters, family)),
    ),
  ),
  ...prefixed(['torch.distributions.', 'torch.distributions.kl.'], { kl_divergence: row('p, q', divergence) }),
};
