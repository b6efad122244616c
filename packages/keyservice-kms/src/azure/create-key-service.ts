import type { AzureKeyVaultMasterKey, KeyService, KeyServiceCall } from '@sopskit/core'
import { defineKeyService, SopsError, withDeadline } from '@sopskit/core'
import type { AzureClients } from './azure-clients.ts'
import type { AzureWork } from './azure-failures.ts'
import { callFailure } from './azure-failures.ts'
import type { AzureKey } from './azure-key.ts'
import { requireKey } from './azure-key.ts'
import type { AzureCall } from './operations.ts'
import { decrypt, encrypt, newestVersion } from './operations.ts'

/** Gives the clients when the first data key needs them, and the same ones ever after. */
export type FindClients = () => Promise<AzureClients>

/** The key service over clients that are made when the first data key needs them. */
export function createKeyService(clients: FindClients, deadlineMs: number): KeyService {
  const access = { clients, deadlineMs }
  return defineKeyService({
    type: 'azure_kv',
    name: 'Azure Key Vault',
    wrap: (key, dataKey, call) =>
      run(access, { key, call, code: 'WRAP_FAILED' }, (each) => {
        requireVersion(each.key)
        return encrypt(each, dataKey)
      }),
    unwrap: (key, enc, call) =>
      run(access, { key, call, code: 'UNWRAP_FAILED' }, (each) => decrypt(each, enc)),
    complete: (key, call) =>
      run(access, { key, call, code: 'WRAP_FAILED' }, async (each) =>
        key.version === '' ? { ...key, version: await newestVersion(each) } : key,
      ),
  })
}

interface AzureUse {
  readonly key: AzureKeyVaultMasterKey
  readonly call: KeyServiceCall
  readonly code: AzureWork['code']
}

interface AzureAccess {
  readonly clients: FindClients
  readonly deadlineMs: number
}

async function run<T>(
  { clients, deadlineMs }: AzureAccess,
  { key: wanted, call, code }: AzureUse,
  work: (call: AzureCall) => Promise<T>,
): Promise<T> {
  const key = requireKey(wanted)
  const bounds = { deadlineMs, signal: call.signal, subject: key.subject }
  return withDeadline(bounds, async (signal) => {
    try {
      return await work({ clients: await clients(), key, signal })
    } catch (error) {
      throw callFailure(error, { subject: key.subject, code })
    }
  })
}

/** Without it the file could not be opened once the vault has a newer version. */
function requireVersion({ version, subject }: AzureKey): void {
  if (version !== '') return
  const message = `${subject} has no version to wrap with. Add one to its URL, or look it up with the method complete of the key service.`
  throw new SopsError('INVALID_MASTER_KEY', message)
}
