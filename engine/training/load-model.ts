/** What a model needs from disk before it is built; code of the user's own only where it is trusted. */
import { Problem } from '../process/problem';
import { architectureOf } from './resolve';
import type { Specification } from './specification/specification';

const untrusted = ({ model }: Specification) =>
  new Problem(
    'untrusted-code',
    `the model runs the code of ${String(model.params.path)}; if you trust it, trust the workspace, or add --trust`,
  );

/** @throws Problem `untrusted-code` where the model would run code that nobody vouched for */
export function checkTrust(specification: Specification, isTrusted: boolean): void {
  if (architectureOf(specification).runsCode && !isTrusted) throw untrusted(specification);
}

/**
 * Reads what the model's architecture is built from.
 * @throws Problem `untrusted-code` where that would run code that nobody vouched for
 */
export async function loadModel(specification: Specification, isTrusted: boolean): Promise<void> {
  checkTrust(specification, isTrusted);
  await architectureOf(specification).load?.(specification.model.params);
}
