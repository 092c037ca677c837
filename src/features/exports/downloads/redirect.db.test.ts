import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { startS3 } from '../../../../tests/support/s3-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { createDownloadLink, sendFile } from './service.ts'

let manager: Context

beforeAll(async () => {
  const { endpoint, stop } = await startS3()
  Object.assign(process.env, {
    ...{ S3_BUCKET: 'waybill', S3_ENDPOINT: endpoint, S3_FORCE_PATH_STYLE: 'true' },
    ...{ S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' },
  })
  manager = await contextOf(await createTenant(20), 'manager')
  return stop
})

async function fetched(init: RequestInit = {}) {
  const exported = await finishedExport(manager)
  const { download_url } = await createDownloadLink.execute(manager, { id: exported.id })
  return { exported, download_url, response: await sendFile(new Request(download_url, init)) }
}

const logOf = (id: string) => ownerRows('select * from export_download_logs where export_id = $1', [id])

it('a file in a bucket is fetched from there, under its name, with an address of this click', async () => {
  const { exported, download_url, response } = await fetched()
  expect(response.status).toBe(302)
  const address = response.headers.get('location')!
  expect(new URL(address).searchParams.get('X-Amz-Expires')).toBe('300')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const file = await fetch(address)
  expect((await file.arrayBuffer()).byteLength).toBe(exported.file_size)
  expect(file.headers.get('content-disposition')).toContain(exported.file_name)
  const again = await sendFile(new Request(download_url))
  expect(again.status).toBe(302)
})

it('it is logged and audited as any other download', async () => {
  const { exported } = await fetched()
  await until('the download is audited', async () => {
    const entries = await ownerRows(
      `select 1 from audit_entries where action = 'export.downloaded' and subject_id = $1`,
      [exported.id],
    )
    return entries.length === 1
  })
  expect(await logOf(exported.id)).toMatchObject([
    { user_id: manager.principal.userId, bytes_sent: String(exported.file_size), complete: true },
  ])
})

it('a part of it is asked of the bucket in the same way, and headers are answered here', async () => {
  const { exported, response } = await fetched({ headers: { Range: 'bytes=5-9' } })
  const part = await fetch(response.headers.get('location')!, { headers: { Range: 'bytes=5-9' } })
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 5])
  await until('the part is logged', async () => (await logOf(exported.id))[0]?.bytes_sent === '5')
  expect(await logOf(exported.id)).toMatchObject([{ range_start: '5', bytes_sent: '5' }])
  const head = await fetched({ method: 'HEAD' })
  expect([head.response.status, await logOf(head.exported.id)]).toEqual([200, []])
})

it('whoever has lost the right to it gets no address', async () => {
  const { download_url } = await fetched()
  await ownerRows('update users set disabled_at = now() where id = $1', [manager.principal.userId])
  await expect(sendFile(new Request(download_url))).rejects.toMatchObject({ code: 'forbidden' })
  await ownerRows('update users set disabled_at = null where id = $1', [manager.principal.userId])
})

it('where browsers cannot reach the bucket the bytes come from here', async () => {
  env().S3_REDIRECT = false
  const { exported, response } = await fetched()
  expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, exported.file_size])
  env().S3_REDIRECT = true
})
