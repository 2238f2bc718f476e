/** Attributes that an object does not have, for `hasattr` and the default of `getattr`. */
import { isDescribed } from '../project/described';
import { sharedEntries } from './dictionary-classes';
import { isTransparent } from './modules';
import type { Machine } from './machine';
import type { Cell } from './store';
import type { ClassValue, Instance, Value } from './value';

const MODULE = 'torch.nn.Module';

/** What PyTorch has of every module, apart from what begins with an underscore. */
const OF_MODULES = new Set(
  (
    'T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval ' +
    'extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules ' +
    'mtia named_buffers named_children named_modules named_parameters parameters register_backward_hook ' +
    'register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook ' +
    'register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook ' +
    'register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ ' +
    'set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad'
  ).split(' '),
);

/**
 * Whether nothing is known that an object has under a name, nor its classes, and none of them answers for all names. What
 * follows from it no longer does once it is set, which a loop looks for.
 */
export function isWithout(machine: Machine, object: Instance, name: string): boolean {
  const without = hasNothing(object, name);
  if (without) machine.missed.push({ attributes: object.attributes, name });
  return without;
}

function hasNothing(object: Instance, name: string): boolean {
  if (!isTransparent(object) || object.attributes.get(name)?.value || sharedEntries(object)) return false;
  const ancestors = object.class.kind === 'class' ? object.class.ancestors! : [];
  const answers = [name, '__getattr__', '__getattribute__'];
  return ancestors.every((each) => each.kind === 'library' || !mayAnswer(each, answers));
}

/** What we describe of a library's class is not all that it has. */
const mayAnswer = ({ attributes, scope }: ClassValue, names: readonly string[]): boolean =>
  isDescribed(scope.path) || names.some((name) => attributes.get(name)?.value);

/** Whether only some of the paths that have met gave it something under a name. */
export function isDoubtful(machine: Machine, object: Value, name: string): boolean {
  const cells = cellsOf(machine, object, name).filter((cell) => cell?.value);
  return cells.length > 0 && cells.every((cell) => cell?.isDoubtful);
}

function cellsOf(machine: Machine, object: Value, name: string): (Cell<Value | undefined> | undefined)[] {
  if (object.kind === 'instance') return [object.attributes.get(name), ...cellsOf(machine, object.class, name)];
  if (object.kind === 'class')
    return (object.ancestors ?? [object]).flatMap((each) => (each.kind === 'class' ? each.attributes.get(name) : []));
  return object.kind === 'module' ? [machine.modules.scope(machine, object)?.variables.get(name)] : [];
}

/** Whether an object of a class of the program certainly has nothing under a name. */
export const lacks = (machine: Machine, object: Instance, name: string): boolean =>
  object.class.kind === 'class' &&
  isWithout(machine, object, name) &&
  !name.startsWith('_') &&
  object.class.ancestors!.every((each) => each.kind === 'class' || (each.name === MODULE && !OF_MODULES.has(name)));
