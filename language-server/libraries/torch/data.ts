import { unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide, remainder } from '../../domain/division';
import type { ElementType } from '../../domain/element-type';
import { shape } from '../../domain/shape';
import { symbolsOf } from '../../domain/symbols';
import { unknownLength } from '../../domain/unknown-length';
import { mapValues } from '../../interpreter/dictionaries';
import { getAttribute } from '../../interpreter/attributes';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { made } from '../../interpreter/construction';
import { each, type Each } from '../../interpreter/each';
import { joinValues } from '../../interpreter/join';
import { rowOf } from '../../interpreter/iteration';
import type { Machine } from '../../interpreter/machine';
import { setAttribute } from '../../interpreter/setting-attributes';
import {
  dictionary,
  integer,
  library,
  list,
  tensor,
  tuple,
  UNKNOWN,
  type DictionaryValue,
  type Value,
} from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, numberIn, sizeIn, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { membersOfRows } from '../members';

const DATA = 'torch.utils.data';

/** Batches that are told apart, as turns of loops within each other are; of longer epochs one batch stands for all. */
const MAX_BATCHES = 256;

/** Samples that a collate function is given one by one; more are given as many that are alike. */
const MAX_COLLATED = 16;

/** `object.method(…)`; unknown where there is no such method. */
function ask(call: Call, object: Value, method: string, ...positional: Value[]): Value {
  const callee = getAttribute(call.machine, object, method, call.site);
  if (callee.kind === 'unknown') return UNKNOWN;
  return callValue(call.machine, callee, { ...noArguments(), positional }, { site: call.site });
}

/** A sample of a dataset, at a place that is not known. */
function sampleOf(call: Call, dataset: Value): Value {
  if (dataset.kind === 'tensor') return dataset.shape.open ? UNKNOWN : rowOf(dataset);
  if (dataset.kind === 'instance')
    return ask(call, dataset, '__getitem__', integer(call.machine.symbol('index', 'integer')));
  return joinValues(elementsIn(dataset) ?? []);
}

function lengthOf(call: Call, dataset: Value): Dimension | undefined {
  if (dataset.kind === 'tensor') return dataset.shape.open ? undefined : dataset.shape.dimensions[0];
  const length = dataset.kind === 'instance' ? ask(call, dataset, '__len__') : UNKNOWN;
  return length.kind === 'integer' ? length.value : elementsIn(dataset)?.length;
}

/** What Python's numbers become. */
const NUMBERS: Partial<Record<Value['kind'], ElementType>> = { integer: 'int64', float: 'float64', boolean: 'boolean' };

/** How many samples are joined, and whether each is another row of the same tensors. */
interface Batch {
  size: Dimension;
  distinct: boolean;
}

/** Samples like this one, as PyTorch's default_collate joins them. */
function collate(machine: Machine, sample: Value, batch: Batch): Value {
  const { size, distinct } = batch;
  if (sample.kind === 'tensor') {
    const { open, dimensions } = sample.shape;
    const { type, device, written } = sample;
    const members = membersOfRows(sample, distinct && typeof size === 'number' ? size : 1);
    const kept = {
      ...(type && { type }),
      ...(device !== undefined && { device }),
      ...members,
      ...(written && { written }),
    };
    return open ? UNKNOWN : tensor(shape([size, ...dimensions]), kept);
  }
  const type = NUMBERS[sample.kind];
  if (type) return tensor(shape([size]), { type, ...(!machine.mixedDevices && { device: 'cpu' }) });
  if (sample.kind === 'dictionary') return collatedEntries(machine, sample, batch);
  const parts = elementsIn(sample);
  return parts ? list(parts.map((part) => collate(machine, part, batch))) : UNKNOWN;
}

function collatedEntries(machine: Machine, { entries }: DictionaryValue, batch: Batch): Value {
  return dictionary(mapValues(entries.value, (value) => collate(machine, value, batch)));
}

/** A program's own dataset may give the same sample again. */
const isTensors = (dataset: Value): boolean =>
  dataset.kind === 'instance' && dataset.class.kind === 'library' && dataset.class.name === `${DATA}.TensorDataset`;

/** A batch of `size` samples like this one, of which symbols from `from` on may stand for another size in each. */
function batchOf(call: Call, size: Dimension, sample: Value, from: number): Value {
  const loader = layerOf(call);
  const custom = attributeOf(loader, 'collate_fn');
  const distinct = isTensors(attributeOf(loader, 'dataset')) && attributeOf(loader, 'sampler').kind === 'none';
  if (custom.kind === 'none') return collate(call.machine, sample, { size, distinct });
  const few = typeof size === 'number' && size <= MAX_COLLATED;
  const samples = list(few ? samplesLike(call, size, sample) : each(sample, from, { count: size }));
  return callValue(call.machine, custom, { ...noArguments(), positional: [samples] }, { site: call.site });
}

const samplesLike = (call: Call, count: number, first: Value): Value[] =>
  Array.from({ length: count }, (_, i) => (i === 0 ? first : nextSample(call)));

/** What a loader's batches follow from; undefined where samplers choose them. */
interface Plan {
  /** Of the dataset, or of what is drawn from it. */
  length: Dimension | undefined;
  size: Dimension;
  whole: boolean;
}

