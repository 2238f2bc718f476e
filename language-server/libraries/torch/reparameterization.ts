import { setAttribute } from '../../interpreter/setting-attributes';
import { UNKNOWN, type Value } from '../../interpreter/value';
import { stringOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** The same module; its weight is from now on computed from others at every call. */
const reparameterized: Rule = (call) => {
  const module: Value = valueOf(call, 'module');
  const name = stringOf(call, 'name');
  if (module.kind !== 'instance') return module;
  if (name === undefined) call.machine.store.write(module.escaped, true);
  else setAttribute(call.machine, module, name, UNKNOWN);
  return module;
};

const FUNCTIONS: Table = {
  weight_norm: row('module, name=weight, dim=0', reparameterized),
  spectral_norm: row('module, name=weight, n_power_iterations=1, eps=1e-12, dim=None', reparameterized),
  remove_weight_norm: row('module, name=weight', reparameterized),
  remove_spectral_norm: row('module, name=weight', reparameterized),
  'parametrizations.spectral_norm': row(
    'module, name=weight, n_power_iterations=1, eps=1e-12, dim=None',
    reparameterized,
  ),
  'parametrizations.orthogonal': row(
    'module, name=weight, orthogonal_map=None, *, use_trivialization=True',
    reparameterized,
  ),
  'parametrizations.weight_norm': row('module, name=weight, dim=0', reparameterized),
};

/** Functions that compute a layer's weight from others, whose number its parameters then are. */
export const REPARAMETERIZATIONS: Table = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, each]) => [`torch.nn.utils.${name}`, each]),
);
