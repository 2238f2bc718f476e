import js from '@eslint/js';
import sonarjs from 'eslint-plugin-sonarjs';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Every top-level room of the house; the rules below say which of the others each may look into. */
const rooms = ['engine', 'language-server', 'webviews', 'extension', 'snippets', 'test'];

/** The only modules of another room that the extension may see: what crosses a process or a frame. */
const contracts = ['protocol', 'contract', 'descriptor'];

/** Forbids `room` to import from the other rooms; `except` are module names that stay allowed. */
function walls(room, { except = [], vscode = false } = {}) {
  const others = rooms.filter((other) => other !== room).join('|');
  const allowed = except.length ? `(?!(.*/)?(${except.join('|')})$)` : '';
  const patterns = [{ regex: `/(${others})/${allowed}`, message: `${room} may not import this: see ARCHITECTURE.md` }];
  const paths = vscode ? [] : [{ name: 'vscode', message: 'only extension/ may import vscode' }];
  return {
    files: [`${room}/**/*.ts`],
    ignores: [`${room}/**/*.test.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns, paths }] },
  };
}

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'node_modules/', '**/workspace/', '**/*.generated.ts']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { sonarjs },
    rules: {
      'sonarjs/cognitive-complexity': ['error', 15],
      complexity: ['error', 15],
      'max-depth': ['error', 4],
      'max-params': ['error', 5],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Typed arrays are indexed in bounds by construction; `!` states that, a branch would hide it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  walls('engine'),
  walls('language-server'),
  walls('webviews'),
  walls('extension', { except: contracts, vscode: true }),
);
