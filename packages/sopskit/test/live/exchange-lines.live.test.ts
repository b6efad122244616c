import fc from 'fast-check'
import { dotenvText } from './arbitrary/dotenv-text.ts'
import { commentRules, encryptionFlags, keyRules } from './arbitrary/encryption-flags.ts'
import { iniText } from './arbitrary/ini-text.ts'
import { bytesOf } from './arbitrary/line-text.ts'
import { exchangeSuite } from './exchange-suite.ts'
import { sameFormat } from './exchange.ts'

const flags = encryptionFlags([...keyRules, ...commentRules])

exchangeSuite({
  title: 'dotenv',
  documents: fc.record({
    content: dotenvText().map(bytesOf),
    flags,
    formats: fc.constant(sameFormat('dotenv')),
  }),
  budget: ['SOPSKIT_LIVE_LINES', 300],
  agreed: 0.7,
})

exchangeSuite({
  title: 'INI',
  documents: fc.record({
    content: iniText().map(bytesOf),
    flags,
    formats: fc.constant(sameFormat('ini')),
  }),
  budget: ['SOPSKIT_LIVE_LINES', 300],
  agreed: 0.5,
})
