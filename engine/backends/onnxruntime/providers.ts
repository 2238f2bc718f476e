/** onnxruntime's execution providers: every device that it computes on, reached by one path. */
import type { InferenceSession } from 'onnxruntime-node';
import type { Pass } from './passes/pass';
import { webgpuPasses } from './webgpu/passes';
import { pass as poolGradients } from './webgpu/pool-gradients';

/** A provider: what onnxruntime is told, and what the engine must heed. */
export interface Provider {
  id: 'cpu' | 'webgpu' | 'cuda' | 'directml' | 'coreml';
  /** For people: "onnxruntime WebGPU". */
  title: string;
  /** onnxruntime's own name of it, as its list of what a platform's package can do has it. */
  name: string;
  /** Options of the provider and of its sessions. */
  execution: InferenceSession.ExecutionProviderConfig;
  session: Readonly<InferenceSession.SessionOptions>;
  /** Whether tensors stay in its memory between runs: onnxruntime's Node binding can keep WebGPU's only. */
  resident: boolean;
  /** Says in operators that it has what it would leave to the CPU, with two copies of the data around it. */
  passes: readonly Pass[];
  /** What to look at where it does not start. */
  needs: string;
}

const cpu: Provider = {
  id: 'cpu',
  title: 'onnxruntime CPU',
  name: 'cpu',
  execution: 'cpu',
  // A plan of all tensors in one block takes a fifth more memory (ResNet-20's step: 423 MB against 343), no less time.
  session: { enableMemPattern: false },
  resident: false,
  passes: [],
  needs: 'onnxruntime-node',
};

const webgpu: Provider = {
  id: 'webgpu',
  title: 'onnxruntime WebGPU',
  name: 'webgpu',
  // Buffers of exactly the size asked for: a step's sizes recur, and rounding them up to buckets doubles what it holds.
  // Channels first, as the graph has them: with channels last onnxruntime 1.30 computes some groups wrongly, and would
  // transpose every filter anew in each step.
  execution: { name: 'webgpu', storageBufferCacheMode: 'simple', preferredLayout: 'NCHW' },
  session: {},
  resident: true,
  passes: webgpuPasses,
  needs: 'a GPU with a driver for Vulkan (Linux), Direct3D 12 (Windows) or Metal (macOS)',
};

const cuda: Provider = {
  id: 'cuda',
  title: 'onnxruntime CUDA',
  name: 'cuda',
  execution: 'cuda',
  session: {},
  resident: false,
  // It has no MaxUnpool.
  passes: [poolGradients],
  needs:
    "an NVIDIA GPU with its driver, CUDA 12, cuDNN 9 and onnxruntime-node's CUDA libraries " +
    '(`npm install onnxruntime-node --onnxruntime-node-install=cuda12`)',
};

const directml: Provider = {
  id: 'directml',
  title: 'onnxruntime DirectML',
  name: 'dml',
  execution: 'dml',
  // What DirectML demands of a session.
  session: { enableMemPattern: false, executionMode: 'sequential' },
  resident: false,
  passes: [],
  needs: 'Windows with a GPU and its Direct3D 12 driver',
};

const coreml: Provider = {
  id: 'coreml',
  title: 'onnxruntime CoreML',
  name: 'coreml',
  execution: 'coreml',
  session: {},
  resident: false,
  passes: [],
  needs: 'a Mac with Apple silicon',
};

export const providers: Readonly<Record<Provider['id'], Provider>> = { cpu, webgpu, cuda, directml, coreml };
