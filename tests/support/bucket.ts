import { type IncomingMessage, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll } from 'vitest'
import { type HttpAnswer, type HttpDoor, startHttpDoor } from './http-door.ts'
import { startS3 } from './s3-server.ts'

/** A receiver's bucket behind a door; `objects` lists what is in it. */
export interface Bucket {
  door: HttpDoor
  objects: () => Promise<string[]>
  read: (key: string) => Promise<string>
  /** As the receiver does, not through the door. */
  write: (key: string, text: string) => Promise<void>
}

export async function startBucket(): Promise<Bucket> {
  const server = await startS3()
  afterAll(() => server.stop())
  const { S3Client, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } = await import(
    '@aws-sdk/client-s3'
  )
  const owner = new S3Client({
    ...{ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  })
  const pass = (request: IncomingMessage, body: Buffer, method = request.method) =>
    new Promise<HttpAnswer>((resolve, reject) => {
      const options = { method, path: request.url, headers: request.headers, port: server.port }
      send({ ...options, host: '127.0.0.1' }, async (response) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: await buffer(response),
        }),
      )
        .on('error', reject)
        .end(body)
    })
  const isThere = async (request: IncomingMessage) => {
    const key = decodeURIComponent(request.url!.split('?')[0]!.replace('/waybill/', ''))
    return (await list()).includes(key)
  }
  // The server knows no conditions; its door does, as Amazon's does.
  const door = await startHttpDoor(async (request, body) =>
    request.method === 'PUT' && request.headers['if-none-match'] === '*' && (await isThere(request))
      ? { status: 412, body: '<Error><Code>PreconditionFailed</Code></Error>' }
      : pass(request, body),
  )
  const list = async () => {
    const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket: 'waybill' }))
    return Contents.map(({ Key }) => Key!)
  }
  return {
    door,
    objects: list,
    read: async (key) =>
      (await owner.send(new GetObjectCommand({ Bucket: 'waybill', Key: key }))).Body!.transformToString(),
    write: async (key, text) => {
      await owner.send(new PutObjectCommand({ Bucket: 'waybill', Key: key, Body: text }))
    },
  }
}
