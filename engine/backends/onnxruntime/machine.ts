/** What the graph passes may ask of the machine, answered by onnxruntime. */
import { channelBlock } from './block';
import { evaluateWith } from './evaluate';
import type { Machine } from './passes/pass';
import { providers, type Provider } from './providers';
import type { Runtime } from './session';

/** The machine as a provider sees it: blocks of channels are the CPU's alone. */
export const machineOf = (runtime: Runtime, provider: Provider = providers.cpu): Machine => ({
  block: provider.id === 'cpu' ? channelBlock(runtime) : 1,
  evaluate: evaluateWith(runtime),
});
