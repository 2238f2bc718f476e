import type { Shape } from '../../../domain/shape';
import type { Call } from '../../library';
import { entriesIn, type Product, type Products } from '../../cost';
import { times, total } from '../../counts';

/** The shapes of the tensors that are passed, in the order of the signature. */
const shapes = ({ arguments: given }: Call): Shape[] =>
  [...given.values()].flatMap((value) => (value.kind === 'tensor' ? [value.shape] : []));

/** (…, n, k) × (…, k, m): every output entry takes k products. */
const matmul: Product = (call, output) => times(entriesIn(output), shapes(call)[0]?.dimensions.at(-1));

/** Weights (out, in/groups, …kernel): every output entry takes one product for each entry of a filter. */
const filtered: Product = (call, output) => times(entriesIn(output), ...filter(call));

/** Weights (in, out/groups, …kernel): every input entry is multiplied with each entry of its filter. */
const spread: Product = (call) => times(entriesIn(shapes(call)[0]), ...filter(call));

const filter = (call: Call): readonly (Shape['dimensions'][number] | undefined)[] => {
  const weight = shapes(call)[1];
  return weight && !weight.open ? weight.dimensions.slice(1) : [undefined];
};

/** (…, L, E), (…, S, E), (…, S, Ev): L·S·E for the scores, L·S·Ev for the sum. */
const attention: Product = (call, output) => {
  const [query, key] = shapes(call);
  return times(total(entriesIn(query), entriesIn(output)), key?.dimensions.at(-2));
};

const unknown: Product = () => undefined;

const named = (names: string, prefixes: readonly string[], product: Product): [string, Product][] =>
  names.split(' ').flatMap((name) => prefixes.map((prefix): [string, Product] => [prefix + name, product]));

const TENSORS = ['torch.', 'torch.Tensor.'];
const FUNCTIONS = ['torch.nn.functional.', 'torch.'];

/** Products that no formula stands here for: what contains one has no known total. */
const OTHERS =
  'einsum addmm addmv addbmm baddbmm tensordot outer inner dot vdot addr ger chain_matmul cdist kron bilinear ' +
  'multi_head_attention_forward';

const TENSORFLOW = ['', 'linalg.', 'math.', 'nn.', 'keras.backend.'].map((module) => `tensorflow.${module}`);

/** Functions of TensorFlow and Keras that multiply: a layer of a program that calls one has no known number. */
const OTHERS_OF_KERAS =
  'matmul einsum tensordot dot vdot matvec outer inner batch_dot conv conv1d conv2d conv3d convolution depthwise_conv ' +
  'depthwise_conv2d separable_conv separable_conv2d conv_transpose conv2d_transpose dot_product_attention';

/** Functions that multiply matrices. */
export const TORCH_PRODUCTS: Products = new Map([
  ...named(OTHERS, [...TENSORS, 'torch.nn.functional.'], unknown),
  ['einops.einsum', unknown],
  ...named(OTHERS_OF_KERAS, [...TENSORFLOW, 'keras.ops.', 'keras.backend.'], unknown),
  ...named('multi_dot matmul solve inv lstsq', ['torch.linalg.'], unknown),
  ...named('matmul mm bmm mv __matmul__', TENSORS, matmul),
  ...named('linear conv1d conv2d conv3d', FUNCTIONS, filtered),
  ...named('conv_transpose1d conv_transpose2d conv_transpose3d', FUNCTIONS, spread),
  ...named('scaled_dot_product_attention', FUNCTIONS, attention),
]);
