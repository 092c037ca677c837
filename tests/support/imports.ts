import { applyImport } from '#src/features/imports/commands/apply.ts'
import { undoImport } from '#src/features/imports/commands/undo.ts'
import { uploadImport } from '#src/features/imports/commands/upload.ts'
import { getImport } from '#src/features/imports/queries/get.ts'
import { runImport } from '#src/features/imports/runs/run.ts'
import { type ImportResource, maxFileBytes } from '#src/features/imports/schema.ts'
import type { Context } from '#src/lib/context.ts'
import { SpooledFile } from '#src/lib/http/spooled-file.ts'

const worker = { id: crypto.randomUUID(), name: 'test' }

/** What a worker does when the job of an import comes, in this process. */
export async function work({ principal }: Context, id: string): Promise<void> {
  const { tenantId } = principal
  await runImport({
    tenantId,
    requestId: 'test',
    payload: { importId: id },
    worker,
    signal: new AbortController().signal,
  })
}

/** Uploads a file as a request would, without checking it. */
export async function upload(
  context: Context,
  content: string | Uint8Array<ArrayBuffer>,
  file_name = 'stock.csv',
  kind: ImportResource['content'] = 'items',
): Promise<ImportResource> {
  const request = new Request('http://localhost', { method: 'POST', body: content })
  const file = await SpooledFile.from(request, maxFileBytes)
  try {
    return await uploadImport.execute(context, { file_name, file, content: kind })
  } finally {
    await file.remove()
  }
}

export async function uploadAndCheck(
  context: Context,
  content: string | Uint8Array<ArrayBuffer>,
  file_name?: string,
  kind?: ImportResource['content'],
): Promise<ImportResource> {
  const { id } = await upload(context, content, file_name, kind)
  await work(context, id)
  return getImport.execute(context, { id })
}

export async function apply(
  context: Context,
  id: string,
  scope: ImportResource['scope'] = 'all',
): Promise<ImportResource> {
  await applyImport.execute(context, { id, scope })
  await work(context, id)
  return getImport.execute(context, { id })
}

export async function undo(context: Context, id: string): Promise<ImportResource> {
  await undoImport.execute(context, { id })
  await work(context, id)
  return getImport.execute(context, { id })
}
