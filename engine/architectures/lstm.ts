import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { Dropout } from '../layers/dropout';
import { Gru } from '../layers/gru-layer';
import { logitsLayer } from '../layers/logits';
import { Lstm } from '../layers/lstm-layer';
import { answersEveryPlace, sequenceInput } from '../layers/sequence-input';
import { defineArchitecture, dropoutRate, size } from './architecture';

const cells = { lstm: Lstm, gru: Gru };

/** Recurrent layers over tokens or numbers; the last state answers, or every state where every place has a target. */
export const architecture = defineArchitecture({
  id: 'lstm',
  title: 'Recurrent network (LSTM or GRU)',
  section: 'Recurrent networks',
  equations: ['embedding', 'lstm', 'gru', 'linear', 'dropout', 'softmax', 'cross-entropy'],
  parameters: v.strictObject({
    units: v.pipe(v.optional(v.pipe(v.array(size), v.minLength(1)), [64]), v.description('Units of each layer.')),
    cell: v.pipe(v.optional(v.picklist(['lstm', 'gru']), 'lstm'), v.description('What the layers are made of.')),
    embedding: v.pipe(v.optional(size, 32), v.description('Width that tokens or numbers are brought to first.')),
    dropout: dropoutRate('Share of the units behind each layer that a training step leaves out; 0 drops none.'),
  }),
  build({ units, cell, embedding, dropout }, task) {
    const { input, embedded } = sequenceInput(task, embedding, 'recurrent network');
    const isDense = answersEveryPlace(task);
    const last = units.reduce<layers.SymbolicTensor>((x, count, index) => {
      const returnSequences = isDense || index < units.length - 1;
      const layer = new cells[cell]({ name: `${cell}${index + 1}`, units: count, returnSequences });
      const states = layer.apply(x) as layers.SymbolicTensor;
      if (dropout === 0) return states;
      return new Dropout({ name: `dropout${index + 1}`, rate: dropout }).apply(states) as layers.SymbolicTensor;
    }, embedded);
    return layers.model({ inputs: input, outputs: logitsLayer(task.outputs).apply(last) as layers.SymbolicTensor });
  },
});
