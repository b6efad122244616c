import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, link, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startKeyServiceServer } from '@sopskit/keyservice-grpc'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { prepareUnixSocket } from '../../src/server/unix-socket.ts'
import { ageKey, client, expectFailure, newDataKey, serving, temporaryFolder } from '../support.ts'

afterEach(() => vi.restoreAllMocks())

/** A socket whose server was killed. */
async function staleSocket(path: string): Promise<void> {
  const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await lstat(path)).isSocket()).toBe(true)
}

describe('a unix socket', () => {
  it('serves, is open to this user only, and is gone at the end (KS-008)', async () => {
    const folder = await temporaryFolder()
    const address = `unix://${join(folder, 'sops.sock')}`
    const server = await serving({ address })
    expect(server.address).toBe(address)
    const stats = await lstat(join(folder, 'sops.sock'))
    expect([stats.isSocket(), stats.mode & 0o777]).toEqual([true, 0o600])
    expect(await readdir(folder)).toEqual(['sops.sock'])
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
    await server.close()
    await server.close()
    expect(await readdir(folder)).toEqual([])
  })

  it('never has a wider mode at a name that others can reach', async () => {
    const folder = await temporaryFolder()
    const socket = await prepareUnixSocket(join(folder, 's'))
    const server = createServer().listen(socket.bindPath)
    await once(server, 'listening')
    const [hidden = ''] = await readdir(folder)
    expect((await lstat(join(folder, hidden))).mode & 0o777).toBe(0o700)
    await chmod(socket.bindPath, 0o777)
    await socket.publish()
    expect((await lstat(join(folder, 's'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['s'])
    await socket.remove()
    server.close()
  })

  it('of a server that has died is replaced', async () => {
    const folder = await temporaryFolder()
    await staleSocket(join(folder, 'sops.sock'))
    const address = `unix://${join(folder, 'sops.sock')}`
    await serving({ address })
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
    expect(await readdir(folder)).toEqual(['sops.sock'])
  })

  it('of a living server is left alone', async () => {
    const folder = await temporaryFolder()
    const address = `unix://${join(folder, 'sops.sock')}`
    await serving({ address })
    await expectFailure('SERVICE_UNAVAILABLE', startKeyServiceServer({ address, services: [] }))
    expect(await readdir(folder)).toEqual(['sops.sock'])
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })

  it('is had by one of two servers that start at once over a dead one', async () => {
    const folder = await temporaryFolder()
    await staleSocket(join(folder, 'sops.sock'))
    const address = `unix://${join(folder, 'sops.sock')}`
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => serving({ address })))
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
    expect(await readdir(folder)).toEqual(['sops.sock'])
  })

  it('does not replace a file or a folder', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), 'precious')
    await mkdir(join(folder, 'folder'))
    for (const name of ['file', 'folder']) {
      const address = `unix://${join(folder, name)}`
      await expectFailure('SERVICE_UNAVAILABLE', startKeyServiceServer({ address, services: [] }))
    }
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('precious')
    expect((await readdir(folder)).toSorted()).toEqual(['file', 'folder'])
  })

  it('of somebody else is not removed at the end', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'sops.sock')
    const server = await serving({ address: `unix://${path}` })
    await rm(path)
    await writeFile(join(folder, 'other'), 'precious')
    await link(join(folder, 'other'), path)
    await server.close()
    expect(await readFile(path, 'utf8')).toBe('precious')
  })

  it('needs a folder, and a path that fits', async () => {
    const folder = await temporaryFolder()
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      startKeyServiceServer({ address: `unix://${folder}/none/s`, services: [] }),
    )
    expect(error.message).toContain('ENOENT')
    const address = `unix://${folder}/${'x'.repeat(100)}`
    await expectFailure('INVALID_OPTION', startKeyServiceServer({ address, services: [] }))
    expect(await readdir(folder)).toEqual([])
  })
})

describe('the signal', () => {
  it('closes the server', async () => {
    const folder = await temporaryFolder()
    const controller = new AbortController()
    await serving({ address: `unix://${folder}/s`, signal: controller.signal })
    controller.abort()
    await expect.poll(() => readdir(folder)).toEqual([])
  })

  it('that is aborted already starts none', async () => {
    const folder = await temporaryFolder()
    const signal = AbortSignal.abort()
    await expectFailure(
      'ABORTED',
      startKeyServiceServer({ address: `unix://${folder}/s`, services: [], signal }),
    )
    expect(await readdir(folder)).toEqual([])
  })
})

it('a port that is taken is an error, and nothing is printed', async () => {
  const print = vi.spyOn(console, 'error').mockReturnValue()
  const { address } = await serving()
  const error = await expectFailure(
    'SERVICE_UNAVAILABLE',
    startKeyServiceServer({ address, services: [] }),
  )
  expect(error.message).toContain('EADDRINUSE')
  expect(print).not.toHaveBeenCalled()
})
