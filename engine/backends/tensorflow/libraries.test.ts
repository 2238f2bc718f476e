import assert from 'node:assert/strict';
import { whyNoGpu } from './gpu';
import { missingLibrary, remedyOf } from './libraries';

/** What dynamic loaders say → the library that it names, and what to install for it. */
const messages: [string, string | undefined, RegExp?][] = [
  ['libcuda.so.1: cannot open shared object file: No such file or directory', 'libcuda.so.1', /NVIDIA's driver/],
  ['libcudnn.so.8: cannot open shared object file: No such file or directory', 'libcudnn.so.8', /cuDNN 8\.1/],
  ['libcublasLt.so.11: cannot open shared object file: No such file or directory', 'libcublasLt.so.11', /CUDA 11\.2/],
  [
    'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by x)',
    'ld-linux-x86-64.so.2',
    /package that has ld-/,
  ],
  [
    'dlopen(/x/tfjs_binding.node, 0x0001): Library not loaded: @rpath/libtensorflow.2.dylib\n  Referenced from: /x',
    'libtensorflow.2.dylib',
  ],
  ['The specified module could not be found.\r\n\\\\?\\C:\\x\\tfjs_binding.node', undefined],
  ['/x/tfjs_binding.node: invalid ELF header', undefined],
];

describe('a library that TensorFlow does not find', () => {
  for (const [message, library, remedy] of messages) {
    it(`is ${library ?? 'not named'}: ${message.split('\n', 1)[0]!}`, () => {
      assert.equal(missingLibrary(message), library);
      // What comes with the package is installed with it.
      if (library && !remedy) assert.equal(remedyOf(library), undefined);
      if (library && remedy) assert.match(remedyOf(library) ?? '', remedy);
    });
  }
});

describe('why TensorFlow uses no GPU', () => {
  it('is said without looking where that cannot be', () => {
    assert.match(whyNoGpu('darwin', undefined), /macOS/);
    assert.match(whyNoGpu('linux', '-1'), /CUDA_VISIBLE_DEVICES="-1" hides/);
  });

  it('is what it needs where the loader cannot be asked', () => {
    assert.match(whyNoGpu('win32', undefined), /driver, CUDA 11\.2 and cuDNN 8\.1/);
  });
});
