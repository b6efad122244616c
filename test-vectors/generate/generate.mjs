// Makes the recorded cases again, or replays them: see the README. Build first (`npx tsc -b test-vectors`).
import { main } from '../dist/generate/main.js'

process.exitCode = await main(process.argv.slice(2))
