import { ANY_SHAPE, shape, type Shape } from '../../domain/shape';
import type { Dimension } from '../../domain/dimension';
import { list, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, MAX_NESTING, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { rowOf } from '../table';

/** Sizes of nested arrays of numbers; undefined where an element may be of any kind, or an array may be in itself. */
export function nestedSizes(value: Value, depth = 0): Dimension[] | undefined {
  if (value.kind === 'integer' || value.kind === 'float' || value.kind === 'boolean' || value.kind === 'string')
    return [];
  const elements = elementsIn(value);
  if (!elements || depth >= MAX_NESTING) return undefined;
  if (elements.length === 0) return [0];
  const inner = nestedSizes(elements[0]!, depth + 1);
  return inner && [elements.length, ...inner];
}

/** Whether a truth is among the values; `known`: arrays that were gone through. */
function holdsTruth(value: Value, known = new Set<Value>()): boolean {
  if (known.has(value)) return false;
  known.add(value);
  return value.kind === 'boolean' || (elementsIn(value) ?? []).some((each) => holdsTruth(each, known));
}

/** A tensor, or what tfjs makes of a number or of nested arrays: float32 unless they hold truths. */
export function tensorLike(value: Value): Tensor {
  if (value.kind === 'tensor') return value;
  const sizes = nestedSizes(value);
  return sizes ? tensor(shape(sizes), { type: holdsTruth(value) ? 'boolean' : 'float' }) : tensor(ANY_SHAPE);
}

export const inputOf = (call: Call, name = 'x'): Tensor => tensorLike(valueOf(call, name));

/** Same type, other entries. */
export const like = (input: Tensor, to: Shape): Tensor => tensor(to, input.type ? { type: input.type } : {});

/** JavaScript's array of what another library gives as a tuple. */
export const arrayOf = (value: Value): Value =>
  value.kind === 'tuple' || value.kind === 'list'
    ? list(
        elementsIn(value)?.map((each) => (each.kind === 'tensor' ? { ...each, array: 'tfjs.Tensor' } : each)),
        'array',
      )
    : value;

/** Parameters of another row by the names of this call's, the tensors among them as tfjs takes them. */
export const as =
  (name: string, filled: Record<string, string | Value>, tensors: readonly string[] = ['input', 'other']): Rule =>
  (call) => {
    const entries = Object.entries(filled).map(([parameter, source]): [string, Value] => {
      const value = typeof source === 'string' ? valueOf(call, source) : source;
      return [parameter, tensors.includes(parameter) ? tensorLike(value) : value];
    });
    const result = rowOf(name)?.rule({ ...call, arguments: new Map(entries), expressions: new Map() }) ?? UNKNOWN;
    return result.kind === 'tuple' ? arrayOf(result) : result;
  };
