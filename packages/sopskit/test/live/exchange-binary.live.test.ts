import fc from 'fast-check'
import { encryptionFlags, keyRules } from './arbitrary/encryption-flags.ts'
import { exchangeSuite } from './exchange-suite.ts'
import { sameFormat } from './exchange.ts'

exchangeSuite({
  title: 'binary',
  documents: fc.record({
    content: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' })),
    // The rules are there to be ignored (B3).
    flags: encryptionFlags(keyRules),
    formats: fc.constant(sameFormat('binary')),
  }),
  budget: ['SOPSKIT_LIVE_BINARY', 150],
  agreed: 0.99,
})
