import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Manifest } from '#src/features/exports/proofs/manifest.ts'
import { verifyFile } from '#src/features/exports/proofs/verify-file.ts'
import type { Diagnosis } from '../finding.ts'

const patienceMs = 60_000

/** What stops the round trip, and what to do about it. */
class Stopped extends Error {
  readonly suggestion: string

  constructor(message: string, suggestion: string) {
    super(message)
    this.suggestion = suggestion
  }
}

/** Requests a small export, fetches its file, proves it by its manifest, and deletes it. */
export async function checkRoundTrip(url: string, key: string): Promise<Diagnosis[]> {
  try {
    await roundTrip(new Api(url, key))
    return []
  } catch (error) {
    const { message, suggestion = 'Look at the logs of the web process and the worker.' } = error as Stopped
    return [{ type: 'configuration', file: 'src/app/api/v1/exports/route.ts', line: 1, message, suggestion }]
  }
}

async function roundTrip(api: Api): Promise<void> {
  const { datasets } = await api.json<{ datasets: { key: string }[] }>('GET', '/exports/types')
  // A company has few locations; whoever may not read them sees the first list that they may.
  const dataset = datasets.find(({ key }) => key === 'locations') ?? datasets[0]
  if (!dataset) throw new Stopped('The API key may read no dataset.', 'Use the key of a manager or an admin.')
  const wanted = { export_name: 'Deployment check', export_type: dataset.key, format: 'csv' }
  const { id } = await api.json<{ id: string }>('POST', '/exports', wanted)
  try {
    await untilMade(api, id)
    await prove(api, id)
  } finally {
    // One that nobody made is cancelled first; what stopped the round trip is said, not that it stays.
    await api.json('POST', `/exports/${id}/cancel`).catch(() => {})
    await api.json('DELETE', `/exports/${id}`).catch(() => {})
  }
}

interface Progress {
  status: string
  error_message: string | null
}

async function untilMade(api: Api, id: string): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(500)) {
    const { status, error_message } = await api.json<Progress>('GET', `/exports/status/${id}`)
    if (status === 'completed') return
    if (status === 'failed' || status === 'cancelled')
      throw new Stopped(
        `An export ended as ${status}: ${error_message ?? 'no reason given'}.`,
        'Look at the log of the worker.',
      )
  }
  throw new Stopped(
    `No worker made an export within ${patienceMs / 1000} seconds.`,
    'Start a worker: npm run worker.',
  )
}

async function prove(api: Api, id: string): Promise<void> {
  const manifest = await api.json<Manifest>('GET', `/exports/${id}/manifest`)
  const folder = await mkdtemp(join(tmpdir(), 'waybill-doctor-'))
  try {
    const file = join(folder, manifest.files[0]!.name)
    const response = await api.send('GET', `/exports/${id}/download?redirect=1`)
    await writeFile(file, Buffer.from(await response.arrayBuffer()))
    const { verdict } = await verifyFile(file, manifest)
    if (verdict !== 'whole')
      throw new Stopped(
        'The file that arrived is not the one that was written.',
        'Let nothing in between change downloads.',
      )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

class Api {
  readonly #url: string
  readonly #key: string

  constructor(url: string, key: string) {
    this.#url = url
    this.#key = key
  }

  async send(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      ...{ method, signal: AbortSignal.timeout(30_000) },
      headers: { Authorization: `Bearer ${this.#key}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (response.ok) return response
    const { detail = response.statusText } = await response.json().catch(() => ({}))
    const message = `${method} /api/v1${path.replace(/[0-9a-f-]{36}/, 'ID')} answers ${response.status}: ${detail}`
    if (response.status === 401)
      throw new Stopped(message, 'Make an API key under Settings, API keys, and pass it as WAYBILL_API_KEY.')
    if (response.status === 403)
      throw new Stopped(message, 'Use a key with full access whose owner may export.')
    throw new Stopped(message, 'Look at the log of the web process.')
  }

  async json<Data>(method: string, path: string, body?: object): Promise<Data> {
    return (await (await this.send(method, path, body)).json()).data
  }
}
