import type { Table } from '../library';
import { ACTIVATIONS } from './activations';
import { ADAPTIVE } from './adaptive';
import { COMBINATIONS } from './combinations';
import { CONVOLUTIONS } from './convolution';
import { CREATIONS } from './creation';
import { ELEMENTWISE } from './elementwise';
import { ATTENTION } from './attention';
import { DEVICES } from './devices';
import { DETECTION } from './detection';
import { AUTOGRAD } from './autograd';
import { DATA_LOADING } from './data';
import { DISTRIBUTIONS } from './distributions';
import { DISTANCES } from './distance';
import { EXAMPLES } from './examples';
import { EINSUM } from './einsum';
import { OPTIMIZER_ROWS } from './optimizers';
import { PARALLEL } from './parallel';
import { CALLING } from './calling';
import { PARAMETERS } from './parameters';
import { STATE } from './state';
import { PACKING } from './packing';
import { RECURRENT } from './recurrent';
import { REPARAMETERIZATIONS } from './reparameterization';
import { RESIZING } from './resizing';
import { FUNCTION_TRANSFORMS } from './func';
import { INDEXING } from './indexing';
import { INITIALIZATIONS } from './initialization';
import { JOINING } from './joining';
import { PARTING } from './parting';
import { LINEAR } from './linear';
import { LOSSES } from './losses';
import { PAIRED_LOSSES } from './paired-losses';
import { PRODUCTS } from './matmul';
import { MODULES } from './module';
import { NORMALIZATION } from './normalization';
import { POOLING } from './pooling';
import { REDUCTION } from './reduction';
import { PERMUTING } from './permuting';
import { RESHAPING } from './reshaping';
import { CONVERSIONS } from './conversion';
import { DIAGONALS } from './diagonals';
import { FROM_DATA } from './from-data';
import { GATHERING } from './gathering';
import { GRADIENTS } from './gradients';
import { LINALG_ROWS } from './linalg';
import { POINTWISE } from './pointwise';
import { SPECTRAL } from './spectral';
import { SAMPLING } from './sampling';
import { STACKING } from './stacking';
import { PRODUCTS_OF_AXES } from './products-of-axes';
import { SCRIPTING } from './scripting';
import { SIZES } from './sizes';
import { TRANSFORMERS } from './transformer';
import { PICTURE_DATASETS } from '../torchvision/pictures';
import { NETWORK_ROWS } from '../torchvision/models';
import { TO_PICTURES } from '../torchvision/to-pictures';
import { TRANSFORMS } from '../torchvision/transforming';

/** Everything of PyTorch that has a shape. A later table overrides an earlier one. */
export const TORCH: readonly Table[] = [
  MODULES,
  CALLING,
  PARAMETERS,
  STATE,
  PARALLEL,
  SCRIPTING,
  EXAMPLES,
  LINEAR,
  CONVOLUTIONS,
  POOLING,
  NORMALIZATION,
  LOSSES,
  PAIRED_LOSSES,
  ADAPTIVE,
  CREATIONS,
  FROM_DATA,
  COMBINATIONS,
  ELEMENTWISE,
  POINTWISE,
  CONVERSIONS,
  DEVICES,
  DIAGONALS,
  GATHERING,
  GRADIENTS,
  LINALG_ROWS,
  PRODUCTS_OF_AXES,
  SPECTRAL,
  STACKING,
  SAMPLING,
  REDUCTION,
  PRODUCTS,
  JOINING,
  PARTING,
  RESHAPING,
  PERMUTING,
  SIZES,
  INDEXING,
  ATTENTION,
  TRANSFORMERS,
  DETECTION,
  DISTANCES,
  EINSUM,
  OPTIMIZER_ROWS,
  PACKING,
  RECURRENT,
  RESIZING,
  INITIALIZATIONS,
  REPARAMETERIZATIONS,
  ACTIVATIONS,
  DATA_LOADING,
  PICTURE_DATASETS,
  TRANSFORMS,
  TO_PICTURES,
  NETWORK_ROWS,
  AUTOGRAD,
  FUNCTION_TRANSFORMS,
  DISTRIBUTIONS,
];
