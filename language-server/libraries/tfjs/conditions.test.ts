/** What is refused is what TensorFlow.js itself refuses. */
import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import '@tensorflow/tfjs-backend-cpu';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import * as layers from '@tensorflow/tfjs-layers';
import { createAnalyzer } from '../../analysis';

const CALLS = [
  'tf.buffer([2, 3]).set(1, 0, 1)',
  'tf.buffer([2, 3]).set(1, 0)',
  'tf.buffer([3]).set(1)',
  'tf.ones([3, 4]).slice([-1, 0])',
  'tf.ones([3, 4]).slice([1, 0])',
  'tf.slice(tf.ones([3]), -1)',
  'tf.ones([3, 4]).squeeze([1])',
  'tf.ones([3, 1]).squeeze([1])',
  'tf.ones([3, 1]).squeeze([2])',
  'tf.split(tf.ones([6, 2]), [4, 2])',
  'tf.split(tf.ones([6, 2]), [4, 3])',
  'tf.split(tf.ones([6, 2]), [4, -1])',
  'tf.concat([tf.ones([2, 3]), tf.ones([2, 3])], 2)',
  'tf.stack([tf.ones([2, 3]), tf.ones([2, 3])], 2)',
  'tf.stack([tf.ones([2, 3]), tf.ones([2, 3])], 3)',
  'tf.softmax(tf.ones([2, 3]), 0)',
  'tf.softmax(tf.ones([2, 3]), 1)',
  'tf.outerProduct(tf.ones([3]), tf.ones([2, 2]))',
  'tf.oneHot(tf.tensor1d([0], "int32"), 1)',
  'tf.gather(tf.ones([3, 2]), tf.tensor1d([0, 2], "int32"))',
  'tf.gather(tf.ones([3, 2]), tf.tensor1d([0, 3], "int32"))',
  'tf.transpose(tf.ones([2, 3]), [1, 1])',
  'tf.transpose(tf.ones([2, 3]), [1, 2])',
  'tf.mirrorPad(tf.ones([3, 3]), [[2, 0], [0, 0]], "reflect")',
  'tf.mirrorPad(tf.ones([3, 3]), [[3, 0], [0, 0]], "reflect")',
  'tf.mirrorPad(tf.ones([3, 3]), [[3, 0], [0, 0]], "symmetric")',
  'tf.depthToSpace(tf.ones([1, 2, 2, 6]), 2)',
  'tf.batchToSpaceND(tf.ones([6, 2, 2, 1]), [2, 2], [[0, 0], [0, 0]])',
  'tf.conv2d(tf.ones([1, 2, 4, 1]), tf.ones([3, 3, 1, 1]), 1, "valid")',
  'tf.conv2d(tf.ones([1, 1, 4, 1]), tf.ones([3, 3, 1, 1]), 1, "valid")',
  'tf.conv2d(tf.ones([1, 5, 5, 1]), tf.ones([3, 3, 1, 1]), 2, "same", "NHWC", 2)',
  'tf.conv2dTranspose(tf.ones([1, 4, 4, 2]), tf.ones([3, 3, 5, 2]), [1, 8, 8, 5], 2, "same")',
  'tf.conv2dTranspose(tf.ones([1, 4, 4, 2]), tf.ones([3, 3, 2, 5]), [1, 8, 8, 5], 2, "same")',
  'tf.tensor1d([1, 0]).logicalAnd(tf.tensor1d([1, 1], "bool"))',
  'tf.logicalOr(tf.tensor1d([1, 0], "bool"), tf.tensor1d([1, 1], "int32"))',
  'tf.logicalOr(tf.tensor1d([1, 0], "bool"), tf.tensor1d([1, 1], "bool"))',
  'tf.logicalXor([1, 0], [1, 1])',
  'tf.logicalNot(tf.ones([2]).greater(0))',
  'tf.logicalNot(tf.ones([2]))',
  'tf.where(tf.ones([2]), tf.ones([2]), tf.zeros([2]))',
  'tf.where(tf.ones([2]).equal(1), tf.ones([2]), tf.zeros([2]))',
  'tf.any(tf.ones([2]))',
  'tf.ones([2]).isNaN().all()',
  'tf.ones([2]).toBool().any()',
  'tf.sequential({ layers: [tf.layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 2 })] }).predict(tf.tensor2d([[0, 3]], [1, 2], "int32"))',
  'tf.sequential({ layers: [tf.layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 2 })] }).predict(tf.tensor2d([[0, 4]], [1, 2], "int32"))',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).evaluate(tf.ones([2, 3]), tf.ones([2, 2]))',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).predict(tf.ones([2, 3]))',
  '((m) => { m.compile({ loss: "meanSquaredError", optimizer: "sgd" }); return m.evaluate(tf.ones([2, 3]), tf.ones([2, 2])); })(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  'tf.ones([3, 2]).add([tf.ones([2])][1])',
  'tf.layers.gru({ units: 4 }).apply([tf.input({ shape: [3, 2] }), tf.input({ shape: 4 })])',
  'tf.layers.gru({ units: 4 }).apply([tf.input({ shape: [3, 2] }), tf.input({ shape: [5] })])',
  'tf.layers.lstm({ units: 4 }).apply([tf.ones([1, 3, 2]), tf.ones([1, 4]), tf.ones([1, 4])])',
  'tf.layers.lstm({ units: 4 }).apply([tf.ones([1, 3, 2]), tf.ones([1, 4]), tf.ones([1, 6])])',
  'tf.layers.dense(10)',
  'tf.layers.dense({ inputShape: [3] })',
  'tf.layers.dense({ units: 3 })',
  'tf.layers.conv2d(8, 3)',
  'tf.layers.conv2d({ filters: 8 })',
  'tf.layers.conv2d({ kernelSize: 3 })',
  'tf.layers.conv1d({ filters: 8, kernelSize: 3 })',
  'tf.layers.conv3d({ filters: 8 })',
  'tf.layers.conv2dTranspose({ filters: 8 })',
  'tf.layers.conv3dTranspose({ kernelSize: 3 })',
  'tf.layers.separableConv2d({ filters: 8 })',
  'tf.layers.depthwiseConv2d({ kernelSize: 3 })',
  'tf.layers.depthwiseConv2d({ depthMultiplier: 3 })',
  'tf.layers.embedding({ inputDim: 3 })',
  'tf.layers.lstm({ inputShape: [3, 3] })',
  'tf.layers.gru({ inputShape: [3, 3] })',
  'tf.layers.simpleRNN({ returnSequences: true })',
  'tf.layers.lstmCell({})',
  'tf.layers.gruCell({})',
  'tf.layers.simpleRNNCell({ units: 3 })',
  'tf.layers.permute({ inputShape: [3, 2] })',
  'tf.layers.reshape([2, 3])',
  'tf.layers.dropout(0.2)',
  'tf.layers.maxPooling2d([2, 2])',
  'tf.layers.flatten([2])',
  'tf.regularizers.l2(0.01)',
  'tf.regularizers.l1(0.01)',
  'tf.regularizers.l2()',
  'tf.regularizers.l1l2({ l1: 0.1, l2: 0.1 })',
  'tf.regularizers.l1l2(0.1, 0.1)',
  'tf.input([3])',
  'tf.input({ shape: [3] })',
  '((m) => m.compile({ loss: "mse", optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: "meanSquaredError", optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: "categorical_crossentropy", optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: "kullbackLeiblerDivergence", optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: ["hinge"], optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: ["cosineProximity"], optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: ["logCosh"], optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  '((m) => m.compile({ loss: tf.losses.meanSquaredError, optimizer: "sgd" }))(tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }))',
  'tf.tensor1d([1, 2])',
  'tf.tensor1d([[1, 2], [3, 4]])',
  'tf.tensor1d(5)',
  'tf.tensor2d([1, 2, 3])',
  'tf.tensor2d([1, 2, 3], [3, 1])',
  'tf.tensor2d([1, 2, 3], [3])',
  'tf.tensor2d(new Float32Array(6))',
  'tf.tensor2d(new Float32Array(6), [2, 3])',
  'tf.tensor2d([[1, 2], [3, 4]])',
  'tf.tensor2d([[[1, 2], [3, 4]]])',
  'tf.tensor2d([[[1, 2], [3, 4]]], [1, 4])',
  'tf.tensor3d([[1, 2]])',
  'tf.tensor3d([[1, 2], [3, 4]], [1, 2, 2])',
  'tf.tensor3d([1, 2, 3, 4], [1, 2, 2])',
  'tf.tensor4d([1, 2, 3, 4])',
  'tf.tensor([1, 2, 3, 4], [2, 2])',
  'tf.tensor(3)',
  'tf.matMul(tf.ones([1, 2]), tf.ones([2]))',
  'tf.matMul(tf.ones([2]), tf.ones([2, 1]))',
  'tf.ones([2]).matMul(tf.ones([2]))',
  'tf.ones([4, 1, 2]).matMul(tf.ones([2, 3]))',
  'tf.zeros([7 / 2, 2])',
  'tf.sequential().compile({ loss: "meanSquaredError", optimizer: "sgd" })',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2 })] })',
  'tf.sequential({ layers: [tf.layers.embedding({ inputDim: 4, outputDim: 2 })] })',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], name: "a" })] }).getLayer("a")',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], name: "a" })] }).getLayer("b")',
  '((v) => tf.train.sgd(0.1).minimize(() => v.square()))(tf.variable(tf.ones([2])))',
  '((v) => tf.train.sgd(0.1).minimize(() => v.square().sum()))(tf.variable(tf.ones([2])))',
];

const tf = { ...core, ...layers };

function runs(call: string): boolean {
  try {
    runInNewContext(call, { tf });
    return true;
  } catch {
    return false;
  }
}

describe('calls of TensorFlow.js', () => {
  it('are reported where they throw, and nowhere else', async () => {
    await core.setBackend('cpu');
    const analyzer = await createAnalyzer();
    const reported = (call: string): boolean => {
      const text = `import * as tf from '@tensorflow/tfjs';\nconst result = ${call};\n`;
      return analyzer.analyze({ path: 'a.js', language: 'javascript', text }).findings.length > 0;
    };
    const told = CALLS.map((call) => `${call}: ${reported(call) ? 'throws' : 'runs'}`);
    assert.deepEqual(
      told,
      CALLS.map((call) => `${call}: ${runs(call) ? 'runs' : 'throws'}`),
    );
  });
});
