import { createExport } from '#src/features/exports/commands/create.ts'
import type { ExportRow } from '#src/features/exports/record/repository.ts'
import type { CreateExportInput, ExportResource } from '#src/features/exports/record/schema.ts'
import type { Context } from '#src/lib/context.ts'
import { ownerRows } from './owner.ts'
import { until } from './until.ts'

/** Asks for an export as a client would: customers as CSV unless said otherwise. */
export function ask(context: Context, asked: Partial<CreateExportInput> = {}): Promise<ExportResource> {
  return createExport.execute(context, {
    export_name: 'A test',
    export_type: 'customers',
    format: 'csv',
    ...asked,
  })
}

type State = Pick<ExportRow, 'id' | 'status' | 'attempt' | 'failures' | 'phase'> & {
  tenant_id: string
  rows_done: string
  file_path: string | null
  error_code: string | null
  error_message: string | null
  record_count: string | null
  worker_id: string | null
}

/** An export's row as the owner sees it. */
export async function stateOf(id: string): Promise<State> {
  const [row] = await ownerRows<State>('select * from data_exports where id = $1', [id])
  return row!
}

/** Waits for a state of the export that satisfies the condition. */
export function untilExport(
  id: string,
  what: string,
  isSo: (state: State) => boolean,
  timeoutMs?: number,
): Promise<State> {
  const look = async () => {
    const state = await stateOf(id)
    return isSo(state) && state
  }
  return until(`export ${id} is ${what}`, look, timeoutMs)
}

/** Waits for the export's end, whichever it is. */
export function untilEnded(id: string, timeoutMs?: number): Promise<State> {
  return untilExport(id, 'ended', ({ status }) => status !== 'pending' && status !== 'processing', timeoutMs)
}

/** Waits until nothing is left to do: every export ended, every mail tried, no job waiting or running. */
export async function untilQuiet(timeoutMs?: number): Promise<void> {
  await until('nothing is left to do', () => isQuiet(), timeoutMs)
}

async function isQuiet(): Promise<boolean> {
  const [left] = await ownerRows<{ count: number }>(`
    select (select count(*) from data_exports where status in ('pending', 'processing'))
      + (select count(*) from outgoing_mails where status = 'pending') as count`)
  return Number(left!.count) === 0
}

/** Lets the time pass after which a silent worker's claim of a mail ends, and the queue gives its job to another one. */
export async function jobsFallSilent(): Promise<void> {
  await ownerRows(`update outgoing_mails set next_try_at = now() where status = 'pending'`)
  await ownerRows(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`)
}
