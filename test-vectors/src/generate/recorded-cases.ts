import type { VectorCase } from '../manifest.ts'
import { CaseRecorder } from './case-recorder.ts'
import type { CaseHeader } from './case-recorder.ts'
import type { Lab } from './lab.ts'

/** Collects the cases of a run, in order, each id once. */
export class RecordedCases {
  readonly lab: Lab
  private readonly byId = new Map<string, VectorCase>()

  constructor(lab: Lab) {
    this.lab = lab
  }

  /** Records one case; `steps` writes its files and runs its commands. */
  record(header: CaseHeader, steps: (recorder: CaseRecorder) => void): void {
    if (this.byId.has(header.id)) throw new Error(`two cases are called ${header.id}`)
    const recorder = new CaseRecorder(this.lab, header)
    steps(recorder)
    this.byId.set(header.id, recorder.finish())
  }

  all(): readonly VectorCase[] {
    return [...this.byId.values()]
  }
}
