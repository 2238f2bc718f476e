import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { SelfAttention } from '../layers/attention';
import { Dropout } from '../layers/dropout';
import { logitsLayer } from '../layers/logits';
import { PositionEmbedding } from '../layers/position-embedding';
import { answersEveryPlace, sequenceInput } from '../layers/sequence-input';
import { Problem } from '../process/problem';
import { defineArchitecture, dropoutRate, size } from './architecture';

const parameters = v.strictObject({
  width: v.pipe(v.optional(size, 64), v.description('Numbers that stand for a place, C.')),
  heads: v.pipe(v.optional(size, 4), v.description('Attention heads; they share the width.')),
  layers: v.pipe(v.optional(size, 2), v.description('Blocks of attention and feed-forward network.')),
  expansion: v.pipe(v.optional(size, 4), v.description('How many times wider the feed-forward networks are inside.')),
  dropout: dropoutRate('Share of what each attention and feed-forward network gives that a training step leaves out.'),
});

type Symbolic = layers.SymbolicTensor;

const unequalHeads = (width: number, heads: number) =>
  new Problem(
    'model-misfit',
    `model.params.heads: ${heads} heads cannot share a width of ${width}; give a width that is a multiple of them`,
  );

/** x + f(norm(x)): the norm comes first, as in GPT-2 (Radford et al., 2019). */
function residual(x: Symbolic, name: string, dropout: number, inner: (normed: Symbolic) => Symbolic): Symbolic {
  const normed = layers.layers.layerNormalization({ name: `${name}_norm`, epsilon: 1e-5 }).apply(x) as Symbolic;
  const given = inner(normed);
  const kept = dropout > 0 ? new Dropout({ name: `${name}_dropout`, rate: dropout }).apply(given) : given;
  return layers.layers.add({ name: `${name}_sum` }).apply([x, kept as Symbolic]) as Symbolic;
}

/**
 * Blocks of self-attention and feed-forward networks over tokens or numbers. Where every place has a target a place sees
 * none behind it, as in GPT; else the mean over all places answers.
 */
export const architecture = defineArchitecture({
  id: 'transformer',
  title: 'Transformer',
  section: 'Transformers',
  equations: [
    'embedding',
    'multi-head-attention',
    'attention',
    'layer-norm',
    'gelu',
    'linear',
    'softmax',
    'cross-entropy',
  ],
  parameters,
  build({ width, heads, layers: depth, expansion, dropout }, task) {
    if (width % heads) throw unequalHeads(width, heads);
    const causal = answersEveryPlace(task);
    const { input, embedded } = sequenceInput(task, width, 'transformer');
    let x = new PositionEmbedding({ name: 'positions' }).apply(embedded) as Symbolic; // (B, T, C)
    const affine = (name: string, units: number, activation?: 'gelu') =>
      layers.layers.dense({
        name,
        units,
        kernelInitializer: layers.initializers.randomNormal({ mean: 0, stddev: 0.02 }),
        ...(activation && { activation }),
      });
    for (let block = 1; block <= depth; block++) {
      x = residual(x, `attention${block}`, dropout, (normed) => {
        return new SelfAttention({ name: `attention${block}`, heads, causal }).apply(normed) as Symbolic;
      });
      x = residual(x, `feedforward${block}`, dropout, (normed) => {
        const inner = affine(`up${block}`, expansion * width, 'gelu').apply(normed) as Symbolic; // (B, T, 4C)
        return affine(`down${block}`, width).apply(inner) as Symbolic;
      });
    }
    const normed = layers.layers.layerNormalization({ name: 'norm', epsilon: 1e-5 }).apply(x) as Symbolic;
    const read = causal ? normed : layers.layers.globalAveragePooling1d({ name: 'mean' }).apply(normed); // (B, C)
    return layers.model({ inputs: input, outputs: logitsLayer(task.outputs).apply(read) as Symbolic });
  },
});
