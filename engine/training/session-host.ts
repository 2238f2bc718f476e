/** Whoever asked for a run, as it sees them. */
import type { EngineEvent } from '../process/protocol';
import type { Control } from './control';

/** What a run needs from whoever asked for it. */
export interface SessionHost {
  emit(event: EngineEvent): void;
  /** What is asked of the run while it trains. */
  control: Control;
  /** Whether someone watches who can end a pause: what the disk refuses, and a loss that is not finite, then pause the run. */
  attended?: boolean;
}
