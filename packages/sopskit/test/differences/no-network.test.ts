import { ChildProcess } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { connect, Socket } from 'node:net'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Starter {
  spawn(): void
}

function refuse(): never {
  throw new Error('nothing may leave this process')
}

// Every connection and every child process of Node goes through one of these two.
const watchDoors = () =>
  [
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(refuse),
    vi.spyOn(ChildProcess.prototype as unknown as Starter, 'spawn').mockImplementation(refuse),
  ] as const
let watched: ReturnType<typeof watchDoors>

beforeEach(() => {
  watched = watchDoors()
})

afterEach(() => {
  vi.restoreAllMocks()
})

test('a connection would be seen', () => {
  expect(() => connect(9, 'localhost')).toThrow('nothing may leave this process')
  expect(watched[0]).toHaveBeenCalledOnce()
})

test('--version looks for no newer one, whatever the environment says (CLI-122)', async () => {
  for (const env of [{}, { SOPS_DISABLE_VERSION_CHECK: 'false' }]) {
    expect(await sopskit('/', ['--version'], { env })).toMatchObject({ exit: 0, stderr: '' })
  }
  for (const door of watched) expect(door).not.toHaveBeenCalled()
})

test('encrypting and decrypting with age keys needs no network and no other program', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'x.yaml'), 'a: hunter2\n')
  const encrypt = ['encrypt', '--age', testRecipient(0), '-i', 'x.yaml']
  expect(await sopskit(folder, encrypt)).toMatchObject({ exit: 0 })
  const decrypted = await sopskit(folder, ['decrypt', 'x.yaml'])
  expect(decrypted).toEqual({ exit: 0, stdout: 'a: hunter2\n', stderr: '' })
  for (const door of watched) expect(door).not.toHaveBeenCalled()
})
