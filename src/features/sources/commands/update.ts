import { transaction } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { probe } from '../connections/service.ts'
import { readConnection, sealPassword } from '../record/contents.ts'
import { isNameTaken, updateSource as store } from '../record/repository.ts'
import { toSource } from '../record/resource.ts'
import { source, updateSourceInput } from '../record/schema.ts'
import { getSourceRow, nameTaken, requireWorking, stateAfter } from '../record/service.ts'

export const updateSource = defineCommand({
  name: 'sources.update',
  summary: 'Change a source; what is left out stays as it is. Another connection is tried before it is kept.',
  permission: 'sources.manage',
  input: updateSourceInput,
  output: source,
  async prepare({ context, input }) {
    const { connection, tls, ca } = input
    if (connection === undefined) {
      if (tls === undefined && ca === undefined) return undefined
      // A weaker check could hand the password to a server of somebody else.
      throw invalid('connection', 'is needed again, because tls or ca has changed')
    }
    const row = await transaction(context.principal.tenantId, 'read only', (tx) => getSourceRow(tx, input.id))
    const made = readConnection(connection, { tls, ca: ca === undefined ? row.settings.ca : ca })
    const found = await probe(() => ({ ...row, ...made.settings, password: made.password }))
    requireWorking(found)
    return { ...made, found }
  },
  async run({ context, tx, input, prepared, audit }) {
    const before = await getSourceRow(tx, input.id)
    requireVersion(context, before.version, input.version)
    const name = input.name ?? before.name
    if (await isNameTaken(tx, name, before.id)) throw nameTaken(name)
    const row = await store(tx, before, {
      name,
      statementSeconds: input.statement_seconds ?? before.statementSeconds,
      concurrentReads: input.concurrent_reads ?? before.concurrentReads,
      ...(prepared
        ? {
            settings: prepared.settings,
            sealedSecret: sealPassword(before.id, prepared.password),
            ...stateAfter(prepared.found),
          }
        : {}),
    })
    if (!row) throw changedMeanwhile()
    const { host, port, database, user, tls } = row.settings
    await audit({
      action: 'source.updated',
      subjectType: 'source',
      subjectId: row.id,
      details: {
        ...{ name, host, port, database, user, tls, version: row.version },
        changed: Object.keys(input).filter((key) => key !== 'id' && key !== 'version'),
      },
    })
    return toSource(row)
  },
})
