import { randomUUID } from 'node:crypto'
import { createExport } from '#src/features/exports/commands/create.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import type { ExportDetails } from '#src/features/exports/record/details-schema.ts'
import type { CreateExportInput } from '#src/features/exports/record/schema.ts'
import { runExport } from '#src/features/exports/runs/run.ts'
import type { Context } from '#src/lib/context.ts'

/** Asks for an export and runs it here and now, without queue and worker process. */
export async function finishedExport(
  context: Context,
  input: Partial<CreateExportInput> = {},
): Promise<ExportDetails> {
  const asked = { export_name: 'Test', export_type: 'sales', format: 'csv', ...input }
  const { id } = await createExport.execute(context, asked)
  return runNow(context, id)
}

/** Runs a requested export here and now; returns it as it is after that. */
export async function runNow(context: Context, id: string): Promise<ExportDetails> {
  await runExport({
    tenantId: context.principal.tenantId,
    requestId: context.requestId,
    payload: { exportId: id },
    signal: new AbortController().signal,
    worker: { id: randomUUID(), name: 'test' },
  })
  return getExport.execute(context, { id })
}
