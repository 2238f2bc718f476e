import type { Nabla } from '../nabla';

/** A command: the palette's entry comes from it by `npm run generate`. */
export interface Command {
  id: string;
  /** After "Nabla: "; with an ellipsis where it asks for more. */
  title: string;
  icon?: string;
  /** When it can be called from the interface; it may still be called by other extensions. */
  enablement?: string;
  /** @param args what a view or another extension passes; of unknown shape, and often nothing */
  run(nabla: Nabla, ...args: unknown[]): void | Promise<void>;
}
