import { add, type Dimension } from '../../domain/dimension';
import type { ElementType } from '../../domain/element-type';
import { shape } from '../../domain/shape';
import { own } from '../../domain/own';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { library, list, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import {
  attributeOf,
  booleanOf,
  elementsIn,
  integerIn,
  integerOf,
  isNone,
  layerOf,
  numberOf,
  stringOf,
  valueOf,
} from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { nestedSizes } from '../literal';
import { frame, series } from '../pandas/frame';

const BUNCH = 'sklearn.utils.Bunch';

interface DataSet {
  samples: Dimension;
  features: number;
  target: ElementType;
  /** Axes of a target besides the samples. */
  targets?: readonly number[];
  classes?: number;
  /** The sides of an image, of which the features are the pixels. */
  image?: readonly number[];
  type?: ElementType;
}

const SETS: Partial<Record<string, DataSet>> = {
  load_iris: { samples: 150, features: 4, target: 'int64', classes: 3 },
  load_wine: { samples: 178, features: 13, target: 'int64', classes: 3 },
  load_breast_cancer: { samples: 569, features: 30, target: 'int64', classes: 2 },
  load_diabetes: { samples: 442, features: 10, target: 'float64' },
  load_linnerud: { samples: 20, features: 3, target: 'float64', targets: [3] },
  load_digits: { samples: 1797, features: 64, target: 'int64', classes: 10, image: [8, 8] },
  fetch_california_housing: { samples: 20_640, features: 8, target: 'float64' },
  fetch_olivetti_faces: { samples: 400, features: 4096, target: 'int64', image: [64, 64], type: 'float32' },
  fetch_covtype: { samples: 581_012, features: 54, target: 'integer' },
};

/** Sets that are fetched by name. */
const BY_NAME: Partial<Record<string, DataSet>> = {
  mnist_784: { samples: 70_000, features: 784, target: 'integer' },
  'Fashion-MNIST': { samples: 70_000, features: 784, target: 'integer' },
};

interface Parts {
  data: Value;
  target: Value;
}

const array = (sizes: readonly Dimension[], type?: ElementType): Value =>
  tensor(shape(sizes), { array: 'numpy.ndarray', ...(type && { type }) });

function arrays({ samples, features, target, targets = [], type = 'float64' }: DataSet): Parts {
  return { data: array([samples, features], type), target: array([samples, ...targets], target) };
}

function tables(call: Call, { samples, features, targets }: DataSet): Parts {
  const width = targets?.[0];
  return {
    data: frame(call, { rows: samples, width: features }),
    target: width === undefined ? series(call, samples) : frame(call, { rows: samples, width }),
  };
}

/** What a loader returns: the two parts, or a bunch of them and more. */
function loaded(call: Call, set: DataSet, framed: boolean): Value {
  const parts = framed ? tables(call, set) : arrays(set);
  const alone = booleanOf(call, 'return_X_y');
  if (alone === undefined) return UNKNOWN;
  if (alone) return tuple([parts.data, parts.target]);
  const { samples, features, image, classes, targets } = set;
  const bunch = made(library(BUNCH), call);
  const put = (name: string, value: Value): void => {
    setAttribute(call.machine, bunch, name, value);
  };
  put('data', parts.data);
  put('target', parts.target);
  put('feature_names', list(Array.from({ length: features }, () => UNKNOWN)));
  if (image) put('images', array([samples, ...image]));
  if (classes !== undefined) put('target_names', array([classes]));
  if (framed) put('frame', frame(call, { rows: samples, width: features + (targets?.[0] ?? 1) }));
  return bunch;
}

const load =
  (set: DataSet): Rule =>
  (call) => {
    const framed = booleanOf(call, 'as_frame');
    const all = !call.arguments.has('n_class') || numberOf(call, 'n_class') === set.classes;
    const known = all ? set : { ...set, samples: call.machine.symbol('samples') };
    return framed === undefined ? UNKNOWN : loaded(call, all ? known : without(known), framed);
  };

/** Of fewer classes there are fewer names. */
function without({ samples, features, target, image }: DataSet): DataSet {
  return { samples, features, target, ...(image && { image }) };
}

/** As tables unless told otherwise. */
const byName: Rule = (call) => {
  const set = own(BY_NAME, stringOf(call, 'name') ?? '');
  const framed = stringOf(call, 'as_frame') === 'auto' ? true : booleanOf(call, 'as_frame');
  return set && framed !== undefined ? loaded(call, set, framed) : UNKNOWN;
};

/** Samples in all: a number, or a number for each of several groups. */
function countOf(call: Call): Dimension {
  const given = valueOf(call, 'n_samples');
  const parts = elementsIn(given)?.map(integerIn);
  const whole = parts?.every((each) => each !== undefined) ? parts.reduce<Dimension>(add, 0) : integerIn(given);
  return whole ?? call.machine.symbol('samples');
}

/** The targets' axes of size 1 go; which they are is not known of a number that may be 1. */
const squeezed: TargetSizes = (samples, targets) =>
  typeof samples === 'number' ? [samples, targets].filter((size) => size !== 1) : undefined;

const plain: TargetSizes = (samples) => [samples];

type TargetSizes = (samples: Dimension, targets: Dimension) => readonly Dimension[] | undefined;

/** (samples, features) and the targets, a number a sample. */
const drawn = (signature: string, type: ElementType, features?: number, sizes = plain): Row =>
  row(`${signature}, *, return_centers=False, coef=False, **kwargs`, (call) => {
    const samples = countOf(call);
    const width = features ?? widthOf(call);
    const targets = call.arguments.has('n_targets') ? integerOf(call, 'n_targets') : 1;
    const more = booleanOf(call, 'return_centers') !== false || booleanOf(call, 'coef') !== false;
    if (more || targets === undefined) return UNKNOWN;
    const target = sizes(samples, targets);
    return tuple([array([samples, width], 'float64'), target ? array(target, type) : UNKNOWN]);
  });

/** Centers that are given have as many features as the samples. */
function widthOf(call: Call): Dimension {
  const centers = call.arguments.has('centers') && !isNone(call, 'centers') ? valueOf(call, 'centers') : undefined;
  const places = centers && centers.kind !== 'integer' ? nestedSizes(centers) : undefined;
  if (centers && centers.kind !== 'integer') return places?.[1] ?? call.machine.symbol('features');
  return integerOf(call, 'n_features') ?? call.machine.symbol('features');
}

/** Every sample has some of the classes. */
const multilabel: Rule = (call) => {
  const dense = booleanOf(call, 'sparse') === false && booleanOf(call, 'return_distributions') === false;
  const samples = countOf(call);
  const classes = integerOf(call, 'n_classes') ?? call.machine.symbol('classes');
  const labels = stringOf(call, 'return_indicator') === 'dense' ? array([samples, classes], 'int64') : UNKNOWN;
  return dense ? tuple([array([samples, widthOf(call)], 'float64'), labels]) : UNKNOWN;
};

const item: Rule = (call) => attributeOf(layerOf(call), stringOf(call, 'index') ?? '');

const LOAD = '*, return_X_y=False, as_frame=False, **kwargs';

const SAMPLES = 'n_samples=100';
const BOTH = 'n_samples=100, n_features=20';

const LOADERS: Table = Object.fromEntries(
  Object.entries(SETS).map(([name, set]) => [
    name,
    row(name === 'load_digits' ? `*, n_class=10, ${LOAD.slice(3)}` : LOAD, load(set!)),
  ]),
);

const GENERATORS: Table = {
  make_moons: drawn(SAMPLES, 'int64', 2),
  make_circles: drawn(SAMPLES, 'int64', 2),
  make_blobs: drawn('n_samples=100, n_features=2, *, centers=None', 'int64'),
  make_classification: drawn(BOTH, 'int64'),
  make_gaussian_quantiles: drawn('*, n_samples=100, n_features=2', 'int64'),
  make_hastie_10_2: drawn('n_samples=12000', 'float64', 10),
  // By place before scikit-learn's 0.25.
  make_regression: drawn(
    'n_samples=100, n_features=100, n_informative=10, n_targets=1',
    'float64',
    undefined,
    squeezed,
  ),
  make_swiss_roll: drawn(SAMPLES, 'float64', 3, squeezed),
  make_s_curve: drawn(SAMPLES, 'float64', 3, squeezed),
  make_friedman1: drawn('n_samples=100, n_features=10', 'float64'),
  make_friedman2: drawn(SAMPLES, 'float64', 4),
  make_friedman3: drawn(SAMPLES, 'float64', 4),
  make_sparse_uncorrelated: drawn('n_samples=100, n_features=10', 'float64'),
  make_multilabel_classification: row(
    `${BOTH}, *, n_classes=5, sparse=False, return_indicator=dense, return_distributions=False, **kwargs`,
    multilabel,
  ),
  fetch_openml: row(`name=None, *, as_frame=auto, return_X_y=False, **kwargs`, byName),
};

export const DATASETS: Table = {
  ...Object.fromEntries(
    Object.entries({ ...LOADERS, ...GENERATORS }).map(([name, each]) => [`sklearn.datasets.${name}`, each]),
  ),
  [`${BUNCH}.__getitem__`]: row('self, index', item),
};
