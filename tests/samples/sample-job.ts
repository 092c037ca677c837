import { access, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findFormat } from '../../src/encoding/formats.ts'
import type { EncodeJob } from '../../src/encoding/process/encoder-messages.ts'
import { sampleAbout, sampleColumns } from './sample-table.ts'

/** A job for one text column, with its spool in the folder. */
export async function sampleJob(
  folder: string,
  spool: Buffer,
  changes: Partial<EncodeJob> = {},
): Promise<EncodeJob> {
  const spoolPath = join(folder, 'spool')
  await writeFile(spoolPath, spool)
  const outputPath = join(folder, 'file')
  await rm(outputPath, { force: true })
  const { format = 'csv', options = {}, ...others } = changes
  return {
    ...{ tenantId: 'tenant', spoolPath, outputPath, format, fileName: `Über-10.${format}` },
    ...{ columns: sampleColumns(['text']), keyColumns: 0, about: sampleAbout },
    options: findFormat(format)!.dialect(options),
    ...others,
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
