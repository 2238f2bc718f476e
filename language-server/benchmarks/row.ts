/** One line of `nabla bench lsp`: a figure beside the bar that it is held to. */
export interface Row {
  measurement: string;
  unit: string;
  /** null where it could not be measured. */
  value: number | null;
  /** null where nothing is asked of it. */
  bar: number | null;
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

export const told = (measurement: string, value: number | null, unit: string, note?: string): Row => ({
  ...{ measurement, unit, value, bar: null, isMost: false },
  ...(note !== undefined && { note }),
});

/** null where nothing was measured, or asked. */
export function isMet({ value, bar, isMost }: Row): boolean | null {
  if (value === null || bar === null) return null;
  return isMost ? value <= bar : value >= bar;
}

function verdict(row: Row): string {
  if (row.value === null) return 'not measured';
  return row.bar === null ? '' : isMet(row) ? 'met' : 'missed';
}

/** Figures of less than ten are told with a decimal. */
const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(Math.abs(value) < 10 ? 1 : 0));

export function line(row: Row): string {
  const bar = row.bar === null ? row.unit : `${row.isMost ? '≤' : '≥'} ${row.bar} ${row.unit}`;
  const note = row.note === undefined ? '' : `  ${row.note}`;
  return `${row.measurement.padEnd(44)}${figure(row.value).padStart(9)}${bar.padStart(18)}  ${verdict(row)}${note}\n`;
}

export const HEADER = `${'the language server'.padEnd(44)}${'measured'.padStart(9)}${'bar'.padStart(18)}\n`;
