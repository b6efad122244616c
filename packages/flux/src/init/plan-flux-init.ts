import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { branch, decodeUtf8, entry, SopsError } from '@sopskit/core'
import { requireNotAborted } from '../at-place.ts'
import { type FluxFileSystem, nodeFileSystem } from '../files/file-system.ts'
import { armoredKeys } from '../keys/pgp-entry.ts'
import { manifestStore } from '../tree/load-yaml.ts'
import { configText } from './config-text.ts'
import type { FluxInitChange, FluxInitOptions, FluxInitPlan } from './init-options.ts'
import { readText } from './read-text.ts'
import { rulesFor } from './rule-text.ts'
import { privateKeyKind, secretManifest } from './secret-manifest.ts'

/**
 * Says what {@link initFlux} would do, and does nothing of it. The content of a decryption Secret is part of
 * the plan, and marked as secret.
 *
 * @throws {@link SopsError} as `initFlux`, but for writing.
 * @example
 * ```ts
 * import { planFluxInit } from '@sopskit/flux'
 * async function preview(age: string): Promise<readonly string[]> {
 *   const { changes } = await planFluxInit({ folder: 'clusters/prod', keys: { age } })
 *   return changes.map(({ action, path }) => `${action} ${path}`)
 * }
 * ```
 */
export async function planFluxInit(options: FluxInitOptions): Promise<FluxInitPlan> {
  requireNotAborted(options.signal)
  const wanted = await wantedFiles(options)
  const changes: FluxInitChange[] = []
  for (const file of wanted) changes.push(await changeFor(file, options))
  return { changes, patch: await patchText(options) }
}

interface WantedFile {
  readonly path: string
  /** The content, given what is there already. */
  readonly content: (before: string | undefined) => string | Promise<string>
  /** What is there stays: it is added to. */
  readonly extends: boolean
  readonly secret?: boolean
}

async function wantedFiles(options: FluxInitOptions): Promise<readonly WantedFile[]> {
  const { folder, root = folder, publicKey, privateKey } = options
  const below = folderBelow(root, folder)
  const rules = rulesFor(options.keys, below, options.pathRegex)
  const start = below === '' ? '' : `${below}/`
  const secrets = ['*secret*.y*ml', '*.encrypted*'].map((name) => `${start}**/${name} diff=sops`)
  return [
    {
      path: join(root, '.sops.yaml'),
      content: (before) => configText(before, rules),
      extends: options.root !== undefined,
    },
    ...(publicKey === undefined ? [] : [publicKeyFile(folder, publicKey)]),
    { path: join(root, '.gitattributes'), content: withLines(secrets), extends: true },
    {
      path: join(root, '.gitignore'),
      content: withLines(['*.agekey', '*.private.asc', ...ignoredSecret(options)]),
      extends: true,
    },
    { path: join(root, '.sourceignore'), content: withLines(['.sops.yaml']), extends: true },
    ...(await ignoredElsewhere(options)),
    ...(privateKey === undefined ? [] : [secretFile(options, privateKey)]),
  ]
}

function publicKeyFile(folder: string, publicKey: string): WantedFile {
  if (armoredKeys(publicKey) !== 'public') {
    throw new SopsError(
      'INVALID_IDENTITY',
      'The public key is no armored public PGP key, or holds a secret one. "gpg --export --armor" writes it.',
    )
  }
  return { path: join(folder, '.sops.pub.asc'), content: () => publicKey, extends: false }
}

function secretFile(
  options: FluxInitOptions,
  { text, secretFile: path }: NonNullable<FluxInitOptions['privateKey']>,
): WantedFile {
  const [name, namespace] = secretName(options)
  const content = (): Promise<string> =>
    secretManifest({ privateKey: text, keys: options.keys, name, namespace })
  return { path, content, extends: false, secret: true }
}

/** A manifest inside of the repository must not get into a commit. */
function ignoredSecret(options: FluxInitOptions): readonly string[] {
  const path = secretBelowRoot(options)
  return path === undefined || path.startsWith('../') ? [] : [ignoring(path)]
}

