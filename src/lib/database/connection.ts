import { DatabaseManager, lazily, initializeDatabase as open } from '../db/index.ts'
import { log } from '../log.ts'

// The names under which other code knows the database. Without a tenant it sees no row of any table of the company.

export { DatabaseManager }

/** The one manager of this process, opened at its first use. */
export const db: DatabaseManager = lazily(() => open())
/** @alias */
export const pool = db

/** Resolves when the database answers; a failure is logged and thrown on. */
export async function initializeDatabase(): Promise<void> {
  try {
    await db.connect()
    log.info('the database answers')
  } catch (error) {
    log.error({ err: error }, 'the database cannot be reached')
    throw error
  }
}
