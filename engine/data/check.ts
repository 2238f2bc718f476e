/** What would make training meaningless is said before the first step: no samples, nothing to tell apart, labels that are none. */
import { Problem } from '../process/problem';
import type { Dataset, Field } from './samples';
import { BOX, type Target } from './task';

type Values = Field['values'];
type Of<K extends Target['kind']> = Extract<Target, { kind: K }>;

const unusable = (cause: string) => new Problem('unusable-data', cause);

const outOfRange = (what: string, label: number, classes: number) =>
  unusable(`${what} is ${label}, but labels must lie in 0…${classes - 1}; check data.path`);

const isLabel = (label: number, classes: number): boolean => label >= -1 && label < classes && Number.isInteger(label);

function checkClasses(labels: Values, { classes, shape }: Of<'classes'>): void {
  let [least, most, isConstant] = [Infinity, -Infinity, true];
  for (const label of labels) {
    if (!isLabel(label, classes)) throw outOfRange('a label', label, classes);
    if (label < 0) continue;
    [least, most] = [Math.min(least, label), Math.max(most, label)];
    isConstant &&= least === most;
  }
  if (most < 0) throw unusable('no training sample has a label; check data.path');
  if (isConstant && shape.length === 0) {
    throw unusable(`every training sample has label ${least}: nothing to tell apart; check data.path`);
  }
}

function checkNumbers(values: Values): void {
  if (!values.every(Number.isFinite)) throw unusable('a target is not a finite number; check data.path');
}

/** (count, most, 5): class, centre, size. */
function checkBoxes(values: Values, { classes }: Of<'boxes'>): void {
  checkNumbers(values);
  let hasObject = false;
  for (let at = 0; at < values.length; at += BOX) {
    const label = values[at]!;
    if (!isLabel(label, classes)) throw outOfRange("a box's class", label, classes);
    hasObject ||= label >= 0;
  }
  if (!hasObject) throw unusable('no training sample has an object; check data.path');
}

/** @throws Problem `unusable-data` naming what is wrong with the samples to train on */
export function checkTargets({ targets: { values }, count }: Dataset, target: Target): void {
  if (count === 0) throw unusable('no samples are left to train on; set a smaller data.validation or data.test');
  if (target.kind === 'classes') checkClasses(values, target);
  else if (target.kind === 'boxes') checkBoxes(values, target);
  else checkNumbers(values);
}
