import { defineQuery } from '#src/lib/operation/operation.ts'
import { requireOperator } from '../record/access.ts'
import { alertsOf, diskFullOn, remedies } from '../record/alerts.ts'
import { findHealth, findTables, readStatementsState, stepFor } from '../record/repository.ts'
import { toHealth, toTable } from '../record/resource.ts'
import { databaseResource, historyInput } from '../record/schema.ts'

const hourMs = 3_600_000
const dayHours = 24
const growthHours = 14 * 24
const mostTables = 20

export const getDatabase = defineQuery({
  name: 'analytics.database.get',
  summary:
    'How the database is: connections, the oldest transaction, memory, deleted rows, the disk, and alerts.',
  permission: 'database.read',
  input: historyInput,
  output: databaseResource,
  longReadSeconds: 10,
  async run({ context: { principal }, tx, input: { hours } }) {
    await requireOperator(tx, principal)
    const state = await readStatementsState(tx)
    const since = (back: number) => new Date(Date.now() - back * hourMs)
    // Hours say nothing about now, so whatever is asked for, what needs attention comes from the last day.
    const lately = (await findHealth(tx, since(dayHours), 'five_minutes')).map(toHealth)
    const history = (await findHealth(tx, since(hours), stepFor(hours))).map(toHealth)
    const growth = (await findHealth(tx, since(growthHours), 'hour')).map(toHealth)
    const tables = (await findTables(tx, mostTables)).map(toTable)
    const now = lately.at(-1) ?? null
    const disk_full_on = diskFullOn(growth)
    return {
      statements: { state, remedy: remedies[state] },
      ...{ now, disk_full_on, history, tables },
      alerts: alertsOf({ now, disk_full_on, history: lately, tables }),
    }
  },
})
