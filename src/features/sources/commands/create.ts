import { randomUUID } from 'node:crypto'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { probe } from '../connections/service.ts'
import { readConnection, sealPassword } from '../record/contents.ts'
import { insertSource, newSourceId } from '../record/repository.ts'
import { toSource } from '../record/resource.ts'
import { createSourceInput, source } from '../record/schema.ts'
import { nameTaken, requireWorking, stateAfter } from '../record/service.ts'

const limits = { statementSeconds: 600, concurrentReads: 2 }

export const createSource = defineCommand({
  name: 'sources.create',
  summary: 'Connect a PostgreSQL database of your own. It is tried at once, and kept only if it can be read.',
  permission: 'sources.manage',
  input: createSourceInput,
  output: source,
  async prepare({ input }) {
    const { settings, password } = readConnection(input.connection, input)
    const found = await probe(() => ({ ...settings, ...limits, password, id: randomUUID() }))
    requireWorking(found)
    return { settings, password, found }
  },
  async run({ context: { principal }, tx, input, prepared: { settings, password, found }, audit }) {
    const id = await newSourceId(tx)
    const name = input.name ?? `${settings.database} on ${settings.host}`.slice(0, 100)
    const row = await insertSource(tx, {
      ...{ id, name, settings, tenantId: principal.tenantId, createdBy: principal.userId },
      sealedSecret: sealPassword(id, password),
      statementSeconds: input.statement_seconds ?? limits.statementSeconds,
      concurrentReads: input.concurrent_reads ?? limits.concurrentReads,
      ...stateAfter(found),
    })
    if (!row) throw nameTaken(name)
    const { host, port, database, user, tls } = settings
    await audit({
      action: 'source.created',
      subjectType: 'source',
      subjectId: id,
      details: { name, host, port, database, user, tls },
    })
    return toSource(row)
  },
})
