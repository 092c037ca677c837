import { randomUUID } from 'node:crypto'
import { until } from '../../support/until.ts'

/** Where the calls go and whose key they carry. */
interface Door {
  baseUrl: string
  auth: string
}

const headings = 'SKU,Product,Unit cost,Price,Currency,On hand'
const good = () => `${headings}\n${randomUUID()},Wing nut,0.10,0.25,EUR,\n`

/** What the variables of the guide's part on imports stand for. */
export const importMakers = {
  WAITING_IMPORT_ID: (door: Door) => upload(door, good()),
  CHECKED_IMPORT_ID: async (door: Door) => {
    return settled(door, await upload(door, `${good()}${randomUUID()},Nut,0.10,0.25,EUR,many\n`))
  },
  APPLIED_IMPORT_ID: async (door: Door) => {
    const id = await settled(door, await upload(door, good()))
    await call(door, `/${id}/apply`, { method: 'POST' })
    return settled(door, id)
  },
}

async function upload(door: Door, body: string): Promise<string> {
  return (await call(door, '?file_name=stock.csv', { method: 'POST', body })).id
}

/** Waits until no worker has anything to do with it. */
async function settled(door: Door, id: string): Promise<string> {
  await until('the import has been worked on', async () => {
    return /^(checked|applied)$/.test((await call(door, `/${id}`)).status)
  })
  return id
}

async function call({ baseUrl, auth }: Door, path: string, request: RequestInit = {}) {
  const authorization = auth.replace('Authorization: ', '')
  const answer = await fetch(`${baseUrl}/api/v2/inventory/upload${path}`, {
    ...request,
    headers: { authorization },
  })
  return ((await answer.json()) as { data: { id: string; status: string } }).data
}
