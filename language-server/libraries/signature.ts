import { own } from '../domain/own';
import type { Arguments } from '../interpreter/arguments';
import { passed } from '../interpreter/dictionaries';
import { joinPresent } from '../interpreter/join';
import { boolean, dictionary, integer, NONE, string, tuple, UNKNOWN, type Value } from '../interpreter/value';
import type { Expression } from '../syntax/program';

interface SignatureParameter {
  name: string;
  default?: Value;
  variadic?: 'positional' | 'keyword';
  keywordOnly?: boolean;
}

export interface BoundSignature {
  values: Map<string, Value>;
  expressions: Map<string, Expression>;
}

const cache = new Map<string, SignatureParameter[]>();

function parseSignature(text: string): SignatureParameter[] {
  const known = cache.get(text);
  if (known) return known;
  let keywordOnly = false;
  const parameters = text.split(/,\s*(?![^(]*\))/).flatMap((part): SignatureParameter[] => {
    const [name = '', value] = part.trim().split('=');
    if (name === '*') keywordOnly = true;
    if (name === '' || name === '*') return [];
    if (name.startsWith('**')) return [{ name: name.slice(2), variadic: 'keyword' }];
    const after = keywordOnly;
    if (name.startsWith('*')) keywordOnly = true;
    if (name.startsWith('*')) return [{ name: name.slice(1), variadic: 'positional' }];
    return [{ name, ...(value !== undefined && { default: literal(value) }), ...(after && { keywordOnly: true }) }];
  });
  cache.set(text, parameters);
  return parameters;
}

const WORDS: Partial<Record<string, Value>> = { None: NONE, True: boolean(true), False: boolean(false), '?': UNKNOWN };

function literal(text: string): Value {
  if (text.startsWith('('))
    return tuple(
      text
        .slice(1, -1)
        .split(',')
        .filter(Boolean)
        .map((part) => literal(part.trim())),
    );
  if (/^-?\d+$/.test(text)) return integer(Number(text));
  if (/^-?\d/.test(text)) return { kind: 'float', value: Number(text) };
  return WORDS[text] ?? string(text);
}

/** NumPy's names of parameters, which PyTorch takes for its own, and those that libraries had in earlier versions. */
const ALIASES: Partial<Record<string, readonly string[]>> = {
  dim: ['axis'],
  keepdim: ['keepdims'],
  input: ['x', 'a', 'x1', 'value', 'tensor', 'indices', 'anchor', 'log_probs', 'input1', 'self'],
  other: ['x2', 'values', 'the_template'],
  dim0: ['axis0'],
  dim1: ['axis1'],
  split_size: ['split_size_or_sections', 'split_sizes'],
  indices_or_sections: ['indices', 'sections', 'tensor_indices_or_sections'],
  elements: ['element'],
  test_elements: ['test_element'],
  requires_grad: ['mode'],
  data: ['obj'],
  size: ['shape'],
  shape: ['newshape'],
  repeats: ['reps'],
  steps: ['num'],
  end: ['stop'],
  // Keras 1
  units: ['output_dim'],
  filters: ['nb_filter', 'filter'],
  kernel_size: ['filter_length'],
  padding: ['border_mode'],
  strides: ['subsample', 'subsample_length', 'stride'],
  pool_size: ['pool_length'],
  data_format: ['dim_ordering'],
  num_classes: ['nb_classes'],
  inputs: ['input'],
  outputs: ['output'],
  // TensorFlow 1
  axis: ['reduction_indices', 'concat_dim', 'dimension', 'squeeze_dims'],
  keepdims: ['keep_dims'],
  // torchvision before its 0.13
  weights: ['pretrained'],
};

/** Nothing is put into it. */
const NOTHING_LEFT = new Map<string, Value>();

/** Arguments by name to be taken out one by one; most calls have none. */
export const leftOf = (names: ReadonlyMap<string, Value> | undefined): Map<string, Value> =>
  names && names.size > 0 ? new Map(names) : NOTHING_LEFT;

/** A call's arguments as they are handed out to parameters. */
class Supply {
  readonly values = new Map<string, Value>();
  readonly expressions = new Map<string, Expression>();
  private readonly named: Map<string, Value>;
  private readonly perhaps: Map<string, Value>;
  private position = 0;

  constructor(
    private readonly given: Arguments,
    /** JavaScript: undefined stands for the default, and what is too much is dropped. */
    private readonly lenient: boolean,
  ) {
    this.named = leftOf(given.named);
    this.perhaps = leftOf(given.perhaps);
  }

  /** Binds one parameter; false where there is nothing for it. */
  take({ name, variadic, keywordOnly, default: otherwise }: SignatureParameter): boolean {
    if (variadic === 'positional') this.takeRest(name);
    else if (variadic === 'keyword') this.takeKeywords(name);
    else {
      const at = keywordOnly ? -1 : this.position++;
      const passed = this.given.positional[at];
      const positional = this.lenient && passed?.kind === 'none' && otherwise ? undefined : passed;
      const spelled = positional ? name : this.spelling(name);
      const value = positional ?? this.byName(spelled, otherwise);
      if (!value) return false;
      this.bind(name, value, positional ? this.given.written.positional[at] : this.given.written.named.get(spelled));
      this.named.delete(spelled);
      this.perhaps.delete(spelled);
    }
    return true;
  }

  /** What is passed by name, what may be, or the default. */
  private byName(name: string, otherwise: Value | undefined): Value | undefined {
    return joinPresent(this.perhaps.get(name), this.named.get(name) ?? otherwise);
  }

