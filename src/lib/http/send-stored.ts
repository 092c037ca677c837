import { Readable } from 'node:stream'
import { AppError } from '../errors.ts'
import { getStorage } from '../storage/storage.ts'
import { attachment } from './attachment.ts'

/** Streams a stored file under a name. Throws `gone` when the storage has lost it. */
export async function sendStored(
  key: string,
  { name, mediaType }: { name: string; mediaType: string },
): Promise<Response> {
  const source = await getStorage()
    .read(key)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new AppError('gone', 'This file is not stored any more.')
      throw error
    })
  return new Response(Readable.toWeb(source) as ReadableStream, {
    headers: { 'Content-Type': mediaType, 'Content-Disposition': attachment(name) },
  })
}
