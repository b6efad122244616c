import { defined } from '../options/defined.ts'
import type { Surroundings } from '../processes/surroundings.ts'
import type { CommandIo } from './command-io.ts'

/** What editing and running programs takes from the world of the command. */
export function surroundingsOf({
  env,
  platform,
  fileSystem,
  surroundings,
}: CommandIo): Partial<Surroundings> {
  return { env, fileSystem, ...defined({ platform }), ...surroundings }
}