  /** The name under which the call passes a parameter. */
  private spelling(name: string): string {
    const isPassed = (each: string): boolean => this.named.has(each) || this.perhaps.has(each);
    return isPassed(name) ? name : (own(ALIASES, name)?.find(isPassed) ?? name);
  }

  get complete(): boolean {
    return this.lenient || (this.named.size === 0 && this.position >= this.given.positional.length);
  }

  private takeRest(name: string): void {
    const { positional, written } = this.given;
    const rest = positional.slice(this.position);
    const value = WHOLE.has(name) ? tuple(rest) : variadicValue(rest, this.named.get(name));
    this.bind(name, value, written.positional[this.position] ?? written.named.get(name));
    this.position = positional.length;
  }

  private takeKeywords(name: string): void {
    this.values.set(name, dictionary(passed(this.named, this.perhaps)));
    this.named.clear();
    this.perhaps.clear();
  }

  private bind(name: string, value: Value, expression: Expression | undefined): void {
    this.values.set(name, value);
    if (expression) this.expressions.set(name, expression);
    this.named.delete(name);
    this.perhaps.delete(name);
  }
}

/** Whether all that a call may pass is known. */
const isClear = ({ open, perhaps }: Arguments): boolean => !open || perhaps !== undefined;

/** A value for every parameter of the signature; undefined where the call does not fit it. */
export function bindSignature(signature: string, given: Arguments, lenient = false): BoundSignature | undefined {
  if (!isClear(given)) return undefined;
  const supply = new Supply(given, lenient);
  const fits = parseSignature(signature).every((parameter) => supply.take(parameter));
  return fits && supply.complete ? supply : undefined;
}

/** The name of the parameter that takes what is passed by position; undefined for the rest that has no names of its own. */
export function positionalName(signature: string, position: number): string | undefined {
  const parameters = parseSignature(signature);
  const taken = parameters.slice(0, position + 1);
  return taken.some(({ variadic, keywordOnly }) => variadic ?? keywordOnly) ? undefined : taken[position]?.name;
}

/**
 * Parameters without a default that a call gives nothing for. None where the call names anything that the signature
 * does not have: it may be another form of the function.
 */
export function missingArguments(signature: string, given: Arguments): string[] {
  const parameters = parseSignature(signature);
  const names = new Set(parameters.map(({ name }) => name));
  if (given.open || [...given.named.keys()].some((name) => !names.has(name))) return [];
  return parameters
    .slice(given.positional.length)
    .filter(({ name, default: otherwise, variadic }) => !otherwise && !variadic && !given.named.has(name))
    .map(({ name }) => name);
}

/** `x.shape` of a tensor of which not all axes are known: any number of sizes. */
const isOpenShape = (value: Value): boolean =>
  value.kind === 'bound' && value.callee.kind === 'library' && value.callee.name.endsWith('.shape');

/** An argument's name that Python refuses: of no parameter, or of one that is given by place as well. */
export interface RefusedName {
  name: string;
  twice: boolean;
  /** The names that are left: of parameters that are not given by place. */
  names: string[];
}

/** All names that a call may give parameters by, and how many it may give by place; undefined where any number. */
export function takenBy(signature: string, aliased: boolean): { names: string[]; places: number } | undefined {
  const parameters = parseSignature(signature);
  if (parameters.some(({ variadic }) => variadic)) return undefined;
  return {
    names: parameters.flatMap(({ name }) => [name, ...(aliased ? (own(ALIASES, name) ?? []) : [])]),
    places: parameters.filter(({ keywordOnly }) => !keywordOnly).length,
  };
}

/**
 * The first refused name of a call of what has exactly this signature; undefined where there is none for certain.
 * @param aliased whether parameters have their other names, too
 */
export function refusedName(
  signature: string,
  { open, perhaps, named, positional }: Arguments,
  aliased = false,
): RefusedName | undefined {
  if (open || perhaps?.size || named.size === 0) return undefined;
  const taken = takenBy(signature, aliased);
  if (!taken) return undefined;
  const parameters = parseSignature(signature);
  const names = parameters.map(({ name }) => name);
  const byPlace = new Set(parameters.filter((each, i) => i < positional.length && !each.keywordOnly).map(({ name }) => name)); // prettier-ignore
  const name = [...named.keys()].find((each) => byPlace.has(each) || !taken.names.includes(each));
  return name === undefined
    ? undefined
    : { name, twice: byPlace.has(name), names: names.filter((each) => !byPlace.has(each)) };
}

/** How many arguments may be given by place; undefined where a call gives no more, or its number is not known. */
export function exceededPlaces(signature: string, { open, perhaps, positional }: Arguments): number | undefined {
  const parameters = parseSignature(signature);
  if (open || perhaps?.size || parameters.some(({ variadic }) => variadic === 'positional')) return undefined;
  const places = parameters.filter(({ variadic, keywordOnly }) => !variadic && !keywordOnly).length;
  return positional.length > places ? places : undefined;
}

/** Of these each argument stands for itself: one tuple is one array. */
const WHOLE = new Set(['arrays']);

/** `f(2, 3)`, `f((2, 3))` and `f(size=(2, 3))` mean the same. */
function variadicValue(positional: readonly Value[], named: Value | undefined): Value {
  const [single, ...more] = named && positional.length === 0 ? [named] : positional;
  if (!single || more.length > 0) return tuple(positional);
  if (single.kind === 'tuple' || single.kind === 'list' || single.kind === 'unknown') return single;
  return isOpenShape(single) ? UNKNOWN : tuple([single]);
}
