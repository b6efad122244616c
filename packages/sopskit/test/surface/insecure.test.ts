import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ProcessEvents } from '../../src/processes/process-events.ts'
import { sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startOpenService } from './open-service.ts'
import { recordedPlace } from './recorded.ts'

// 0.0.0.0 counts as an address of other machines, and leads to this one.
test('the client asks other machines only with --insecure-keyservice', async () => {
  const folder = await temporaryFolder()
  const service = await startOpenService()
  onTestFinished(() => service.close())
  await writeFile(join(folder, 'open.yaml'), recordedPlace['open.yaml'] ?? '')
  const address = service.address.replace('127.0.0.1', '0.0.0.0')
  const decrypt = ['decrypt', '--enable-local-keyservice=false', '--keyservice', address]
  const refused = await sopskit(folder, [...decrypt, 'open.yaml'])
  expect(refused).toMatchObject({ exit: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^sopskit: INVALID_OPTION: /)
  const opened = await sopskit(folder, [...decrypt, '--insecure-keyservice', 'open.yaml'])
  expect(opened).toMatchObject({ exit: 0, stdout: recordedPlace['plain.yaml'] })
})

test('the server listens for other machines only with --insecure', async () => {
  const folder = await temporaryFolder()
  const serve = ['keyservice', '--address', '0.0.0.0:0']
  const refused = await sopskit(folder, serve)
  expect(refused.exit).toBe(1)
  expect(refused.stderr).toMatch(/^sopskit: INVALID_OPTION: /)
  const said: string[] = []
  let end = (): void => undefined
  const events: ProcessEvents = {
    onSignals: (_, listener) => {
      end = () => listener('SIGTERM')
      return () => undefined
    },
    onExit: () => () => undefined,
  }
  const writeStderr = (text: string): void => {
    said.push(text)
    if (text.includes('listens on')) setImmediate(() => end())
  }
  const run = await sopskit(folder, [...serve, '--insecure'], {
    surroundings: { events },
    writeStderr,
  })
  expect(run.exit).toBe(0)
  expect(said.join('')).toContain('0.0.0.0')
})
