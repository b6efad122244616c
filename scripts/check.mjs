// npm run check: lint, format, types and the gates of tools/; all of them run, whatever the first one says.
import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { bootstrap } from './bootstrap.mjs'
import { inRoot, root } from './workspace.mjs'

bootstrap()

const checks = [
  { title: 'lint', program: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { title: 'format', program: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { title: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-b'] },
  { title: 'gates', program: 'tools/gates.mjs', args: [] },
]

for (const { title, program, args } of checks) {
  const began = Date.now()
  const run = spawnSync(process.execPath, [inRoot(program), ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  const passed = run.status === 0
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`)
  if (passed) continue
  console.log(`${run.error?.message ?? ''}${run.stdout}${run.stderr}`)
  process.exitCode = 1
}
