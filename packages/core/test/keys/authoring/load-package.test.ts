import { loadPackage } from '@sopskit/core'
import { expect, test } from 'vitest'

test('a package that is not installed is named, with what to do', async () => {
  const name = '@sopskit/there-is-no-such-package'
  await expect(loadPackage(name, () => import(/* @vite-ignore */ name))).rejects.toMatchObject({
    code: 'PACKAGE_MISSING',
    message: expect.stringContaining(`npm install ${name}`) as string,
  })
})

test('a package that is installed is passed on', async () => {
  const loaded = await loadPackage('node:path', () => import('node:path'))
  expect(loaded.sep).toBeTypeOf('string')
})
