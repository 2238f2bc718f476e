/** What an array holds that is made of a literal: numbers, or lists of them. */
import { equal, unknownDimension, type Dimension } from '../domain/dimension';
import { complexType, type ElementType } from '../domain/element-type';
import { Each } from '../interpreter/each';
import type { Value } from '../interpreter/value';
import { elementsIn } from './call';
import { entriesOf } from './pandas/frame';
import { pixelsIn } from './pictures/picture';

/** Numbers that a list of numbers may hold. */
export const SCALARS: ReadonlySet<Value['kind']> = new Set(['integer', 'float', 'complex', 'boolean']);

/**
 * Nested lists of numbers, all of one shape; an element that is not known may be a list too.
 * @param known of lists that were met before: one that holds itself has no shape
 */
export function nestedSizes(value: Value, known = new Map<Value, Dimension[] | undefined>()): Dimension[] | undefined {
  if (value.kind === 'instance') return nestedTable(value);
  if (value.kind === 'tensor') return value.shape.open ? undefined : [...value.shape.dimensions];
  if (SCALARS.has(value.kind)) return [];
  if (value.kind === 'list' && value.elements.value instanceof Each) return alikeSizes(value.elements.value);
  const elements = elementsIn(value);
  if (!elements) return undefined;
  if (elements.length === 0) return [0];
  if (known.has(value)) return known.get(value);
  known.set(value, undefined);
  const [first, ...others] = elements.map((each) => nestedSizes(each, known));
  const alike =
    first && others.every((each) => each?.length === first.length && each.every((size, i) => equal(size, first[i]!)));
  known.set(value, alike ? [elements.length, ...first] : undefined);
  return known.get(value);
}

/**
 * A list that may be empty has one axis only then: of one whose length is not known the elements must be numbers, or as
 * large as pictures of one size, which programs read whole folders of.
 */
function alikeSizes(elements: Each): Dimension[] | undefined {
  const first = nestedSizes(elements.read());
  const pictures = first && first.length > 1 && first.every((size) => typeof size === 'number');
  const count = elements.count ?? (first?.length === 0 || pictures ? unknownDimension() : undefined);
  return first && count !== undefined ? [count, ...first] : undefined;
}

/** The sizes of a table or a column of pandas, or of a picture. */
function nestedTable(value: Value): Dimension[] | undefined {
  const entries = entriesOf(value);
  if (entries.kind === 'instance') return pixelsIn(entries);
  return entries.kind === 'tensor' ? [...entries.shape.dimensions] : undefined;
}

/**
 * Of nested lists: that of all numbers together.
 * @param float the library's type for floats, which an empty list has too
 * @param known of lists that were met before: one that holds itself has no type
 */
export function nestedType(
  value: Value,
  float: ElementType,
  known = new Map<Value, ElementType | undefined>(),
): ElementType | undefined {
  if (value.kind === 'tensor') return value.type;
  if (value.kind === 'float') return float;
  if (value.kind === 'complex') return complexType(float);
  if (value.kind === 'integer') return 'int64';
  if (value.kind === 'boolean') return 'boolean';
  if (value.kind === 'list' && value.elements.value instanceof Each)
    return nestedType(value.elements.value.read(), float);
  const elements = elementsIn(value);
  if (!elements) return undefined;
  if (elements.length === 0) return float;
  if (known.has(value)) return known.get(value);
  known.set(value, undefined);
  const types = [...new Set(elements.map((each) => nestedType(each, float, known)))];
  known.set(value, types.length === 1 ? types[0] : highest(types, ['int64', float, complexType(float)]));
  return known.get(value);
}

/** Of types that are all among those of the order, the last; undefined where others are among them. */
const highest = (
  types: readonly (ElementType | undefined)[],
  order: readonly (ElementType | undefined)[],
): ElementType | undefined =>
  types.every((type) => type !== undefined && order.includes(type))
    ? order.findLast((type) => types.includes(type))
    : undefined;
