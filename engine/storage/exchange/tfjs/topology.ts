/** The layers that a model.json names: all of them known, none of them code. */
import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../../process/problem';

/** Nested models are a few deep; deeper ones would only exhaust the stack. */
const MAX_DEPTH = 32;

/** Models, by the names that tfjs and the versions of Keras give them. */
const MODELS = new Set(['Sequential', 'Functional', 'Model']);

const refused = (object: string, kind: string, cause: string) =>
  new Problem('unsafe-layer', `${object} has a layer of class ${JSON.stringify(kind.slice(0, 60))}, ${cause}`);

const isKnown = (kind: string): boolean =>
  MODELS.has(kind) || Object.hasOwn(tf.serialization.SerializationMap.getMap().classNameMap, kind);

function checkLayer(layer: unknown, object: string, depth: number): void {
  if (typeof layer !== 'object' || layer === null || !('class_name' in layer)) return;
  const kind = String(layer.class_name);
  if (kind === 'Lambda')
    throw refused(object, kind, 'which is code; replace it by layers of its own, and export again');
  if (!isKnown(kind)) throw refused(object, kind, 'which is not known here; replace it by a layer of tfjs');
  if ('config' in layer) checkTopology(layer.config, object, depth + 1);
}

/** @throws Problem `unsafe-layer` naming a layer that is code or not known */
export function checkTopology(config: unknown, object: string, depth = 0): void {
  if (depth > MAX_DEPTH) throw refused(object, 'Sequential', `nested more than ${MAX_DEPTH} deep; flatten the model`);
  if (typeof config !== 'object' || config === null) return;
  if (Array.isArray(config)) for (const layer of config) checkLayer(layer, object, depth);
  // A wrapper (Bidirectional, TimeDistributed) holds one layer.
  if ('layer' in config) checkLayer(config.layer, object, depth);
  for (const key of ['layers', 'config', 'model_config'] as const) {
    if (key in config) checkTopology((config as Record<string, unknown>)[key], object, depth + 1);
  }
}
