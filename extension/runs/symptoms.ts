import type { EngineEvent } from '../../engine/process/protocol';
import type { RunSymptom } from '../../webviews/monitor/contract';

type SymptomEvent = Extract<EngineEvent, { type: 'symptom' }>;

/** A page with more would not be read; the worst are kept. */
const MOST_SHOWN = 20;

const WORST_FIRST = ['error', 'warning', 'info'];

const rank = ({ severity }: RunSymptom): number => WORST_FIRST.indexOf(severity);

/** The symptoms that stand after an event: one a layer, replaced when it is told anew, left out when it is gone. */
export function withSymptom(standing: readonly RunSymptom[], event: SymptomEvent): RunSymptom[] {
  const { id, severity, since, layer, message, fixes, gone } = event;
  const others = standing.filter((symptom) => symptom.id !== id || symptom.layer !== layer);
  const symptom = { id, severity, since, layer, message, fixes: fixes.map(({ title }) => title) };
  const all = gone ? others : [...others, symptom];
  return all.sort((one, other) => rank(one) - rank(other)).slice(0, MOST_SHOWN);
}
