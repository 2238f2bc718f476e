import type { RunStatus } from '../monitor/contract';

/** What a status is called. */
export const STATUS_LABELS: Record<RunStatus, string> = {
  starting: 'Starting',
  running: 'Training',
  paused: 'Paused',
  stopping: 'Saving and stopping',
  stopped: 'Stopped',
  finished: 'Finished',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

const ACTIVE: readonly RunStatus[] = ['starting', 'running', 'paused', 'stopping'];

/** Whether a process trains it now, so that it can be stopped. */
export const isActive = (status: RunStatus): boolean => ACTIVE.includes(status);
