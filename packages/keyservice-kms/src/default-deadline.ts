/** Long enough for a slow token service and a few retries; `sops` itself has no limit (KEY-008). */
export const defaultDeadlineMs = 30_000
