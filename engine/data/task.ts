/** What a model is fed and asked for: it follows from the data and the loss. */

/** What there is to predict of a sample. */
export type Target =
  /** The class of the sample (shape []) or of each place of it (shape [T]), int32; −1 is no label and does not count. */
  | { kind: 'classes'; classes: number; shape: number[]; names?: string[] }
  /** Numbers, float32. */
  | { kind: 'numbers'; shape: number[] }
  /** Objects in an image, float32 (most, 5): class, centre x and y, width, height in shares of the image; class −1 is none. */
  | { kind: 'boxes'; classes: number; most: number; names?: string[] };

export interface Task {
  /** One input, without the batch: [28, 28, 1]; [T] of tokens. */
  inputShape: number[];
  /** How many tokens there are, where inputs are tokens, int32 from 0; null where they are numbers. */
  vocabulary: number | null;
  target: Target;
  /** The width of the model's output, as the loss wants it: logits are (B, …places, outputs). */
  outputs: number;
}

/** How many numbers one target has. */
export const targetShape = (target: Target): number[] => (target.kind === 'boxes' ? [target.most, BOX] : target.shape);

/** Class, centre x and y, width, height. */
export const BOX = 5;
