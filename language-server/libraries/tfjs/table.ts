import { merged } from '../call';
import { once, type Table } from '../library';
import { APPLYING } from './apply';
import { ARITHMETIC } from './arithmetic';
import { BROWSER } from './browser';
import { BUFFERS } from './buffers';
import { withConditions } from './conditions';
import { CREATION } from './creation';
import { DATASETS } from './datasets';
import { IMAGES } from './images';
import { JOINING } from './joining';
import { LAYERS } from './layers';
import { MODELS } from './model';
import { PADDING } from './padding';
import { REDUCTION } from './reduction';
import { RESHAPING } from './reshaping';
import { SIGNAL } from './signal';
import { SLICING } from './slicing';
import { STRUCTURE } from './structure';

/** What tfjs has as a function only, or as a method only, or not at all; the tables have most things as both. */
const ABSENT = new Set([
  'tfjs.identity',
  'tfjs.toFloat',
  'tfjs.toInt',
  'tfjs.toBool',
  'tfjs.flatten',
  'tfjs.Tensor.dropout',
  'tfjs.Tensor.identity',
  'tfjs.Tensor.keep',
  'tfjs.Tensor.real',
  'tfjs.Tensor.imag',
  'tfjs.Tensor.outerProduct',
  'tfjs.Tensor.moments',
  'tfjs.Tensor.conv3d',
  'tfjs.Tensor.conv3dTranspose',
  'tfjs.Tensor.maxPool3d',
  'tfjs.Tensor.avgPool3d',
  'tfjs.layers.maxPool3d',
  'tfjs.layers.maxPool3d.call',
  'tfjs.LayersModel.predictDataset',
]);

/** Everything of TensorFlow.js that has a shape. */
export const tfjs = once((): Table => {
  const all = merged([
    ARITHMETIC,
    CREATION,
    BUFFERS,
    RESHAPING,
    JOINING,
    SLICING,
    PADDING,
    REDUCTION,
    IMAGES,
    BROWSER,
    SIGNAL,
    STRUCTURE,
    LAYERS,
    APPLYING,
    MODELS,
    DATASETS,
  ]);
  return withConditions(Object.fromEntries(Object.entries(all).filter(([name]) => !ABSENT.has(name))));
});
