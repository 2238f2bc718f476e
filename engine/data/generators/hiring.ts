/** Applicants of two groups that are alike in what counts, and a firm that is not fair: data for fairness reports. */
import { Random } from '../random';
import type { InMemory } from '../samples';
import { draw } from './draw';

export interface Hiring {
  /** Share of the qualified applicants of group B that are refused for it, in [0, 1]. */
  bias: number;
  /** Leaves the group out of the features; the gap in the career, longer in group B, still tells of it. */
  blind: boolean;
}

/** Feature names; the last is left out of blind tables. */
const FEATURES = ['experience', 'education', 'test', 'gap', 'group B'];

/** Mean months of a career's gaps in group A and B: what stands for the group where that is hidden. */
const GAP = [3, 12] as const;

interface Applicant {
  /** 0 is A, 1 is B: half of all. */
  group: number;
  features: number[];
  /** Above the bar, which is the same for both groups. */
  isQualified: boolean;
  isHired: boolean;
}

/** Years, level (0 … 3) and score against typical ones, in deviations; half of all applicants are above 0. */
const quality = (experience: number, education: number, test: number) =>
  (experience - 10) / 6 + (education - 1.5) / 1.1 + (test - 60) / 15;

/** An exponential with this mean. */
const exponential = (mean: number, random: Random) => -mean * Math.log(1 - random.uniform());

function applicant(index: number, seed: number, { bias }: Hiring): Applicant {
  const random = new Random(seed, 'hiring', index);
  const group = index % 2;
  const [experience, education] = [random.uniform(0, 20), random.integer(4)];
  const test = Math.min(100, Math.max(0, 60 + 15 * random.normal()));
  const gap = exponential(GAP[group]!, random);
  // What an interview shows and no table has.
  const isQualified = quality(experience, education, test) + 0.5 * random.normal() > 0;
  const isRefused = group === 1 && random.uniform() < bias;
  return {
    group,
    features: [experience, education, test, gap, group],
    isQualified,
    isHired: isQualified && !isRefused,
  };
}

export const hiringNames = ({ blind }: Hiring): string[] => (blind ? FEATURES.slice(0, -1) : FEATURES);

/** What a report compares: each applicant's group, and whether a fair firm would have hired. */
export function hiringColumns(count: number, seed: number, settings: Hiring): Record<'group' | 'qualified', string[]> {
  const applicants = Array.from({ length: count }, (_, index) => applicant(index, seed, settings));
  return {
    group: applicants.map(({ group }) => (group === 0 ? 'A' : 'B')),
    qualified: applicants.map(({ isQualified }) => (isQualified ? 'yes' : 'no')),
  };
}

/** The target is 1 for those who were hired. inputs (features) */
export function drawHiring(count: number, seed: number, settings: Hiring): InMemory {
  const width = hiringNames(settings).length;
  const layout = { inputs: { shape: [width], Values: Float32Array }, targets: { shape: [], Values: Int32Array } };
  return draw(count, layout, (index, input, target) => {
    const { features, isHired } = applicant(index, seed, settings);
    input.set(features.slice(0, width));
    target[0] = isHired ? 1 : 0;
  });
}
