/** Weights of PyTorch's networks, imported from its own formats, give its logits. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { architectures } from '../../engine/architectures/architectures.generated';
import { startReference } from '../../engine/backends/reference';
import { importWeights } from '../../engine/storage/exchange/import';
import { matchTorch } from '../../engine/storage/exchange/match';
import { toTorch, torchSlot } from '../../engine/storage/exchange/pytorch';
import { slotsOf } from '../../engine/storage/exchange/slots';
import { encodeSafetensors } from '../../engine/storage/safetensors';
import type { StoredTensor } from '../../engine/storage/tensors';
import { writeWeights } from '../../engine/training/network-state';

interface Golden {
  name: string;
  model: { architecture: string; params: object };
  inputShape: number[];
  vocabulary: number | null;
  classes: number;
  inputs: number[];
  logits: number[];
  state: Record<string, { shape: number[]; values: number[] }>;
  /** Base 64; null where the operators do not tell the weights. */
  onnx: string | null;
}

const goldens = JSON.parse(readFileSync(path.join(__dirname, 'exchange.json'), 'utf8')) as Golden[];

/** PyTorch adds products of float32 up in another order. */
const TOLERANCE = 1e-5;

const stateOf = ({ state }: Golden): [string, StoredTensor][] =>
  Object.entries(state).map(([name, { shape, values }]) => [
    name,
    { shape, dtype: 'float32', values: Float32Array.from(values) },
  ]);

describe("weights of PyTorch's networks", () => {
  let folder: string;
  let model: layers.LayersModel;
  before(startReference);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'nabla-exchange-'));
  });
  afterEach(() => {
    model.dispose();
    rmSync(folder, { recursive: true });
  });

  function build({ model: { architecture, params }, inputShape, vocabulary, classes }: Golden): layers.LayersModel {
    const found = architectures.find(({ id }) => id === architecture)!;
    const target = { kind: 'classes' as const, classes, shape: [] };
    return found.build(v.parse(found.parameters, params), { inputShape, vocabulary, target, outputs: classes });
  }

  /** The logits with the weights of a file. */
  function logitsWith(bytes: Uint8Array, name: string, golden: Golden): Float32Array {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    writeWeights(model, importWeights(file, slotsOf(model)), file);
    const x = tf.tensor(
      golden.inputs,
      [golden.logits.length / golden.classes, ...golden.inputShape],
      golden.vocabulary ? 'int32' : 'float32',
    );
    return (model.apply(x, { training: false }) as tf.Tensor).dataSync<'float32'>();
  }

  function assertLogits(logits: Float32Array, golden: Golden): void {
    const worst = Math.max(...golden.logits.map((value, index) => Math.abs(value - logits[index]!)));
    assert.ok(logits.length === golden.logits.length && worst <= TOLERANCE, `differ by ${worst}`);
  }

  for (const golden of goldens) {
    it(`${golden.name}: as safetensors with its names`, () => {
      model = build(golden);
      assertLogits(logitsWith(encodeSafetensors(new Map(stateOf(golden))), 'model.safetensors', golden), golden);
    });

    const { onnx } = golden;
    if (onnx !== null) {
      it(`${golden.name}: as ONNX, exported by PyTorch`, () => {
        model = build(golden);
        assertLogits(logitsWith(Buffer.from(onnx, 'base64'), 'model.onnx', golden), golden);
      });
    }

    it(`${golden.name}: exported with PyTorch's names and layouts, they are what was imported`, () => {
      model = build(golden);
      const state = new Map(stateOf(golden));
      logitsWith(encodeSafetensors(state), 'model.safetensors', golden);
      const slots = slotsOf(model);
      const weights = importWeights(path.join(folder, 'model.safetensors'), slots);
      const exported = toTorch(
        slots.map((slot) => torchSlot(slot)!),
        weights,
      );
      assert.deepEqual(matchTorch(slots, exported, 'the export'), weights);
      // A biases' sum does not tell its terms, and modules without names have got ours.
      const compared = [...exported].filter(
        ([name]) => state.has(name) && !(name.startsWith('lstm') && name.includes('bias')),
      );
      for (const [name, tensor] of compared) assert.deepEqual(tensor, state.get(name), name);
      assert.ok(compared.length > 0 || golden.name === 'mlp');
    });
  }
});
