import { integer } from '../../../interpreter/value';
import type { Cost, Count, Made } from '../../cost';
import { times, total } from '../../counts';
import { madeOf } from '../../made';
import { cellsOf } from '../cells';
import { BUILT } from '../setting';
import { bias, flag, inputs, size, text } from './settings';

/** A cell's `gates` products with weights (in, units) and (units, units), each with so many biases. */
export const recurrent = (gates: number, biases = 1): Cost => {
  const matrices = (made: Made): Count => times(gates, size(made, 'units'), total(inputs(made), size(made, 'units')));
  return {
    parameters: (made) => total(matrices(made), bias(made, times(gates * biases, size(made, 'units')))),
    multiplyAdds: (made, { input }) => {
      const sequence = input(0, 'inputs');
      if (sequence?.dimensions.length !== 3) return undefined;
      return times(sequence.dimensions[0], sequence.dimensions[1], matrices(made));
    },
    summary: (made) => `${text(inputs(made))}→${text(size(made, 'units'))}`,
  };
};

/** Keras' GRU has a bias for each of its two products, unless it is told to reset before them; TensorFlow.js' has one. */
export const gru: Cost = {
  ...recurrent(3, 2),
  parameters: (made) => {
    const after = flag(made, 'reset_after');
    return after === undefined ? undefined : recurrent(3, after ? 2 : 1).parameters(made);
  },
};

/** The recurrent layers of the cells, by their names in either library. */
const LAYER_OF: readonly (readonly [cell: RegExp, cost: () => Cost])[] = [
  [/\.simpleRNNCell$/i, () => recurrent(1)],
  [/^keras\..*\.GRUCell$/, () => gru],
  [/\.gruCell$/, () => recurrent(3)],
  [/\.lstmCell$/i, () => recurrent(4)],
];

/** The cells with what each gets: the first the layer's input, every other what the one before gives. */
function cells(made: Made): { cost: Cost; made: Made }[] | undefined {
  let width = inputs(made);
  return cellsOf(made.value('cell'))?.map((cell) => {
    const name = cell.class.kind === 'library' ? cell.class.name : '';
    const cost = LAYER_OF.find(([names]) => names.test(name))![1]();
    const own = madeOf(cell);
    const before = width;
    width = size(own, 'units');
    return {
      cost,
      made: { ...own, value: (of) => (of === BUILT && before !== undefined ? integer(before) : own.value(of)) },
    };
  });
}

export const cellular: Cost = {
  parameters: (made) => {
    const all = cells(made);
    return all && total(...all.map((each) => each.cost.parameters(each.made)));
  },
  multiplyAdds: (made, traffic) => {
    const all = cells(made);
    return all && total(...all.map((each) => each.cost.multiplyAdds?.(each.made, traffic)));
  },
  summary: (made) =>
    `${text(inputs(made))}→${text(
      cells(made)
        ?.map((each) => size(each.made, 'units'))
        .at(-1),
    )}`,
};
