import { topK } from './support/top-k';

export const metric = topK(3);
