import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { TestModule } from 'vitest/node'
import { TotalReporter } from '../../../scripts/total-reporter.mjs'
import { scratchRepository } from '../scratch-repository.ts'

test('tests are counted by their state', () => {
  const modules = [module(['passed', 'passed', 'skipped']), module(['failed', 'pending'])]
  expect(report(modules, [])).toBe('{"passed":2,"failed":2,"skipped":1}\n')
})

test('a file that does not load and an error outside of tests count as failed', () => {
  expect(report([module([], [new Error('broken')])], [new Error('unhandled')])).toBe(
    '{"passed":0,"failed":2,"skipped":0}\n',
  )
})

function report(modules: readonly TestModule[], errors: readonly unknown[]): string {
  const file = join(scratchRepository({}), 'totals')
  vi.stubEnv('SOPSKIT_TOTALS', file)
  new TotalReporter().onTestRunEnd(modules, errors)
  vi.unstubAllEnvs()
  return readFileSync(file, 'utf8')
}

/** As much of vitest's module as the reporter looks at. */
function module(states: readonly string[], errors: readonly Error[] = []): TestModule {
  const tests = states.map((state) => ({ result: () => ({ state }) }))
  const stand: unknown = { errors: () => errors, children: { allTests: () => tests } }
  return stand as TestModule
}