function planOf(call: Call): Plan | undefined {
  const loader = layerOf(call);
  const size = sizeIn(attributeOf(loader, 'batch_size'));
  const whole = attributeOf(loader, 'drop_last');
  const chosen = attributeOf(loader, 'batch_sampler');
  if (!loader || chosen.kind !== 'none' || size === undefined || whole.kind !== 'boolean') return undefined;
  const sampled = attributeOf(loader, 'sampler').kind !== 'none';
  const length = sampled ? undefined : lengthOf(call, attributeOf(loader, 'dataset'));
  return { length, size, whole: whole.value };
}

const countOf = ({ length, size, whole }: Plan): Dimension | undefined =>
  length === undefined ? undefined : whole ? floorDivide(length, size) : ceilDivide(length, size);

/** The batches of an epoch; the last may be smaller. */
const batches: Rule = (call) => {
  const plan = planOf(call);
  const total = plan && countOf(plan);
  if (typeof total !== 'number' || total > MAX_BATCHES / call.machine.turns || typeof plan?.size !== 'number')
    return list(manyBatches(call, plan), 'iterator');
  const { size, whole } = plan;
  const length = typeof plan.length === 'number' ? plan.length : total * size;
  const sizes = Array.from({ length: total }, (_, i) => (whole ? size : Math.min(size, length - i * size)));
  return list(
    sizes.map((each) => {
      const { serial } = call.machine;
      return batchOf(call, each, nextSample(call), serial);
    }),
    'iterator',
  );
};

/** Batches that are not told apart, but for the last. */
function manyBatches(call: Call, plan: Plan | undefined): Each | undefined {
  const from = call.machine.serial;
  const sample = nextSample(call);
  if (!plan) return each(batchOf(call, unknownDimension(), sample, from), from, { made: true });
  const usual = batchOf(call, plan.size, sample, from);
  const rest = plan.whole ? 0 : remainder(samplesOf(call, plan), plan.size);
  if (rest === 0) return each(usual, from, { made: true });
  const last = batchOf(call, rest, sample, from);
  const { length, size } = plan;
  const certain = typeof length === 'number' && typeof size === 'number';
  return each(joinValues([usual, last]), from, { made: true, ending: { usual, last, certain } });
}

const nextSample = (call: Call): Value => sampleOf(call, attributeOf(layerOf(call), 'dataset'));

/** Where a loader keeps the number of its samples, a symbol; no attribute of a program has such a name. */
const SAMPLES = '@samples';

/** How many samples an epoch has: the loader's symbol where that is not known, or known by a symbol of this epoch only. */
function samplesOf(call: Call, { length }: Plan): Dimension {
  const own = sizeIn(attributeOf(layerOf(call), SAMPLES)) ?? unknownDimension();
  const before = Math.max(...symbolsOf(own));
  return length !== undefined && symbolsOf(length).every((serial) => serial < before) ? length : own;
}

const count = (length: (call: Call) => Dimension | undefined): Rule => {
  return (call) => {
    const known = length(call);
    return integer(known ?? call.machine.symbol('length', 'integer'));
  };
};

const attribute = (call: Call, name: string): Value => attributeOf(layerOf(call), name);

/** `random_split(dataset, [48, 12])`; parts that are fractions have no known length. */
const split: Rule = (call) => {
  const lengths = elementsIn(valueOf(call, 'lengths'));
  if (!lengths) return UNKNOWN;
  return list(lengths.map((length) => subset(call, numberIn(length))));
};

function subset(call: Call, length: number | undefined): Value {
  const part = made(library(`${DATA}.Subset`), { site: call.site });
  const indices: Value = length === undefined ? UNKNOWN : { kind: 'range', start: 0, stop: length, step: 1 };
  setAttribute(call.machine, part, 'dataset', valueOf(call, 'dataset'));
  setAttribute(call.machine, part, 'indices', indices);
  return part;
}

function indexCount(call: Call): Dimension | undefined {
  const indices = attribute(call, 'indices');
  return indices.kind === 'range' ? indices.stop : lengthOf(call, indices);
}

const constructs = (signature: string): Row => ({ ...row(signature, () => UNKNOWN), constructs: true });

const loader: Rule = (call) => {
  if (call.self) setAttribute(call.machine, call.self, SAMPLES, integer(unknownLength()));
  return UNKNOWN;
};

const OPTIONS =
  'dataset, batch_size=1, shuffle=False, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, ' +
  'pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, ' +
  '*, prefetch_factor=2, persistent_workers=False, pin_memory_device=None';

export const DATA_LOADING: Table = {
  [`${DATA}.DataLoader`]: { signature: OPTIONS, rule: loader, constructs: true },
  [`${DATA}.DataLoader.__iter__`]: row('self', batches),
  [`${DATA}.DataLoader.__len__`]: row(
    'self',
    count((call) => countOf(planOf(call) ?? NO_PLAN)),
  ),
  [`${DATA}.TensorDataset`]: constructs('*tensors'),
  [`${DATA}.TensorDataset.__getitem__`]: row('self, index', (call) =>
    tuple((elementsIn(attribute(call, 'tensors')) ?? []).map((each) => sampleOf(call, each))),
  ),
  [`${DATA}.TensorDataset.__len__`]: row(
    'self',
    count((call) => lengthOf(call, elementsIn(attribute(call, 'tensors'))?.[0] ?? UNKNOWN)),
  ),
  [`${DATA}.Subset`]: constructs('dataset, indices'),
  [`${DATA}.Subset.__getitem__`]: row('self, index', (call) => sampleOf(call, attribute(call, 'dataset'))),
  [`${DATA}.Subset.__len__`]: row('self', count(indexCount)),
  [`${DATA}.random_split`]: row('dataset, lengths, generator=None', split),
};

const NO_PLAN: Plan = { length: undefined, size: 1, whole: true };
