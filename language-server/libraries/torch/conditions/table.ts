import type { Condition, Conditions } from '../../condition';
import type { Call } from '../../library';
import { TENSORFLOW_CONDITIONS } from '../../tensorflow/conditions';
import { ARGUMENT_CONDITIONS } from './arguments';
import { ATTENTION_CONDITIONS } from './attention';
import { AXIS_CONDITIONS, namesItsAxes } from './axes';
import { CHANNEL_CONDITIONS } from './channels';
import { CREATION_CONDITIONS } from './creation';
import { DEVICE_CONDITIONS } from './devices';
import { DTYPE_CONDITIONS } from './dtypes';
import { GATHERING_CONDITIONS } from './gathering';
import { INDEX_CONDITIONS } from './indexing';
import { INDEX_TYPE_CONDITIONS } from './index-types';
import { JOINING_CONDITIONS } from './joining';
import { LOSS_CONDITIONS } from './losses';
import { MEMBER_CONDITIONS } from './members';
import { NEW_SIZE_CONDITIONS } from './new-sizes';
import { OPTIMIZER_CONDITIONS } from './optimizers';
import { PACKING_CONDITIONS } from './packing';
import { DIVISIBILITY_CONDITIONS } from './divisibility';
import { PART_CONDITIONS } from './parts';
import { PATTERN_CONDITIONS } from './patterns';
import { PIECE_CONDITIONS } from './pieces';
import { PLACING_CONDITIONS } from './placing';
import { RECURRENT_CONDITIONS } from './recurrent';
import { PAIRED_LOSS_CONDITIONS } from './paired-losses';
import { PRODUCT_CONDITIONS } from './products';
import { SETTING_CONDITIONS } from './settings';
import { SPECTRUM_CONDITIONS } from './spectra';
import { takesOne, takesTensor } from './one-tensor';
import { REDUCTION_CONDITIONS } from './reductions';
import { STATISTICS_CONDITIONS } from './statistics';
import { STRETCHING_CONDITIONS } from './stretching';
import { TYPE_CONDITIONS } from './types';
import { VIEW_CONDITIONS } from './views';
import { WINDOW_CONDITIONS } from './windows';
import { WRITING_CONDITIONS } from './writing';

const TABLES: readonly Conditions[] = [
  ARGUMENT_CONDITIONS,
  AXIS_CONDITIONS,
  ATTENTION_CONDITIONS,
  CHANNEL_CONDITIONS,
  CREATION_CONDITIONS,
  DEVICE_CONDITIONS,
  DTYPE_CONDITIONS,
  GATHERING_CONDITIONS,
  INDEX_CONDITIONS,
  INDEX_TYPE_CONDITIONS,
  JOINING_CONDITIONS,
  LOSS_CONDITIONS,
  MEMBER_CONDITIONS,
  NEW_SIZE_CONDITIONS,
  OPTIMIZER_CONDITIONS,
  PACKING_CONDITIONS,
  DIVISIBILITY_CONDITIONS,
  PART_CONDITIONS,
  PATTERN_CONDITIONS,
  PIECE_CONDITIONS,
  PLACING_CONDITIONS,
  RECURRENT_CONDITIONS,
  PAIRED_LOSS_CONDITIONS,
  PRODUCT_CONDITIONS,
  SETTING_CONDITIONS,
  SPECTRUM_CONDITIONS,
  REDUCTION_CONDITIONS,
  STATISTICS_CONDITIONS,
  STRETCHING_CONDITIONS,
  TYPE_CONDITIONS,
  VIEW_CONDITIONS,
  WINDOW_CONDITIONS,
  WRITING_CONDITIONS,
  TENSORFLOW_CONDITIONS,
];

/** By name, in the order of the tables. */
const CONDITIONS = new Map<string, Condition[]>();
for (const [name, condition] of TABLES.flatMap((table) => Object.entries(table)))
  CONDITIONS.set(name, [...(CONDITIONS.get(name) ?? []), condition]);

/** Reports what of its conditions a call certainly breaks. */
export function checkConditions(call: Call): void {
  if (!call.machine.telling) return;
  namesItsAxes(call);
  takesTensor(call);
  takesOne(call);
  for (const condition of CONDITIONS.get(call.name) ?? []) condition(call);
}
