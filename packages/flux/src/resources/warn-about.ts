import type { TreeBranch, TreeValue } from '@sopskit/core'
import { decodeBase64 } from '@sopskit/core'
import type { BuildRoom } from '../build/build-room.ts'
import { textsOf } from '../tree/as-json.ts'
import { branchAt, entriesOf, textAt } from '../tree/entries.ts'

/** Tells what Kubernetes would refuse, or take as it is although nobody meant that. */
export function warnAbout(
  tree: TreeBranch,
  name: string,
  { notify, secrets }: Pick<BuildRoom, 'notify' | 'secrets'>,
): void {
  if (textsOf(tree).some(holdsCiphertext)) {
    notify({
      code: 'STILL_ENCRYPTED',
      message: `${name}: A value is still encrypted, and the controller would apply it so.`,
    })
  }
  if (textAt(tree, 'kind') === 'ConfigMap' && secrets.isIn(branchAt(tree, 'data'))) {
    const message = `${name}: It holds something that was decrypted, where everybody can read it.`
    notify({ code: 'DECRYPTED_OUTSIDE_SECRET', message })
  }
  if (textAt(tree, 'kind') !== 'Secret') return
  for (const [key, value] of entriesOf(branchAt(tree, 'data'))) {
    if (isBase64(value)) continue
    const message = `${name}: data[${JSON.stringify(key)}] is not base64. Plain text belongs in stringData.`
    notify({ code: 'NOT_BASE64', message })
  }
  for (const [key, value] of entriesOf(branchAt(tree, 'stringData'))) {
    if (typeof value === 'string') continue
    const message = `${name}: stringData[${JSON.stringify(key)}] is no text. Quote it before it is encrypted.`
    notify({ code: 'NOT_TEXT', message })
  }
}

/** Also a whole encrypted file, and as base64: what no rule of the controller decrypts. */
function holdsCiphertext(text: string): boolean {
  const start = 'ENC[AES256_GCM,data:'
  if (text.includes(start)) return true
  const bytes = decodeBase64(text)
  return bytes !== undefined && Buffer.from(bytes).includes(start)
}

function isBase64(value: TreeValue): boolean {
  return value === null || (typeof value === 'string' && decodeBase64(value) !== undefined)
}
