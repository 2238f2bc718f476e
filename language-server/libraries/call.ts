import type { Dimension } from '../domain/dimension';
import { ANY_SHAPE, shape, type Shape } from '../domain/shape';
import { spelled } from '../interpreter/each';
import type { Mismatch, MismatchRule } from '../interpreter/event';
import { tensor, UNKNOWN, type Instance, type Tensor, type Value } from '../interpreter/value';
import type { Call, Row, Rule, Table } from './library';

/** The tensor passed as `name`; one that nothing is known of where it is unknown. */
export function tensorOf({ arguments: values }: Call, name = 'input'): Tensor {
  const value = values.get(name);
  return value?.kind === 'tensor' ? value : tensor(ANY_SHAPE);
}

export const valueOf = ({ arguments: values }: Call, name: string): Value => values.get(name) ?? UNKNOWN;

/** An integer argument; undefined where it is not known. */
export const integerOf = (call: Call, name: string): Dimension | undefined => integerIn(valueOf(call, name));

export const numberOf = (call: Call, name: string): number | undefined => numberIn(valueOf(call, name));

export const integerIn = (value: Value): Dimension | undefined => {
  if (value.kind === 'boolean') return Number(value.value);
  return value.kind === 'integer' ? value.value : undefined;
};

/** An argument that must be an integer: a parameter of unknown value is then a symbol. */
export const sizeIn = (value: Value): Dimension | undefined =>
  value.kind === 'unknown' ? value.size : integerIn(value);

export function numberIn(value: Value): number | undefined {
  const known = integerIn(value);
  return typeof known === 'number' ? known : undefined;
}

export const booleanOf = (call: Call, name: string): boolean | undefined => {
  const value = valueOf(call, name);
  if (value.kind === 'none') return false;
  return value.kind === 'boolean' ? value.value : undefined;
};

export const stringOf = (call: Call, name: string): string | undefined => {
  const value = valueOf(call, name);
  return value.kind === 'string' ? value.value : undefined;
};

export const isNone = (call: Call, name: string): boolean => valueOf(call, name).kind === 'none';

/** Lists in lists that rules look into: programs nest far fewer, a list may be in itself, and shared ones are met again and again. */
export const MAX_NESTING = 6;

export function elementsIn(value: Value): readonly Value[] | undefined {
  if (value.kind === 'tuple') return value.elements;
  return value.kind === 'list' ? spelled(value.elements.value) : undefined;
}

/** The sizes in a tuple or list of integers; each undefined where it is not known, all where their number is not. */
export const sizesIn = (value: Value): (Dimension | undefined)[] | undefined => elementsIn(value)?.map(sizeIn);

/** One number for every one of `rank` axes, written once or once for each. */
export function perAxis(value: Value, rank: number): (Dimension | undefined)[] {
  const elements = elementsIn(value);
  const single = elements?.length === 1 ? elements[0]! : value;
  const sizes: (Dimension | undefined)[] = [];
  for (let i = 0; i < rank; i++) sizes.push(integerIn(elements?.length === rank ? elements[i]! : single));
  return sizes;
}

/** The layer whose `forward` is called. */
export function layerOf(call: Call): Instance | undefined {
  const self = valueOf(call, 'self');
  return self.kind === 'instance' && !self.escaped.value ? self : undefined;
}

export const attributeOf = (layer: Instance | undefined, name: string): Value =>
  layer?.attributes.get(name)?.value ?? UNKNOWN;

/** What {@link asFunction} has made: the rule and several conditions of one call ask for it. */
const functions = new WeakMap<Call, Call>();

/** A call that reads its parameters from the layer's attributes, so that a layer and its function share one rule. */
export function asFunction(call: Call): Call {
  const layer = layerOf(call);
  if (!layer) return call;
  const known = functions.get(call) ?? withAttributes(call, layer);
  functions.set(call, known);
  return known;
}

function withAttributes(call: Call, { attributes }: Instance): Call {
  const given = new Map<string, Value>();
  for (const [name, { value }] of attributes) if (value) given.set(name, value);
  for (const [name, value] of call.arguments) given.set(name, value);
  return { ...call, arguments: given };
}

