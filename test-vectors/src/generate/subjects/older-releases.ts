import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCases, readCaseFile } from '../../files.ts'
import { testRecipient } from '../../test-identities.ts'
import { findDataKey } from '../age.ts'
import { extensions } from '../formats.ts'
import type { Lab } from '../lab.ts'
import type { RecordedCases } from '../recorded-cases.ts'

interface OldFile {
  readonly extension: string
  readonly plain: string
}

const files: Readonly<Record<string, OldFile>> = {
  yaml: {
    extension: extensions.yaml,
    plain:
      '# top\na: 1 # in\nb: 1.5\nc: true\nd: text\ne_unencrypted: plain\nf:\n  - x\n  - k: v\ng: null\nh: ""\nj: |\n  l1\n  l2\n---\nz: 2\n',
  },
  json: {
    extension: extensions.json,
    plain:
      '{"a":1,"b":1.5,"c":true,"d":"text","e_unencrypted":"plain","f":["x",{"k":"v"}],"g":null,"h":"","big":9007199254740993}',
  },
  dotenv: { extension: extensions.dotenv, plain: '#c\nA=x\\ny\nB=\n' },
  ini: { extension: extensions.ini, plain: '; c\n[s]\n; d\na = b\n[t]\nc = 1\n' },
  binary: { extension: extensions.binary, plain: 'raw\n' },
  'list-comment': { extension: extensions.yaml, plain: 'l:\n  - a\n  # c\n  - b\n' },
}

const releases = ['3.13.1', '3.7.3', '3.9.4']

/** Files written by older releases; kept as they are unless the release's program is given. */
export function olderReleases(cases: RecordedCases): void {
  for (const release of releases) {
    for (const [name, file] of Object.entries(files)) oldCase(cases, release, { name, ...file })
  }
}

function oldCase(
  cases: RecordedCases,
  release: string,
  file: OldFile & { readonly name: string },
): void {
  const { name, extension, plain } = file
  const facts = `H1 H4 H5 H7 H8 H9 H10 D15${name === 'list-comment' ? ' Q1' : ''}`
  const id = `old-${release}-${name}`
  const encrypted = encryptAnew(cases.lab, release, file) ?? keptFile(id, `enc.${extension}`)
  cases.record(
    { id, facts, note: `encrypted by sops ${release}`, madeWith: release },
    (recorder) => {
      recorder.write(`plain.${extension}`, plain).write(`enc.${extension}`, encrypted)
      recorder.knowDataKey(findDataKey(recorder.lab, Buffer.from(encrypted)))
      recorder.run(['decrypt', `enc.${extension}`], { stdout: `dec.${extension}` })
      recorder.run(['decrypt', '--ignore-mac', '--output-type', 'json', `enc.${extension}`], {
        stdout: 'dec.json',
      })
    },
  )
}

function keptFile(id: string, name: string): Uint8Array {
  const [kept] = loadCases((one) => one.id === id)
  if (kept === undefined)
    throw new Error(`${id} is not there; name the program of that release with --older`)
  return readCaseFile(kept, name)
}

function encryptAnew(lab: Lab, release: string, { extension, plain }: OldFile): Uint8Array | null {
  const program = lab.older.get(release)
  if (program === undefined) return null
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-older-'))
  const input = join(folder, `in.${extension}`)
  writeFileSync(input, plain)
  try {
    const env = { PATH: process.env['PATH'], HOME: '/dev/null/none' }
    return execFileSync(program, ['--encrypt', '--age', testRecipient(0), input], {
      cwd: folder,
      env,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
