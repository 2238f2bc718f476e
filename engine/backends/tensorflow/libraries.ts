/** Shared libraries that TensorFlow needs: which one a dynamic loader's error names, and where to get it. */

/** How the dynamic loaders of glibc, musl and macOS name what they did not find; Windows does not name it. */
const messages = [
  /^(?<name>[^\s:]+): cannot open shared object file/,
  /^Error loading shared library (?<name>[^\s:]+):/,
  /Library not loaded: (?:\S*\/)?(?<name>[^\s/]+)/,
];

/** The library that is missing, if that is what the error's message says. */
export function missingLibrary(message: string): string | undefined {
  return messages.map((pattern) => pattern.exec(message)?.groups?.name).find((name) => name !== undefined);
}

/** Whose a library is; tfjs-node-gpu 4.22.0 was built with CUDA 11.2 and cuDNN 8.1, and finds no other major version. */
const owners: readonly (readonly [RegExp, string])[] = [
  [/^libcuda\./, "install NVIDIA's driver"],
  [/^libcudnn/, 'install cuDNN 8.1 for CUDA 11'],
  [/^libcu(dart|blas|fft|rand|solver|sparse)/, 'install CUDA 11.2'],
];

/** What to install for a library to be there; undefined if it comes with the package itself. */
export function remedyOf(library: string): string | undefined {
  if (library.startsWith('libtensorflow')) return undefined;
  const owner = owners.find(([pattern]) => pattern.test(library));
  return owner?.[1] ?? `install the system's package that has ${library}`;
}
