import type { Equation, Library } from '../equations/equation';
import { equations } from '../equations/equations.generated';
import { once } from '../libraries/library';
import { canonicalName } from '../syntax/names';

const index = once(
  (): ReadonlyMap<string, Equation> =>
    new Map(
      (equations as readonly Equation[]).flatMap((equation) =>
        equation.names.map((name): [string, Equation] => [canonicalName(name), equation]),
      ),
    ),
);

/** The equation behind a qualified name such as 'torch.nn.Linear'. */
export const equationOf = (name: string): Equation | undefined => index().get(name);

/** The library whose conventions hold for a name; plain TensorFlow shares Keras's. */
export function libraryOf(name: string): Library {
  if (name.startsWith('torch.')) return 'torch';
  return name.startsWith('tfjs.') ? 'tfjs' : 'keras';
}
