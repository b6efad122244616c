import { beforeEach, describe, expect, test } from 'vitest'
import { accountVariables } from '../../src/processes/account.ts'
import { hostModule, runHost } from './host-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Switching the user is for good, so it is done in a process of its own.
const script = (name: string) => `
import { becomeNodeUser } from '${hostModule('processes/account.js')}'
try {
  const account = becomeNodeUser(${JSON.stringify(name)})
  console.log(JSON.stringify({ account, uid: process.getuid(), euid: process.geteuid() }))
} catch (error) {
  console.log(JSON.stringify({ code: error.code, uid: process.getuid(), euid: process.geteuid() }))
}
`
const uid = process.getuid?.()
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})

interface Became {
  readonly uid: number
  readonly euid: number
}

async function become(name: string): Promise<Became> {
  const { stdout } = await runHost(script(name), { folder })
  return JSON.parse(stdout) as Became
}

describe('another user (CLI-086)', () => {
  test('is become with privileges, and not without', async () => {
    const became = await become('nobody')
    const home = expect.stringContaining('/') as string
    const done = { account: { name: 'nobody', home }, uid: became.uid, euid: became.uid }
    expect(became).toEqual(uid === 0 ? done : { code: 'USER_UNAVAILABLE', uid, euid: uid })
    expect(became.uid).not.toBe(0)
  })

  test.each(['sopskit-nobody-of-that-name', '', '65534'])(
    '%j that does not exist is an error',
    async (name) => {
      expect(await become(name)).toEqual({ code: 'USER_UNAVAILABLE', uid, euid: uid })
    },
  )

  test('is told to the program by three variables (UT-11)', () => {
    const variables = accountVariables({ name: 'app', home: '/srv/app' })
    expect(variables).toEqual({ HOME: '/srv/app', USER: 'app', LOGNAME: 'app' })
  })
})
