/** MNIST, as `nabla download mnist` has brought it. */
import * as v from 'valibot';
import { cachedFolder } from '../download/download';
import { source as idx } from './idx';
import { defineSource } from './source';

export const source = defineSource({
  id: 'mnist',
  title: 'MNIST: handwritten digits (nabla download mnist)',
  parameters: v.strictObject({}),
  load: (settings, seed) => idx.load({ ...settings, path: settings.path ?? cachedFolder('mnist') }, seed),
});
