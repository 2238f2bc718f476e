/** Arrays that NumPy reads from text files. */
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { integer, library, tensor, UNKNOWN } from '../../interpreter/value';
import { attributeOf, booleanOf, elementsIn, integerIn, layerOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { rowOf } from '../table';

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

export const FILES: Table = {
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
