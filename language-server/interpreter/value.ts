import type { Bounds, Dimension } from '../domain/dimension';
import type { ElementType } from '../domain/element-type';
import { ANY_SHAPE, type Shape } from '../domain/shape';
import type { ClassDefinition, Expression, FunctionDefinition, Range } from '../syntax/program';
import type { Field } from './dataclasses';
import type { ArrayClass } from './arrays';
import type { Entries } from './dictionaries';
import type { Elements } from './each';
import type { Place } from './either';
import type { Bindings } from './bindings';
import type { Memo } from './memo';
import type { Namespace } from './namespaces';
import type { Scope } from './scope';
import type { Source } from './sources';
import { Cell } from './store';

/** Where a thing was made: file and range. */
export interface Site {
  path: string;
  range: Range;
}

/** The function that a tensor's entries last went through; reshaping and slicing keep it. */
export interface Activation {
  /** The function's or layer's qualified name. */
  name: string;
  site: Site;
  /** What it was applied to, as written; absent for a layer inside a container. */
  input?: Expression;
}

export type { ElementType };

export interface Tensor {
  kind: 'tensor';
  shape: Shape;
  type?: ElementType;
  /** Where its entries are, as PyTorch writes it: `cpu`, `cuda:1`, `cuda` for the current one; absent where unknown. */
  device?: string;
  /** Whose array it is; PyTorch's where it says nothing. */
  array?: ArrayClass;
  /** tfjs' SymbolicTensor: what a model's input will be, with any batch. */
  symbolic?: boolean;
  /** Keras' name of it, which is that of the input or of the layer that it comes from; absent where none is given. */
  name?: string;
  site?: Site;
  activation?: Activation;
  /** Whether it is an nn.Parameter, which a module that has it as an attribute learns. */
  parameter?: boolean | 'perhaps';
  /** Whether it is an nn.Buffer, which moves with its module. */
  buffer?: boolean;
  /** Whether None may stand in its place: a gradient that was not computed. */
  optional?: boolean;
  /** Its entries, where it is a short vector that the program fixes. */
  values?: readonly number[];
  /** Its axes from the outermost to the innermost in memory, where it is dense; absent where unknown. */
  order?: readonly number[];
  /** Integers that are surely among its entries. */
  members?: Members;
  /** Between which numbers its integers are. */
  bounds?: Interval;
  /** Whether its entries may have been written to since these were known, in each memory that may be its own. */
  written?: readonly Cell<boolean>[];
  /** Whether each of its rows has a one for its class alone: as many entries as there are classes, which are several. */
  oneHot?: boolean;
  /** Whether none of its numbers is of single precision, whatever their type is. */
  wide?: boolean;
}

/** At least one of `count` entries, which are drawn from low to below high, each alike. */
export interface Members {
  low: number;
  high: number;
  /** 0: nothing is known any more. */
  count: number;
  /** Whether it is all entries together that hold it: a part may not. */
  whole: boolean;
}

/** All entries are from `least` to below `limit`. */
export interface Interval extends Bounds {
  /** The one that there is, of a tensor without axes. */
  entry?: Dimension;
}

export type Attributes = Bindings;

export interface FunctionValue {
  kind: 'function';
  definition: FunctionDefinition;
  scope: Scope;
  defaults: ReadonlyMap<string, Value>;
  /** Whether its code or its defaults may be others since. */
  reworked: Cell<boolean>;
  /** The class in whose body it stands. */
  owner?: ClassValue;
  /** What decorators make of it. */
  role?: 'static' | 'class' | 'property';
  /** Of a property: whether an object keeps what it first gives. */
  cached?: boolean;
  /** Whether a decorator that is not seen decides what a call of it does, and gives. */
  isHidden?: boolean;
  /** What it remembers of its calls. */
  memo?: Memo;
  /** What assigning to the property calls. */
  setter?: FunctionValue;
  /** What deleting it calls. */
  deleter?: FunctionValue;
  /** What functools.wraps says it stands for. */
  wraps?: FunctionValue;
}

export interface ClassValue {
  kind: 'class';
  name: string;
  definition: ClassDefinition;
  bases: readonly Value[];
  /** Linearised ancestors, itself first; undefined where a base is unknown. */
  ancestors: readonly (ClassValue | LibraryValue)[] | undefined;
  attributes: Attributes;
  scope: Scope;
  /** Whether code of the program decides what its objects' attributes are, or what a call of it gives. */
  hooks?: Hooks;
  /** Of a dataclass: what its own body declares. */
  fields?: readonly Field[];
}

/** What a class or its metaclass does in its own way. */
export interface Hooks {
  sets: boolean | undefined;
  gets: boolean | undefined;
  calls: boolean;
  metaclass: Value | undefined;
}

/** An instance of a class of the program, or of a library's class. */
export interface Instance {
  kind: 'instance';
  class: ClassValue | LibraryValue;
  attributes: Attributes;
  /** The names under which modules were set, one a line, in order; null where unknown, undefined before construction. */
  members: Cell<string | null | undefined>;
  /** Set once code that we cannot see may have changed any attribute. */
  escaped: Cell<boolean>;
  construction: Construction;
  /** Whether it is a member of an enum, of which there is one, and equal to nothing else. */
  single?: boolean;
}

/** The call that made an instance, and what stood for each parameter there. */
export interface Construction {
  site: Site;
  arguments: Map<string, Expression>;
}

/** A library's module, function, class or constant, by its canonical name. */
export interface LibraryValue {
  kind: 'library';
  name: string;
}