/** Same entries elsewhere: the last non-linearity is still the last. */
export const moved = (input: Tensor, to: Shape): Tensor =>
  tensor(to, {
    ...(input.type && { type: input.type }),
    ...(input.activation && { activation: input.activation }),
  });

/** Same type, other entries. */
export const derived = (input: Tensor, to: Shape): Tensor => tensor(to, input.type ? { type: input.type } : {});

export const sized = (dimensions: readonly Dimension[], rest: Partial<Tensor> = {}): Tensor =>
  tensor(shape(dimensions), rest);

export const same: Rule = (call) => derived(tensorOf(call), tensorOf(call).shape);

export const self: Rule = (call) => valueOf(call, 'self');

export const unknown: Rule = () => UNKNOWN;

/** How users call a thing: `nn.Linear`, `F.relu`, `torch.cat`, `Tensor.view`. */
export const displayName = (name: string): string =>
  name
    .replace(/\.(forward|call)$/, '')
    .replace(/^tfjs\.LayersModel\./, 'model.')
    .replace(/^tfjs\.Tensor\./, 'Tensor.')
    .replace(/^tensorflow\.Tensor\./, 'Tensor.')
    .replace(/^(tensorflow|tfjs)\./, 'tf.')
    .replace(/^keras\.layers\./, 'layers.')
    .replace(/^keras\.preprocessing\.image\./, '')
    .replace(/^einops\.(layers\.\w+\.)?/, '')
    .replace(/^keras\.Model\./, 'model.')
    .replace(/^torch\.nn\.functional\./, 'F.')
    .replace(/^torch\.nn\./, 'nn.')
    .replace(/^torch\.Tensor\./, 'Tensor.');

export function mismatch(
  { machine, site, name }: Pick<Call, 'machine' | 'site' | 'name'>,
  problem: Omit<Mismatch, 'kind' | 'rule' | 'site' | 'operation'>,
  rule: MismatchRule = 'shape-mismatch',
): void {
  machine.emit({ kind: 'mismatch', rule, site, operation: displayName(name), ...problem });
}

/** The parameter of a layer that a size did not fit: where it was fixed, and the literal to correct. */
export function parameterOf(
  layer: Instance | undefined,
  parameter: string,
  size: Dimension,
): Pick<Mismatch, 'layer' | 'fixedAt' | 'correction'> {
  if (!layer) return {};
  const { site, arguments: written } = layer.construction;
  const expression = written.get(parameter);
  const place = expression ? { path: site.path, range: expression.range } : site;
  return {
    layer: site,
    fixedAt: { site: place, message: `${parameter} is fixed here` },
    ...(expression?.kind === 'number' && typeof size === 'number' && { correction: { site: place, size, parameter } }),
  };
}

export const prefixed = (prefixes: readonly string[], table: Table): Table =>
  filled((put) => {
    for (const prefix of prefixes) for (const name of Object.keys(table)) put(prefix + name, table[name]!);
  });

/** A layer: the class with its constructor's signature, and its `forward`. */
export function layer(name: string, signature: string, forward: Rule, inputs = 'input'): Table {
  const constructor: Row = { signature, rule: unknown, constructs: true };
  return { [name]: constructor, [`${name}.forward`]: { signature: `self, ${inputs}`, rule: forward } };
}

/** A layer that has weights, and takes where they are and of which type. */
export const weighted = (name: string, signature: string, forward: Rule, inputs?: string): Table =>
  layer(name, `${signature}, device=None, dtype=None`, forward, inputs);

/** The classes of a table, whose constructors do besides what `rule` does. */
export const constructing = (table: Table, rule: Rule): Table =>
  Object.fromEntries(Object.entries(table).map(([name, each]) => [name, each.constructs ? { ...each, rule } : each]));

export const merged = (tables: readonly Table[]): Table =>
  filled((put) => {
    for (const table of tables) for (const name of Object.keys(table)) put(name, table[name]!);
  });

/** The tables are made at every start, of thousands of rows: pairs of all would be much of what a start allocates. */
function filled(fill: (put: (name: string, row: Row) => void) => void): Table {
  const made: Table = {};
  fill((name, row) => (made[name] = row));
  return made;
}
