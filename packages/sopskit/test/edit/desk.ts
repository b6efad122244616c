import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { editFile, type EditFileOptions, type EditFileResult } from '../../src/index.ts'
import { identities } from '../exec/encrypted.ts'
import { makePlace, type Place } from '../exec/place.ts'

/** A place in which files are edited. */
export interface Desk extends Place {
  /**
   * Edits a file of the folder by an editor that runs one of these shell scripts in each of its runs; `$f` is
   * the file that it edits, `sub` replaces in it, and the folder is its current directory. A run too many fails.
   */
  edit(
    name: string,
    runs: readonly string[],
    options?: Partial<EditFileOptions>,
  ): Promise<EditFileResult>
  /** How often the editor ran. */
  editorRuns(): Promise<number>
}

const path = process.env['PATH'] ?? ''

export async function makeDesk(): Promise<Desk> {
  const place = await makePlace()
  const { folder, temporary } = place
  const editorRuns = async (): Promise<number> =>
    Number(await place.written('runs').catch(() => '0'))
  return {
    ...place,
    editorRuns,
    async edit(name, runs, { surroundings, ...options } = {}) {
      await writeFile(join(folder, 'runs'), '0')
      await writeFile(join(folder, 'editor.sh'), scriptOf(folder, runs))
      const env = { PATH: path, EDITOR: `/bin/sh '${join(folder, 'editor.sh')}'` }
      return editFile(join(folder, name), {
        identities,
        ...options,
        surroundings: { env, temporaryRoot: temporary, terminal: false, ...surroundings },
      })
    },
  }
}

function scriptOf(folder: string, runs: readonly string[]): string {
  const cases = runs.map((run, index) => `${index + 1}) ${run} ;;`)
  return `f=$1
cd '${folder}'
sub() { sed "$1" "$f" > changed && cat changed > "$f" && rm changed; }
n=$(($(cat runs) + 1))
echo $n > runs
case $n in
${cases.join('\n')}
*) exit 99 ;;
esac
`
}
