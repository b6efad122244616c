import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import {
  decryptToObject,
  encrypt,
  encryptFile,
  rotateFile,
  setValueInFile,
} from '../../src/index.ts'
import { readBudget } from './budget.ts'
import { openKeyService } from './open-key-service.mjs'
import { Tally } from './tally.ts'

const root = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(root, { recursive: true }))

const script = fileURLToPath(new URL('change-endlessly.mjs', import.meta.url))
const options = { services: [openKeyService] }
const recipients = 'age1test'
const { seed, documents: kills } = readBudget('SOPSKIT_LIVE_KILLS', 501)

const secret = 'PLAINTEXT-THAT-MUST-NOT-STAY'
const values = Object.fromEntries(
  Array.from({ length: 20 }, (_, n) => [`key${n}`, `${secret} ${n}`]),
)
const plain = Object.entries(values)
  .map(([key, value]) => `${key}: ${value}\n`)
  .join('')
const encrypted = (await encrypt(`${plain}count: 0\n`, { ...options, format: 'yaml', recipients }))
  .bytes

type ChangeName = 'encrypt' | 'rotate' | 'set'
const changeNames: readonly ChangeName[] = ['encrypt', 'rotate', 'set']
/** Milliseconds until a kill. Encrypting ends with the last file, the others go on for ever. */
const longest = { encrypt: 60, rotate: 120, set: 120 }

describe('killed at any moment', () => {
  it(`a file is the old one or the new one, and nothing plain is left: ${kills} kills`, async () => {
    const random = randomNumbers(seed)
    const tally = new Tally()
    let next = 0
    const work = async (): Promise<void> => {
      while (next < kills) {
        const number = next++
        const name = changeNames[number % changeNames.length] ?? 'set'
        await killOnce(
          { name, folder: join(root, `${number}`), delay: random() * longest[name] },
          tally,
        )
      }
    }
    try {
      await Promise.all([work(), work(), work()])
    } finally {
      process.stderr.write(`kills, seed ${seed}: ${tally.toString()}\n`)
    }
    for (const name of changeNames)
      expect(tally.of(`${name} killed`)).toBe(kills / changeNames.length)
    // Or the kills would all have come between two writes.
    expect(tally.of('left a temporary file')).toBeGreaterThan(kills / 50)
    expect(tally.of('something was written')).toBeGreaterThan(kills / 10)
  })
})

interface Kill {
  readonly name: ChangeName
  readonly folder: string
  /** Milliseconds after the first change began. */
  readonly delay: number
}

async function killOnce({ name, folder, delay }: Kill, tally: Tally): Promise<void> {
  mkdirSync(folder)
  const names = name === 'encrypt' ? Array.from({ length: 8 }, (_, n) => `${n}.yaml`) : ['x.yaml']
  for (const file of names)
    writeFileSync(join(folder, file), name === 'encrypt' ? plain : encrypted)
  const paths = names.map((file) => join(folder, file))
  const child = start([name, ...paths])
  const ended = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), ended])
  await new Promise((resolve) => setTimeout(resolve, delay))
  child.kill('SIGKILL')
  await ended
  tally.add(`${name} killed`)
  await judge(name, folder, { names, tally })
  rmSync(folder, { recursive: true })
}

interface Judgement {
  readonly names: readonly string[]
  readonly tally: Tally
}

async function judge(name: ChangeName, folder: string, { names, tally }: Judgement): Promise<void> {
  const left = readdirSync(folder).filter((file) => !names.includes(file))
  if (left.length > 0) tally.add('left a temporary file')
  for (const file of left) expect(readFileSync(join(folder, file)).includes(secret)).toBe(false)
  let written = false
  for (const file of names) {
    const bytes = readFileSync(join(folder, file))
    const before = name === 'encrypt' ? Buffer.from(plain) : Buffer.from(encrypted)
    if (bytes.equals(before)) continue
    written = true
    const { value } = await decryptToObject(bytes, { ...options, format: 'yaml' })
    const { count = 0, ...others } = value
    expect({ ...others }).toEqual(values)
    expect(count).toSatisfy((given: unknown) => Number.isInteger(given) && Number(given) >= 0)
  }
  if (written) tally.add('something was written')
  for (const file of names) await changeAgain(name, join(folder, file))
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted())
}

async function changeAgain(name: ChangeName, path: string): Promise<void> {
  if (name === 'rotate') await rotateFile(path, { ...options, inPlace: true })
  if (name === 'set') await setValueInFile(path, { ...options, path: '["count"]', value: -1 })
  // What was encrypted before the kill is written again as well, for the next writer cleans up.
  if (name !== 'encrypt') return
  const format = readFileSync(path).includes('sops:') ? 'binary' : 'yaml'
  await encryptFile(path, { ...options, recipients, inPlace: true, format })
}

describe('several processes that change one file', () => {
  it('all get through, and no change of theirs is lost', async () => {
    const path = join(root, 'shared.yaml')
    const log = join(root, 'again.log')
    writeFileSync(path, encrypted)
    writeFileSync(log, '')
    const names = Array.from({ length: 4 }, (_, n) =>
      Array.from({ length: 12 }, (__, m) => `by${n}_${m}`),
    )
    const exits = await Promise.all(
      names.map(async (mine) => {
        const [code] = (await once(start(['add', path, ...mine], log), 'close')) as [number]
        return code
      }),
    )
    expect(exits).toEqual([0, 0, 0, 0])
    const { value } = await decryptToObject(readFileSync(path), { ...options, format: 'yaml' })
    expect(
      Object.keys(value)
        .filter((key) => key.startsWith('by'))
        .toSorted(),
    ).toEqual(names.flat().toSorted())
    // Or they would never have met.
    expect(readFileSync(log, 'utf8').length).toBeGreaterThan(0)
    expect(readdirSync(root).filter((file) => file.startsWith('.'))).toEqual([])
  })
})

function start(words: readonly string[], log?: string) {
  const env = log === undefined ? {} : { TEST_LOG: log }
  return spawn(process.execPath, [script, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomNumbers(start_: number): () => number {
  let state = start_
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
