/** CIFAR-10, as `nabla download cifar-10` has brought it. */
import * as v from 'valibot';
import { cachedFolder } from '../download/download';
import { source as cifar } from './cifar';
import { defineSource } from './source';

export const source = defineSource({
  id: 'cifar-10',
  title: 'CIFAR-10: things and animals in colours (nabla download cifar-10)',
  parameters: v.strictObject({}),
  load: (settings, seed) =>
    cifar.load({ ...settings, path: settings.path ?? cachedFolder('cifar-10'), params: { labels: 'fine' } }, seed),
});
