/** One line of `nabla bench lsp`: a figure beside the bar that it is held to. */
export interface Row {
  measurement: string;
  unit: string;
  /** null where it could not be measured. */
  value: number | null;
  bar: number;
  /** Whether the bar is the most that is allowed, or the least. */
  isMost: boolean;
  /** Why there is no figure, or what it was measured on. */
  note?: string;
}

export const most = (measurement: string, value: number | null, unit: string, bar: number, note?: string): Row => ({
  ...{ measurement, unit, value, bar, isMost: true },
  ...(note !== undefined && { note }),
});

export const least = (measurement: string, value: number | null, unit: string, bar: number, note?: string): Row => ({
  ...{ measurement, unit, value, bar, isMost: false },
  ...(note !== undefined && { note }),
});

/** null where nothing was measured. */
export function isMet({ value, bar, isMost }: Row): boolean | null {
  if (value === null) return null;
  return isMost ? value <= bar : value >= bar;
}

const VERDICT = new Map<boolean | null, string>([
  [true, 'met'],
  [false, 'missed'],
  [null, 'not measured'],
]);

/** Figures of less than ten are told with a decimal. */
const told = (value: number | null): string => (value === null ? '–' : value.toFixed(Math.abs(value) < 10 ? 1 : 0));

export function line(row: Row): string {
  const bar = `${row.isMost ? '≤' : '≥'} ${row.bar} ${row.unit}`;
  const note = row.note === undefined ? '' : `  ${row.note}`;
  return `${row.measurement.padEnd(44)}${told(row.value).padStart(9)}${bar.padStart(18)}  ${VERDICT.get(isMet(row))!}${note}\n`;
}

export const HEADER = `${'the language server'.padEnd(44)}${'measured'.padStart(9)}${'bar'.padStart(18)}\n`;
