/** What may be said about a table of typed columns, whatever its format. */
import * as v from 'valibot';

export const KINDS = ['number', 'category', 'boolean', 'date'] as const;
export type Kind = (typeof KINDS)[number];

/** A column by its name, or by its place: from 0, or from −1 backwards. */
const columnSchema = v.union([v.string(), v.pipe(v.number(), v.integer())]);
export type ColumnName = v.InferOutput<typeof columnSchema>;

/** How people write that there is no value: pandas's list, and UCI's "?". */
const MARKS = ['', '?', 'NA', 'N/A', 'n/a', '#N/A', '<NA>', 'NaN', 'nan', 'NULL', 'null', 'None'];

export const tableEntries = {
  target: v.pipe(
    v.optional(v.nullable(columnSchema), null),
    v.description(
      'The column to predict, by name or place from 0 (−1 is the last); null is the last. Its classes are those of all rows.',
    ),
  ),
  task: v.pipe(
    v.optional(v.nullable(v.picklist(['class', 'number'])), null),
    v.description(
      'What the target is; null takes texts, truths and few different whole numbers for classes, other numbers for numbers.',
    ),
  ),
  columns: v.pipe(
    v.optional(v.record(v.string(), v.picklist(KINDS)), {}),
    v.description('What columns hold, by name; the others are judged by their first rows.'),
  ),
  drop: v.pipe(
    v.optional(v.array(columnSchema), []),
    v.description('Columns that are no inputs: names, identifiers. Columns of row numbers never are.'),
  ),
  missing: v.pipe(
    v.optional(v.picklist(['auto', 'drop', 'mean', 'median', 'mostFrequent', 'zero', 'category']), 'auto'),
    v.description(
      'What becomes of missing values, as measured on the training part: auto is the median of numbers, and a category of its own; drop leaves the row out; category also tells the model which numbers were missing.',
    ),
  ),
  missingMarks: v.pipe(
    v.optional(v.array(v.string()), MARKS),
    v.description('What is written where a value is missing.'),
  ),
  categories: v.pipe(
    v.optional(v.picklist(['oneHot', 'ordinal']), 'oneHot'),
    v.description(
      'How categories become numbers: a column each, or their place in the alphabet. Those that the training part lacks are none.',
    ),
  ),
  test: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description(
      'A file with the test set, of the same columns, relative to the folder of data.path; null draws the test set from the data.',
    ),
  ),
  window: v.pipe(
    v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
    v.description('Rows that make one input of a time series; null takes each row for itself.'),
  ),
  horizon: v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
    v.description("How many rows behind its window's last one the target lies."),
  ),
  series: v.pipe(
    v.optional(v.nullable(columnSchema), null),
    v.description('The column that tells one time series from another: no window reaches over two.'),
  ),
};

export type TableSettings = v.InferOutput<v.StrictObjectSchema<typeof tableEntries, undefined>>;
