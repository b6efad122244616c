/** Counts what became of the documents of a run. */
export class Tally {
  private readonly counts = new Map<string, number>()

  add(outcome: string): void {
    this.counts.set(outcome, this.of(outcome) + 1)
  }

  of(outcome: string): number {
    return this.counts.get(outcome) ?? 0
  }

  /** `agreed 12, refused by both 3`. */
  toString(): string {
    return [...this.counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ')
  }
}
