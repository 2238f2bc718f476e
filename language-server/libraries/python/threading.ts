import { receiving, runHidden } from '../../interpreter/hidden';
import { inherited } from '../../interpreter/inherited';
import { NONE } from '../../interpreter/value';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** A thread of a class of the program runs what `run` says beside all that follows. */
const start: Rule = (call) => {
  const thread = valueOf(call, 'self');
  const run = thread.kind === 'instance' && thread.class.kind === 'class' ? inherited(thread.class, 'run') : undefined;
  if (run?.kind === 'function') runHidden(call.machine, run, receiving(run, thread));
  return NONE;
};

export const THREADING: Table = {
  'threading.Thread.start': row('self', start),
};
