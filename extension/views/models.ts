import type { View } from './view';

/** The tree of models. */
export const view: View = {
  id: 'nabla.models',
  register: ({ models }) => models.register(),
};
