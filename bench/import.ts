import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportResource } from '#src/features/imports/schema.ts'
import type { FixtureTenant } from '../scripts/sample/fixtures.ts'
import startStack, { addTenants, readStack } from '../tests/e2e/stack.ts'
import { watchUsage } from './process-tree.ts'
import { print, readFlags, say } from './table.ts'

const headings =
  'SKU,Product,Category,Unit cost,Price,Currency,Warehouse,On hand,Reorder point,Reorder quantity,Bin,Notes'

/**
 * A file through the running system: items that are new with stock to post, and the same file again, which changes
 * nothing. From the upload's answer to the end of the step, as a client sees it, with the peaks of the worker and of the
 * process that reads the file.
 */
export async function importBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 1, rows: [50_000] })
  const stop = await startStack()
  const { baseUrl, workerPids } = readStack()
  try {
    const table = []
    for (const rows of settings.rows) {
      const [tenant] = await addTenants(1, 10)
      const door = new Door(baseUrl, tenant!)
      const warehouse = await door.firstLocation()
      const content = [headings, ...Array.from({ length: rows }, (_, index) => line(index, warehouse))].join(
        '\n',
      )
      for (const measure of ['all rows new, with stock', 'the same file again']) {
        say(`${rows} rows: ${measure}`)
        const worker = watchUsage(workerPids[0]!)
        const { id, checkSeconds } = await door.check(content)
        const applySeconds = await door.apply(id)
        const { own, largestChild } = worker.stop()
        table.push({
          measure,
          rows,
          megabytes: round(content.length / 1e6),
          check_s: checkSeconds,
          apply_s: applySeconds,
          worker_mb: Math.round(own),
          reader_mb: Math.round(largestChild),
        })
      }
    }
    print(table, settings)
  } finally {
    await stop?.()
  }
}

function line(index: number, warehouse: string): string {
  const sku = `BENCH-${String(index).padStart(6, '0')}`
  const prices = `${1 + (index % 50)}.25,${2 + (index % 70)}.50,EUR`
  return `${sku},Product number ${index},Category ${index % 40},${prices},"${warehouse}",${1 + (index % 500)},10,50,A${index % 99},`
}

class Door {
  readonly #address: string
  readonly #headers: Record<string, string>

  constructor(baseUrl: string, tenant: FixtureTenant) {
    const { key } = tenant.api_keys.find(({ kind, role }) => kind === 'full' && role === 'admin')!
    this.#address = `${baseUrl}/api/v2/inventory`
    this.#headers = { authorization: `Bearer ${key}` }
  }

  async firstLocation(): Promise<string> {
    const [location] = await this.#call<{ code: string }[]>('/locations')
    return location!.code
  }

  async check(body: string): Promise<{ id: string; checkSeconds: number }> {
    const { id } = await this.#call<ImportResource>('/upload?file_name=bench.csv', { method: 'POST', body })
    return { id, checkSeconds: await this.#until(id, 'checked') }
  }

  async apply(id: string): Promise<number> {
    await this.#call(`/upload/${id}/apply`, { method: 'POST' })
    return this.#until(id, 'applied')
  }

  async #until(id: string, status: ImportResource['status']): Promise<number> {
    const begun = performance.now()
    for (;;) {
      const found = await this.#call<ImportResource>(`/upload/${id}`)
      if (found.status === status) return round((performance.now() - begun) / 1000)
      if (found.status === 'failed') throw new Error(`the import failed: ${found.problem}`)
      await sleep(100)
    }
  }

  async #call<T>(path: string, request: RequestInit = {}): Promise<T> {
    const response = await fetch(`${this.#address}${path}`, { ...request, headers: this.#headers })
    const answer = (await response.json()) as { data: T; detail?: string }
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${answer.detail}`)
    return answer.data
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
