import { randomUUID } from 'node:crypto'
import { invalid } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { importsRun } from '../queue.ts'
import { insertImport } from '../record/repository.ts'
import { toImport } from '../record/resource.ts'
import { importResource, uploadInput } from '../schema.ts'

export const uploadImport = defineCommand({
  name: 'imports.upload',
  summary:
    'Upload a file of items and their stock, of suppliers, or of their prices. It is checked at once; nothing changes before it is applied.',
  permission: 'imports.run',
  input: uploadInput,
  output: importResource,
  async prepare({ input: { file } }) {
    if (file.bytes === 0) throw invalid('file', 'is empty')
    const key = `imports/${randomUUID()}/file`
    await getStorage().put(key, file.path)
    return key
  },
  async run({
    context: { principal, requestId },
    tx,
    input: { file, file_name, content },
    prepared: fileKey,
    audit,
  }) {
    const { tenantId, userId, apiKeyId } = principal
    const row = await insertImport(tx, {
      ...{ tenantId, requestId, createdBy: userId, actorId: userId, actorApiKeyId: apiKeyId ?? null },
      ...{ content, fileName: file_name, fileKey, fileBytes: file.bytes, fileSha256: file.sha256 },
    })
    await enqueue(tx, importsRun, { tenantId, requestId }, { importId: row.id })
    await audit({
      action: 'import.uploaded',
      subjectType: 'import',
      subjectId: row.id,
      details: { file_name, content, bytes: file.bytes, sha256: file.sha256 },
    })
    return toImport(row)
  },
})
