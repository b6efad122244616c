import { type EncryptionRule, selectRule } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import type { Finding } from '../finding.ts'
import { locate } from '../locate.ts'
import { newFinding } from '../new-finding.ts'
import type { EncryptedContent, Governing, Subject } from '../subject.ts'

/** Whether a file was encrypted as its creation rule says (FLX-081). */
export const creationRule: CheckRule = {
  name: 'creation-rule',
  checkFile: async (subject) => {
    const { content, governing, name } = subject
    if (content.kind !== 'encrypted' || governing.config?.creationRules === undefined) return []
    if (governing.rule === undefined) {
      const message =
        'No creation rule matches this encrypted file: "sopskit updatekeys" would leave it out.'
      return [newFinding(name, 'NO_RULE', { message })]
    }
    return compareOptions(subject, content, governing.rule)
  },
}

async function compareOptions(
  subject: Subject,
  { format, metadata }: EncryptedContent,
  rule: NonNullable<Governing['rule']>,
): Promise<readonly Finding[]> {
  // Of a binary file sops ignores them all (B3).
  if (format === 'binary') return []
  const [recorded, wanted] = [textOf(metadata.rule), textOf(selectRule(rule.texts))]
  const differences = [
    ...(recorded === wanted ? [] : [`it records ${recorded}, and the rule says ${wanted}`]),
    ...(metadata.macOnlyEncrypted === rule.macOnlyEncrypted
      ? []
      : [`mac_only_encrypted is ${metadata.macOnlyEncrypted} in it, and not in the rule`]),
  ]
  if (differences.length === 0) return []
  const position = await locate({ ...subject, keyPath: ['sops'] })
  const message = `The file was encrypted by other options than its creation rule has: ${differences.join('; ')}. Decrypt it and encrypt it again.`
  return [newFinding(subject.name, 'OPTIONS_DIFFER', { message, position })]
}

function textOf(rule: EncryptionRule): string {
  if (rule.kind === 'none') return 'none'
  const text = 'suffix' in rule ? rule.suffix : rule.pattern
  return `${rule.kind.replaceAll('-', '_')}: ${text}`
}
