import { SopsError } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'

/** Who decides on the look of a file: `sops`, or the file itself. */
export type FileLayout = 'sops' | 'preserve'

/** How a result is laid out. */
export interface LayoutOptions {
  /**
   * `sops`: in the bytes that sops writes. `preserve`, for YAML: the text of the input is kept, quotes,
   * indentation, blank lines and flow style included; only what is encrypted, decrypted or changed gets other
   * bytes, and the metadata. A change of an encrypted file that cannot be made so brings the layout of sops
   * and the warning `LAYOUT_NOT_KEPT`, or fails with `EMIT_FAILED` where comments would be lost. Default: `sops`.
   */
  readonly layout?: FileLayout | undefined
}

/** What a layout has to fit to. */
export interface LayoutUse extends LayoutOptions {
  readonly format: FileFormat
  readonly outputFormat?: FileFormat | undefined
  readonly extract?: string | undefined
}

/**
 * Whether the text of the input is to be kept; `hasText` is false where there is none.
 *
 * @throws {@link SopsError} `CONFLICTING_OPTIONS` where it cannot be kept.
 */
export function keepsLayout(use: LayoutUse, hasText = true): boolean {
  const { format, outputFormat = format, extract = '' } = use
  const layout: string = use.layout ?? 'sops'
  if (layout === 'sops') return false
  if (layout !== 'preserve') throw conflict('The layout is either sops or preserve.')
  if (!hasText) throw conflict('An object has no layout to preserve. Leave the layout out.')
  if (extract !== '') throw conflict('One value has no layout to preserve. Leave the layout out.')
  if (format === 'yaml' && outputFormat === 'yaml') return true
  throw conflict(
    `The layout preserve is for YAML that stays YAML, not for ${format} to ${outputFormat}.`,
  )
}

function conflict(message: string): SopsError {
  return new SopsError('CONFLICTING_OPTIONS', message)
}
