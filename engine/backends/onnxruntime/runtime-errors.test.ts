import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { problemOf } from '../../process/problem';
import type { HostTensor } from '../device';
import { startOnnxruntime } from './device';
import { DeviceError } from './errors';
import { providers } from './providers';
import { runtimeFailed } from './runtime-errors';

/** What was said, by whom it was seen to be said or whose documentation has it, and what it means. */
const messages = [
  {
    // onnxruntime 1.30 on a driver that answers vkQueueSubmit with VK_ERROR_DEVICE_LOST (test/webgpu)
    message:
      '/onnxruntime_src/onnxruntime/core/providers/webgpu/buffer_manager.cc:641 void onnxruntime::webgpu::BufferManager::' +
      'Download(WGPUBuffer, void*, size_t) const map_async_result.status == wgpu::MapAsyncStatus::Success was false. ' +
      'Failed to download data from buffer. wgpu::MapAsyncStatus value: 4, message: [Device] is lost.\n',
    kind: 'device-lost',
  },
  { message: 'CUDA failure 719: unspecified launch failure ; GPU=0 ; hostname=h', kind: 'device-lost' },
  { message: 'Exception 887A0005 The GPU device instance has been suspended.', kind: 'device-lost' },
  {
    // onnxruntime 1.30 on SwiftShader, asked for 4 GB
    message:
      'WebGPU validation failed. [Invalid Buffer (unlabeled)] is invalid due to a previous error.\n' +
      ' - While validating entries[1] against { binding: 1, visibility: ShaderStage::Compute }.',
    kind: 'out-of-memory',
  },
  {
    message:
      "Non-zero status code returned while running Expand node. Name:'Expand #4' Status Message: bfc_arena.cc:360 " +
      'Failed to allocate memory for requested buffer of size 4398046511104',
    kind: 'out-of-memory',
  },
  {
    // onnxruntime 1.30 on SwiftShader, asked for 17 GB
    message:
      'limits_.maxStorageBuffersPerShaderStage was false. Too many storage buffers in shader. Current: 18, Max is 12',
    kind: 'out-of-memory',
  },
  { message: 'std::bad_alloc', kind: 'out-of-memory' },
  { message: 'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0', kind: 'out-of-memory' },
  { message: 'CUDA failure 2: out of memory ; GPU=0', kind: 'out-of-memory' },
] as const;

describe('errors of onnxruntime', () => {
  for (const { message, kind } of messages) {
    it(`tell ${kind}: ${message.split('\n')[0]!.slice(-60)}`, () => {
      const error = runtimeFailed(new Error(message), {
        what: 'run a model',
        provider: providers.webgpu,
        largest: 'float32[2,3] (1.0 MB)',
      });
      assert.ok(error instanceof DeviceError);
      assert.equal(error.kind, kind);
      assert.match(error.message, /^onnxruntime WebGPU .*--backend cpu/);
      assert.deepEqual([problemOf(error).code, problemOf(error).kind], [kind, 'run']);
    });
  }

  it('say what else goes wrong in one line', () => {
    const cause = new Error(
      '/onnxruntime_src/x.cc:1 f() a == b was false. Failed to get a WebGPU adapter: none\n more',
    );
    const error = runtimeFailed(cause, { what: 'load a model', provider: providers.webgpu, largest: '' });
    assert.ok(!(error instanceof DeviceError));
    assert.match(error.message, /^onnxruntime could not load a model: Failed to get a WebGPU adapter: none; run/);
    assert.equal(error.cause, cause);
  });

  it('name the largest tensors where memory runs out, and the process goes on', async () => {
    const device = await startOnnxruntime(1);
    const long: HostTensor = { shape: [2 ** 20], dtype: 'float32', values: new Float32Array(2 ** 20).fill(1) };
    const step = device.compile(({ x }) => ({ sum: tf.sum(tf.exp(tf.mul(tf.reshape(x!, [-1, 1]), x!))) }));
    await assert.rejects(step.run({ x: long }), {
      kind: 'out-of-memory',
      message: /^onnxruntime CPU is out of memory.*float32\[1048576,1048576\] \(4398046\.5 MB\).*training\.batchSize$/,
    });
    const { sum } = await step.run({ x: { shape: [2], dtype: 'float32', values: Float32Array.of(0, 0) } });
    assert.deepEqual([...sum!.values], [4]);
    step.dispose();
  });
});
