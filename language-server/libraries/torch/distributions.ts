import { ANY_SHAPE, broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { setAttribute } from '../../interpreter/setting-attributes';
import { integer, NONE, tensor, tuple, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, merged, mismatch, numberOf, prefixed, sizesIn, valueOf } from '../call';
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

/** The temperature comes first. */
const relaxed =
  (family: Family): Family =>
  ([, ...parameters]) =>
    family(parameters);

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
  OneHotCategoricalStraightThrough: ['probs=None, logits=None', vectors],
  RelaxedBernoulli: ['temperature, probs=None, logits=None', relaxed(elementwise)],
  RelaxedOneHotCategorical: ['temperature, probs=None, logits=None', relaxed(vectors)],
  HalfNormal: ['scale', elementwise],
  StudentT: ['df, loc=0.0, scale=1.0', elementwise],
  Geometric: ['probs=None, logits=None', elementwise],
  Binomial: ['total_count=1, probs=None, logits=None', elementwise],
  NegativeBinomial: ['total_count, probs=None, logits=None', elementwise],
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
    const shapes = given.map(shapeOf);
    if (family === elementwise) refuseUnequal(call, parameters, shapes);
    const draw = family(shapes);
    keep(call, draw, family === classes ? ANY_SHAPE : joined(draw.batch, draw.event));
    for (const name of family === elementwise ? PLACED : []) setOwn(call, name, tensor(draw.batch));
    return NONE;
  };

/** Reports parameters that do not broadcast. */
function refuseUnequal(call: Call, parameters: string, shapes: readonly Shape[]): void {
  const closed = shapes.every(({ open }) => !open);
  if (!closed || !shapes.some((first, i) => shapes.slice(i + 1).some((each) => broadcast(first, each).conflict)))
    return;
  mismatch(call, {
    received: `parameters of shapes ${shapes.map((each) => printShape(each)).join(' and ')}`,
    expected: `shapes of ${namesIn(parameters).join(', ')} that broadcast`,
    advice: 'give them equal shapes, as by layers with equal numbers of outputs',
    inputs: [],
  });
}

/** Parameters that are kept as large as the batch. */
const PLACED = ['loc', 'scale'];

function setOwn({ self, machine }: Call, name: string, value: Value): void {
  if (self) setAttribute(machine, self, name, value);
}

function keep(call: Call, { batch, event }: Draw, whole: Shape): void {
  setOwn(call, BATCH, tensor(batch));
  setOwn(call, EVENT, tensor(event));
  for (const moment of ['mean', 'variance', 'stddev']) setOwn(call, moment, tensor(whole));
  for (const [name, { open, dimensions }] of [
    ['batch_shape', batch],
    ['event_shape', event],
  ] as const)
    if (!open) setOwn(call, name, { ...tuple(dimensions.map(integer)), size: true });
}

const drawIn = (value: Value): Draw => drawOf(value.kind === 'instance' ? value : undefined);

/** The last axes of the batch count as part of one draw. */
const independent: Rule = (call) => {
  const { batch, event } = drawIn(valueOf(call, 'base_distribution'));
  const count = numberOf(call, 'reinterpreted_batch_ndims');
  const [left, inside] = count === undefined ? [ANY_SHAPE, ANY_SHAPE] : parted(batch, count);
  keep(call, { batch: left, event: joined(inside, event) }, joined(batch, event));
  return NONE;
};

/** Which component it is stands in the last axis of the batch. */
const mixture: Rule = (call) => {
  const { batch, event } = drawIn(valueOf(call, 'component_distribution'));
  const [left] = parted(batch, 1);
  keep(call, { batch: left, event }, joined(left, event));
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
  return tensor(joined(joined(first, batch), event), call.name === CHOICE ? { type: 'int64' } : {});
};

/** Draws the index of a class. */
const CHOICE = 'torch.distributions.Categorical.sample';

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
const DISCRETE = new Set([
  'Poisson',
  'Bernoulli',
  'Categorical',
  'OneHotCategorical',
  'Geometric',
  'Binomial',
  'NegativeBinomial',
  'MixtureSameFamily',
]);

/** Distributions whose probability below a value has a closed form. */
const CUMULATIVE = new Set([
  'Normal',
  'LogNormal',
  'Laplace',
  'Cauchy',
  'Gumbel',
  'Uniform',
  'Exponential',
  'HalfNormal',
]);

/** There is no closed form. */
const WITHOUT_ENTROPY = new Set([
  'Poisson',
  'RelaxedBernoulli',
  'RelaxedOneHotCategorical',
  'NegativeBinomial',
  'MixtureSameFamily',
]);

/** The methods of a class, but for those that raise NotImplementedError. */
const methodsOf = (name: string): Table => ({
  sample: row('self, sample_shape=()', sample),
  ...(!DISCRETE.has(name) && { rsample: row('self, sample_shape=()', sample) }),
  log_prob: row('self, value', logProbability),
  ...(CUMULATIVE.has(name) && { cdf: row('self, value', logProbability), icdf: row('self, value', logProbability) }),
  ...(!WITHOUT_ENTROPY.has(name) && { entropy: row('self', ofBatch) }),
});

const distribution = (name: string, parameters: string, rule: Rule): Table => ({
  [name]: { ...row(`${parameters}, *, validate_args=None`, rule), constructs: true },
  ...prefixed([`${name}.`], methodsOf(name)),
});

/** Made of other distributions. */
const OF_OTHERS: Record<string, readonly [parameters: string, rule: Rule]> = {
  Independent: ['base_distribution, reinterpreted_batch_ndims', independent],
  MixtureSameFamily: ['mixture_distribution, component_distribution', mixture],
};

/** Files that are not called as what they hold. */
const FILES: Partial<Record<string, string>> = {
  StudentT: 'studentT',
  OneHotCategoricalStraightThrough: 'one_hot_categorical',
  RelaxedOneHotCategorical: 'relaxed_categorical',
};

/** `torch.distributions.Normal` is `torch.distributions.normal.Normal`. */
const file = (name: string): string => FILES[name] ?? name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

export const DISTRIBUTIONS: Table = {
  ...merged(
    Object.entries(FAMILIES).map(([name, [parameters, family]]) =>
      prefixed(
        ['torch.distributions.', `torch.distributions.${file(name)}.`],
        distribution(name, parameters, construct(parameters, family)),
      ),
    ),
  ),
  ...merged(
    Object.entries(OF_OTHERS).map(([name, [parameters, rule]]) =>
      prefixed(['torch.distributions.', `torch.distributions.${file(name)}.`], distribution(name, parameters, rule)),
    ),
  ),
  ...prefixed(['torch.distributions.', 'torch.distributions.kl.'], { kl_divergence: row('p, q', divergence) }),
};
