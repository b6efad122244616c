import fc from 'fast-check'
import { convertedDocument } from './arbitrary/converted-document.ts'
import { encryptionFlags, keyRules } from './arbitrary/encryption-flags.ts'
import { exchangeSuite } from './exchange-suite.ts'

exchangeSuite({
  title: 'conversions',
  documents: fc
    .tuple(convertedDocument(), encryptionFlags(keyRules))
    .map(([document, flags]) => ({ ...document, flags })),
  budget: ['SOPSKIT_LIVE_CONVERSIONS', 700],
  agreed: 0.4,
})
