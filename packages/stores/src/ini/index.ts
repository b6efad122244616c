export { iniStore } from './ini-store.ts'
