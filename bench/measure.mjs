/** @typedef {{ title: string, ours: () => number, theirs: () => number, rounds: number }} Contest each side does its work once and gives milliseconds */

/**
 * Runs both sides in turn (A B A B …), so that a busy moment of the machine hits both, and gives one row of
 * the table. The first round of each side warms caches of the disk and is not counted.
 *
 * @param {Contest} contest
 */
export function compare({ title, ours, theirs, rounds }) {
  const samples = Array.from({ length: rounds + 1 }, () => ({ ours: ours(), theirs: theirs() }))
  const counted = samples.slice(1)
  const mine = median(counted.map((sample) => sample.ours))
  const other = median(counted.map((sample) => sample.theirs))
  const ratio = median(counted.map((sample) => sample.theirs / sample.ours))
  return `| ${title} | ${format(mine)} | ${format(other)} | ${ratio.toFixed(2)} | ${rounds} |`
}

/** The head of the table whose rows `compare` makes. */
export const tableHead = [
  '| what | sopskit, ms | sops, ms | sops takes … times as long | rounds |',
  '| --- | ---: | ---: | ---: | ---: |',
].join('\n')

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = NaN, high = NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}

/** @param {number} milliseconds */
function format(milliseconds) {
  return milliseconds < 100 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)
}
