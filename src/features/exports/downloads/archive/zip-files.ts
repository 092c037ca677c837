import type { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Emit } from '#src/encoding/rows/emit.ts'
import { ZipArchive } from '#src/encoding/zip/zip-archive.ts'

export interface ZipFile {
  name: string
  open: () => Promise<Readable>
  /** Told the bytes of the file that went in, whole or not. */
  ended: (bytes: number, isComplete: boolean) => void
}

/** Writes these files into one ZIP, one after the other; memory does not grow with them. */
export async function zipFiles(files: readonly ZipFile[], emit: Emit): Promise<void> {
  const archive = new ZipArchive(emit)
  for (const [index, name] of uniqueNames(files.map((file) => file.name)).entries()) {
    await addFile(archive, name, files[index]!)
  }
  await archive.close()
}

async function addFile(archive: ZipArchive, name: string, { open, ended }: ZipFile): Promise<void> {
  const size = { crc32: 0, size: 0, compressedSize: 0 }
  let isComplete = false
  const source = await open()
  // Workbooks and compressed files gain nothing, and text gains most from the first level.
  const deflate = createDeflateRaw({ level: 1 })
  source.on('data', (chunk: Buffer) => {
    size.crc32 = crc32(chunk, size.crc32)
    size.size += chunk.length
  })
  source.on('error', (error) => deflate.destroy(error))
  try {
    await archive.begin(name)
    for await (const chunk of source.pipe(deflate)) {
      size.compressedSize += chunk.length
      await archive.write(chunk)
    }
    await archive.end(size)
    isComplete = true
  } finally {
    source.destroy()
    deflate.destroy()
    ended(size.size, isComplete)
  }
}

/** `sales.csv`, `sales (2).csv` and so on; some file systems do not tell upper from lower case. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const [, stem = name, extension = ''] = /^([^.]*)(\..*)?$/s.exec(name) ?? []
    let unique = name
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${stem} (${count})${extension}`
    taken.add(unique.toLowerCase())
    return unique
  })
}
