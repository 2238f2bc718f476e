/** How values of different types meet: tfjs is laxer about types than ONNX. */
import type { ElementType, Value } from '../graph';
import type { Tensor } from '@tensorflow/tfjs-core';
import { cast } from './elementwise';

const rank: Record<ElementType, number> = { bool: 0, int32: 1, int64: 2, float16: 3, float32: 4, float64: 5 };

/** The type that holds the values of both. */
export const wider = (a: ElementType, b: ElementType): ElementType => (rank[a] >= rank[b] ? a : b);

/** All values in the widest type among them, at least `least`. */
export function promote(values: readonly Value[], least: ElementType = 'bool'): Value[] {
  const type = values.reduce((widest, value) => wider(widest, value.type), least);
  return values.map((value) => cast(value, type));
}

/** A value as tfjs's own checks of arguments want it: they look at shape, rank and type only. */
export const described = ({ shape, type }: Value): Tensor =>
  ({ shape: [...shape], rank: shape.length, dtype: type }) as unknown as Tensor;

export const float = (x: Value): Value => cast(x, 'float32');

/** Runs an operator in float32 and gives the result x's type again, truncated where that is an integer. */
export const throughFloat =
  (operator: (x: Value) => Value) =>
  (x: Value): Value =>
    cast(operator(float(x)), x.type);
