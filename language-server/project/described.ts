/** What a library does, written in Python by us: programs reach it as they reach an imported file. */
export interface Described {
  /** Such as `library:torchvision.models.resnet`. */
  path: string;
  text: string;
}

/** Whether a path is of no file but of a text of ours. */
export const isDescribed = (path: string): boolean => path.startsWith('library:');

/** `torchvision.models.resnet`, for {@link isDescribed} paths. */
export const describedName = (path: string): string => path.slice(path.indexOf(':') + 1);
