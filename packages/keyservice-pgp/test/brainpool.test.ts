import { pgpKeyService } from '@sopskit/keyservice-pgp'
import { expect, it } from 'vitest'
import { curvePackageMissing, lacksCurvePackage } from '../src/openpgp-library.ts'
import { counting, hasCurvePackage, masterKey, outcomeOf, privateKey } from './support.ts'

const names = ['brainpoolp256r1', 'brainpoolp512r1'] as const

it.each(names)('%s works where openpgp finds eckey-utils, else that is said', async (name) => {
  const service = pgpKeyService({ privateKeys: [privateKey(name)] })
  const key = await masterKey(name)
  const turn = async (): Promise<unknown> =>
    service.unwrap(key, (await service.wrap(key, counting(32), {})) ?? '', {})
  expect(await outcomeOf(turn)).toEqual(hasCurvePackage ? counting(32) : 'PACKAGE_MISSING')
})

it('the missing package is known by what Node says, and named', () => {
  const error = new Error(
    "Error decrypting message: Cannot find module 'eckey-utils'\nRequire stack:",
  )
  expect([error, new Error('other'), 'eckey-utils'].map(lacksCurvePackage)).toEqual([
    true,
    false,
    false,
  ])
  expect(curvePackageMissing().code).toBe('PACKAGE_MISSING')
  expect(curvePackageMissing().message).toContain('npm install eckey-utils')
})
