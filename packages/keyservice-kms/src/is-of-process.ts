/**
 * Whether an environment says the same as that of the process about AWS, and about where programs and files
 * are: what SDKs look up there, whatever was handed in.
 */
export function isOfProcess(env: Readonly<Record<string, string | undefined>>): boolean {
  // oxlint-disable-next-line node/no-process-env -- compared only, so that no tenant gets what is another's
  const own = process.env
  const aws = [...Object.keys(env), ...Object.keys(own)].filter((name) => name.startsWith('AWS_'))
  const names = [...aws, 'HOME', 'USERPROFILE', 'PATH']
  return names.every((name) => (env[name] ?? '') === (own[name] ?? ''))
}
