import { expect, test } from 'vitest'
import { withSlashes } from '../../src/files/with-slashes.ts'

test('the separators of the system become slashes, and nothing else does', () => {
  expect(withSlashes('C:\\repo\\a.yaml', '\\')).toBe('C:/repo/a.yaml')
  expect(withSlashes('/repo/a\\b.yaml', '/')).toBe('/repo/a\\b.yaml')
})
