/** What a module learns, one tensor after the other. */
import { equal, unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { each, type Elements } from '../../interpreter/each';
import { iterate } from '../../interpreter/iteration';
import { children, isModule } from '../../interpreter/modules';
import {
  ANY_TENSOR,
  list,
  string,
  tensor,
  tuple,
  UNKNOWN,
  type Instance,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { parametersOf } from '../../models/parameters';
import { entriesIn } from '../cost';
import { total } from '../counts';
import { valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { isReparameterized } from './reparameterization';
import { isWeight } from './weights';

/** More are not told apart, for loops over them are run turn by turn. */
const MAX_PARAMETERS = 64;

type Named = [name: string, parameter: Tensor];

/** A layer's bias has the place of the argument of that name among its attributes, and comes last of what it learns. */
export function attributesInOrder({ class: type, attributes }: Instance): [name: string, value: Value | undefined][] {
  const all = [...attributes].map(([name, { value }]): [string, Value | undefined] => [name, value]);
  if (type.kind !== 'library') return all;
  return [...all.filter(([name]) => name !== 'bias'), ...all.filter(([name]) => name === 'bias')];
}

/** A module's own and those of the modules in it, in PyTorch's order: each once, under the first of its names. */
function held(module: Instance, path: string, seen: Set<Value>): Named[] {
  if (seen.has(module)) return [];
  seen.add(module);
  if (isReparameterized(module)) return [];
  const isLayer = module.class.kind === 'library';
  const own = attributesInOrder(module).flatMap(([name, value]): Named[] => {
    const is = value?.kind === 'tensor' && (isLayer ? isWeight(name) : value.parameter);
    if (!is || seen.has(value)) return [];
    seen.add(value);
    return [[`${path}${name}`, value]];
  });
  const below = (children(module) ?? []).flatMap(([name, child]) =>
    isModule(child) ? held(child, `${path}${name}.`, seen) : [],
  );
  return [...own, ...below];
}

/** Undefined where there may be others: those found have fewer or more entries than the module has. */
export function parametersIn(module: Value): Named[] | undefined {
  if (!isModule(module)) return undefined;
  const found = held(module, '', new Set());
  const [there, all] = [total(...found.map(([, { shape }]) => entriesIn(shape))), parametersOf(module, false)];
  const complete = there !== undefined && all !== undefined && equal(there, all);
  return complete && found.length <= MAX_PARAMETERS ? found : undefined;
}

const listing =
  (part: (name: Value, parameter: Tensor) => Value): Rule =>
  (call: Call) => {
    const known = parametersIn(valueOf(call, 'self'));
    const elements: Elements =
      known?.map(([name, parameter]) => part(string(name), parameter)) ??
      each(part(UNKNOWN, ANY_TENSOR), call.machine.serial);
    return list(elements, 'iterator');
  };

/** The entries of all of them, one after the other. */
const vector: Rule = (call) => {
  const tensors = iterate(call.machine, valueOf(call, 'parameters'));
  const counts = tensors?.map((each) => (each.kind === 'tensor' ? entriesIn(each.shape) : undefined));
  const all = counts && total(...counts);
  return all === undefined ? tensor(shape([unknownDimension()])) : tensor(shape([all]));
};

export const PARAMETERS: Table = {
  'torch.nn.utils.parameters_to_vector': row('parameters', vector),
  // The norm of all gradients together.
  'torch.nn.utils.clip_grad_norm_': row('parameters, max_norm, norm_type=2.0, *args, **kwargs', () =>
    tensor(shape([]), { type: 'float' }),
  ),
  'torch.nn.Module.parameters': row(
    'self, recurse=True',
    listing((_, parameter) => parameter),
  ),
  'torch.nn.Module.named_parameters': row(
    'self, prefix=None, recurse=True, remove_duplicate=True',
    listing((name, parameter) => tuple([name, parameter])),
  ),
};
