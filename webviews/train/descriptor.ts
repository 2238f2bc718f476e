import { decodeFromTrain } from './contract';

/** The training form in the sidebar. */
export const train = { id: 'nabla.train', title: 'Train', bundle: 'train', decode: decodeFromTrain };
