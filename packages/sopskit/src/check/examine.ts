import { basename, dirname, join } from 'node:path'
import {
  collectLeaves,
  compileRule,
  detachMetadata,
  hasMetadata,
  isSopsError,
  planLeaves,
  type Store,
  type TreeBranches,
} from '@sopskit/core'
import { type FileFormat, formatOfPath } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import { type Claim, claimOf } from './claims-encrypted.ts'
import type { ConfigLookup } from './config-lookup.ts'
import { conflictPosition } from './conflict-position.ts'
import { metadataDifference } from './metadata-difference.ts'
import type { BrokenContent, Content, Governing, Subject } from './subject.ts'

/** What {@link examine} looks at. */
export interface FileToExamine {
  readonly path: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** Finds out what a file is. */
export async function examine(file: FileToExamine, lookup: ConfigLookup): Promise<Subject> {
  const governing = await lookup.governing(file.path)
  return { ...file, governing, content: await contentOf(file, governing, lookup) }
}

async function contentOf(
  { path, bytes }: FileToExamine,
  governing: Governing,
  lookup: ConfigLookup,
): Promise<Content> {
  const name = basename(path)
  if (name === '.sops.pub.asc') {
    return { kind: 'public-key', beside: await lookup.at(join(dirname(path), '.sops.yaml')) }
  }
  const claim = name === '.sops.yaml' ? undefined : claimOf(path, bytes)
  if (claim !== undefined || name === '.sops.yaml') {
    const position = conflictPosition(bytes)
    if (position !== undefined) return { kind: 'conflicted', position }
  }
  if (name === '.sops.yaml') {
    await lookup.at(path)
    return { kind: 'config' }
  }
  const encrypted = claim && (await readEncrypted(bytes, claim))
  return encrypted ?? { kind: 'plain', documents: await plainDocuments(path, bytes, governing) }
}

async function readEncrypted(bytes: Uint8Array, claim: Claim): Promise<Content | undefined> {
  const { format, certain } = claim
  const store = await loadStore(format, { form: 'encrypted' })
  const whole = tryLoad(store, bytes)
  if ('kind' in whole) return certain ? whole : undefined
  const difference = metadataDifference(whole, store.layout)
  if (difference !== undefined) return broken('METADATA_INVALID', difference)
  if (!hasMetadata(whole, store.layout)) return undefined
  try {
    const { metadata, branches: documents } = detachMetadata(whole, store.layout)
    const rule = await compileRule(metadata.rule, { invalidPattern: 'matches-nothing' })
    const leaves = documents.map((document) => planLeaves(collectLeaves([document]), rule))
    const { layout } = store
    return { kind: 'encrypted', format, layout, whole, documents, metadata, rule, leaves }
  } catch (error) {
    return broken('METADATA_INVALID', error)
  }
}

function tryLoad(store: Store, bytes: Uint8Array): TreeBranches | BrokenContent {
  try {
    return store.load(bytes)
  } catch (error) {
    return broken('FILE_BROKEN', error)
  }
}

function broken(code: BrokenContent['code'], error: unknown): BrokenContent {
  if (!isSopsError(error)) throw error
  return { kind: 'broken', code, message: error.message, position: error.position }
}

/** Parsed only where something depends on it: most files of a repository are neither governed nor manifests. */
async function plainDocuments(
  path: string,
  bytes: Uint8Array,
  { rule }: Governing,
): Promise<TreeBranches | undefined> {
  const format = isKustomizationName(path) ? 'yaml' : formatOfPath(path)
  if (format === 'binary') return undefined
  if (rule === undefined && !isKustomizationName(path) && !mayBeManifest(format, bytes)) {
    return undefined
  }
  const store = await loadStore(format)
  try {
    return store.load(bytes)
  } catch (error) {
    // Templates and the like are no manifests; what is too large may well be one.
    if (!isSopsError(error) || error.code === 'LIMIT_EXCEEDED') throw error
    return undefined
  }
}

function mayBeManifest(format: FileFormat, bytes: Uint8Array): boolean {
  if (format !== 'yaml' && format !== 'json') return false
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('kind')
}

/** The names that kustomize knows (FLX-031). */
export function isKustomizationName(path: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].includes(basename(path))
}
