import type { SourceRow } from './repository.ts'
import type { Source } from './schema.ts'

/** Never the password, nor the certificates. */
export function toSource(row: SourceRow): Source {
  const { host, port, database, user, tls, ca } = row.settings
  const self = `/api/v1/sources/${row.id}`
  return {
    id: row.id,
    name: row.name,
    engine: row.engine,
    ...{ host, port, database, user, tls, has_ca: ca !== null },
    statement_seconds: row.statementSeconds,
    concurrent_reads: row.concurrentReads,
    state: row.state,
    problem: problemOf(row),
    findings: row.findings,
    advice: row.findings?.may_write ? readOnlyRole(row) : null,
    checked_at: row.checkedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
    links: { self, check: `${self}/check`, relations: `${self}/relations` },
  }
}

function problemOf({ failureCode, failureMessage, failingSince }: SourceRow): Source['problem'] {
  if (!failureCode || !failureMessage || !failingSince) return null
  return { code: failureCode, message: failureMessage, since: failingSince.toISOString() }
}

function readOnlyRole({ settings: { database } }: SourceRow): string {
  const name = `"${database.replaceAll('"', '""')}"`
  return [
    `create role waybill_reader login password '…';`,
    `grant connect on database ${name} to waybill_reader;`,
    'grant pg_read_all_data to waybill_reader;',
    'alter role waybill_reader set default_transaction_read_only = on;',
  ].join('\n')
}
