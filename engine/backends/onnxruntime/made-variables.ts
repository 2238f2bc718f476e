/**
 * Variables that a step makes while it is traced, as tfjs's optimizers make their slots when they are first applied.
 * Each is given its initial value at once, which must be known: from the next trace on it is state like any other.
 */
import * as tf from '@tensorflow/tfjs-core';
import { evaluate } from './constants';
import { variableMadeInStep } from './errors';
import type { Trace } from './trace';

/** A variable, and the value that it began with. */
interface Made {
  variable: tf.Variable;
  initial: tf.Tensor;
}

/** What a part of a trace gives, and the variables made meanwhile. */
interface Watched<T> {
  result: T;
  made: tf.Variable[];
}

/** Runs part of a trace; the variables made meanwhile hold their initial values afterwards. */
export function noteVariables<T>(trace: Trace, run: () => T): Watched<T> {
  const made: Made[] = [];
  const make = tf.engine().makeVariable.bind(tf.engine());
  const note: MakeVariable = (given, trainable, name, dtype) => {
    const initial = known(trace, dtype ? tf.cast(given, dtype) : given, name);
    const variable = make(initial, trainable, name);
    made.push({ variable, initial });
    return variable;
  };
  try {
    return { result: withMaker(note, run), made: made.map(({ variable }) => variable) };
  } finally {
    made.forEach(restore);
  }
}

/** Runs part of a trace in which no variable may be made. */
export const refuseVariables = <T>(_trace: Trace, run: () => T): Watched<T> => {
  const refuse: MakeVariable = (_initial, _trainable, name) => {
    throw variableMadeInStep(name);
  };
  return { result: withMaker(refuse, run), made: [] };
};

type MakeVariable = ReturnType<typeof tf.engine>['makeVariable'];

/** tfjs makes every variable by this method of its engine. */
function withMaker<T>(maker: MakeVariable, run: () => T): T {
  const engine = tf.engine();
  engine.makeVariable = maker;
  try {
    return run();
  } finally {
    Reflect.deleteProperty(engine, 'makeVariable');
  }
}

function restore({ variable, initial }: Made): void {
  if (!variable.isDisposed) variable.assign(initial);
  initial.dispose();
}

/** A tensor of its own, with values. */
function known({ backend }: Trace, tensor: tf.Tensor, name: string | undefined): tf.Tensor {
  const content = backend.content(tensor.dataId);
  if (content.kind !== 'symbol') return tf.keep(tensor.clone());
  const value = evaluate(backend.runtime, content.value);
  if (!value) throw variableMadeInStep(name);
  const info = backend.make({ kind: 'tensor', tensor: value }, tensor.shape, tensor.dtype);
  return tf.keep(tf.engine().makeTensorFromTensorInfo(info, backend));
}
