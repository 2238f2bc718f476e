/** What the numbers that a layer gives last went through. */
import { libraryClass } from '../../interpreter/modules';
import type { Instance, Value } from '../../interpreter/value';
import type { Rule } from '../library';

/** Layers that are a function, by its name. */
const FUNCTIONS: Partial<Record<string, string>> = {
  Softmax: 'softmax',
  ReLU: 'relu',
  LeakyReLU: 'leaky_relu',
  ELU: 'elu',
};

/** `'relu'`, `tf.nn.relu`, None; undefined where it may be any. */
function nameOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'none') return 'linear';
  if (value?.kind === 'library') return value.name.split('.').at(-1);
  return value?.kind === 'string' ? value.value : undefined;
}

/** The function that a layer ends with; undefined where it is not known or the layer is none that computes. */
function activationOf(layer: Instance): string | undefined {
  const name = libraryClass(layer)?.name.split('.').at(-1);
  if (name === undefined || layer.class.kind !== 'library') return undefined;
  return FUNCTIONS[name] ?? nameOf(layer.attributes.get('activation')?.value);
}

/** A layer's rule; what it gives has the layer's activation. */
export const activated =
  (rule: Rule): Rule =>
  (call) => {
    const result = rule(call);
    const layer = call.arguments.get('self');
    const name = layer?.kind === 'instance' ? activationOf(layer) : undefined;
    if (name === undefined || layer?.kind !== 'instance' || result.kind !== 'tensor') return result;
    return { ...result, activation: { name: `keras.activations.${name}`, site: layer.construction.site } };
  };
