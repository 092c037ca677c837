import type { Readable } from 'node:stream'
import type { CompletedPart, CreateMultipartUploadCommandInput, S3Client } from '@aws-sdk/client-s3'

const partBytes = 8 * 1024 * 1024
const takingBackMs = 10_000

type S3Object = Pick<
  CreateMultipartUploadCommandInput,
  'Bucket' | 'Key' | 'ServerSideEncryption' | 'SSEKMSKeyId'
>

/**
 * Stores what comes out of a stream, one part after the other through one buffer, which holds less memory than parts
 * that are collected late. When it ends early, its parts are taken back.
 */
export async function uploadInParts(
  client: S3Client,
  object: S3Object,
  bytes: Readable,
  signal: AbortSignal,
): Promise<void> {
  const s3 = await import('@aws-sdk/client-s3')
  const { Bucket, Key } = object
  const buffer = Buffer.allocUnsafeSlow(partBytes)
  const parts: CompletedPart[] = []
  let used = 0
  let UploadId: string | undefined
  const options = { abortSignal: signal }

  async function sendPart(): Promise<void> {
    UploadId ??= (await client.send(new s3.CreateMultipartUploadCommand(object), options)).UploadId
    const PartNumber = parts.length + 1
    const part = { Bucket, Key, UploadId, PartNumber, Body: buffer.subarray(0, used) }
    const { ETag } = await client.send(new s3.UploadPartCommand(part), options)
    parts.push({ ETag, PartNumber })
    used = 0
  }

  const stop = () => void bytes.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; ) {
        if (used === partBytes) await sendPart()
        const copied = chunk.copy(buffer, used, at)
        used += copied
        at += copied
      }
    }
    if (UploadId === undefined) {
      await client.send(new s3.PutObjectCommand({ ...object, Body: buffer.subarray(0, used) }), options)
      return
    }
    await sendPart()
    const complete = { Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }
    await client.send(new s3.CompleteMultipartUploadCommand(complete), options)
  } catch (error) {
    if (UploadId !== undefined) {
      const takingBack = { abortSignal: AbortSignal.timeout(takingBackMs) }
      // What fails here hides why the upload did; the bucket's own rules remove what is left of it.
      await client
        .send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }), takingBack)
        .catch(() => {})
    }
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    bytes.destroy()
  }
}
