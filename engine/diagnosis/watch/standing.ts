/** Which findings of a symptom stand: since when, and what was told of them. */
import { severities, type Finding, type Severity, type Symptom } from '../symptom';
import type { Numbers } from './memory';

interface Entry {
  /** The step at which the row of looks began. */
  since: number;
  /** Looks in a row that did not see it. */
  missed: number;
  /** Place in {@link severities} of what was told; −1 before. */
  told: number;
  /** Looks in a row that saw it at least as severe, by place in {@link severities}. */
  seen: number[];
}

/** What changed for those who are told. */
export interface Change {
  layer: string | null;
  since: number;
  severity: Severity;
  /** Null where the symptom no longer shows. */
  finding: Finding | null;
}

/** What is near a threshold comes and goes: it is withdrawn after so many times as many looks as it took to tell it. */
const CALM = 3;

/** Names the whole run, which is no layer's name. */
const RUN = '';

const nothing = (since: number): Entry => ({ since, missed: 0, told: -1, seen: severities.map(() => 0) });

export class Standing {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly symptom: Pick<Symptom, 'severity'>,
    private readonly patience: number,
  ) {}

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  /** Takes what a look saw; each layer is told once, again where it became worse, and when it is gone. */
  look(step: number, findings: readonly Finding[]): Change[] {
    const seen = new Set(findings.map(({ layer }) => layer ?? RUN));
    const gone = [...this.entries].filter(([layer]) => !seen.has(layer));
    return [
      ...findings.flatMap((finding) => this.see(step, finding)),
      ...gone.flatMap(([layer, entry]) => this.miss(layer, entry)),
    ];
  }

  private see(step: number, finding: Finding): Change[] {
    const layer = finding.layer ?? RUN;
    const entry = this.entries.get(layer) ?? nothing(step);
    this.entries.set(layer, entry);
    entry.missed = 0;
    const severe = severities.indexOf(finding.severity ?? this.symptom.severity);
    entry.seen = entry.seen.map((count, rank) => (rank <= severe ? count + 1 : 0));
    const rank = entry.seen.findLastIndex((count) => count >= this.patience);
    if (rank <= entry.told) return [];
    entry.told = rank;
    return [{ layer: finding.layer, since: entry.since, severity: severities[rank]!, finding }];
  }

  private miss(layer: string, entry: Entry): Change[] {
    entry.missed++;
    if (entry.told >= 0 && entry.missed < CALM * this.patience) return [];
    this.entries.delete(layer);
    if (entry.told < 0) return [];
    return [
      { layer: layer === RUN ? null : layer, since: entry.since, severity: severities[entry.told]!, finding: null },
    ];
  }

  /** As plain numbers by layer, for a checkpoint. */
  save(): Numbers {
    return Object.fromEntries(
      [...this.entries].map(([layer, { since, missed, told, seen }]) => [layer, [since, missed, told, ...seen]]),
    );
  }

  restore(saved: Numbers): void {
    for (const [layer, [since = 0, missed = 0, told = -1, ...seen]] of Object.entries(saved)) {
      this.entries.set(layer, { since, missed, told, seen: severities.map((_, rank) => seen[rank] ?? 0) });
    }
  }
}
