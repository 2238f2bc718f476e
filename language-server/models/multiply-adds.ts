import type { Pass } from '../interpreter/passes';
import { isComposed, libraryClass } from '../interpreter/modules';
import { costOf, type Cost, type Count } from '../libraries/cost';
import { total } from '../libraries/counts';
import { madeOf } from '../libraries/made';

/** The cost of a library's own layer; a program's class that inherits one may compute something else. */
export const layerCost = ({ instance }: Pick<Pass, 'instance'>): Cost | undefined =>
  instance.class.kind === 'library' ? costOf(instance.class.name) : undefined;

/** Modules that only call others, and the base of the program's own. */
const COMPOSED = /^(torch\.nn\.(Module|Sequential)|keras\.(Sequential|Model|layers\.Layer)|tfjs\.(sequential|model))$/;

/** Of calls that are over: each is asked for by itself, and as a part of every call around it. */
const known = new WeakMap<Pass, { count: Count }>();

/** Multiply-adds of one call that is over; undefined where they are not known, or may not all be made. */
export function multiplyAddsOf(pass: Pass): Count {
  const { count } = known.get(pass) ?? { count: counted(pass) };
  known.set(pass, { count });
  return count;
}

function counted(pass: Pass): Count {
  const cost = layerCost(pass);
  if (cost) return cost.multiplyAdds ? cost.multiplyAdds(madeOf(pass.instance), pass) : 0;
  if (pass.opaque || !COMPOSED.test(libraryClass(pass.instance)?.name ?? '')) return undefined;
  // A model of inputs and outputs gives its shapes without a call of its layers.
  if (isComposed(pass.instance) && (pass.inner.length === 0 || pass.instance.escaped.value)) return undefined;
  return total(pass.products, ...pass.inner.map(certain));
}

function certain(pass: Pass): Count {
  const count = multiplyAddsOf(pass);
  return pass.doubtful && count !== 0 ? undefined : count;
}
