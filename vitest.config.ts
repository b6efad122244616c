import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Tests read the sources, so a change is seen without a build. */
export const alias = [
  { find: /^@sopskit\/core$/, replacement: source('packages/core/src/index.ts') },
  { find: /^@sopskit\/stores\/(\w+)$/, replacement: source('packages/stores/src/$1/index.ts') },
  {
    find: /^@sopskit\/keyservice-age$/,
    replacement: source('packages/keyservice-age/src/index.ts'),
  },
  {
    find: /^@sopskit\/keyservice-age\/node$/,
    replacement: source('packages/keyservice-age/src/node/index.ts'),
  },
  {
    find: /^@sopskit\/keyservice-(pgp|vault|grpc)$/,
    replacement: source('packages/keyservice-$1/src/index.ts'),
  },
  {
    find: /^@sopskit\/keyservice-(pgp|kms)\/(\w+)$/,
    replacement: source('packages/keyservice-$1/src/$2/index.ts'),
  },
  { find: /^@sopskit\/flux$/, replacement: source('packages/flux/src/index.ts') },
  { find: /^@sopskit\/test-vectors$/, replacement: source('test-vectors/src/index.ts') },
  { find: /^sopskit$/, replacement: source('packages/sopskit/src/index.ts') },
]

/** What people read, and the plain total for scripts. */
export const reporters = ['default', source('scripts/total-reporter.mjs')]

export default defineConfig({
  resolve: { alias },
  test: {
    exclude: ['**/node_modules/**', '**/*.live.test.ts'],
    reporters,
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: [
            'packages/*/test/**/*.test.ts',
            'test-vectors/test/**/*.test.ts',
            'tools/test/**/*.test.ts',
          ],
        },
      },
      {
        // What seals and opens, once more on the cipher for runtimes without node:crypto.
        extends: true,
        test: {
          name: 'portable',
          include: ['packages/core/test/{keys,mac,operations,value}/**/*.test.ts'],
          env: { SOPSKIT_TEST_AEAD: 'portable' },
        },
      },
    ],
  },
})
