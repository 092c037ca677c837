import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import { afterAll } from 'vitest'
import { getStorage } from '#src/lib/storage/storage.ts'
import { startS3 } from './s3-server.ts'
import { startProxy, type TcpProxy } from './tcp-proxy.ts'

/** What this test file's storage holds, seen past the product: a folder, or a bucket with `TEST_STORAGE=s3`. */
interface Stored {
  /** Every key, sorted. */
  keys: () => Promise<string[]>
  write: (key: string, text: string) => Promise<void>
  /** Takes the storage away, until it is put back. */
  lose: () => Promise<() => Promise<void>>
  /** What a worker logs of a lost storage, and nobody else may read. */
  lossInLog: RegExp
}

export let stored: Stored = folder(join(process.env.STORAGE_DIR!, 'files'))

/** From now on the storage is a bucket, which the product reaches through a proxy. */
export async function storeInBucket(): Promise<void> {
  const server = await startS3()
  const proxy = await startProxy(server.endpoint)
  Object.assign(process.env, {
    ...{ S3_BUCKET: 'waybill', S3_ENDPOINT: proxy.url, S3_FORCE_PATH_STYLE: 'true' },
    ...{ S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' },
    // What a download sends is looked at here.
    S3_REDIRECT: 'false',
  })
  const { S3Client } = await import('@aws-sdk/client-s3')
  const owner = new S3Client({
    ...{ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  })
  stored = bucket(owner, proxy)
  afterAll(() => server.stop())
}

/** The keys that begin so. */
export async function storedBelow(prefix: string): Promise<string[]> {
  return (await stored.keys()).filter((key) => key.startsWith(prefix))
}

export async function readStored(key: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await getStorage().read(key)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The rows of a finished export as they lie in the storage. */
export async function storedText(folderKey: string | null): Promise<string> {
  return (await readStored(`${folderKey}/part-1`)).toString('utf8')
}

function folder(files: string): Stored {
  return {
    lossInLog: /ENOTDIR|EEXIST/,
    async keys() {
      const entries = await readdir(files, { recursive: true, withFileTypes: true }).catch(() => [])
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(files.length + 1))
        .sort()
    },
    async write(key, text) {
      await mkdir(dirname(join(files, key)), { recursive: true })
      await writeFile(join(files, key), text)
    },
    /** In the place of the folder of finished files lies something that is none. */
    async lose() {
      const aside = `${files}-aside`
      await rename(files, aside)
      await writeFile(files, '')
      return async () => {
        await rm(files)
        await rename(aside, files)
      }
    },
  }
}

function bucket(owner: S3Client, proxy: TcpProxy): Stored {
  return {
    lossInLog: /ECONNRESET|EPIPE|socket hang up/,
    async keys() {
      const { ListObjectsV2Command } = await import('@aws-sdk/client-s3')
      const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket: 'waybill' }))
      return Contents.map(({ Key }) => Key!).sort()
    },
    async write(key, text) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3')
      await owner.send(new PutObjectCommand({ Bucket: 'waybill', Key: key, Body: text }))
    },
    async lose() {
      proxy.close()
      return async () => proxy.open()
    },
  }
}
