import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import type { Task } from '../data/task';
import { layerSchema, makeLayer, type LayerSettings } from '../layers/kinds';
import { logitsLayer, logitsOfWhole, placesOf } from '../layers/logits';
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

/**
 * What turns vectors into logits: at each place of the target one, or all slots of an image, which are no places of it,
 * from one vector; null where neither fits.
 */
function endOf(shape: readonly (number | null)[], task: Task): layers.layers.Layer[] | null {
  const places = placesOf(task.target);
  if (shape.length === places.length + 2 && places.every((extent, axis) => shape[axis + 1] === extent)) {
    return [logitsLayer(task.outputs)];
  }
  return task.target.kind === 'boxes' && shape.length === 2 ? logitsOfWhole(task) : null;
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
    const end = endOf(last.shape, task);
    if (!end) throw noVector(last, task);
    const logits = end.reduce((x, layer) => layer.apply(x) as Symbolic, last);
    return layers.model({ inputs: input, outputs: logits });
  },
});
