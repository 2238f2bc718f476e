import { categoryOf, isPrecise, type ElementType } from '../../../domain/element-type';
import type { Tensor } from '../../../interpreter/value';
import { tensorOf } from '../../call';
import { both, type Condition, type Conditions } from '../../condition';
import { never, refuseType, tensorAt } from './types';

/** Without entries indices may be of any type, as `torch.tensor([])` is of floats. */
const isEmpty = (value: Tensor | undefined): boolean => value?.shape.dimensions.includes(0) ?? false;

/** Integers of one of these types. */
const only =
  (expected: string, types: readonly ElementType[], name: string): Condition =>
  (call) => {
    const value = tensorAt(call, name);
    if (!value?.type || !isPrecise(value.type) || categoryOf(value.type) !== 'integer') return;
    if (!types.includes(value.type) && !isEmpty(value))
      refuseType(call, name, value, { expected, advice: 'convert them with .long()' });
  };

const integers =
  (name: string): Condition =>
  (call) => {
    if (!isEmpty(tensorAt(call, name)))
      never(name, ['float', 'boolean'], 'indices, which are integers', 'convert them with .long()')(call);
  };

/** Of 32 or 64 bits: later versions of PyTorch take both where its 1.13 takes one. */
const indices = (name: string): Condition =>
  both(integers(name), only('integers of 32 or 64 bits', ['int32', 'int64'], name));

const wide = (name: string): Condition => both(integers(name), only('integers of 64 bits', ['int64'], name));

const either = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

/** Old programs pass the weights first, which PyTorch notices by the indices' type. */
const bag: Condition = (call) => {
  const { type } = tensorOf(call, 'weight');
  if (!type || categoryOf(type) !== 'integer') indices('input')(call);
};

/** Of which types indices are: all that refuse others do so in every version. */
export const INDEX_TYPE_CONDITIONS: Conditions = {
  'torch.nn.Embedding.forward': indices('input'),
  'torch.nn.EmbeddingBag.forward': indices('input'),
  'torch.nn.functional.embedding': indices('input'),
  'torch.nn.functional.embedding_bag': bag,
  'torch.nn.functional.one_hot': wide('input'),
  ...either(
    'gather index_select scatter scatter_ scatter_add scatter_add_ scatter_reduce scatter_reduce_ ' +
      'index_add index_add_ index_reduce index_reduce_',
    indices('index'),
  ),
  ...either('take put put_ index_copy index_copy_ index_fill index_fill_', wide('index')),
  ...either('take_along_dim', wide('indices')),
};
