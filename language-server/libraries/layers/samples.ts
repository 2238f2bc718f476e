import type { Dimension } from '../../domain/dimension';
import { singleSymbol } from '../../domain/symbols';

/** A batch of any size as large as the targets that it is compared with: an output (B, 10) beside (100, 1) is (100, 10). */
export function asManyAs(target: readonly Dimension[], output: readonly Dimension[]): Dimension[] {
  const [batch, ...rest] = output;
  return batch !== undefined && target[0] !== undefined && singleSymbol(batch) ? [target[0], ...rest] : [...output];
}
