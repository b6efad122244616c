import type { Store, TreeBranch, TreeBranches } from '@sopskit/core'
import { decodeUtf8 } from '@sopskit/core'

let store: Promise<Store> | undefined

/** The YAML store of manifests: two spaces, as Kubernetes writes them. It has no state. */
export function manifestStore(): Promise<Store> {
  store ??= makeStore()
  return store
}

async function makeStore(): Promise<Store> {
  const { yamlStore } = await import('@sopskit/stores/yaml')
  return yamlStore({ indent: 2 })
}

/** The documents of a YAML text that hold something; none for a text without any. */
export async function loadYaml(bytes: Uint8Array): Promise<TreeBranches> {
  return (await loadDocuments(bytes)).filter(hasEntries)
}

/** All documents of a YAML text, as its MAC counts them. */
export async function loadDocuments(bytes: Uint8Array): Promise<TreeBranches> {
  if (isEmpty(bytes)) return []
  return (await manifestStore()).load(bytes)
}

/** True for a text of comments, blanks and the lines between documents: for Kubernetes it holds no resource. */
function isEmpty(bytes: Uint8Array): boolean {
  // Mostly the first line has something, and a large file is not to be cut into lines for that.
  const start = decodeUtf8(bytes.subarray(0, 64)) ?? ''
  if (/^[A-Za-z{]/.test(start)) return false
  const text = decodeUtf8(bytes)
  return text?.split('\n').every((line) => /^\s*(?:#.*|---|\.\.\.)?\s*$/.test(line)) === true
}

/** True for a document that holds something. */
export function hasEntries({ items }: TreeBranch): boolean {
  return items.some(({ kind }) => kind === 'entry')
}
