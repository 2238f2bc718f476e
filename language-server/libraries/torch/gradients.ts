import { NONE } from '../../interpreter/value';
import { row, type Table } from '../library';

export const GRADIENTS: Table = {
  'torch.Tensor.backward': row('input, gradient=None, retain_graph=None, create_graph=False, inputs=None', () => NONE),
};
