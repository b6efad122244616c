import { testKeyFile } from './files.ts'
import { testIdentity, testRecipient } from './test-identities.ts'

const meanings: Readonly<Record<string, (n: number) => string>> = {
  recipient: testRecipient,
  identity: testIdentity,
  keyFile: testKeyFile,
}

/** Puts recipients, identities and key files where a manifest says `${recipient0}`, `${identity1}`, `${keyFile2}`. */
export function expandPlaceholders(text: string): string {
  return text.replace(/\$\{([a-zA-Z]+)(\d)\}/g, (whole, name: string, digit: string) =>
    meanings[name] === undefined ? whole : meanings[name](Number(digit)),
  )
}

/**
 * The whole environment of a step: identities come from the first test key file, and there is no home
 * folder, unless the step says otherwise.
 */
export function stepEnvironment(
  changes: Readonly<Record<string, string | null>> = {},
): Readonly<Record<string, string>> {
  const base: Record<string, string | null> = {
    HOME: '/dev/null/none',
    SOPS_AGE_KEY_FILE: '${keyFile0}',
    SOPS_DISABLE_VERSION_CHECK: '1',
    ...changes,
  }
  return Object.fromEntries(
    Object.entries(base).flatMap(([name, value]) =>
      value === null ? [] : [[name, expandPlaceholders(value)]],
    ),
  )
}
