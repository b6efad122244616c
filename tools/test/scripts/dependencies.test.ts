import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dependenciesPage } from '../../../scripts/dependencies.mjs'
import { inRoot } from '../../../scripts/workspace.mjs'

test('docs/dependencies.md says what is installed here; node scripts/dependencies.mjs writes it anew', async () => {
  expect(readFileSync(inRoot('docs', 'dependencies.md'), 'utf8')).toBe(await dependenciesPage())
})