/** Beside a manifest that lies in a repository, but not below the root. */
async function ignoredElsewhere(options: FluxInitOptions): Promise<readonly WantedFile[]> {
  const { privateKey, fileSystem = nodeFileSystem } = options
  const isElsewhere = secretBelowRoot(options)?.startsWith('../') === true
  if (privateKey === undefined || !isElsewhere) return []
  const folder = dirname(resolve(privateKey.secretFile))
  if (!(await isInRepository(folder, fileSystem))) return []
  const line = ignoring(basename(privateKey.secretFile))
  return [{ path: join(folder, '.gitignore'), content: withLines([line]), extends: true }]
}

function secretBelowRoot({ root, folder, privateKey }: FluxInitOptions): string | undefined {
  if (privateKey === undefined) return undefined
  const path = relative(resolve(root ?? folder), resolve(privateKey.secretFile))
  return path.split(sep).join('/')
}

/** The line of a `.gitignore` for exactly this path. */
function ignoring(path: string): string {
  return `/${path.replace(/[\\*?[\]]/g, String.raw`\$&`)}`
}

async function isInRepository(
  folder: string,
  fileSystem: Pick<FluxFileSystem, 'lstat'>,
): Promise<boolean> {
  const found = await fileSystem.lstat(join(folder, '.git')).catch(() => undefined)
  if (found !== undefined) return true
  return dirname(folder) !== folder && isInRepository(dirname(folder), fileSystem)
}

function folderBelow(root: string, folder: string): string {
  const below = relative(resolve(root), resolve(folder)).split(sep).join('/')
  if (below !== '..' && !below.startsWith('../')) return below
  throw new SopsError('INVALID_OPTION', 'The folder of the cluster is not below the root.')
}

function withLines(lines: readonly string[]): (before: string | undefined) => string {
  return (before = '') => {
    const there = new Set(before.split(/\r?\n/))
    const missing = lines.filter((line) => !there.has(line))
    const start = before === '' || before.endsWith('\n') ? before : `${before}\n`
    return missing.length === 0 ? before : `${start}${missing.map((line) => `${line}\n`).join('')}`
  }
}

async function changeFor(file: WantedFile, options: FluxInitOptions): Promise<FluxInitChange> {
  const { path, secret = false } = file
  const before = await readText(path, options.fileSystem ?? nodeFileSystem)
  const content = await file.content(before)
  const change = { path, content, secret, mode: secret ? 0o600 : 0o644 }
  if (before === undefined) return { ...change, action: 'create' }
  if (before === content) return { ...change, action: 'keep' }
  if (file.extends) return { ...change, action: 'extend' }
  if (options.force === true) return { ...change, action: 'replace' }
  const message = `${JSON.stringify(path)} is there with other content. --force replaces it.`
  throw new SopsError('FILE_UNWRITABLE', message)
}

function secretName(options: FluxInitOptions): readonly [name: string, namespace: string] {
  const { secretName: given, namespace = 'flux-system', keys, privateKey } = options
  const kind =
    privateKey === undefined
      ? keys.age !== undefined
        ? 'age'
        : keys.pgp !== undefined
          ? 'pgp'
          : 'keys'
      : privateKeyKind(privateKey.text)
  return [given ?? { age: 'sops-age', pgp: 'sops-gpg', keys: 'sops-keys' }[kind], namespace]
}

async function patchText(options: FluxInitOptions): Promise<string> {
  const [name, namespace] = secretName(options)
  const decryption = branch([
    entry('provider', 'sops'),
    entry('secretRef', branch([entry('name', name)])),
  ])
  const metadata = branch([
    entry('name', options.kustomization ?? 'flux-system'),
    entry('namespace', namespace),
  ])
  const patch = branch([
    entry('apiVersion', 'kustomize.toolkit.fluxcd.io/v1'),
    entry('kind', 'Kustomization'),
    entry('metadata', metadata),
    entry('spec', branch([entry('decryption', decryption)])),
  ])
  return decodeUtf8((await manifestStore()).emit([patch])) ?? ''
}
