/** Hyperparameters that were set and that the optimizer has no use for. */
import type { Specification } from './specification/specification';

type Optimizer = Specification['optimizer'];
type Hyperparameter = 'momentum' | 'nesterov' | 'beta1' | 'beta2' | 'rho' | 'centered' | 'epsilon';

/** Which update rules look at it, and what it is where nobody set it. */
const USES: Record<Hyperparameter, { by: readonly Optimizer['type'][]; unset: readonly (number | boolean)[] }> = {
  momentum: { by: ['sgd', 'rmsprop'], unset: [0] },
  nesterov: { by: ['sgd'], unset: [false] },
  beta1: { by: ['adam', 'adamw', 'lion'], unset: [0.9] },
  beta2: { by: ['adam', 'adamw', 'lion'], unset: [0.999, 0.99] },
  rho: { by: ['rmsprop', 'adadelta'], unset: [0.9, 0.99] },
  centered: { by: ['rmsprop'], unset: [false] },
  epsilon: { by: ['rmsprop', 'adagrad', 'adadelta', 'adam', 'adamw'], unset: [1e-8, 1e-10, 1e-6] },
};

/** A line for each; nothing for what is as it is by itself. */
export const idleHyperparameters = ({ optimizer }: Pick<Specification, 'optimizer'>): string[] =>
  (Object.keys(USES) as Hyperparameter[]).flatMap((name) => {
    const { by, unset } = USES[name];
    if (by.includes(optimizer.type) || unset.includes(optimizer[name])) return [];
    return [
      `optimizer.${name}=${String(optimizer[name])} changes nothing: ${optimizer.type} has no use for it; it is one of ${by.join(', ')}`,
    ];
  });
