/** Fashion-MNIST (Xiao et al. 2017), as `nabla download fashion-mnist` has brought it. */
import * as v from 'valibot';
import { cachedFolder } from '../download/download';
import { source as idx } from './idx';
import { defineSource } from './source';

const NAMES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

export const source = defineSource({
  id: 'fashion-mnist',
  title: 'Fashion-MNIST: articles of clothing (nabla download fashion-mnist)',
  parameters: v.strictObject({}),
  async load(settings, seed) {
    const loaded = await idx.load({ ...settings, path: settings.path ?? cachedFolder('fashion-mnist') }, seed);
    const { target } = loaded;
    const isNamed = target.kind === 'classes' && target.classes === NAMES.length;
    return isNamed ? { ...loaded, target: { ...target, names: NAMES } } : loaded;
  },
});
