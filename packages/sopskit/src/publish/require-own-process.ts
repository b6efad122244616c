import { SopsError } from '@sopskit/core'

/**
 * Refuses an environment that says otherwise than the process about `who`: the clients of AWS and Google
 * find their credentials in the process alone, and would send a tenant's file as somebody else.
 *
 * @throws {@link SopsError} `INVALID_OPTION`.
 */
export function requireOwnProcess(
  env: Readonly<Record<string, string | undefined>>,
  { client, names }: { readonly client: string; readonly names: RegExp },
): void {
  // oxlint-disable-next-line node/no-process-env -- compared only, so that no tenant gets what is another's
  const own = process.env
  const differing = [...Object.keys(own), ...Object.keys(env)].find(
    (name) => names.test(name) && (env[name] ?? '') !== (own[name] ?? ''),
  )
  if (differing === undefined) return
  const message = `Credentials for this bucket are found in the environment of the process, and the one that was handed in differs in ${differing}. Hand in clients.${client}, or leave env out.`
  throw new SopsError('INVALID_OPTION', message)
}
