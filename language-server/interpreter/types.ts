import { own } from '../domain/own';
import { libraryClass } from './modules';
import { arrayClass, type ArrayClass } from './arrays';
import type { Value } from './value';

type Test = (value: Value) => boolean;

const ofKind =
  (...kinds: Value['kind'][]): Test =>
  ({ kind }) =>
    kinds.includes(kind);

const ofList =
  (...types: string[]): Test =>
  (value) =>
    value.kind === 'list' && types.includes(value.type);

const any =
  (...tests: Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));

const TUPLE = any(ofKind('tuple'), ofList('tuple'));
const SEQUENCE = any(TUPLE, ofKind('string', 'range'), ofList('list'));
const COLLECTION = any(SEQUENCE, ofKind('dictionary'), ofList('set'));
const CALLABLE = ofKind('function', 'class', 'bound', 'partial', 'builtin', 'method');

/** What the classes of Python are instances of, among values that are no instances. */
const TESTS: Partial<Record<string, Test>> = {
  object: () => true,
  int: ofKind('integer', 'boolean'),
  float: ofKind('float'),
  bool: ofKind('boolean'),
  str: ofKind('string'),
  tuple: TUPLE,
  list: ofList('list'),
  set: ofList('set'),
  dict: ofKind('dictionary'),
  range: ofKind('range'),
  type: ofKind('class'),
  'torch.nn.Module': () => false,
  complex: ofKind('complex'),
  'numbers.Number': ofKind('integer', 'boolean', 'float', 'complex'),
  'numbers.Integral': ofKind('integer', 'boolean'),
  'numbers.Real': ofKind('integer', 'boolean', 'float'),
  'types.FunctionType': ofKind('function'),
  'functools.partial': ofKind('partial'),
  ...Object.fromEntries(
    ['typing', 'collections.abc', 'collections'].flatMap((module): [string, Test][] => [
      [`${module}.Sequence`, SEQUENCE],
      [`${module}.Collection`, COLLECTION],
      [`${module}.Iterable`, any(COLLECTION, ofList('iterator'))],
      [`${module}.Sized`, COLLECTION],
      [`${module}.Mapping`, ofKind('dictionary')],
      [`${module}.Dict`, ofKind('dictionary')],
      [`${module}.List`, ofList('list')],
      [`${module}.Tuple`, TUPLE],
      [`${module}.Callable`, CALLABLE],
    ]),
  ),
};

/** Values of which more than their kind decides. */
const UNDECIDED = new Set(['unknown', 'library', 'module', 'super', 'slice', 'ellipsis', 'iterator']);

/** `isinstance(value, type)` where it is certain. */
export function instanceOf(value: Value, type: Value): boolean | undefined {
  const outcome = isOf(value, type);
  const mayBeNone = value.kind === 'tensor' && value.optional === true;
  return mayBeNone && outcome ? undefined : outcome;
}

/** The classes of arrays; a scalar of NumPy's is no array. */
const ARRAYS: Partial<Record<string, ArrayClass>> = {
  'torch.Tensor': 'torch.Tensor',
  'torch.autograd.Variable': 'torch.Tensor',
  'numpy.ndarray': 'numpy.ndarray',
};

function isArrayOf(value: Value, wanted: ArrayClass): boolean | undefined {
  if (value.kind !== 'tensor') return false;
  const own = arrayClass(value);
  const known = own === 'torch.Tensor' || (own === 'numpy.ndarray' && value.shape.dimensions.length > 0);
  return known ? own === wanted : undefined;
}

const nameOf = (type: Value): string => (type.kind === 'builtin' || type.kind === 'library' ? type.name : '');

function isOf(value: Value, type: Value): boolean | undefined {
  if (UNDECIDED.has(value.kind)) return undefined;
  if (value.kind === 'instance') return instanceIs(value, type);
  if (type.kind === 'class') return value.kind === 'tuple' && value.class ? value.class === type : false;
  const name = nameOf(type);
  const array = own(ARRAYS, name);
  if (array) return isArrayOf(value, array);
  const outcome = own(TESTS, name)?.(value);
  const arrays = value.kind === 'tensor' || (value.kind === 'dictionary' && name !== 'dict');
  return arrays && outcome && name !== 'object' ? undefined : outcome;
}

function instanceIs(value: Extract<Value, { kind: 'instance' }>, type: Value): boolean | undefined {
  if (value.escaped.value && value.attributes.get('__class__')?.value) return undefined;
  const name = type.kind === 'builtin' || type.kind === 'library' ? type.name : undefined;
  const chain = value.class.kind === 'library' ? [value.class] : value.class.ancestors;
  if (!chain) return undefined;
  const is = chain.some(
    (each) => each === type || (each.kind === 'library' && (each.name === name || each.name === `python.${name}`)),
  );
  if (is || name === 'object') return true;
  if (name === 'torch.nn.Module' && libraryClass(value)?.name.startsWith('torch.nn.')) return true;
  return isOther(type, name) ? false : undefined;
}

/** Whether nothing but a class itself and what is derived from it counts as one: no base that others hide. */
function isOther(type: Value, name: string | undefined): boolean {
  const decided = type.kind === 'class' || type.kind === 'builtin' || /^torch\.nn\.[A-Z]/.test(name ?? '');
  return decided && !/Base|_|Norm$|Container/.test(name?.replace(/^.*\./, '') ?? '');
}

const NAMES: Partial<Record<Value['kind'], string>> = {
  integer: 'int',
  float: 'float',
  complex: 'complex',
  boolean: 'bool',
  string: 'str',
  tuple: 'tuple',
  dictionary: 'dict',
  range: 'range',
};

/** `type(value)` */
export function typeOf(value: Value): Value | undefined {
  if (value.kind === 'instance') return value.class;
  if (value.kind === 'tuple' && value.fields) return value.class;
  if (value.kind === 'list') return value.type === 'iterator' ? undefined : { kind: 'builtin', name: value.type };
  const name = NAMES[value.kind];
  return name === undefined ? undefined : { kind: 'builtin', name };
}
