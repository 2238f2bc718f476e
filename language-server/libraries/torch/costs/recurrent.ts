import { subtract } from '../../../domain/dimension';
import { printDimension } from '../../../domain/print-dimension';
import type { Cost, Count, Made, Traffic } from '../../cost';
import { entriesIn } from '../../cost';
import { only, times, total } from '../../counts';

interface Sizes {
  gates: number;
  input: Count;
  hidden: Count;
  /** Of the state that comes out: projected where there is a projection. */
  out: Count;
  directions: Count;
}

function sizesOf(made: Made, gates: number, projected: boolean): Sizes {
  const bidirectional = made.flag('bidirectional');
  const hidden = made.size('hidden_size');
  const projection = projected ? made.size('proj_size') : 0;
  return {
    gates,
    input: made.size('input_size'),
    hidden,
    out: projection === 0 ? hidden : projection,
    directions: bidirectional === undefined ? undefined : bidirectional ? 2 : 1,
  };
}

/** Entries of the matrices of one layer in one direction: (g·hidden, input), (g·hidden, out) and, projected, (out, hidden). */
const matrices = ({ gates, hidden, out }: Sizes, input: Count, projects: boolean): Count =>
  total(times(gates, hidden, total(input, out)), projects ? times(out, hidden) : 0);

/** Σ over layers and directions of `each`, whose argument is what the layer is given: deeper ones get all directions. */
function overLayers(made: Made, sizes: Sizes, each: (input: Count) => Count): Count {
  const layers = made.size('num_layers');
  const deeper = layers === undefined ? undefined : subtract(layers, 1);
  const inner = times(sizes.directions, sizes.out);
  return times(sizes.directions, total(each(sizes.input), deeper === 0 ? 0 : times(deeper, each(inner))));
}

/** Time steps in all sequences together: entries of the input by its width. */
const steps = ({ input }: Traffic): Count => {
  const shape = input(0, 'input');
  return shape && shape.dimensions.length > 1
    ? entriesIn({ ...shape, dimensions: shape.dimensions.slice(0, -1) })
    : undefined;
};

const text = (size: Count): string => (size === undefined ? '?' : printDimension(size));
const summary = (made: Made): string => `${text(made.size('input_size'))}→${text(made.size('hidden_size'))}`;

/** A stack of `num_layers`, each with two biases a gate. */
export const recurrent = (gates: number, projected = false): Cost => {
  const projects = (made: Made): boolean => projected && made.size('proj_size') !== 0;
  const of = (made: Made): Sizes => sizesOf(made, gates, projected);
  return {
    parameters: (made) => {
      const sizes = of(made);
      const biases = only(made.flag('bias'), times(2, gates, sizes.hidden));
      return overLayers(made, sizes, (input) => total(matrices(sizes, input, projects(made)), biases));
    },
    multiplyAdds: (made, traffic) => {
      const sizes = of(made);
      return times(
        steps(traffic),
        overLayers(made, sizes, (input) => matrices(sizes, input, projects(made))),
      );
    },
    summary,
  };
};

/** One time step of one layer. */
export const cell = (gates: number): Cost => {
  const entries = (made: Made): Count => {
    const hidden = made.size('hidden_size');
    return times(gates, hidden, total(made.size('input_size'), hidden));
  };
  return {
    parameters: (made) => total(entries(made), only(made.flag('bias'), times(2, gates, made.size('hidden_size')))),
    multiplyAdds: (made, { output }) => {
      const samples = output && entriesIn({ ...output, dimensions: output.dimensions.slice(0, -1) });
      return times(samples, entries(made));
    },
    summary,
  };
};
