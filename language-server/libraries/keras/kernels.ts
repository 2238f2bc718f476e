/** The kernel of a convolution, which Keras 1 takes as several numbers. */
import { attributeCell } from '../../interpreter/setting-attributes';
import { entryOf } from '../../interpreter/dictionaries';
import { NONE, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, integerIn, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { dialect } from './dialect';

/** What stands behind the kernel's size by place, in Keras 2. */
const BEHIND = ['strides', 'padding', 'data_format', 'dilation_rate'] as const;

/** The kernel's sides in Keras 1, by name. */
const SIDES = ['nb_row', 'nb_col'] as const;

function sidesByName(call: Call): Value | undefined {
  const options = valueOf(call, 'kwargs');
  const entries = options.kind === 'dictionary' ? options.entries.value : undefined;
  const sides = SIDES.flatMap((name) => entryOf(entries, `s${name}`) ?? []);
  return sides.length === SIDES.length ? tuple(sides) : undefined;
}

/** `Convolution2D(32, 3, 5)`: a kernel of 3×5 in Keras 1; strides of 5 in later ones, who write `Conv2D(32, 3, 3)` seldom. */
function sidesByPlace(call: Call, rank: number, rest: readonly Value[]): Value | undefined {
  const sides = [valueOf(call, 'kernel_size'), ...rest.slice(0, rank - 1)];
  const sizes = sides.map(integerIn);
  const { strict, spreads } = dialect(call.machine);
  const spread =
    rank > 1 && sizes.length === rank && sizes.every((size) => size !== undefined && (strict || size === sizes[0]));
  return spread && spreads ? tuple(sides) : undefined;
}

/** Writes a convolution's kernel, strides and padding, however they are passed. */
export const kernelOf =
  (rank: number): Rule =>
  (call) => {
    const { machine, self } = call;
    if (!self) return NONE;
    const write = (name: string, value: Value): void => {
      machine.store.write(attributeCell(self.attributes, name), value);
    };
    const rest = elementsIn(valueOf(call, 'args'));
    const sides = sidesByName(call) ?? sidesByPlace(call, rank, rest ?? []);
    if (sides) {
      const certain = dialect(machine).strict || sidesByName(call) !== undefined;
      write('kernel_size', certain ? sides : UNKNOWN);
      if (!certain) write('strides', UNKNOWN);
      return NONE;
    }
    rest?.slice(0, BEHIND.length).forEach((value, i) => {
      write(BEHIND[i]!, value);
    });
    return NONE;
  };
