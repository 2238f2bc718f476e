/** Initializers: what is made with settings gives a weight of the shape that it is called with. */
import { library } from '../../interpreter/value';
import { prefixed } from '../call';
import { row, type Table } from '../library';
import { sizedBy } from '../tensorflow/creation';

const CLASSES =
  'Zeros Ones Constant RandomNormal RandomUniform TruncatedNormal VarianceScaling GlorotNormal GlorotUniform HeNormal ' +
  'HeUniform LecunNormal LecunUniform Orthogonal Identity';

/** TensorFlow's own, without a module. */
const FUNCTIONS =
  'zeros_initializer ones_initializer constant_initializer random_normal_initializer random_uniform_initializer';

/** The function that stands for every initializer with its settings. */
const CALLED = 'keras.initializers.Initializer.call';

const made = row('*args, **kwargs', () => library(CALLED));

const named = (names: string): Table => Object.fromEntries(names.split(' ').map((name) => [name, made]));

export const INITIALIZERS: Table = {
  ...prefixed(['keras.initializers.'], named(CLASSES)),
  ...prefixed(['tensorflow.'], named(FUNCTIONS)),
  [CALLED]: row('shape, dtype=None, **kwargs', sizedBy('shape')),
};
