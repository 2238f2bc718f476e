/** Datasets as plain data that another thread makes the same dataset of: each says how it is described. */
import { DataFile } from '../formats/file';
import { ImageFiles, type ImagesDescription } from '../images/image-files';
import { Filled, type FilledDescription } from '../imputation';
import { Selected, type SelectedDescription } from '../known-categories';
import { OnDisk, type DiskDescription } from '../on-disk';
import { InMemory, Subset, type Dataset, type MemoryDescription, type SubsetDescription } from '../samples';
import { Windows, type WindowsDescription } from '../table/windows';
import { TokenWindows, type TokensDescription } from '../text/token-windows';

export type Description =
  | DiskDescription
  | FilledDescription
  | ImagesDescription
  | MemoryDescription
  | SelectedDescription
  | SubsetDescription
  | TokensDescription
  | WindowsDescription;

type Kind = Description['kind'];
type Of<K extends Kind> = Extract<Description, { kind: K }>;

const reopeners: { [K in Kind]: (described: Of<K>) => Dataset } = {
  disk: ({ file, layout, shape, targets }) => new OnDisk(DataFile.of(file), layout, shape, targets),
  filled: ({ whole, filling }) => new Filled(reopen(whole), filling),
  images: ({ set, targets }) => new ImageFiles(set, targets),
  memory: ({ inputs, targets }) => new InMemory(inputs, targets),
  selected: ({ whole, selection }) => new Selected(reopen(whole), selection),
  subset: ({ whole, indices, targets }) => new Subset(reopen(whole), indices, targets),
  tokens: ({ tokens, context, targets }) => new TokenWindows(tokens, context, targets),
  windows: ({ rows, window, starts, targets }) => new Windows(reopen(rows), window, starts, targets),
};

/** The dataset that was described, on this thread. */
export function reopen(described: Description): Dataset {
  const reopener = reopeners[described.kind] as (described: Description) => Dataset;
  return reopener(described);
}
