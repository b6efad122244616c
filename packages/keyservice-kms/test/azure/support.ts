import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto'
import type { AzureKeyVaultMasterKey, SopsErrorCode } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import type {
  AzureClients,
  AzureCryptographyClient,
  AzureKeyId,
  AzureOperationAnswer,
} from '@sopskit/keyservice-kms/azure'

export const version = '0123456789abcdef0123456789abcdef'
export const dataKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => index)

export function azureKey(
  parts: Partial<Omit<AzureKeyVaultMasterKey, 'type'>> = {},
): AzureKeyVaultMasterKey {
  return { type: 'azure_kv', vaultUrl: 'https://v.vault.azure.net', name: 'k', version, ...parts }
}

/** An error as Microsoft's client gives it. */
export function restError(statusCode: number, code = 'BadParameter', inner?: string): Error {
  const innererror = inner === undefined ? {} : { innererror: { code: inner } }
  const details = { error: { code, message: 'the-secret-of-the-text', ...innererror } }
  const error = new Error('the-secret-of-the-text')
  return Object.assign(error, { name: 'RestError', statusCode, code, details })
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }

/** One RSA key of a vault in this process. */
export const cryptography: AzureCryptographyClient = {
  encrypt: async ({ plaintext }) => ({
    result: publicEncrypt({ key: publicKey, ...oaep }, plaintext),
  }),
  decrypt: async ({ ciphertext }) => ({ result: opened(ciphertext) }),
}

function opened(ciphertext: Uint8Array): Uint8Array {
  try {
    return privateDecrypt({ key: privateKey, ...oaep }, ciphertext)
  } catch {
    throw restError(400)
  }
}

/** A vault in this process, which notes which keys it is asked for. */
export function fakeVault(): AzureClients & { readonly asked: AzureKeyId[] } {
  const asked: AzureKeyId[] = []
  return {
    asked,
    cryptography: (key) => {
      asked.push(key)
      return cryptography
    },
    keys: (vaultUrl) => ({
      getKey: async (name) => ({ id: `${vaultUrl}/keys/${name}/${version}` }),
    }),
  }
}

/** Clients all of whose calls end like this. */
export function clientsThat(
  end: () => Promise<AzureOperationAnswer & { readonly id?: string }>,
): AzureClients {
  return { cryptography: () => ({ encrypt: end, decrypt: end }), keys: () => ({ getKey: end }) }
}

/** The code and the text of the error that it rejects with; a success is none. */
export async function failure(
  work: Promise<unknown> | undefined,
): Promise<{ readonly code: SopsErrorCode; readonly message: string }> {
  try {
    await work
  } catch (error) {
    if (isSopsError(error)) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('it did not fail')
}
