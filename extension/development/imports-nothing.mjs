import { readFileSync } from 'node:fs';

/** For esbuild: V8 keeps no code that imports when it runs; what tree-sitter imports so are Node's own modules. */
export const importsNothing = {
  name: 'imports-nothing',
  setup: ({ onLoad }) =>
    onLoad({ filter: /tree-sitter-wasm[\\/]wasm[\\/]tree-sitter\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('await import(', 'process.getBuiltinModule('),
    })),
};
