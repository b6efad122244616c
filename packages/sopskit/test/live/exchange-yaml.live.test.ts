import fc from 'fast-check'
import { commentRules, encryptionFlags, keyRules } from './arbitrary/encryption-flags.ts'
import { yamlText } from './arbitrary/yaml-text.ts'
import { exchangeSuite } from './exchange-suite.ts'
import { sameFormat } from './exchange.ts'

exchangeSuite({
  title: 'YAML',
  documents: fc.record({
    content: yamlText(),
    flags: encryptionFlags([...keyRules, ...commentRules]),
    formats: fc.constant(sameFormat('yaml')),
  }),
  budget: ['SOPSKIT_LIVE_YAML', 600],
  agreed: 0.7,
})
