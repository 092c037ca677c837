import Papa from 'papaparse'
import { beforeAll, expect, it } from 'vitest'
import { updateDestination } from '#src/features/exports/destinations/commands/update.ts'
import { overdueDeliveries } from '#src/features/exports/destinations/runs/sweeps.ts'
import type { Manifest } from '#src/features/exports/proofs/manifest.ts'
import type { Context } from '#src/lib/context.ts'
import { type Bucket, startBucket } from '../support/bucket.ts'
import { allowLocalReceivers, receiver, tested } from '../support/deliveries.ts'
import { stateOf, untilEnded } from '../support/exports.ts'
import { closeGate, closeMiddle } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenLaws } from '../support/invariants.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { letPass, occurrencesOf, schedule } from '../support/schedules.ts'
import { type ScriptedSftpServer, startSftpServer } from '../support/sftp-server.ts'
import { until } from '../support/until.ts'
import { startWorker, type WorkerProcess } from '../support/worker-process.ts'

/** Each kind of day once, or a month of them. */
const days = process.env.FULL ? 30 : 5
const dayMs = 60_000
const environment = { DELIVERY_NETWORKS: '127.0.0.0/8', DELIVERY_TIMEOUT_SECONDS: '20' }

let admin: Context
let tenantId: string
let bucket: Bucket
let server: ScriptedSftpServer
let worker: WorkerProcess
let scheduleId: string

beforeAll(async () => {
  await recordHistory()
  allowLocalReceivers()
  admin = await contextOf(await createTenant(0), 'admin')
  tenantId = admin.principal.tenantId
  await ownerRows(
    `insert into customers (id, tenant_id, customer_no, name, segment, city, is_active, credit_limit)
     select gen_random_uuid(), $1, 'C-' || n, 'Name ' || n % 7, 'a', (array['Ulm', null])[1 + n % 2], true, 100
     from generate_series(1, 200) n`,
    [tenantId],
  )
  bucket = await startBucket()
  server = await startSftpServer()
  const destinations = [await bucketOfReceiver(), await folderOfReceiver()]
  const columns = ['customer_no', 'name', 'city']
  ;({ id: scheduleId } = await schedule(admin, { columns, destinations, only_changes: true }))
  worker = await startWorker(environment)
})

async function bucketOfReceiver(): Promise<string> {
  const settings = {
    ...{ endpoint: bucket.door.url, region: 'us-east-1', bucket: 'waybill', prefix: '' },
    ...{ force_path_style: true, access_key_id: 'S3RVER' },
  }
  const { id } = await receiver(admin, { kind: 's3', settings, secret: { secret_access_key: 'S3RVER' } })
  return id
}

async function folderOfReceiver(): Promise<string> {
  const settings = { host: '127.0.0.1', port: server.port, username: 'receiver', folder: 'in' }
  const { id } = await receiver(admin, { kind: 'sftp', settings, secret: { password: 'right' } })
  const { last_test } = await tested(admin, id)
  await updateDestination.execute(admin, { id, settings: { ...settings, host_key: last_test!.host_key } })
  return id
}

/** What writers do between two runs: new rows, changed ones, deleted ones, new keys, and keys that are used again. */
async function write(day: number): Promise<void> {
  const some = (count: number) =>
    `select id from customers where tenant_id = $1 order by random() limit ${count}`
  const others = (from: string, changes: string) =>
    `insert into customers select (jsonb_populate_record(c, jsonb_build_object(${changes}))).* from ${from}`
  const statements = [
    others(
      'customers c where tenant_id = $1 order by random() limit 7',
      `'id', gen_random_uuid(), 'customer_no', 'N-${day}-' || left(c.id::text, 13), 'name', 'New ${day}'`,
    ),
    `update customers set name = 'Changed ${day}', city = null where id in (${some(11)})`,
    // Nothing that is exported changes.
    `update customers set updated_at = now() where id in (${some(9)})`,
    `delete from customers where id in (${some(6)})`,
    `update customers set id = gen_random_uuid() where id in (${some(4)})`,
  ]
  const reused = others(
    'reused c',
    `'customer_no', 'R-${day}-' || left(c.id::text, 13), 'name', 'Another ${day}'`,
  )
  await asOwner(async (client) => {
    for (const statement of statements) await client.query(statement, [tenantId])
    await client.query('begin')
    await client.query(`create temp table reused on commit drop as
      select * from customers where tenant_id = '${tenantId}' order by random() limit 3`)
    await client.query('delete from customers where id in (select id from reused)')
    await client.query(reused)
    await client.query('commit')
  })
}

async function truth(): Promise<string[][]> {
  const rows = await ownerRows<{ customer_no: string; name: string; city: string | null }>(
    'select customer_no, name, city from customers where tenant_id = $1',
    [tenantId],
  )
  return rows.map(({ customer_no, name, city }) => [customer_no, name, city ?? '']).sort()
}

/** One receiver, who knows the files that came and nothing else. */
class Copy {
  readonly #rows = new Map<string, string[]>()
  #taken = 0
  #last: string | null = null

