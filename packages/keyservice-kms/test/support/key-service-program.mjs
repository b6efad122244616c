// A process of its own for key services, because Node reads NODE_EXTRA_CA_CERTS and the SDKs read HTTPS_PROXY
// and the places of managed identities from the process. A line of JSON comes in for each call, one goes out.
import { createInterface } from 'node:readline'
import { azureKeyVaultKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/azure'
import { gcpKmsKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/gcp'

/** @typedef {import('@sopskit/core').KeyService} KeyService */
/** @typedef {{ id: number, service: string, backend: 'gcp' | 'azure', settings: { env: Record<string, string>, deadlineMs?: number }, method: 'wrap' | 'unwrap' | 'complete', key: import('@sopskit/core').MasterKey, data: string, aborted: boolean }} Call */

const makers = {
  gcp: gcpKmsKeyServiceFromEnvironment,
  azure: azureKeyVaultKeyServiceFromEnvironment,
}
/** @type {Map<string, KeyService>} */
const services = new Map()

for await (const line of createInterface({ input: process.stdin })) {
  void answer(/** @type {Call} */ (JSON.parse(line)))
}

/** @param {Call} call */
async function answer(call) {
  process.stdout.write(`${JSON.stringify({ id: call.id, ...(await outcome(call)) })}\n`)
}

/** @param {Call} call */
async function outcome(call) {
  const service = services.get(call.service) ?? makers[call.backend](call.settings)
  services.set(call.service, service)
  try {
    return { value: await perform(service, call) }
  } catch (error) {
    if (!(error instanceof Error)) return { error: { message: String(error) } }
    const { message, stack } = error
    return { error: { code: 'code' in error ? error.code : undefined, message, stack } }
  }
}

/** @param {KeyService} service @param {Call} call */
async function perform(service, { method, key, data, aborted }) {
  const options = aborted ? { signal: AbortSignal.abort() } : {}
  if (method === 'complete') return (await service.complete?.(key, options)) ?? null
  if (method === 'wrap') return service.wrap(key, Buffer.from(data, 'base64'), options)
  const dataKey = await service.unwrap(key, data, options)
  return dataKey === null ? null : Buffer.from(dataKey).toString('base64')
}
