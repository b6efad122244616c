import type { SopsErrorCode } from '../errors/codes.ts'
import { SopsError } from '../errors/sops-error.ts'
import type { CreationRule } from './config.ts'

/** An error about a rule, with the place where the rule begins. */
export function ruleError(
  { position }: Pick<CreationRule, 'position'>,
  code: SopsErrorCode,
  message: string,
): SopsError {
  return new SopsError(code, message, position === undefined ? {} : { position })
}
