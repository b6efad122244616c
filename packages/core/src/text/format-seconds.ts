/**
 * A point in time as SOPS writes it: UTC in whole seconds, `YYYY-MM-DDTHH:MM:SSZ` (D10).
 */
export function formatSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
