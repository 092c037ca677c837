import { randomUUID } from 'node:crypto'
import { Agent as PlainAgent } from 'node:http'
import { Agent } from 'node:https'
import type { S3Client } from '@aws-sdk/client-s3'
import { env } from '#src/lib/env.ts'
import { allowedAddress, allowedLookup } from '#src/lib/outbound/address.ts'
import type { S3Settings } from '../record/kinds.ts'
import { problemOf } from './problem.ts'
import { DeliveryProblem, type OutgoingFile, type Receiver, type Sender } from './sender.ts'

interface Secret {
  secret_access_key: string
}
type Bucket = Receiver<S3Settings, Secret>

const partBytes = 8 * 1024 * 1024

/** Objects of a bucket: none is visible before its last byte has arrived, and none is written over. */
export const s3: Sender<S3Settings, Secret> = {
  async deliver({ files }, to, signal) {
    return withClient(to, signal, async (client) => {
      for (const file of files) await putOnce(client, to.settings, file, signal)
      return `Delivered: ${files.length} files are in the bucket ${to.settings.bucket}.`
    })
  },
  async test(to, signal) {
    const { bucket, prefix } = to.settings
    const key = { Bucket: bucket, Key: `${prefix}waybill-test-${randomUUID()}.txt` }
    return withClient(to, signal, async (client) => {
      const { DeleteObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3')
      await client.send(new PutObjectCommand({ ...key, Body: 'A test by Waybill.\n' }), {
        abortSignal: signal,
      })
      const isGone = await client.send(new DeleteObjectCommand(key), { abortSignal: signal }).then(
        () => true,
        () => false,
      )
      const rest = isGone
        ? 'and removed again'
        : `and stays there, because this key cannot delete: ${key.Key}`
      return { passed: true, message: `A test file was written to ${bucket} ${rest}.`, hostKey: null }
    })
  },
}

async function putOnce(
  client: S3Client,
  { bucket, prefix }: S3Settings,
  file: OutgoingFile,
  signal: AbortSignal,
): Promise<void> {
  const key = { Bucket: bucket, Key: `${prefix}${file.name}` }
  // The answer to an earlier attempt may have been lost.
  if (await isThere(client, key, file)) return
  try {
    await upload(client, key, file, signal, { IfNoneMatch: '*' })
  } catch (error) {
    const status = statusOf(error)
    if (status === 501) await upload(client, key, file, signal, {})
    else if (status !== 412 || !(await isThere(client, key, file, true))) throw error
  }
}

/** Streams the file in parts; when it fails, the parts that are there are taken back. */
async function upload(
  client: S3Client,
  key: { Bucket: string; Key: string },
  file: OutgoingFile,
  signal: AbortSignal,
  condition: { IfNoneMatch?: string },
): Promise<void> {
  const { Upload } = await import('@aws-sdk/lib-storage')
  const source = await file.open()
  const work = new Upload({
    client,
    partSize: partBytes,
    queueSize: 2,
    params: {
      ...{ ...key, ...condition, ContentType: file.mediaType, Metadata: { sha256: file.sha256 } },
      // An empty stream is no body to the client, and an empty file is a file.
      Body: file.bytes === 0 ? Buffer.alloc(0) : source,
    },
  })
  const stop = () => void work.abort()
  signal.addEventListener('abort', stop)
  try {
    await work.done()
  } finally {
    signal.removeEventListener('abort', stop)
    source.destroy()
  }
}

/**
 * Whether the object is there and is this file; throws when it is another one. A key that can only write cannot
 * look: `otherwise` is then the answer.
 */
async function isThere(
  client: S3Client,
  key: { Bucket: string; Key: string },
  file: OutgoingFile,
  otherwise = false,
): Promise<boolean> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3')
  const found = await client.send(new HeadObjectCommand(key)).catch((error) => {
    const status = statusOf(error)
    if (status === 404) return undefined
    if (status === 403) return null
    throw error
  })
  if (found === undefined) return false
  if (found === null) return otherwise
  if (found.ContentLength === file.bytes && (found.Metadata?.sha256 ?? file.sha256) === file.sha256)
    return true
  throw new DeliveryProblem(
    `The bucket ${key.Bucket} already has another file named ${key.Key}. It was left as it is.`,
    { isFinal: true },
  )
}

async function withClient<T>(
  { settings, secret }: Bucket,
  signal: AbortSignal,
  run: (client: S3Client) => Promise<T>,
): Promise<T> {
  const { region, endpoint, bucket, force_path_style: forcePathStyle, access_key_id: accessKeyId } = settings
  const host = endpoint ? new URL(endpoint).host : bucket
  // Of a connection on which nothing moves: a large part may take its time.
  const socketTimeout = env().DELIVERY_TIMEOUT_SECONDS * 1000
  try {
    // Agents look no address up that is a number already.
    if (endpoint) await allowedAddress(new URL(endpoint).hostname)
    const { S3Client } = await import('@aws-sdk/client-s3')
    const client = new S3Client({
      ...{ region, forcePathStyle, maxAttempts: 2 },
      ...(endpoint ? { endpoint } : {}),
      credentials: { accessKeyId, secretAccessKey: secret.secret_access_key },
      // Many servers of the protocol do not know the newer checksums; our own SHA-256 stands in the manifest.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        socketTimeout,
        connectionTimeout: Math.min(socketTimeout, 5_000),
        httpAgent: new PlainAgent({ lookup: allowedLookup }),
        httpsAgent: new Agent({ lookup: allowedLookup }),
      },
    })
    try {
      return await run(client)
    } finally {
      client.destroy()
    }
  } catch (error) {
    signal.throwIfAborted()
    throw refusalIn(bucket, error) ?? problemOf(host, error, true)
  }
}

/** What the server of the bucket said, where it said something. */
function refusalIn(bucket: string, error: unknown): DeliveryProblem | undefined {
  const status = statusOf(error)
  const { name } = error as Error
  if (!status || error instanceof DeliveryProblem) return undefined
  const said = `${name}, status ${status}`
  if (name === 'NoSuchBucket') return new DeliveryProblem(`There is no bucket named ${bucket}.`, {}, error)
  if (status === 401 || status === 403) {
    return new DeliveryProblem(`The bucket ${bucket} refused the access key (${said}).`, {}, error)
  }
  if (status >= 300 && status < 400) {
    const message = `The bucket ${bucket} redirects to another server (${said}). Redirects are not followed: correct its region or endpoint.`
    return new DeliveryProblem(message, { isFinal: true }, error)
  }
  if (status === 507 || /Quota|Full|Storage/i.test(name)) {
    return new DeliveryProblem(`The bucket ${bucket} has no room for the file (${said}).`, {}, error)
  }
  return new DeliveryProblem(
    `The bucket ${bucket} did not take the file (${said}).`,
    { mayHaveArrived: status >= 500 },
    error,
  )
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
}
