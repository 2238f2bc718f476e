/** Arrays that NumPy reads from files, maps to them or leaves to be filled. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import type { ElementType } from '../../domain/element-type';
import { sign } from '../../domain/order';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { integer, library, tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, booleanOf, elementsIn, integerIn, integerOf, isNone, layerOf, sizesIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { rowOf } from '../table';
import { requestedType, typed } from '../torch/types';

/** What stands in a text file: an array of one or two axes, which who indexes by rows and columns knows to be two. */
const FILE = 'numpy.@file';

const read: Rule = (call) => {
  const several = ['unpack', 'names'].some((name) => !/^(none|boolean)$/.test(valueOf(call, name).kind));
  if (several || booleanOf(call, 'unpack') === true || booleanOf(call, 'names') === true) return UNKNOWN;
  const instance = made(library(FILE), call);
  const size = { rows: call.machine.symbol('rows'), columns: call.machine.symbol('columns') };
  for (const [name, value] of Object.entries(size)) setAttribute(call.machine, instance, `@${name}`, integer(value));
  return instance;
};

const ofFile: Rule = (call) => {
  const file = layerOf(call);
  const [rows, columns] = ['@rows', '@columns'].map((name) => integerIn(attributeOf(file, name)));
  const index = valueOf(call, 'index');
  const known = rows !== undefined && columns !== undefined && elementsIn(index)?.length === 2;
  if (!known) return UNKNOWN;
  const input = tensor(shape([rows, columns]), { array: 'numpy.ndarray' });
  return rowOf('numpy.ndarray.__getitem__')?.rule({ ...call, arguments: new Map([['input', input], ['index', index]]) }) ?? UNKNOWN; // prettier-ignore
};

/** Whether the type has no axes of its own, as those of records may have. */
const isPlain = (dtype: Value): boolean =>
  /^(none|builtin|library)$/.test(dtype.kind) || (dtype.kind === 'string' && /^[<>=|]?[a-z]\w*$/i.test(dtype.value));

const ofSizes = (call: Call, sizes: readonly (Dimension | undefined)[], otherwise: ElementType): Value =>
  isPlain(valueOf(call, 'dtype'))
    ? tensor(shape(sizes.map((size) => size ?? unknownDimension())), typed(requestedType(call, otherwise)))
    : UNKNOWN;

/** As many entries as a buffer has, or as are asked for; a file may hold fewer. */
const entries =
  (isExact: boolean): Rule =>
  (call) => {
    const count = integerOf(call, 'count');
    const all = isExact && count !== undefined && sign(count) === 1 ? count : call.machine.symbol('n', 'count');
    return ofSizes(call, [all], 'float64');
  };

/** An array that is not filled, of the shape that is asked for. */
const ofShape =
  (otherwise: ElementType): Rule =>
  (call) => {
    const given = valueOf(call, 'shape');
    const sizes = given.kind === 'integer' ? [given.value] : sizesIn(given);
    return sizes ? ofSizes(call, sizes, otherwise) : UNKNOWN;
  };

/** A file as an array: a vector where no shape is asked for. */
const mapped: Rule = (call) =>
  isNone(call, 'shape') ? ofSizes(call, [call.machine.symbol('n', 'count')], 'uint8') : ofShape('uint8')(call);

export const FILES: Table = {
  'numpy.memmap': row('filename, dtype=None, mode=r+, offset=0, shape=None, order=C', mapped),
  'numpy.fromfile': row('file, dtype=None, count=-1, sep=, offset=0, *, like=None', entries(false)),
  'numpy.frombuffer': row('buffer, dtype=None, count=-1, offset=0, *, like=None', entries(true)),
  'numpy.ndarray': row('shape, dtype=None, buffer=None, offset=0, strides=None, order=None', ofShape('float64')),
  'numpy.loadtxt': row(
    'fname, dtype=None, comments=None, delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, *args, names=None, **kwargs',
    read,
  ),
  'numpy.genfromtxt': row(
    'fname, dtype=None, comments=None, delimiter=None, *args, names=None, unpack=False, **kwargs',
    read,
  ),
  [`${FILE}.__getitem__`]: { ...row('self, index', ofFile), gives: 'numpy.ndarray' },
};