export interface ListValue {
  kind: 'list';
  /** An iterator's elements are those that are left; an array is JavaScript's; a tuple here has elements that are alike. */
  type: 'list' | 'set' | 'iterator' | 'array' | 'tuple';
  /** undefined: nothing is known about the elements. */
  elements: Place<Elements>;
  /** Of an iterator: the lists that it reads as it goes. */
  sources?: readonly Source[];
  /** Of a deque: more than so many drop out at the other end; null where it is not known how many. */
  limit?: number | null;
}

export interface DictionaryValue {
  kind: 'dictionary';
  /** JavaScript's, which are always true: an object's entries are its members, a Map's are not. */
  type?: 'object' | 'map';
  /** undefined: nothing is known about them. */
  entries: Place<Entries>;
  /** Whose attributes or names they are: what writes them writes those. */
  view?: Instance | Namespace;
  /** Whether it is the `__dict__` of an object, where modules do not keep their parts. */
  isOwn?: boolean;
  /** What makes the value of a key that is not there yet: a defaultdict's. */
  factory?: Value;
}

/** A tuple; a named one has names for its elements, and its class may have methods. */
export interface TupleValue {
  kind: 'tuple';
  elements: readonly Value[];
  fields?: readonly string[];
  class?: ClassValue;
  /** Whether it is a torch.Size; what is put together of several is a plain tuple. */
  size?: true;
}

export interface Entry {
  key: Value;
  value: Value;
}

/** A file of the workspace that was imported, or a folder of such files. */
export interface ModuleValue {
  kind: 'module';
  path: string;
  /** What it binds; undefined where that cannot be known. */
  scope: Cell<Scope | 'not evaluated' | undefined>;
  /** The statement of the program that certainly imports it. */
  importedAt?: Site;
}

export type Value =
  /**
   * `size`: what it is if it is an integer, so that one parameter is one symbol wherever it is used as a size.
   * `among`: values of which it is one, where code of the program may be reached through one of them.
   */
  | { kind: 'unknown'; size?: Dimension; among?: readonly Value[] }
  /** `null`: JavaScript's null, which is there where undefined is missing. */
  | { kind: 'none'; null?: true }
  | { kind: 'ellipsis' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'integer'; value: Dimension }
  /** `quotient`: of two sizes, for what rounds it. */
  | { kind: 'float'; value: number | undefined; quotient?: readonly [Dimension, Dimension] }
  /** A complex number, whichever it is. */
  | { kind: 'complex' }
  | { kind: 'string'; value: string }
  | TupleValue
  | { kind: 'slice'; lower: Value; upper: Value; step: Value }
  | { kind: 'range'; start: Dimension; stop: Dimension; step: Dimension }
  | { kind: 'bound'; receiver: Value; callee: Value }
  | { kind: 'method'; receiver: Value; name: string }
  | { kind: 'partial'; callee: Value; positional: readonly Value[]; named: ReadonlyMap<string, Value> }
  | { kind: 'builtin'; name: string }
  /** The `__init__` of a dataclass. */
  | { kind: 'fields'; type: ClassValue }
  | { kind: 'super'; instance: Value; after: ClassValue }
  | ModuleValue
  | ListValue
  | DictionaryValue
  | Tensor
  | FunctionValue
  | ClassValue
  | Instance
  | LibraryValue;

export const isValue = (content: unknown): content is Value =>
  typeof content === 'object' && content !== null && 'kind' in content;

export const UNKNOWN: Value = { kind: 'unknown' };
export const NONE: Value = { kind: 'none' };
export const COMPLEX: Value = { kind: 'complex' };
export const NULL: Value = { kind: 'none', null: true };

export const integer = (value: Dimension): Value => ({ kind: 'integer', value });
export const boolean = (value: boolean): Value => ({ kind: 'boolean', value });
export const string = (value: string): Value => ({ kind: 'string', value });
export const tuple = (elements: readonly Value[]): TupleValue => ({ kind: 'tuple', elements });
export const sizeTuple = (sizes: readonly Dimension[]): TupleValue => ({ ...tuple(sizes.map(integer)), size: true });
/** Elements or characters that a program puts together: what is longer is data, and doubling it would fill the memory. */
export const MAX_LENGTH = 100_000;

/** What a list can hold: nothing is known of too many elements. */
export const limited = (elements: Elements): Elements =>
  elements && 'length' in elements && elements.length > MAX_LENGTH ? undefined : elements;

/** A new list or set; `undefined`: nothing is known about its elements. */
export const list = (elements: Elements, type: ListValue['type'] = 'list'): ListValue => ({
  kind: 'list',
  type,
  elements: new Cell<Elements>(limited(elements)),
});

/** A new dictionary; `undefined`: nothing is known about its entries. */
export const dictionary = (entries: Entries): DictionaryValue => ({
  kind: 'dictionary',
  entries: new Cell<Entries>(entries),
});

export const library = (name: string): LibraryValue => ({ kind: 'library', name });

/** A device that the program's run decides: `'cuda' if torch.cuda.is_available() else 'cpu'`. */
export const UNDECIDED_DEVICE = 'torch.device:?';

/** Before a type of tensors that are on such a device: `torch.?.FloatTensor`. */
export const UNDECIDED_TENSOR = 'torch.?.';

/** A tensor of nothing but what is given. */
export const tensor = (shape: Shape, rest: Partial<Tensor> = {}): Tensor => ({ ...rest, kind: 'tensor', shape });

export const ANY_TENSOR: Tensor = tensor(ANY_SHAPE);

export type ByKind<A extends unknown[], R> = {
  [K in Value['kind']]?: (value: Extract<Value, { kind: K }>, ...rest: A) => R;
};

/** What the table says of this kind of value; undefined where it says nothing. */
export function byKind<A extends unknown[], R>(table: ByKind<A, R>, value: Value, ...rest: A): R | undefined {
  const handle = table[value.kind] as ((value: Value, ...rest: A) => R) | undefined;
  return handle?.(value, ...rest);
}
