import { findDataKey } from './age.ts'
import type { CaseHeader, CaseRecorder } from './case-recorder.ts'
import { extensions } from './formats.ts'
import type { FormatName } from './formats.ts'
import type { RecordedCases } from './recorded-cases.ts'

/** A plain file that is encrypted and decrypted again. */
export interface RoundTrip extends CaseHeader {
  readonly format: FormatName
  readonly plain: string | Uint8Array
  /** Flags of `encrypt`, behind the command's name. */
  readonly flags?: readonly string[]
  /** Flags sops knows only before the command's name. */
  readonly globalFlags?: readonly string[]
  /** A `.sops.yaml`; without one the first test recipient is named on the command line. */
  readonly config?: string
  /** Formats to decrypt to beside the file's own; JSON when absent. */
  readonly alsoAs?: readonly FormatName[]
}

/** Records: encrypt, decrypt, decrypt to other formats. Ends after a refused encryption. */
export function roundTrip(cases: RecordedCases, trip: RoundTrip): void {
  cases.record(trip, (recorder) => {
    const [plain, encrypted] = [
      `plain.${extensions[trip.format]}`,
      `enc.${extensions[trip.format]}`,
    ]
    recorder.write(plain, trip.plain)
    if (trip.config !== undefined) recorder.write('.sops.yaml', trip.config)
    if (recorder.run(encryptCommand(trip, plain), { stdout: encrypted, random: true }) !== 0) return
    recorder.knowDataKey(findDataKey(recorder.lab, recorder.read(encrypted)))
    recorder.run(['decrypt', encrypted], { stdout: `dec.${extensions[trip.format]}` })
    decryptToOthers(recorder, trip, encrypted)
  })
}

function encryptCommand(trip: RoundTrip, plain: string): readonly string[] {
  const recipient = trip.config === undefined ? ['--age', '${recipient0}'] : []
  return [...(trip.globalFlags ?? []), 'encrypt', ...recipient, ...(trip.flags ?? []), plain]
}

function decryptToOthers(recorder: CaseRecorder, trip: RoundTrip, encrypted: string): void {
  for (const other of trip.alsoAs ?? (['json'] as const)) {
    if (other === trip.format) continue
    recorder.run(['decrypt', '--output-type', other, encrypted], {
      stdout: `dec.as.${extensions[other]}`,
    })
  }
}
