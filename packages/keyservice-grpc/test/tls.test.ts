import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ageKey, client, expectFailure, newDataKey, serving } from './support.ts'

function pem(name: string): string {
  return readFileSync(
    fileURLToPath(new URL(`keys-for-tests-only/${name}.pem`, import.meta.url)),
    'utf8',
  )
}

const ca = pem('ca')
const own = { cert: pem('server'), key: pem('server-key') }
const named = { cert: pem('named'), key: pem('named-key') }
const asClient = { cert: pem('client'), key: pem('client-key') }

describe('TLS', () => {
  it('is spoken where both sides have it', async () => {
    const { address } = await serving({ address: 'tcp://localhost:0', tls: own })
    expect(await client({ address, tls: { ca } }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })

  it('is refused with a certificate that nobody trusts, or of another name', async () => {
    const { address } = await serving({ address: 'tcp://localhost:0', tls: named })
    await expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address, tls: {} }).wrap(ageKey, newDataKey(), {}),
    )
    await expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address, tls: { ca } }).wrap(ageKey, newDataKey(), {}),
    )
    const tls = { ca, serverName: 'vault.test' }
    expect(await client({ address, tls }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })

  it('lets in only clients with a certificate where the server asks for one', async () => {
    const { address } = await serving({
      address: 'tcp://localhost:0',
      tls: { ...own, clientCa: ca },
    })
    await expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address, tls: { ca } }).wrap(ageKey, newDataKey(), {}),
    )
    const tls = { ca, ...asClient }
    expect(await client({ address, tls }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })

  it('is not spoken with a server or a client that has none', async () => {
    const { address: plain } = await serving()
    const { address: secure } = await serving({ address: 'tcp://localhost:0', tls: own })
    await expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address: plain, tls: { ca } }).wrap(ageKey, newDataKey(), {}),
    )
    await expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address: secure }).wrap(ageKey, newDataKey(), {}),
    )
  })

  it('needs texts in PEM form', async () => {
    await expectFailure('INVALID_IDENTITY', serving({ tls: { cert: 'x', key: 'secret-key' } }), [
      'secret-key',
    ])
    const { address } = await serving({ address: 'tcp://localhost:0', tls: own })
    for (const tls of [
      { ca: 'x', cert: 'x', key: 'secret-key' },
      { cert: own.cert },
      { key: own.key },
    ]) {
      await expectFailure(
        'INVALID_IDENTITY',
        client({ address, tls }).wrap(ageKey, newDataKey(), {}),
        ['secret-key'],
      )
    }
  })
})
