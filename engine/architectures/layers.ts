import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import type { Task } from '../data/task';
import { layerSchema, makeLayer, type LayerSettings } from '../layers/kinds';
import { logitsLayer } from '../layers/logits';
import { Problem } from '../process/problem';
import { defineArchitecture } from './architecture';

type Symbolic = layers.SymbolicTensor;

/** A model of more layers is put together by code, not by hand. */
const MAX_LAYERS = 256;

const shown = (shape: readonly (number | null)[]) => `[${shape.slice(1).join(', ')}]`;

function misfit({ type }: LayerSettings, place: number, before: Symbolic, error: unknown): Problem {
  const cause = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  const where = `model.layers.${place} (${type}) does not fit what comes before it, ${shown(before.shape)} a sample`;
  return new Problem('model-misfit', `${where}: ${cause}; correct it or put a layer between`);
}

/** @throws Problem naming the layer, the shape before it and the reason */
function append(x: Symbolic, settings: LayerSettings, place: number): Symbolic {
  try {
    return makeLayer(settings, place + 1).apply(x) as Symbolic;
  } catch (error) {
    throw misfit(settings, place, x, error);
  }
}

/** Whether there are as many places as the target has, with a vector each or, where it has none, one vector. */
function fits(shape: readonly (number | null)[], { target }: Task): boolean {
  const places = target.kind === 'classes' ? target.shape : [];
  return shape.length === places.length + 2 && places.every((extent, axis) => shape[axis + 1] === extent);
}

const noVector = (last: Symbolic, { target }: Task) => {
  const wanted = target.kind === 'classes' && target.shape.length ? `[${target.shape.join()}, features]` : '[features]';
  const next = last.shape.length > 2 ? 'end with flatten, a global pooling or a recurrent layer' : 'keep the sequence';
  return new Problem('model-misfit', `model.layers end with ${shown(last.shape)}, ${wanted} is needed; ${next}`);
};

/** A list of layers, one after the other, and a dense layer to the logits. */
export const architecture = defineArchitecture({
  id: 'layers',
  title: 'Layers of your own',
  section: 'Your own',
  equations: ['linear'],
  parameters: v.strictObject({
    layers: v.pipe(
      v.array(layerSchema),
      v.minLength(1),
      v.maxLength(MAX_LAYERS),
      v.description('The layers, first to last; a dense layer to the outputs follows them by itself.'),
    ),
  }),
  build({ layers: list }, task) {
    const dtype = task.vocabulary === null ? 'float32' : 'int32';
    const input = layers.input({ shape: task.inputShape, dtype, name: 'input' });
    const last = list.reduce(append, input);
    if (!fits(last.shape, task)) throw noVector(last, task);
    return layers.model({ inputs: input, outputs: logitsLayer(task.outputs).apply(last) as Symbolic });
  },
});
