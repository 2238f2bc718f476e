/** What the numbers that a layer gives last went through. */
import { own } from '../../domain/own';
import { libraryClass } from '../../interpreter/modules';
import type { Instance, Tensor, Value } from '../../interpreter/value';
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
  return own(FUNCTIONS, name) ?? nameOf(layer.attributes.get('activation')?.value);
}

/** What a layer without an activation passes on is not its own. */
function withoutThatOf(input: Value | undefined, { activation, ...result }: Tensor): Tensor {
  const passed = input?.kind === 'tensor' && input.activation === activation;
  return activation && !passed ? { ...result, activation } : result;
}

/** A layer's rule; what it gives has the layer's activation. */
export const activated =
  (rule: Rule): Rule =>
  (call) => {
    const result = rule(call);
    const layer = call.arguments.get('self');
    if (layer?.kind !== 'instance' || result.kind !== 'tensor') return result;
    const name = activationOf(layer);
    return name === undefined
      ? withoutThatOf(call.arguments.get('inputs'), result)
      : { ...result, activation: { name: `keras.activations.${name}`, site: layer.construction.site } };
  };
