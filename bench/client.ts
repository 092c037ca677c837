import { setTimeout as sleep } from 'node:timers/promises'
import type { ExportProgress, ExportResource } from '#src/features/exports/record/schema.ts'
import type { FixtureTenant } from '../scripts/sample/fixtures.ts'

/** The API as a program uses it, with the key of one of the tenant's users. */
export class Client {
  readonly #baseUrl: string
  readonly #key: string

  constructor(baseUrl: string, tenant: FixtureTenant, role: string) {
    this.#baseUrl = baseUrl
    this.#key = tenant.api_keys.find((key) => key.kind === 'full' && key.role === role)!.key
  }

  createExport(body: Record<string, unknown>): Promise<ExportResource> {
    return this.#json('POST', '/api/v1/exports', body)
  }

  async waitForExport(id: string, pauseMs: number): Promise<ExportProgress> {
    for (;;) {
      const progress = await this.#json<ExportProgress>('GET', `/api/v1/exports/status/${id}`)
      if (progress.status !== 'pending' && progress.status !== 'processing') return progress
      await sleep(pauseMs)
    }
  }

  cancel(id: string): Promise<ExportResource> {
    return this.#json('POST', `/api/v1/exports/${id}/cancel`)
  }

  get<T>(path: string): Promise<T> {
    return this.#json('GET', path)
  }

  /** Fetches the file as a browser would and returns its size in bytes. */
  async download(id: string): Promise<number> {
    const { download_url } = await this.#json<{ download_url: string }>(
      'GET',
      `/api/v1/exports/${id}/download`,
    )
    const response = await fetch(download_url)
    if (!response.ok) throw new Error(`the download answered ${response.status}`)
    return (await response.arrayBuffer()).byteLength
  }

  /** How long a GET takes until its answer is there whole, in seconds. */
  async secondsToAnswer(path: string): Promise<number> {
    const begun = performance.now()
    const response = await this.#fetch('GET', path)
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`)
    return (performance.now() - begun) / 1000
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#fetch(method, path, body)
    const answer = (await response.json()) as { data: T; detail?: string }
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer.detail}`)
    return answer.data
  }

  #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, this.#baseUrl), {
      method,
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }
}
