import { branch, decodeUtf8 } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { loadStore } from '../../src/formats/load-store.ts'
import { expectError } from '../support/expect-error.ts'

describe.each(['dotenv', 'ini', 'binary'] as const)(
  'the format %s of a later release',
  (format) => {
    test('is refused for reading and for writing', async () => {
      const store = await loadStore(format)
      expect(store.name).toBe(format)
      await expectError('UNSUPPORTED_FORMAT', () => store.load(new Uint8Array()))
      await expectError('EMIT_FAILED', () => store.emit([branch([])]))
      await expectError('EMIT_FAILED', () => store.emitValue(5n))
    })

    test('needs nothing to write text as it is (X4)', async () => {
      expect(decodeUtf8((await loadStore(format)).emitValue('text'))).toBe('text')
    })
  },
)
