/** Which samples can be moved about as images. */
import type { Surroundings } from '../augmentation';

type Task = Surroundings['task'];

/** Height, width and channels of image inputs. */
export const sidesOf = ({ inputShape }: Task): [height: number, width: number, channels: number] =>
  inputShape as [number, number, number];

/** Why such inputs are no images. */
export function noImages({ inputShape, vocabulary }: Task): string | null {
  if (vocabulary !== null) return 'it changes images, and the inputs are tokens';
  if (inputShape.length === 3) return null;
  return `it changes images [height, width, channels], and the inputs have shape [${inputShape.join(', ')}]`;
}

/** Why images of this task cannot be moved: their targets would have to move along, and only boxes can. */
export function unmovable(task: Task): string | null {
  const { target } = task;
  const places = target.kind === 'boxes' ? 0 : target.shape.length;
  const most = target.kind === 'numbers' ? 1 : 0;
  return noImages(task) ?? (places > most ? 'it moves images, and their targets belong to fixed places' : null);
}
