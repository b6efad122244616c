import fc from 'fast-check'
import { encryptionFlags, keyRules } from './arbitrary/encryption-flags.ts'
import { jsonText } from './arbitrary/json-text.ts'
import { exchangeSuite } from './exchange-suite.ts'
import { sameFormat } from './exchange.ts'

exchangeSuite({
  title: 'JSON',
  documents: fc.record({
    content: jsonText(),
    flags: encryptionFlags(keyRules),
    formats: fc.constant(sameFormat('json')),
  }),
  budget: ['SOPSKIT_LIVE_JSON', 400],
  agreed: 0.9,
})
