import type { AskPassphrase } from './keys/ask-passphrase.ts'
import type { KeyIdentifier } from './keys/key-identifier.ts'
import type { KeyMaterial } from './keys/key-material.ts'
import { readKeyRing } from './keys/key-ring.ts'
import { createUnlocker } from './keys/unlock.ts'
import { loadOpenPgp } from './openpgp-library.ts'
import { strictConfig } from './strict-config.ts'
import { createUnwrapper, type Unwrap } from './unwrap.ts'
import { wrapFor } from './wrap.ts'

/** The library with the keys, read once for every data key. */
export interface Workshop {
  readonly wrap: (key: KeyIdentifier, dataKey: Uint8Array, date: Date) => Promise<string>
  readonly unwrap: Unwrap
}

/**
 * Loads the library and reads the keys.
 *
 * @throws {@link SopsError} `PACKAGE_MISSING`, `INVALID_IDENTITY`.
 */
export async function createWorkshop(
  material: KeyMaterial,
  ask: AskPassphrase | undefined,
): Promise<Workshop> {
  const library = await loadOpenPgp()
  const bench = { library, config: strictConfig(library) }
  const { publicKeys, privateKeys } = await readKeyRing(material, bench)
  return {
    wrap: (key, dataKey, date) => wrapFor({ key, dataKey, date, publicKeys }, bench),
    unwrap: createUnwrapper(privateKeys, createUnlocker(ask), bench),
  }
}
