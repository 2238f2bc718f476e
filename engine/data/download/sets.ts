/** Public data sets: where their files are, how large, and what they hash to. */

export interface SetFile {
  name: string;
  bytes: number;
  /** SHA-256 of the file as it is stored, in hexadecimal. */
  sha256: string;
}

export interface DownloadSet {
  id: string;
  title: string;
  /** Who made it, and on what terms. */
  origin: string;
  /** Folders that have the files, tried in this order. */
  addresses: readonly string[];
  files: readonly SetFile[];
  /** Where the files are archives: what a source reads of them; the size where it is known. */
  unpacked?: readonly { name: string; bytes: number | null }[];
}

/** Of CIFAR-10: 10,000 records of a label and 3 · 32 · 32 values. */
const CIFAR_BATCH = 10_000 * (1 + 3 * 32 * 32);

/** The four IDX files, in one order for all sets. */
const idx = (sizes: readonly number[], hashes: readonly string[]): SetFile[] =>
  ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map((name, index) => ({
    name: `${name}-ubyte.gz`,
    bytes: sizes[index]!,
    sha256: hashes[index]!,
  }));

export const downloadSets: readonly DownloadSet[] = [
  {
    id: 'mnist',
    title: 'MNIST: handwritten digits, 28 × 28 grey, 60,000 and 10,000',
    origin: 'Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0',
    addresses: [
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
    ],
    files: idx(
      [9_912_422, 28_881, 1_648_877, 4_542],
      [
        '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
        '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
        '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
        'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      ],
    ),
  },
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST: articles of clothing, 28 × 28 grey, 60,000 and 10,000',
    origin: 'H. Xiao, K. Rasul, R. Vollgraf, Zalando; MIT',
    addresses: ['https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/'],
    files: idx(
      [26_421_880, 29_515, 4_422_102, 5_148],
      [
        '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
        'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
        '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
        '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      ],
    ),
  },
  {
    id: 'cifar-10',
    title: 'CIFAR-10: things and animals, 32 × 32 in colours, 50,000 and 10,000',
    origin: 'A. Krizhevsky; no licence stated',
    addresses: ['https://www.cs.toronto.edu/~kriz/'],
    files: [
      {
        name: 'cifar-10-binary.tar.gz',
        bytes: 170_052_171,
        sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      },
    ],
    unpacked: [
      ...[1, 2, 3, 4, 5].map((part) => ({ name: `data_batch_${part}.bin`, bytes: CIFAR_BATCH })),
      { name: 'test_batch.bin', bytes: CIFAR_BATCH },
      { name: 'batches.meta.txt', bytes: null },
    ],
  },
];
