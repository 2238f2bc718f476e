import type { Shape } from '../domain/shape';
import { contradicts, nameSizes } from './commented-shapes';
import { documentedShapes, type DocumentedShape } from './documented-shapes';
import { shapeOf } from './claiming';
import type { Machine } from './machine';
import type { FunctionValue, Value } from './value';

/** What a call has passed for a parameter of which the author says a shape. */
export interface DocumentedArgument {
  name: string;
  documented: DocumentedShape;
  /** null where it is not known. */
  shape: Shape | null;
}

/**
 * Notes what a function of the program gets for parameters whose shapes are documented, and names its sizes. A function
 * that nothing calls may pass anything.
 */
export function noteArguments(machine: Machine, callee: FunctionValue, bound: ReadonlyMap<string, Value>): void {
  const { definition, owner, scope } = callee;
  if (machine.silent || scope.path !== machine.main) return;
  for (const [name, documented] of documentedShapes(definition, owner?.definition.body)) {
    const value = bound.get(name);
    if (!value || value.kind === 'none') continue;
    const shape = shapeOf(machine, value);
    nameSizes(machine, documented.sizes, shape);
    if (!machine.hypothetical) machine.documentedArguments.push({ name, documented, shape });
  }
}

/** Reports what is said of a parameter that no call passes so. */
export function compareArguments(machine: Machine): void {
  const byShape = new Map<DocumentedShape, DocumentedArgument[]>();
  for (const each of machine.documentedArguments)
    byShape.set(each.documented, [...(byShape.get(each.documented) ?? []), each]);
  for (const [{ sizes, range, text }, all] of byShape) {
    const shapes = all.flatMap(({ shape }) => shape ?? []);
    if (shapes.length < all.length || !shapes.every((shape) => contradicts(sizes, shape))) continue;
    machine.emit({
      kind: 'comment',
      site: { path: machine.main, range },
      name: all[0]!.name,
      written: text,
      shape: shapes[0]!,
    });
  }
}
