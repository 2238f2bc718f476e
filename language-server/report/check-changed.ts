import { resolve } from 'node:path';
import { Disk } from '../project/disk';
import type { Checked } from './check-file';
import { checkFiles } from './check-files';
import { Facts } from './facts';
import { markOfFile, readDocument } from './files';
import type { KeptFindings } from './kept-findings';
import type { SecondThread } from './second-thread';

/** The same as of {@link checkFiles}, where files of which all is as it was are not analysed again. */
export async function checkChanged(
  files: readonly string[],
  kept: KeptFindings,
  second?: SecondThread,
): Promise<Checked[]> {
  const facts = new Facts(new Disk([process.cwd()]));
  const known = files.map((file) => toldOf(file, kept, facts));
  const changed = files.filter((_, place) => !known[place]);
  const outcomes = await checkFiles(changed, { second, keeps: true });
  outcomes.forEach(({ checked, rests }, i) => {
    if (rests && typeof checked !== 'string') kept.set(resolve(changed[i]!), { ...rests, told: checked });
  });
  kept.save();
  const fresh = outcomes.values();
  return known.map((told) => told ?? fresh.next().value!.checked);
}

/** undefined where they may be others by now. */
function toldOf(file: string, kept: KeptFindings, facts: Facts): Checked | undefined {
  const known = kept.get(resolve(file));
  const document = known && readDocument(file);
  if (!known || !document || typeof document === 'string') return undefined;
  const holds = markOfFile(document) === known.text && known.facts.every((fact) => facts.holds(fact));
  return holds ? known.told : undefined;
}
