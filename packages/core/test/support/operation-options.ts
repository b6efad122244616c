import { ageMasterKeys, pooledRandom } from '@sopskit/core'
import { aeads } from './aeads.ts'
import { testKeyService } from './test-key-service.ts'

// The project `portable` of the test runner sets this, and runs the same tests on the other cipher.
const wanted = process.env['SOPSKIT_TEST_AEAD'] === 'portable' ? '@noble/ciphers' : 'node:crypto'
const aead = aeads.find(({ name }) => name === wanted)
if (aead === undefined) throw new Error(`no Aead called ${wanted}`)

/** Options that every operation takes, for one recipient called `age1test`. */
export const operationOptions = {
  keyGroups: [ageMasterKeys('age1test')],
  layout: 'nested',
  services: [testKeyService('age1test')],
  aead,
  random: pooledRandom((bytes) => crypto.getRandomValues(bytes)),
  now: new Date('2024-01-02T03:04:05.678Z'),
} as const
