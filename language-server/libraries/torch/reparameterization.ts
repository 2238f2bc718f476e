/** Functions that compute a layer's weight from other tensors, at every call: its sizes stay. */
import { add, negate, product, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { setAttribute } from '../../interpreter/setting-attributes';
import { integer, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, integerIn, isNone, numberOf, stringOf, valueOf } from '../call';
import { entriesIn } from '../cost';
import { row, type Call, type Rule, type Table } from '../library';

/** Holds how many entries a layer's parameters have besides those that it was made with; no program has such a name. */
const MORE = '*more';

/** Whether a layer's parameters have, or had, other names than those that it was made with. */
export const isReparameterized = (layer: Instance): boolean => layer.attributes.has(MORE);

/** How many entries its parameters have besides; undefined where that is not known. */
export const moreEntries = (layer: Instance): Dimension | undefined =>
  isReparameterized(layer) ? integerIn(attributeOf(layer, MORE)) : 0;

type Sizes = readonly Dimension[] | undefined;

/** What a weight is computed from. */
interface Parts {
  /** Sizes by what is put behind the weight's name; undefined of what is no longer there. */
  named?: (call: Call, weight: Tensor) => Record<string, Sizes>;
  /** How many entries these have besides as many as the weight has. */
  more?: (call: Call, weight: Tensor) => Dimension | undefined;
}

/** Along all axes but `dim`, which keep their axes; one number where there is no `dim`. */
function norms(call: Call, { shape: { dimensions } }: Tensor): Sizes {
  if (isNone(call, 'dim')) return [];
  const dim = numberOf(call, 'dim');
  const isAxis = dim !== undefined && dim >= 0 && dim < dimensions.length;
  return isAxis ? dimensions.map((size, axis) => (axis === dim ? size : 1)) : undefined;
}

const normCount = (call: Call, weight: Tensor): Dimension | undefined => {
  const sizes = norms(call, weight);
  return sizes && product(sizes);
};

const NORMS = '_g';

/** The norms that a layer has are its parameters no more. */
function lostNorms(call: Call): Dimension | undefined {
  const [module, name] = [valueOf(call, 'module'), stringOf(call, 'name')];
  const held = module.kind === 'instance' ? attributeOf(module, `${name}${NORMS}`) : UNKNOWN;
  const count = held.kind === 'tensor' ? entriesIn(held.shape) : undefined;
  return count === undefined ? undefined : negate(count);
}

const NORMED: Parts = {
  named: (call, weight) => ({ [NORMS]: norms(call, weight), _v: weight.shape.dimensions }),
  more: normCount,
};

/** Divided by the largest singular value. */
const DIVIDED: Parts = { named: (_, { shape: { dimensions } }) => ({ _orig: dimensions }) };

/** The same module. */
const reparameterized =
  (parts: Parts): Rule =>
  (call) => {
    const [module, name] = [valueOf(call, 'module'), stringOf(call, 'name')];
    if (module.kind !== 'instance') return module;
    if (name === undefined) call.machine.store.write(module.escaped, true);
    else replace(call, module, name, parts);
    return module;
  };

function replace(call: Call, module: Instance, name: string, parts: Parts): void {
  const weight = module.attributes.get(name)?.value;
  const set = (attribute: string, value: Value): void => {
    setAttribute(call.machine, module, attribute, value);
  };
  if (weight?.kind !== 'tensor' || weight.shape.open) {
    set(name, UNKNOWN);
    set(MORE, UNKNOWN);
    return;
  }
  const more = entriesWith(call, module, weight, parts);
  for (const [suffix, sizes] of Object.entries(parts.named?.(call, weight) ?? {}))
    set(name + suffix, sizes ? { ...weight, shape: shape(sizes) } : UNKNOWN);
  set(name, { ...weight });
  set(MORE, more === undefined ? UNKNOWN : integer(more));
}

/** With those of the parts; of a program's own module it is not known what it learns. */
function entriesWith(call: Call, module: Instance, weight: Tensor, { more = () => 0 }: Parts): Dimension | undefined {
  const before = module.class.kind === 'library' ? moreEntries(module) : undefined;
  const besides = more(call, weight);
  return before === undefined || besides === undefined ? undefined : add(before, besides);
}

const SPECTRAL = 'module, name=weight, n_power_iterations=1, eps=1e-12, dim=None';
const ORTHOGONAL = 'module, name=weight, orthogonal_map=None, *, use_trivialization=True';

const FUNCTIONS: Table = {
  weight_norm: row('module, name=weight, dim=0', reparameterized(NORMED)),
  spectral_norm: row(SPECTRAL, reparameterized(DIVIDED)),
  remove_weight_norm: row(
    'module, name=weight',
    reparameterized({ named: () => ({ [NORMS]: undefined, _v: undefined }), more: lostNorms }),
  ),
  remove_spectral_norm: row('module, name=weight', reparameterized({ named: () => ({ _orig: undefined }) })),
  'parametrizations.spectral_norm': row(SPECTRAL, reparameterized({})),
  'parametrizations.orthogonal': row(ORTHOGONAL, reparameterized({})),
  'parametrizations.weight_norm': row('module, name=weight, dim=0', reparameterized({ more: normCount })),
};

export const REPARAMETERIZATIONS: Table = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, each]) => [`torch.nn.utils.${name}`, each]),
);
