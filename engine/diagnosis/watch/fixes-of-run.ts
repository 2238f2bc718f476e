/** What mends the symptoms that a run showed. */
import { Problem } from '../../process/problem';
import { decodeEvent } from '../../process/protocol';
import { readEvents } from '../../storage/event-log';
import type { RunFolder } from '../../storage/run-folder';
import type { Fix } from '../symptom';

const notShown = (symptom: string, { name }: RunFolder, shown: string[]) =>
  new Problem(
    'unknown-symptom',
    `run ${name} showed no "${symptom}"${shown.length ? `; it showed ${shown.join(', ')}` : ', nor any other symptom'}`,
  );

const noFix = (symptom: string, number: number, fixes: readonly Fix[]) =>
  new Problem(
    'unknown-fix',
    `"${symptom}" has no fix ${number}; it has ${fixes.length}${fixes.map(({ title }, at) => ` (${at + 1}: ${title})`).join('')}`,
  );

/** The fixes that were told last, by symptom. */
function told(folder: RunFolder): Map<string, readonly Fix[]> {
  const fixes = new Map<string, readonly Fix[]>();
  for (const entry of readEvents(folder.path)) {
    const event = decodeEvent(entry);
    if (event.ok && event.value.type === 'symptom' && !event.value.gone) fixes.set(event.value.id, event.value.fixes);
  }
  return fixes;
}

/**
 * Changes of the run's specification.
 * @param symptoms ids; `oscillating:2` takes the second fix and not the first
 * @throws Problem `unknown-symptom`, `unknown-fix`
 */
export function fixesOf(folder: RunFolder, symptoms: readonly string[]): Record<string, unknown> {
  const all = told(folder);
  const changes = symptoms.map((symptom) => {
    const [id = '', number = '1'] = symptom.split(':');
    const fixes = all.get(id);
    if (!fixes) throw notShown(id, folder, [...all.keys()]);
    const fix = fixes[Number(number) - 1];
    if (!fix) throw noFix(id, Number(number), fixes);
    return fix.changes;
  });
  return Object.assign({}, ...changes) as Record<string, unknown>;
}
