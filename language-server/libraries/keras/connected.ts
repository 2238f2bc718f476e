/** A model of inputs and outputs computes its outputs from these inputs alone. */
import { printShape } from '../../domain/shape';
import { symbolAtoms } from '../../domain/symbols';
import type { Tensor } from '../../interpreter/value';
import { refuse } from '../condition';
import type { Call } from '../library';

/** The Inputs that a tensor is certainly made of, by their batches: layers keep the batch, of which every Input has its own. */
function batchesOf({ shape: { dimensions } }: Tensor): string[] {
  const [batch = 0] = dimensions;
  return symbolAtoms(batch).flatMap(({ name, key }) => (name === 'B' ? [key] : []));
}

/** Reports an output that is made of an `Input` that the model does not have. */
export function checkConnected(call: Call, inputs: readonly Tensor[], outputs: readonly Tensor[]): void {
  if (inputs.some(({ shape: { open } }) => open)) return;
  const batches = new Set(
    inputs.flatMap(({ shape: { dimensions } }) => dimensions.flatMap(symbolAtoms).map(({ key }) => key)),
  );
  const stray = outputs.find((output) => batchesOf(output).some((batch) => !batches.has(batch)));
  if (!stray) return;
  refuse(
    call,
    'argument-mismatch',
    {
      received: `an output of shape ${printShape(stray.shape)} that is made of an Input it is not given`,
      expected: 'outputs that its inputs lead to',
      advice: 'pass the Input that the output is made of, or call the layers on the inputs that are passed',
    },
    [stray],
  );
}
