import { categoryOf } from '../../domain/element-type';
import { shape, type Shape } from '../../domain/shape';
import { tensor, UNKNOWN } from '../../interpreter/value';
import { asFunction, tensorOf, valueOf } from '../call';
import type { Call, Rule } from '../library';

/** How a loss is reduced; `reduce` is the older way to say so. Undefined where it is not known. */
function reductionOf(call: Call): string | undefined {
  const [older, newer] = [valueOf(call, 'reduce'), valueOf(call, 'reduction')];
  if (older.kind === 'boolean' && !older.value) return 'none';
  const decided = older.kind === 'boolean' || older.kind === 'none' || !call.arguments.has('reduce');
  return decided && newer.kind === 'string' ? newer.value : undefined;
}

/** A scalar where a loss is reduced, else what `whole` says. */
export const reduced =
  (whole: (call: Call) => Shape): Rule =>
  (given) => {
    const call = asFunction(given);
    const reduction = reductionOf(call);
    if (reduction === undefined) return UNKNOWN;
    // Only means are certainly of floats: of integers there is none.
    const { type } = tensorOf(call);
    const floating = reduction === 'mean' || (type && categoryOf(type) === 'float');
    return tensor(reduction === 'none' ? whole(call) : shape([]), floating ? { type: 'float' } : {});
  };
