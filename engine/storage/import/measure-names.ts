/** Where a series of another tool belongs in a run: "val_loss" is the loss of its validation. */

export type Part = 'train' | 'validation' | 'test';

export interface MeasureName {
  part: Part;
  name: string;
}

const words: Record<Part, string> = {
  train: 'train|training',
  validation: 'validation|valid|val|eval|evaluation|dev',
  test: 'test|testing',
};

/** "val_loss", "loss/val"; also "Loss.val", as add_scalars makes of a dictionary. */
const patterns = Object.entries(words).flatMap(([part, word]) => [
  { part: part as Part, pattern: new RegExp(`^(?:${word})[/_.: -]+(?<name>.+)$`, 'i') },
  { part: part as Part, pattern: new RegExp(`^(?<name>.+)[/_.: -]+(?:${word})$`, 'i') },
]);

/** What names neither validation nor test was measured in training. */
export function measureNameOf(series: string): MeasureName {
  for (const { part, pattern } of patterns) {
    const name = pattern.exec(series)?.groups?.name;
    if (name !== undefined) return { part, name };
  }
  return { part: 'train', name: series };
}

/** Gives every series a name of its own: of two that would share one, the second keeps what it was called. */
export class MeasureNames {
  readonly #known = new Map<string, MeasureName>();
  readonly #taken = new Set<string>();

  of(series: string): MeasureName {
    const known = this.#known.get(series);
    if (known) return known;
    const { part, name } = measureNameOf(series);
    const chosen = { part, name: this.#free(part, name, series) };
    this.#known.set(series, chosen);
    this.#taken.add(`${part}/${chosen.name}`);
    return chosen;
  }

  #free(part: Part, name: string, series: string): string {
    const isFree = (candidate: string) => !this.#taken.has(`${part}/${candidate}`);
    if (isFree(name)) return name;
    let candidate = series;
    for (let twin = 2; !isFree(candidate); twin++) candidate = `${series} (${twin})`;
    return candidate;
  }
}
