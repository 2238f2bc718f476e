import { amount } from '../../domain/amount';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import type { ElementType } from '../../domain/element-type';
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { attributeCell, setAttribute } from '../../interpreter/setting-attributes';
import {
  integer,
  library,
  NONE,
  string,
  tensor,
  tuple,
  UNKNOWN,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { attributeOf, integerIn, layerOf, merged, mismatch, numberIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { frame } from '../pandas/frame';
import { dataIn, isTable, samplesIn } from './samples';

/** Where a transformer keeps the number of features that it was fitted to. */
const FEATURES = '@features';

/** Where it keeps what it returns: arrays, or tables of pandas. */
const OUTPUT = '@output';

/** What a transformer makes of samples; undefined where its width is not known. */
type Width = (call: Call, data: Tensor) => Dimension | undefined;

const SPARSE = 'scipy.sparse.csr_matrix';

/** A matrix that is mostly zeros, which `toarray` spells out. */
function sparse(call: Call, entries: Value): Value {
  const matrix = made(library(SPARSE), call);
  setAttribute(call.machine, matrix, 'entries', entries);
  return matrix;
}

const spelled: Rule = (call) => attributeOf(layerOf(call), 'entries');

const sizesOf: Rule = (call) => {
  const entries = spelled(call);
  return entries.kind === 'tensor' ? tuple(entries.shape.dimensions.map(integer)) : UNKNOWN;
};

/** Samples and features that a method gets; undefined, and reported, where there is no such table. */
function tableOf(call: Call): Tensor | undefined {
  const data = dataIn(valueOf(call, 'X'));
  return data && isTable(call, data) ? data : undefined;
}

const fit = (call: Call, data: Tensor | undefined): void => {
  const self = layerOf(call);
  const features = data?.shape.dimensions[1];
  if (self)
    call.machine.store.write(
      attributeCell(self.attributes, FEATURES),
      features === undefined ? UNKNOWN : integer(features),
    );
};

const fitted: Rule = (call) => {
  fit(call, tableOf(call));
  return valueOf(call, 'self');
};

/** What it was fitted to has as many features. */
function checkFeatures(call: Call, data: Tensor): void {
  const wanted = integerIn(attributeOf(layerOf(call), FEATURES));
  const given = data.shape.dimensions[1]!;
  if (wanted === undefined || !different(wanted, given)) return;
  mismatch(call, {
    received: `an array of shape ${printShape(data.shape)}`,
    expected: `${amount(wanted, 'feature')}, as it was fitted to`,
    advice: 'transform the same columns that it was fitted to',
    inputs: [data],
  });
}

/** Floats stay what they are; of other numbers doubles are made. */
const floatOf = (type: ElementType | undefined): ElementType =>
  type === 'float32' || type === 'float16' ? type : type === undefined || type === 'float' ? 'float' : 'float64';

function transformed(call: Call, data: Tensor | undefined, width: Width, type: Transformer['type'] = floatOf): Value {
  if (!data) return UNKNOWN;
  const [rows, columns] = [data.shape.dimensions[0]!, width(call, data) ?? unknownDimension()];
  const output = attributeOf(layerOf(call), OUTPUT);
  if (output.kind !== 'string') return UNKNOWN;
  if (output.value === 'pandas') return frame(call, { rows, width: columns });
  const known = data.wide && type === floatOf && !data.type ? 'float64' : type(data.type);
  return tensor(shape([rows, columns]), { array: 'numpy.ndarray', ...(known && { type: known }) });
}

const named = (name: string, table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([method, each]) => [method === '' ? name : `${name}.${method}`, each]));

const METHOD = 'self, X, y=None, **kwargs';

const construct: Rule = ({ self, machine }) => {
  if (self) setAttribute(machine, self, OUTPUT, string('default'));
  return NONE;
};

const setOutput: Rule = (call) => {
  const self = layerOf(call);
  if (self) call.machine.store.write(attributeCell(self.attributes, OUTPUT), valueOf(call, 'transform'));
  return self ?? UNKNOWN;
};

interface Transformer {
  signature: string;
  width: Width;
  /** Of its entries, by that of the input. */
  type?: (given: ElementType | undefined) => ElementType | undefined;
  /** Whether what it makes is spelled out; undefined: not known. */
  dense?: (call: Call) => boolean | undefined;
}

function transformer(name: string, { signature, width, type = floatOf, dense = () => true }: Transformer): Table {
  const apply = (call: Call, data: Tensor | undefined): Value => {
    const entries = transformed(call, data, width, type);
    const full = dense(call);
    if (full) return entries;
    return full === false && entries.kind === 'tensor' ? sparse(call, entries) : UNKNOWN;
  };
  return named(name, {
    '': { signature, rule: construct, constructs: true },
    fit: row(METHOD, fitted),
    transform: row(METHOD, (call) => {
      const data = tableOf(call);
      if (data) checkFeatures(call, data);
      return apply(call, data);
    }),
    fit_transform: row(METHOD, (call) => {
      const data = tableOf(call);
      fit(call, data);
      return apply(call, data);
    }),
    set_output: row('self, *, transform=None', setOutput),
  });
}

const sameWidth: Width = (_, { shape: { dimensions } }) => dimensions[1];

const inverse: Rule = (call) => {
  const data = tableOf(call);
  if (data) checkFeatures(call, data);
  return transformed(call, data, sameWidth);
};

const PARTIAL: Table = { partial_fit: row(METHOD, fitted) };
const INVERSE: Table = { inverse_transform: row(METHOD, inverse) };

/** What scales features, and what it can do besides. */
const SCALERS: Readonly<Record<string, Table>> = {
  StandardScaler: { ...PARTIAL, ...INVERSE },
  MinMaxScaler: { ...PARTIAL, ...INVERSE },
  MaxAbsScaler: { ...PARTIAL, ...INVERSE },
  RobustScaler: INVERSE,
  QuantileTransformer: INVERSE,
  PowerTransformer: INVERSE,
  Normalizer: {},
};

const scalers = merged(
  Object.entries(SCALERS).map(([name, more]) => ({
    ...transformer(`sklearn.preprocessing.${name}`, { signature: '*args, **kwargs', width: sameWidth }),
    ...named(`sklearn.preprocessing.${name}`, more),
  })),
);

const attribute = (call: Call, name: string): Value => attributeOf(layerOf(call), name);

/** As many components as asked for; all of them where nothing is. */
const components: Width = (call, { shape: { dimensions } }) => {
  const count = attribute(call, 'n_components');
  const [samples, features] = dimensions;
  if (count.kind !== 'none') return integerIn(count);
  return typeof samples === 'number' && typeof features === 'number' ? Math.min(samples, features) : undefined;
};

const chosen: Width = (call) => integerIn(attribute(call, 'k'));

/** C(f + d, d) products of at most d of f features, without the empty one where it is not wanted. */
const products: Width = (call, { shape: { dimensions } }) => {
  const [features, degree] = [dimensions[1], numberIn(attribute(call, 'degree'))];
  const [alone, bias] = [attribute(call, 'interaction_only'), attribute(call, 'include_bias')];
  if (typeof features !== 'number' || degree === undefined || alone.kind !== 'boolean' || alone.value) return undefined;
  let count = 1;
  for (let i = 1; i <= degree; i++) count = (count * (features + i)) / i;
  return bias.kind === 'boolean' ? count - Number(!bias.value) : undefined;
};

/** Whether an encoder was told to spell out its matrix, under the option's old or new name. */
const toldDense = (call: Call): boolean | undefined => {
  const [old, given] = ['sparse', 'sparse_output'].map((name) => attribute(call, name));
  const told = [old!, given!].filter((value) => value.kind !== 'none');
  if (told.some((value) => value.kind !== 'boolean')) return undefined;
  return told.some((value) => value.kind === 'boolean' && !value.value);
};

/** Places of the samples that it is fitted to; there are none of others. */
const embedding: Table = Object.fromEntries(
  Object.entries(
    transformer('sklearn.manifold.TSNE', {
      signature: 'n_components=2, **kwargs',
      width: components,
      type: () => 'float',
    }),
  ).filter(([name]) => !/\.(transform|set_output)$/.test(name)),
);

const unknownWidth: Width = ({ machine }) => machine.symbol('features');

const ENCODER = 'categories=auto, *, drop=None, sparse=None, sparse_output=None, **kwargs';

/** One number for every label, of vectors and of columns. */
const labels: Rule = (call) => {
  const data = dataIn(valueOf(call, 'y'));
  return data ? tensor(shape([data.shape.dimensions[0] ?? 1]), { type: 'int64', array: 'numpy.ndarray' }) : UNKNOWN;
};

/** A sample a text, a feature a word. */
const counted: Rule = (call) => {
  const samples = samplesIn(valueOf(call, 'X'));
  if (samples === undefined) return UNKNOWN;
  return sparse(call, tensor(shape([samples, call.machine.symbol('words')]), { array: 'numpy.ndarray' }));
};

const clusters: Rule = (call) => {
  const data = tableOf(call);
  return data ? tensor(shape([data.shape.dimensions[0]!]), { type: 'integer', array: 'numpy.ndarray' }) : UNKNOWN;
};

const plain = (signature = '*args, **kwargs'): Table[string] => ({ signature, rule: construct, constructs: true });
const self: Rule = (call) => valueOf(call, 'self');

const TEXTS = ['CountVectorizer', 'TfidfVectorizer'].map((name) =>
  named(`sklearn.feature_extraction.text.${name}`, {
    '': plain(),
    fit: row(METHOD, self),
    transform: row('self, X', counted),
    fit_transform: row(METHOD, counted),
  }),
);

export const TRANSFORMING: Table = {
  ...scalers,
  ...transformer('sklearn.preprocessing.Binarizer', {
    signature: '*args, **kwargs',
    width: sameWidth,
    type: (given) => given,
  }),
  ...transformer('sklearn.preprocessing.OrdinalEncoder', {
    signature: '*args, **kwargs',
    width: sameWidth,
    type: () => 'float64',
  }),
  ...transformer('sklearn.preprocessing.OneHotEncoder', {
    signature: ENCODER,
    width: unknownWidth,
    type: () => 'float64',
    dense: toldDense,
  }),
  ...transformer('sklearn.preprocessing.PolynomialFeatures', {
    signature: 'degree=2, *, interaction_only=False, include_bias=True, order=C',
    width: products,
  }),
  ...transformer('sklearn.decomposition.PCA', { signature: 'n_components=None, **kwargs', width: components }),
  ...transformer('sklearn.decomposition.TruncatedSVD', { signature: 'n_components=2, **kwargs', width: components }),
  ...embedding,
  ...transformer('sklearn.feature_selection.SelectKBest', {
    signature: 'score_func=?, *, k=10',
    width: chosen,
    type: (given) => given,
  }),
  ...transformer('sklearn.impute.SimpleImputer', {
    signature: '*args, **kwargs',
    width: unknownWidth,
    type: () => undefined,
  }),
  ...named('sklearn.preprocessing.LabelEncoder', {
    '': plain(''),
    fit: row('self, y', self),
    transform: row('self, y', labels),
    fit_transform: row('self, y', labels),
  }),
  ...named('sklearn.cluster.KMeans', {
    '': plain(),
    fit: row(METHOD, self),
    fit_predict: row(METHOD, clusters),
    predict: row('self, X, **kwargs', clusters),
  }),
  ...merged(TEXTS),
  [`${SPARSE}.toarray`]: row('self', spelled),
  [`${SPARSE}.@shape`]: row('self', sizesOf),
};
