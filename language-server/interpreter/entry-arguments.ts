/** What functions are run with that nothing calls. */
import type { Dimension } from '../domain/dimension';
import type { Parameter } from '../syntax/program';
import { annotatedArray } from './annotated-arrays';
import { believedTensor } from './beliefs';
import type { Documented } from './documented-shapes';
import { annotatedTensor } from './javascript/annotations';
import type { Machine } from './machine';
import { annotatedShape } from './stated-shapes';
import { integer, UNKNOWN, type FunctionValue, type Value } from './value';

export interface Given {
  self: Value | undefined;
  defaults: ReadonlyMap<string, Value>;
  /** What the author says of parameters; absent where they may be anything. */
  beliefs: Documented | undefined;
  /** Sizes by their names. */
  names: Map<string, Dimension>;
}

export function argumentsFor(
  machine: Machine,
  { definition: { parameters }, scope }: FunctionValue,
  { self, defaults, beliefs, names }: Given,
): Map<string, Value> {
  const believed = new Map(
    parameters.flatMap((parameter): [string, Value][] => {
      const belief = beliefs?.get(parameter.name);
      return belief ? [[parameter.name, believedTensor(machine, parameter, belief, names)]] : [];
    }),
  );
  const sizeCalled = (name: string): Dimension | undefined => (believed.size > 0 ? names.get(name) : undefined);
  return new Map(
    parameters.map((parameter, i) => {
      const { name } = parameter;
      const size = sizeCalled(name);
      const value =
        believed.get(name) ??
        (size === undefined ? undefined : integer(size)) ??
        (beliefs && annotatedArray(scope, parameter));
      return [name, i === 0 && self ? self : (value ?? parameterValue(machine, parameter, defaults, names))];
    }),
  );
}

/** Of what is known of a parameter's values: its default, where that is assumed, or what its annotation says. */
export function parameterValue(
  machine: Machine,
  parameter: Parameter,
  defaults: ReadonlyMap<string, Value>,
  names = new Map<string, Dimension>(),
): Value {
  const known = defaults.get(parameter.name);
  if (known) return known;
  const stated = annotatedShape(machine, parameter.annotation, names);
  if (stated) return stated;
  if (parameter.variadic) return UNKNOWN;
  const { annotation } = parameter;
  const type = annotation?.kind === 'name' || annotation?.kind === 'attribute' ? annotation.name : undefined;
  const annotated = machine.javascript ? annotatedTensor(type) : undefined;
  if (annotated) return annotated;
  if (type === 'int') return integer(machine.symbol(parameter.name, 'integer'));
  return { kind: 'unknown', size: machine.symbol(parameter.name, 'integer') };
}
