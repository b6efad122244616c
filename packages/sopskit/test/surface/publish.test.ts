import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenService, startOpenService } from './open-service.ts'
import { recordedPlace } from './recorded.ts'
import { runScenario, type ScenarioRun } from './run-scenario.ts'
import { remote } from './scenarios/keys.ts'
import { ours } from './tools.ts'

let service: OpenService
beforeAll(async () => {
  service = await startOpenService()
})
afterAll(() => service.close())

/** Publishes where nobody listens: the file is opened first. */
function publish(...flags: readonly string[]): Promise<ScenarioRun> {
  const rule = "{ vault_path: a, vault_address: 'http://127.0.0.1:1' }"
  const files = { '.sops.yaml': `destination_rules: [${rule}]\n` }
  const args = ['publish', '--yes', ...flags, 'open.yaml']
  return runScenario({ args, files }, { tool: ours, reader: ours, service, place: recordedPlace })
}

test('asks the service of --keyservice', async () => {
  const { asked, stderr } = await publish(...remote)
  expect(asked).toEqual(['unwrap age'])
  expect(stderr).toMatch(/^sopskit: SERVICE_UNAVAILABLE: /m)
})

test('asks in the order of --decryption-order', async () => {
  const { asked } = await publish(...remote, '--decryption-order', 'hc_vault,kms')
  expect(asked).toEqual(['unwrap hc_vault'])
})

test('without a key service nothing is opened: exit 128', async () => {
  const { asked, exit, stderr } = await publish('--enable-local-keyservice=false')
  expect({ asked, exit }).toEqual({ asked: [], exit: 128 })
  expect(stderr).toMatch(/^sopskit: DATA_KEY_UNAVAILABLE: /m)
})
