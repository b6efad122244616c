import { defineConfig } from 'vitest/config'
import { alias, reporters } from './vitest.config.ts'

// The live tests start real programs thousands of times; they run apart, through `npm run test:live`.
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['packages/*/test/**/*.live.test.ts', 'test-vectors/test/**/*.live.test.ts'],
    reporters,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
