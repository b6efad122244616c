import { expect } from 'vitest'
import type { Config, CreationRule } from '../../src/config/config.ts'
import { parseConfig, type ParseConfigOptions } from '../../src/config/parse-config.ts'
import { isSopsError, type SopsError } from '../../src/errors/sops-error.ts'
import { type Json, map } from '../metadata/json-tree.ts'

type JsonMap = Readonly<Record<string, Json>>

/** Reads a configuration that is given as data. */
export function configOf(document: JsonMap, options?: ParseConfigOptions): Config {
  return parseConfig([map(document)], options)
}

/** Reads a configuration of one rule, and gives that. */
export function ruleOf(rule: JsonMap, options?: ParseConfigOptions): CreationRule {
  const { creationRules: [first] = [] } = configOf({ creation_rules: [rule] }, options)
  if (first === undefined) throw new Error('the rule is gone')
  return first
}

/** The error of ours that an action fails with. */
export async function errorOf(action: () => unknown): Promise<SopsError> {
  try {
    await action()
  } catch (error) {
    if (isSopsError(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** Reading has to fail with `CONFIG_INVALID` and this message. */
export function expectInvalid(read: () => unknown, message: RegExp): void {
  const wanted = { code: 'CONFIG_INVALID', message: expect.stringMatching(message) as unknown }
  expect(read).toThrow(expect.objectContaining(wanted))
}
