import { isSopsError } from '../errors/sops-error.ts'
import { compileRule } from '../rules/compile-rule.ts'
import { selectRule } from '../rules/select-rule.ts'
import type { CreationRule } from './config.ts'
import { ruleError } from './rule-error.ts'

/** Refuses a rule that says in more than one way what is encrypted (CFG-050), or by a pattern that is none. */
export async function requireSoundRule(rule: CreationRule): Promise<void> {
  requireOneText(rule)
  await requirePattern(rule)
}

function requireOneText(rule: CreationRule): void {
  const given = Object.values(rule.texts).filter((text: string | undefined) => Boolean(text))
  if (given.length <= 1) return
  const message =
    'This creation rule says in more than one way what is encrypted; keep one of them.'
  throw ruleError(rule, 'CONFIG_INVALID', message)
}

/** It would be refused later as well, when nobody knows any more that it comes from here. */
async function requirePattern(rule: CreationRule): Promise<void> {
  try {
    await compileRule(selectRule(rule.texts))
  } catch (error) {
    if (!isSopsError(error)) throw error
    throw ruleError(rule, error.code, error.message)
  }
}