  /** Takes the files whose manifests have come since, in their order; returns how many. */
  async take(names: string[], read: (name: string) => Promise<string>): Promise<number> {
    const files = []
    for (const name of names.filter((one) => one.endsWith('.manifest.json'))) {
      const manifest: Manifest = JSON.parse(await read(name))
      if (manifest.delta!.sequence > this.#taken) files.push({ name, manifest })
    }
    files.sort((one, other) => one.manifest.delta!.sequence - other.manifest.delta!.sequence)
    for (const { name, manifest } of files) {
      const { sequence, kind, base_export_id } = manifest.delta!
      expect(sequence).toBe(this.#taken + 1)
      expect(base_export_id).toBe(kind === 'full' ? null : this.#last)
      if (kind === 'full') this.#rows.clear()
      this.#apply(await read(name.slice(0, -'.manifest.json'.length)))
      this.#taken = sequence
      this.#last = manifest.export_id
    }
    return files.length
  }

  rows(): string[][] {
    return [...this.#rows.values()].sort()
  }

  #apply(csv: string): void {
    const { data } = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: true })
    for (const [change, key, ...values] of data.slice(1)) {
      if (change === 'delete') expect(this.#rows.delete(key!)).toBe(true)
      else this.#rows.set(key!, values)
    }
  }
}

const copies = { bucket: new Copy(), folder: new Copy() }

async function takeDeliveries(): Promise<void> {
  const taken = [
    await copies.bucket.take(await bucket.objects(), bucket.read),
    await copies.folder.take([...server.files.keys()], async (name) => server.files.get(name)!.toString()),
  ]
  expect(taken).toEqual([1, 1])
}

async function replaceWorker(): Promise<void> {
  await worker.signal('SIGKILL')
  worker = await startWorker(environment)
}

const publication = {
  table: 'data_exports',
  on: 'update',
  when: `old.status = 'processing' and new.status = 'completed'`,
} as const

/** What goes wrong on a day, and ends before it does; `run` makes the schedule due. */
const kinds: { what: string; live: (run: () => Promise<string>) => Promise<string> }[] = [
  { what: 'a quiet day', live: (run) => run() },
  {
    what: 'the worker is killed while it reads',
    async live(run) {
      const gate = await closeMiddle('customers', tenantId, 'customer_no')
      const id = await run()
      await gate.reached()
      await worker.signal('SIGKILL')
      await gate.open()
      worker = await startWorker(environment)
      return id
    },
  },
  {
    what: 'the worker is killed just before it publishes',
    async live(run) {
      const gate = await closeGate(publication)
      const id = await run()
      await gate.reached()
      await worker.signal('SIGKILL')
      await gate.open()
      worker = await startWorker(environment)
      return id
    },
  },
  {
    what: 'the worker is killed while the bucket takes the file',
    async live(run) {
      bucket.door.behaviour = 'silent'
      bucket.door.concerns = ({ method }) => method === 'PUT'
      const id = await run()
      await untilDelivery(id, 's3', `state = 'sending'`)
      await untilDelivery(id, 'sftp', `state = 'delivered'`)
      await replaceWorker()
      bucket.door.behaviour = 'accept'
      return id
    },
  },
  {
    what: 'the SFTP server breaks off in the middle, and the worker is killed before it tries again',
    async live(run) {
      server.behaviour = 'hang up while writing'
      const id = await run()
      await untilDelivery(id, 'sftp', `state = 'pending' and attempts > 0`)
      await replaceWorker()
      server.behaviour = 'accept'
      return id
    },
  },
]

function untilDelivery(exportId: string, kind: string, condition: string): Promise<unknown> {
  const query = `select 1 from export_deliveries where export_id = $1 and kind = $2 and ${condition}`
  const isSo = async () => (await ownerRows(query, [exportId, kind])).length > 0
  return until(`the delivery to ${kind} is so: ${condition}`, isSo, dayMs)
}

/** Makes the schedule due; returns the export that comes of it. */
async function runDue(): Promise<string> {
  const before = (await occurrencesOf(scheduleId)).length
  await letPass(scheduleId)
  return until(
    'the schedule has run',
    async () => (await occurrencesOf(scheduleId))[before]?.export_id,
    dayMs,
  )
}

/** Both receivers have the day's file; the pauses between attempts, and the claim of a dead worker, are over. */
async function untilDelivered(id: string): Promise<void> {
  await ownerRows(
    `update export_deliveries set next_try_at = now() - interval '2 minutes'
      where export_id = $1 and state in ('pending', 'sending') and attempts > 0`,
    [id],
  )
  await overdueDeliveries.run({ id: crypto.randomUUID(), name: 'test' })
  for (const kind of ['s3', 'sftp']) await untilDelivery(id, kind, `state = 'delivered'`)
}

it(
  `after ${days} days of changes, kills and broken deliveries both receivers have the table`,
  async () => {
    for (let day = 0; day < days; day += 1) {
      const { what, live } = kinds[day % kinds.length]!
      if (day > 0) await write(day)
      const id = await live(runDue)
      const ended = await untilEnded(id, dayMs)
      expect([day, what, ended.status]).toEqual([day, what, 'completed'])
      await untilDelivered(id)
      await takeDeliveries()
      const rows = await truth()
      expect(copies.bucket.rows()).toEqual(rows)
      expect(copies.folder.rows()).toEqual(rows)
      expect((await stateOf(id)).failures).toBeLessThanOrEqual(1)
    }
    const occurrences = await occurrencesOf(scheduleId)
    expect(occurrences.map(({ state }) => state)).toEqual(Array(days).fill('started'))
    const deltas = await ownerRows<{ kind: string }>('select kind from export_deltas order by sequence')
    expect(deltas.map(({ kind }) => kind)).toEqual(['full', ...Array(days - 1).fill('changes')])
    // A file, its columns and its manifest a day, each under its own name, and nothing half done beside them.
    const kept = server.renamed.filter((name) => server.files.has(name))
    expect([(await bucket.objects()).length, server.files.size, kept.length]).toEqual([
      ...[3 * days, 3 * days, 3 * days],
    ])
    expect(await brokenLaws()).toEqual([])
  },
  days * dayMs,
)
