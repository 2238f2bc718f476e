import { decodeFromMonitor } from './contract';

/** The monitor: a panel in the editor area that draws one run. */
export const monitor = { id: 'nabla.monitor', title: 'Training', bundle: 'monitor', decode: decodeFromMonitor };
