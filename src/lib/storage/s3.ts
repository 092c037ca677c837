import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import type { ByteRange, LinkOptions, Storage } from './port.ts'
import { uploadInParts } from './s3-upload.ts'

export interface S3Settings {
  bucket: string
  region: string
  /** Absent: Amazon's own. */
  endpoint?: string | undefined
  /** Absent: the machine's role, or what AWS's own variables say. */
  accessKeyId?: string | undefined
  secretAccessKey?: string | undefined
  /** The bucket in the path instead of the host name, as most other servers want it. */
  forcePathStyle: boolean
  /** Put before every key. */
  prefix: string
  encryption?: 'AES256' | 'aws:kms' | undefined
  kmsKeyId?: string | undefined
}

/** Files in a bucket of S3, or of a server that speaks its protocol. */
export class S3Storage implements Storage {
  readonly #settings: S3Settings
  #client: Promise<S3Client> | undefined

  constructor(settings: S3Settings) {
    this.#settings = settings
  }

  /** Streams the file in parts; when one fails for good, the parts that are there are taken back. */
  async put(key: string, localPath: string): Promise<void> {
    await this.putStream(key, createReadStream(localPath, { highWaterMark: 1024 * 1024 }))
    await rm(localPath)
  }

  /** In parts as well. */
  async putStream(key: string, bytes: Readable, signal = new AbortController().signal): Promise<void> {
    const { encryption, kmsKeyId } = this.#settings
    const object = {
      ...this.#object(key),
      ...(encryption ? { ServerSideEncryption: encryption } : {}),
      ...(kmsKeyId ? { SSEKMSKeyId: kmsKeyId } : {}),
    }
    await uploadInParts(await this.#open(), object, bytes, signal)
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3')
    const client = await this.#open()
    const part = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
    const { Body } = await client
      .send(new GetObjectCommand({ ...this.#object(key), ...part }))
      .catch(asMissing)
    return Body as Readable
  }

  async size(key: string): Promise<number> {
    const { HeadObjectCommand } = await import('@aws-sdk/client-s3')
    const client = await this.#open()
    const { ContentLength } = await client.send(new HeadObjectCommand(this.#object(key))).catch(asMissing)
    return ContentLength ?? 0
  }

  async remove(keys: string[]): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3')
    const client = await this.#open()
    // One by one: a batch needs a checksum on which servers do not agree, and an export has three keys.
    for (const key of keys) await client.send(new DeleteObjectCommand(this.#object(key)))
  }

  async check(): Promise<void> {
    const { HeadBucketCommand } = await import('@aws-sdk/client-s3')
    const client = await this.#open()
    await client.send(new HeadBucketCommand({ Bucket: this.#settings.bucket }))
  }

  async link(key: string, { disposition, mediaType, seconds }: LinkOptions): Promise<string> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3')
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
    const command = new GetObjectCommand({
      ...this.#object(key),
      ResponseContentDisposition: disposition,
      ResponseContentType: mediaType,
      ResponseCacheControl: 'private, no-store',
    })
    return getSignedUrl(await this.#open(), command, { expiresIn: seconds })
  }

  #object(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#settings.bucket, Key: `${this.#settings.prefix}${key}` }
  }

  /** Loaded at first use: who keeps files on a disk never pays for it. */
  #open(): Promise<S3Client> {
    this.#client ??= import('@aws-sdk/client-s3').then(({ S3Client }) => {
      const { region, endpoint, forcePathStyle, accessKeyId, secretAccessKey } = this.#settings
      return new S3Client({
        region,
        forcePathStyle,
        ...(endpoint ? { endpoint } : {}),
        ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
        maxAttempts: 4,
        // Many servers of the protocol do not know the newer checksums; our own SHA-256 stands in the manifest.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000 },
      })
    })
    return this.#client
  }
}

/** A file that is not there is told as the file system tells it. */
function asMissing(error: unknown): never {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
  if (name !== 'NoSuchKey' && name !== 'NotFound' && $metadata?.httpStatusCode !== 404) throw error
  throw Object.assign(new Error('there is no such object', { cause: error }), { code: 'ENOENT' })
}
