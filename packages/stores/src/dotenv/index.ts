export { dotenvStore } from './dotenv-store.ts'
