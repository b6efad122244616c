import type { ProgramEnvironment } from '../age-environment.ts'
import type { KeyCommand } from '../processes/command-output.ts'

/** The output of a command; what starts processes is loaded where there is a command. */
export async function runCommand(
  command: KeyCommand,
  environment: ProgramEnvironment,
): Promise<Uint8Array> {
  const { commandOutput } = await import('../processes/command-output.ts')
  return commandOutput(command, environment)
}
