/** Functions that make other functions of a function: over a batch of its arguments, or its derivatives. */
import type { Dimension } from '../../domain/dimension';
import { axisOf, shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { listed, mapValues } from '../../interpreter/dictionaries';
import { dictionary, library, list, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { MAX_NESTING, booleanOf, elementsIn, numberIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** The function that `rule` of this name calls, with what it was made with. */
const making =
  (name: string, ...settings: string[]): Rule =>
  (call) => ({
    kind: 'partial',
    callee: library(`torch.func.@${name}`),
    positional: ['func', ...settings].map((each) => valueOf(call, each)),
    named: new Map(),
  });

/** Calls the function that is transformed. */
const apply = (call: Call, positional: readonly Value[], named: ReadonlyMap<string, Value>): Value =>
  callValue(call.machine, valueOf(call, 'func'), { ...noArguments(), positional, named }, { site: call.site });

const namedIn = (call: Call): Map<string, Value> | undefined => {
  const given = valueOf(call, 'kwargs');
  const entries = given.kind === 'dictionary' ? listed(given.entries.value) : undefined;
  return entries && new Map(entries.map(({ key, value }) => [key.kind === 'string' ? key.value : '', value]));
};

/** The tensors of a value, each replaced; undefined where one is not known. */
function mapTensors(value: Value, change: (each: Tensor) => Value | undefined, depth = 0): Value | undefined {
  if (value.kind === 'tensor') return change(value);
  if (depth >= MAX_NESTING) return undefined;
  if (value.kind === 'tuple' || value.kind === 'list') {
    const parts = elementsIn(value)?.map((each) => mapTensors(each, change, depth + 1));
    if (!parts?.every((each) => each !== undefined)) return undefined;
    return value.kind === 'tuple' ? tuple(parts) : list(parts);
  }
  const entries = value.kind === 'dictionary' ? listed(value.entries.value) : undefined;
  if (value.kind !== 'dictionary' || !entries) return undefined;
  const changed = new Map(entries.map((each) => [each.value, mapTensors(each.value, change, depth + 1)]));
  if ([...changed.values()].includes(undefined)) return undefined;
  return dictionary(mapValues(value.entries.value, (each) => changed.get(each) ?? UNKNOWN));
}

const alike = ({ type }: Tensor, dimensions: readonly Dimension[]): Tensor =>
  tensor(shape(dimensions), type ? { type } : {});

/** One axis for each of `count` values: one for all, or one each; None leaves a value whole. */
function axesIn(value: Value, count: number): (number | null | undefined)[] {
  const axis = (each: Value): number | null | undefined => (each.kind === 'none' ? null : numberIn(each));
  const several = value.kind === 'tuple' || value.kind === 'list' ? elementsIn(value)?.map(axis) : undefined;
  if (several) return several.length === count ? several : [];
  return Array.from({ length: count }, () => axis(value));
}

/** Takes one of a batch of each argument, calls the function, and puts the batch's axis into what it gives. */
const mapped: Rule = (call) => {
  const given = elementsIn(valueOf(call, 'args'));
  const named = namedIn(call);
  if (!given || !named) return UNKNOWN;
  let batch: Dimension | undefined;
  const one = (value: Value, axis: number | null | undefined): Value | undefined =>
    axis === null
      ? value
      : axis === undefined
        ? undefined
        : mapTensors(value, (each) => {
            const at = each.shape.open ? undefined : axisOf(each.shape, axis);
            if (at === undefined) return undefined;
            batch ??= each.shape.dimensions[at];
            return alike(each, each.shape.dimensions.toSpliced(at, 1));
          });
  const axes = axesIn(valueOf(call, 'in_dims'), given.length);
  const positional = given.map((each, i) => one(each, axes[i]));
  const others = [...named].map(([name, value]) => [name, one(value, 0)] as const);
  if (!positional.every((each) => each !== undefined) || others.some(([, value]) => value === undefined))
    return UNKNOWN;
  const result = apply(call, positional, new Map(others.map(([name, value]) => [name, value ?? UNKNOWN])));
  return batch === undefined ? UNKNOWN : batched(result, valueOf(call, 'out_dims'), batch);
};

/** A result with the batch's axis, or each of several with its own. */
function batched(result: Value, axes: Value, batch: Dimension): Value {
  const several = result.kind === 'tuple' ? result.elements : undefined;
  const places = axesIn(axes, several?.length ?? 1);
  const put = (value: Value, place: number | null | undefined): Value =>
    mapTensors(value, (each) => {
      if (place === null || place === undefined || each.shape.open) return undefined;
      const { dimensions } = each.shape;
      return alike(each, dimensions.toSpliced(place < 0 ? place + dimensions.length + 1 : place, 0, batch));
    }) ?? UNKNOWN;
  return several ? tuple(several.map((each, i) => put(each, places[i]))) : put(result, places[0]);
}

/** What is differentiated by: one argument or several. */
function argumentsOf(call: Call, given: readonly Value[]): Value {
  const numbers = valueOf(call, 'argnums');
  const several = elementsIn(numbers);
  const at = (value: Value): Value => given[numberIn(value) ?? NaN] ?? UNKNOWN;
  return several ? tuple(several.map(at)) : at(numbers);
}

const gradientOf = (value: Value): Value => mapTensors(value, (each) => alike(each, each.shape.dimensions)) ?? UNKNOWN;

/** Gradients as large as the arguments, and what the function gives beside the value, or with it. */
const gradients =
  (withValue: boolean): Rule =>
  (call) => {
    const [given, named] = [elementsIn(valueOf(call, 'args')), namedIn(call)];
    if (!given || !named) return UNKNOWN;
    const result = apply(call, given, named);
    const made = gradientOf(argumentsOf(call, given));
    const further = booleanOf(call, 'has_aux');
    if (withValue) return tuple([made, result]);
    if (further === undefined) return UNKNOWN;
    return further ? tuple([made, elementsIn(result)?.[1] ?? UNKNOWN]) : made;
  };

/** (…out) and (…in) → (…out, …in), the axes of what is differentiated by as often as it is. */
function derivative(output: Value, input: Value, times: number): Value {
  if (output.kind !== 'tensor' || output.shape.open) return UNKNOWN;
  return (
    mapTensors(input, (each) => {
      if (each.shape.open) return undefined;
      const by = Array.from({ length: times }, () => each.shape.dimensions).flat();
      return alike(output, [...output.shape.dimensions, ...by]);
    }) ?? UNKNOWN
  );
}

const jacobian =
  (times: number): Rule =>
  (call) => {
    const [given, named] = [elementsIn(valueOf(call, 'args')), namedIn(call)];
    if (!given || !named || booleanOf(call, 'has_aux') !== false) return UNKNOWN;
    const input = argumentsOf(call, given);
    const result = apply(call, given, named);
    return times === 1 || input.kind === 'tensor' ? derivative(result, input, times) : UNKNOWN;
  };

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** What `torch.autograd.functional` calls: a function of one tensor or of several. */
function followed(call: Call): { inputs: Value; output: Value } {
  const inputs = valueOf(call, 'inputs');
  const given = inputs.kind === 'tensor' ? [inputs] : elementsIn(inputs);
  return { inputs, output: given ? apply(call, given, NO_NAMES) : UNKNOWN };
}

const jacobianOf =
  (times: number): Rule =>
  (call) => {
    const { inputs, output } = followed(call);
    return times === 1 || inputs.kind === 'tensor' ? derivative(output, inputs, times) : UNKNOWN;
  };

/** The outputs, and a product with the derivative: as large as what is on its other side. */
const product =
  (like: 'inputs' | 'output'): Rule =>
  (call) => {
    const sides = followed(call);
    return tuple([sides.output, gradientOf(sides[like])]);
  };

const ARGUMENTS = '*args, **kwargs';
const FUNCTIONAL = 'func, inputs, v=None, create_graph=False, strict=False';
const JACOBIAN = 'func, inputs, create_graph=False, strict=False, vectorize=False';

const MAKERS: Table = {
  vmap: row('func, in_dims=0, out_dims=0, randomness=error', making('mapped', 'in_dims', 'out_dims')),
  grad: row('func, argnums=0, has_aux=False', making('gradients', 'argnums', 'has_aux')),
  grad_and_value: row('func, argnums=0, has_aux=False', making('gradients_and_value', 'argnums', 'has_aux')),
  jacrev: row('func, argnums=0, has_aux=False', making('jacobian', 'argnums', 'has_aux')),
  jacfwd: row('func, argnums=0, has_aux=False, randomness=error', making('jacobian', 'argnums', 'has_aux')),
  hessian: row('func, argnums=0, has_aux=False', making('hessian', 'argnums', 'has_aux')),
};

const MADE: Table = {
  '@mapped': row(`func, in_dims, out_dims, ${ARGUMENTS}`, mapped),
  '@gradients': row(`func, argnums, has_aux, ${ARGUMENTS}`, gradients(false)),
  '@gradients_and_value': row(`func, argnums, has_aux, ${ARGUMENTS}`, gradients(true)),
  '@jacobian': row(`func, argnums, has_aux, ${ARGUMENTS}`, jacobian(1)),
  '@hessian': row(`func, argnums, has_aux, ${ARGUMENTS}`, jacobian(2)),
};

const within = (module: string, table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([name, each]) => [`${module}.${name}`, each]));

export const FUNCTION_TRANSFORMS: Table = {
  ...within('torch.func', { ...MAKERS, ...MADE }),
  ...within('torch.autograd.functional', {
    jacobian: row(JACOBIAN, jacobianOf(1)),
    hessian: row(JACOBIAN, jacobianOf(2)),
    vjp: row(FUNCTIONAL, product('inputs')),
    jvp: row(FUNCTIONAL, product('output')),
    vhp: row(FUNCTIONAL, product('inputs')),
    hvp: row(FUNCTIONAL, product('inputs')),
  }),
};
