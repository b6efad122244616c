import { expect, test } from 'vitest'
import { complaint } from '../../../scripts/node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s will do', (version) => {
  expect(complaint(version)).toBe('')
})

test.each(['20.18.3', '18.20.8', '16.0.0'])('Node %s is too old, and is told so', (version) => {
  expect(complaint(version)).toBe(`sopskit needs Node 20.19 or newer; this is Node ${version}.`)
})
