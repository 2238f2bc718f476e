/** What methods of tables and of columns share that change them. */
import type { Instance } from '../../interpreter/value';
import { valueOf } from '../call';
import type { Call } from '../library';

/** The table or column that a method is called on. */
export const instanceOf = (call: Call): Instance | undefined => {
  const value = valueOf(call, 'self');
  return value.kind === 'instance' ? value : undefined;
};

/** A method of any arguments, of which this says whether it changes the thing itself. */
export const ANY = 'self, *args, inplace=False, **kwargs';

/** Methods after which rows and columns are those from before. */
export const KEEPING =
  'fillna replace ffill bfill pad backfill interpolate clip where mask rename_axis copy astype round abs isna isnull ' +
  'notna notnull infer_objects convert_dtypes cumsum shift';
