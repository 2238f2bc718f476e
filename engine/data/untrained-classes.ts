/** Classes that validation or test ask for and training has no sample of: nothing can learn them. */
import type { Splits } from './splits';
import type { Target } from './task';

/** Enough of a list to see what is wrong. */
const MAX_SHOWN = 3;

const nameOf = ({ names }: { names?: string[] }, label: number): string => `"${names?.[label] ?? label}"`;

/** One line a part; none where training has all classes. */
export function untrainedClasses(splits: Splits, target: Target): string[] {
  if (target.kind !== 'classes') return [];
  const trained = new Set(splits.train.targets.values);
  return (['validation', 'test'] as const).flatMap((part) => {
    const strange = splits[part].targets.values.filter((label) => label >= 0 && !trained.has(label));
    if (strange.length === 0) return [];
    const classes = [...new Set(strange)].sort((a, b) => a - b);
    const more = classes.length > MAX_SHOWN ? `, … (${classes.length} classes)` : '';
    const shown = classes.slice(0, MAX_SHOWN).map((label) => nameOf(target, label)).join(', '); // prettier-ignore
    return [
      `${strange.length} labels of the ${part} part are ${shown}${more}, of which training has none: they cannot be predicted; set data.split to { "by": "stratified" }, or give more samples`,
    ];
  });
}
