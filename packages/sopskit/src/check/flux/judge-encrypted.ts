import { isBranch, type TreeBranch } from '@sopskit/core'
import type { FileFormat } from '../../formats/file-format.ts'
import { valueOf } from '../manifests.ts'
import { hasMarker, markers } from '../markers.ts'
import type { EncryptedSubject } from '../subject.ts'
import type { Judgement } from './judge-reference.ts'
import { referenceFormat } from './reference-format.ts'
import type { Reference } from './references.ts'

/** Judges an encrypted file that a kustomization names: whether Flux decrypts it, and as what. */
export function judgeEncrypted(
  reference: Reference,
  { bytes, content }: EncryptedSubject,
): Judgement | undefined {
  const { field, target } = reference
  const name = JSON.stringify(target)
  if (field === 'configMap') {
    const message = `${name} is encrypted and goes into a ConfigMap: as ciphertext, or, where a Secret is generated from it too, in clear text (FLX-032).`
    return { code: 'FLUX_CONFIG_MAP', message }
  }
  const own = formatOf(content)
  const wanted = referenceFormat(reference)
  if (!hasMarker(bytes, own)) return noMarker(name, own)
  if (field !== 'files') return markers[own] === markers[wanted] ? undefined : other(name, wanted)
  return wrongKey(own, wanted) ? badKey(reference, { name, own, wanted }) : undefined
}

/** Binary files are JSON with one value below `data`, and without a rule, which JSON always has (B1, B3, R2). */
function formatOf({ format, documents, whole }: EncryptedSubject['content']): FileFormat {
  if (format !== 'json' && format !== 'binary') return format
  const [item, ...others] = documents[0]?.items ?? []
  const isAlone = others.length === 0 && item?.kind === 'entry' && item.key === 'data'
  return isAlone && !recordsRule(whole[0]) ? 'binary' : 'json'
}

function recordsRule(document: TreeBranch | undefined): boolean {
  const metadata = document && valueOf(document, 'sops')
  if (metadata === undefined || !isBranch(metadata)) return false
  return metadata.items.some((item) => item.kind === 'entry' && /_(?:suffix|regex)$/.test(item.key))
}

/** The key decides what comes out (FLX-045); between formats with keys of their own Flux converts. */
function wrongKey(own: FileFormat, wanted: FileFormat): boolean {
  return (own === 'binary') !== (wanted === 'binary')
}

function noMarker(name: string, own: FileFormat): Judgement {
  const message = `${name} is encrypted, but has not the text ${JSON.stringify(markers[own])} by which Flux knows it (FLX-034), as other spaces or quotes make it. Write it with sopskit or sops.`
  return { code: 'FLUX_MARKER', message }
}

function other(name: string, wanted: FileFormat): Judgement {
  const message = `Flux reads ${name} as ${wanted}, and it is encrypted as another format: without ${JSON.stringify(markers[wanted])} in it, it stays encrypted (FLX-034). Encrypt it with --input-type and --output-type ${wanted}.`
  return { code: 'FLUX_MARKER', message }
}

function badKey(
  { key }: Reference,
  { name, own, wanted }: { name: string; own: FileFormat; wanted: FileFormat },
): Judgement {
  const given = key === undefined ? 'the name of the file' : `the key ${JSON.stringify(key)}`
  const lost =
    wanted === 'binary'
      ? `Flux would write it as binary: that fails, or gives only an entry called "data" and drops all others`
      : `Flux would write it as ${wanted}, and what it holds is no such file`
  const advice =
    own === 'binary'
      ? 'Give it a key without such an ending'
      : `Give it a key that ends for ${own}, as "name${endings[own]}=${name.slice(1, -1)}"`
  const message = `${name} is encrypted as ${own}, and ${given} asks for ${wanted}. ${lost} (FLX-045). ${advice}.`
  return { code: 'FLUX_GENERATOR_KEY', message }
}

const endings: Readonly<Record<FileFormat, string>> = {
  yaml: '.yaml',
  json: '.json',
  dotenv: '.env',
  ini: '.ini',
  binary: '',
}
