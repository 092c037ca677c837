import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Client, expect, problemIn, test } from './client.ts'

const run = promisify(execFile)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes)

interface Made {
  client: Client
  id: string
  link: string
  bytes: number
  hash: string
}

async function make(client: Client, changes: object = {}): Promise<Made> {
  const { id, files } = await client.finished({ export_type: 'sales', ...changes })
  return { client, id, link: await client.link(id), bytes: files[0].bytes, hash: files[0].sha256 }
}

test('a download link is signed for minutes, and redirects on request', async ({ as, stack }) => {
  const { client, id } = await make(as('manager'))
  const { data } = await (await client.get(`/api/v1/exports/${id}/download`)).json()
  expect(Object.keys(data)).toEqual(['download_url', 'expires_at'])
  expect(data.download_url.startsWith(`${stack.baseUrl}/api/v1/files/${id}/`)).toBe(true)
  const minutes = (Date.parse(data.expires_at) - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(8)
  expect(minutes).toBeLessThanOrEqual(10)

  const redirect = await client.get(`/api/v1/exports/${id}/download?redirect=1`)
  expect(redirect.status()).toBe(303)
  expect(redirect.headers()['cache-control']).toBe('no-store')
  const nobody = as('nobody')
  expect((await nobody.get(redirect.headers().location!)).status()).toBe(200)
  expect((await client.get(`/api/v1/exports/${id}/download?part=2`)).status()).toBe(200)
  await problemIn(await client.get(`/api/v1/exports/${id}/download?part=3`), 404, 'not_found')
})

test('the file comes whole, with its length, its digest, its name, and for this reader alone', async ({
  as,
}) => {
  const name = `Größe 100% "Süd" (1)'s; ünï %41`
  const { client, link, bytes, hash } = await make(as('manager'), { export_name: name })
  const response = await client.get(link, { 'Accept-Encoding': 'gzip, br' })
  const body = await response.body()
  expect(response.status()).toBe(200)
  expect(body.byteLength).toBe(bytes)
  expect(sha256(body).digest('hex')).toBe(hash)
  expect(response.headers()).toMatchObject({
    'content-length': String(bytes),
    'content-type': 'text/csv; charset=utf-8',
    'accept-ranges': 'bytes',
    etag: `"${hash}"`,
    'repr-digest': `sha-256=:${sha256(body).digest('base64')}:`,
    'cache-control': expect.stringMatching(/^private\b.*no-transform/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'content-disposition': expect.stringMatching(
      /^attachment; filename="[ -~]+"; filename\*=UTF-8''[\w%.!#$&+^`|~-]+$/,
    ),
  })
  expect(response.headers()['content-encoding']).toBeUndefined()
  expect(response.headers()['transfer-encoding']).toBeUndefined()
  const encoded = /filename\*=UTF-8''(\S+)$/.exec(response.headers()['content-disposition']!)?.[1]
  expect(decodeURIComponent(encoded!)).toBe("Größe 100% Süd (1)'s; ünï %41.csv")
})

test('HEAD answers the same headers and no byte', async ({ as }) => {
  const { client, link, bytes } = await make(as('manager'))
  const [whole, head] = [await client.get(link), await client.head(link)]
  expect(head.status()).toBe(200)
  expect((await head.body()).byteLength).toBe(0)
  expect(head.headers()['content-length']).toBe(String(bytes))
  for (const name of ['etag', 'content-type', 'content-disposition', 'repr-digest', 'accept-ranges'])
    expect(head.headers()[name]).toBe(whole.headers()[name])
  const part = await client.head(link, { Range: 'bytes=0-9' })
  expect([part.status(), part.headers()['content-length']]).toEqual([206, '10'])
})

test('ranges are answered as RFC 9110 says', async ({ as }) => {
  const { client, link, bytes, hash } = await make(as('manager'))
  const whole = await (await client.get(link)).body()
  const part = async (headers: Record<string, string>) => {
    const response = await client.get(link, headers)
    return { response, status: response.status(), body: await response.body(), headers: response.headers() }
  }
  const satisfiable: [string, number, number][] = [
    ['bytes=0-9', 0, 9],
    ['bytes=100-', 100, bytes - 1],
    ['bytes=-50', bytes - 50, bytes - 1],
    [`bytes=${bytes - 1}-${bytes + 100}`, bytes - 1, bytes - 1],
  ]
  for (const [range, start, end] of satisfiable) {
    const { status, body, headers } = await part({ Range: range })
    expect([range, status, headers['content-range']]).toEqual([range, 206, `bytes ${start}-${end}/${bytes}`])
    expect(headers['content-length']).toBe(String(end - start + 1))
    expect(body.equals(whole.subarray(start, end + 1)), range).toBe(true)
  }
  const outside = await part({ Range: `bytes=${bytes}-` })
  expect([outside.status, outside.headers['content-range'], outside.body.byteLength]).toEqual([
    ...[416, `bytes */${bytes}`, 0],
  ])
  const ignored: Record<string, string>[] = [
    { Range: 'bytes=0-1,5-6' },
    { Range: 'lines=0-1' },
    { Range: 'bytes=9-0' },
    { Range: 'bytes=0-9', 'If-Range': '"another"' },
  ]
  for (const headers of ignored)
    expect(await part(headers), JSON.stringify(headers)).toMatchObject({ status: 200, body: whole })
  expect(await part({ Range: 'bytes=0-9', 'If-Range': `"${hash}"` })).toMatchObject({ status: 206 })

  const known = await part({ 'If-None-Match': `"${hash}"` })
  expect([known.status, known.body.byteLength, known.headers.etag]).toEqual([304, 0, `"${hash}"`])
  expect((await part({ 'If-None-Match': `"other", W/"${hash}"` })).status).toBe(304)
  expect((await part({ 'If-None-Match': '*' })).status).toBe(304)
  expect((await part({ 'If-None-Match': '"other"' })).status).toBe(200)
})

for (const [tool, resume] of [
  ['curl', (file: string, link: string) => ['-sS', '--fail', '-C', '-', '-o', file, link]],
  ['wget', (file: string, link: string) => ['-q', '-c', '-O', file, link]],
] as const) {
  test(`${tool} takes up a download where it broke off`, async ({ as }) => {
    const { client, link, hash } = await make(as('manager'))
    const folder = await mkdtemp(join(tmpdir(), 'waybill-resume-'))
    const file = join(folder, 'file.csv')
    const start = (await (await client.get(link)).body()).subarray(0, 12_345)
    await writeFile(file, start)
    await run(tool, resume(file, link))
    expect(sha256(await readFile(file)).digest('hex')).toBe(hash)
    await rm(folder, { recursive: true })
  })
}

test('an altered link is refused, an expired one is gone, and one of another export is no use', async ({
  as,
}) => {
  const { client, link } = await make(as('manager'))
  const other = await make(as('manager2'))
  const altered = (change: (url: URL) => void) => {
    const url = new URL(link)
    change(url)
    return client.get(url.href)
  }
  const expires = new URL(link).searchParams.get('expires')!
  await problemIn(
    await altered((url) => url.searchParams.set('expires', `${Number(expires) + 60}`)),
    403,
    'forbidden',
  )
  await problemIn(await altered((url) => url.searchParams.delete('signature')), 403, 'forbidden')
  await problemIn(await altered((url) => url.searchParams.set('signature', 'A'.repeat(43))), 403, 'forbidden')
  const moved = link.replace(/files\/[^/]+/, `files/${other.id}`)
  await problemIn(await client.get(moved), 403, 'forbidden')
  await problemIn(await client.get(link.replace('Contract', 'Other')), 403, 'forbidden')
  await problemIn(await client.get('/api/v1/files/no-id/x.csv'), 403, 'forbidden')
  await problemIn(await client.post(link), 405, 'method_not_allowed')
})

test('a link dies with the rights of whom it was made for', async ({ as, owner, stack }) => {
  const tenant = stack.tenants[1]!
  const manager = tenant.users.find(({ role }) => role === 'manager2')!
  const { link, client } = await make(as('manager2', tenant))
  expect((await client.get(link)).status()).toBe(200)

  const keys = `update api_keys set revoked_at = $2 where user_id = $1`
  await owner.query(keys, [manager.id, new Date()])
  await problemIn(await client.get(link), 403, 'forbidden')
  await owner.query(keys, [manager.id, null])
  expect((await client.get(link)).status()).toBe(200)

  await owner.query('update users set disabled_at = now() where id = $1', [manager.id])
  await problemIn(await client.get(link), 403, 'forbidden')
  await owner.query('update users set disabled_at = null where id = $1', [manager.id])
})

test('every download is written down: who, when, how much, and whether it was all', async ({ as, owner }) => {
  const { client, id, link, bytes } = await make(as('manager'))
  await (await client.get(link, { 'User-Agent': 'contract/1' })).body()
  await (await client.get(link, { Range: 'bytes=5-14' })).body()
  const logged = async () => {
    const { rows } = await owner.query(
      'select bytes_sent::int, complete, user_agent from export_download_logs where export_id = $1 order by downloaded_at',
      [id],
    )
    return rows
  }
  await expect.poll(logged).toMatchObject([
    { bytes_sent: bytes, complete: true, user_agent: 'contract/1' },
    { bytes_sent: 10, complete: true },
  ])
  const trail = await owner.query(
    `select count(*)::int as count from audit_entries where subject_id = $1 and action = 'export.downloaded'`,
    [id],
  )
  expect(trail.rows).toEqual([{ count: 1 }])
})
