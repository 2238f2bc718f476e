import type { Pass } from './passes';
import type { Value } from './value';

/** The call of a layer that made a value, and the tensors that it was given. */
interface Maker {
  pass: Pass;
  given: readonly Value[];
}

/** A fact about the value itself, so that analyses that meet the same value share it. */
const makers = new WeakMap<Value, Maker>();

/** Notes it of a tensor that the call made: one without a site is shared, one that was given was made before. */
export function tell(value: Value, maker: Maker): void {
  if (value.kind === 'tensor' && value.site && !maker.given.includes(value)) makers.set(value, maker);
}

/** Undefined where no layer alone made it: paths that joined, operators, inputs. */
export const makerOf = (value: Value): Maker | undefined => makers.get(value);
