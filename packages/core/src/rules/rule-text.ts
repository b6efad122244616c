import { defaultRule, type EncryptionRule } from './encryption-rule.ts'

/** The name of a rule in the metadata and in a configuration (D1); empty for the rule that is never written. */
export function ruleName(rule: EncryptionRule): string {
  return rule.kind === 'none' ? '' : rule.kind.replaceAll('-', '_')
}

/** The suffix or pattern of a rule. */
export function ruleText(rule: EncryptionRule): string {
  if (rule.kind === 'none') return ''
  return 'suffix' in rule ? rule.suffix : rule.pattern
}

/** A rule with an empty text counts as absent (R1), and then the default applies (R2). */
export function withoutEmptyText(rule: EncryptionRule): EncryptionRule {
  return rule.kind !== 'none' && ruleText(rule) === '' ? defaultRule : rule
}
