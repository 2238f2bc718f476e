import type { Dimension } from '../../../domain/dimension';
import { floorDivide } from '../../../domain/division';
import { printDimension } from '../../../domain/print-dimension';
import type { Cost, Count, Made } from '../../cost';
import { entriesIn } from '../../cost';
import { perAxis } from '../../call';
import { only, times, total } from '../../counts';

/** Of one kernel: its size along every axis, multiplied. */
const kernel = (made: Made, rank: number): Count => times(...perAxis(made.value('kernel_size'), rank));

/** a/b, exact for what PyTorch accepts. */
const shared = (a: Count, b: Count): Count => (a === undefined || b === undefined ? undefined : floorDivide(a, b));

const text = (size: Dimension | undefined): string => (size === undefined ? '?' : printDimension(size));

/** `1→32, 3×3`, `64→64, 3×3, groups 64`. */
const summary = (made: Made, rank: number): string => {
  const groups = made.size('groups');
  const sizes = perAxis(made.value('kernel_size'), rank).map(text).join('×');
  const grouped = groups === 1 ? '' : `, groups ${text(groups)}`;
  return `${text(made.size('in_channels'))}→${text(made.size('out_channels'))}, ${sizes}${grouped}`;
};

/** Weights (out, in/groups, …kernel): every output entry takes in/groups · kernel products. */
export const convolution = (rank: number): Cost => ({
  parameters: (made) => {
    const out = made.size('out_channels');
    const within = shared(made.size('in_channels'), made.size('groups'));
    return total(times(out, within, kernel(made, rank)), only(made.flag('bias'), out));
  },
  multiplyAdds: (made, { output }) =>
    times(entriesIn(output), shared(made.size('in_channels'), made.size('groups')), kernel(made, rank)),
  summary: (made) => summary(made, rank),
});

/** Weights (in, out/groups, …kernel): every input entry goes into out/groups · kernel products. */
export const transposed = (rank: number): Cost => ({
  parameters: (made) => {
    const within = shared(made.size('out_channels'), made.size('groups'));
    const bias = only(made.flag('bias'), made.size('out_channels'));
    return total(times(made.size('in_channels'), within, kernel(made, rank)), bias);
  },
  multiplyAdds: (made, { input }) =>
    times(entriesIn(input(0, 'input')), shared(made.size('out_channels'), made.size('groups')), kernel(made, rank)),
  summary: (made) => summary(made, rank),
});
