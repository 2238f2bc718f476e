import type { Shape } from '../domain/shape';
import { equal } from '../domain/dimension';
import type { Pass } from '../interpreter/passes';
import { children, isModule, libraryClass } from '../interpreter/modules';
import type { Instance, Site, Value } from '../interpreter/value';
import type { Count } from '../libraries/cost';
import { total } from '../libraries/counts';
import { madeOf } from '../libraries/made';
import { layerCost, multiplyAddsOf } from './multiply-adds';
import { parametersOf } from './parameters';

/** A module of a model and those in it, in the order of their definition. */
export interface Row {
  /** The attribute that holds it, or its place in a container. */
  name: string;
  type: string;
  /** What tells it from others of its type: `1→32, 3×3`. */
  summary: string;
  /** Where it is made. */
  site: Site;
  /** What it gives; undefined where that is not known, or differs from call to call. */
  shape: Shape | undefined;
  parameters: Count;
  multiplyAdds: Count;
  children: Row[];
}

/** A model as one call of it showed it. */
export interface ModelRecord {
  instance: Instance;
  input: Shape | undefined;
  row: Row;
  /** A model that is put together layer by layer: this is it as it stood, until a later record of it. */
  stage?: Instance;
  /** Whether it was made with its parameters' defaults, for no call in the program makes one. */
  assumed: boolean;
}

/** Modules within each other that are shown. */
const MAX_NESTING = 12;

/** Rows of one model: those of the largest networks in use. */
const MAX_ROWS = 2000;

export function modelOf(pass: Pass, assumed: boolean): ModelRecord {
  const calls = new Map<Instance, Pass[]>();
  collect(pass, calls);
  const table = { calls, left: MAX_ROWS, opaque: pass.opaque };
  const row = rowOf('', pass.instance, table, 0);
  return { instance: pass.instance, input: pass.input(0, 'x'), row, assumed };
}

function collect(pass: Pass, calls: Map<Instance, Pass[]>): void {
  calls.set(pass.instance, [...(calls.get(pass.instance) ?? []), pass]);
  for (const inner of pass.inner) collect(inner, calls);
}

interface Table {
  calls: ReadonlyMap<Instance, readonly Pass[]>;
  left: number;
  opaque: boolean;
}

function rowOf(name: string, instance: Instance, table: Table, nesting: number): Row {
  table.left -= 1;
  const calls = table.calls.get(instance) ?? [];
  const leaf = layerCost({ instance });
  const below = leaf || nesting >= MAX_NESTING ? [] : (children(instance) ?? knownChildren(instance));
  return {
    name,
    type: typeOf(instance),
    summary: leaf?.summary?.(madeOf(instance)) ?? '',
    site: instance.construction.site,
    shape: common(calls),
    parameters: parametersOf(instance, table.opaque),
    multiplyAdds: calls.length > 0 ? total(...calls.map(multiplyAddsOf)) : undefined,
    children: below.flatMap(([each, child]) => childRow(each, child, table, nesting)),
  };
}

/** Those that are known where there may be others. */
const knownChildren = ({ attributes }: Instance): [string, Value][] =>
  [...attributes].flatMap(([name, { value }]): [string, Value][] => (value && isModule(value) ? [[name, value]] : []));

const childRow = (name: string, child: Value, table: Table, nesting: number): Row[] =>
  child.kind === 'instance' && table.left > 0 ? [rowOf(name, child, table, nesting + 1)] : [];

const typeOf = (instance: Instance): string =>
  instance.class.kind === 'class' ? instance.class.name : (libraryClass(instance)?.name.split('.').at(-1) ?? '');

/** The shape that every call gave. */
function common(calls: readonly Pass[]): Shape | undefined {
  const [first, ...others] = calls.map(({ output }) => output);
  return first && others.every((other) => other && sameShape(first, other)) ? first : undefined;
}

const sameShape = (a: Shape, b: Shape): boolean =>
  a.open === b.open &&
  a.dimensions.length === b.dimensions.length &&
  a.dimensions.every((size, i) => equal(size, b.dimensions[i]!));
