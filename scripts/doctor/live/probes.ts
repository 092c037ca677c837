import type { Diagnosis } from '../finding.ts'

const timeoutMs = 5_000

/** What a probe of one address expects, and what to do where the answer is another. */
interface Probe {
  path: string
  /** The file that answers it. */
  file: string
  status: number
  mediaType: RegExp
  suggestion: string
}

const restart = 'Look at the log of the web process, and start it again.'

const probes: Probe[] = [
  {
    ...{ path: '/api/health/live', file: 'src/app/api/health/live/route.ts', status: 200 },
    ...{ mediaType: /json/, suggestion: restart },
  },
  {
    ...{ path: '/api/health', file: 'src/app/api/health/route.ts', status: 200 },
    ...{ mediaType: /^application\/health\+json/, suggestion: restart },
  },
  {
    ...{ path: '/api/metrics', file: 'src/app/api/metrics/route.ts', status: 401 },
    ...{ mediaType: /problem\+json/, suggestion: 'Let the proxy in front keep metrics from everybody.' },
  },
  {
    ...{ path: '/api/v1/openapi.json', file: 'src/app/api/v1/openapi.json/route.ts', status: 200 },
    ...{ mediaType: /json/, suggestion: 'Let the proxy in front pass everything below /api.' },
  },
  {
    ...{ path: '/api/v1/exports', file: 'src/app/api/v1/exports/route.ts', status: 401 },
    mediaType: /problem\+json/,
    suggestion: 'Let the proxy in front pass requests and answers of the API unchanged.',
  },
  {
    ...{ path: '/sign-in', file: 'src/app/sign-in/page.tsx', status: 200 },
    ...{ mediaType: /html/, suggestion: restart },
  },
]

/** Asks every health endpoint and the doors of a running installation. */
export async function probe(url: string): Promise<Diagnosis[]> {
  const alive = await ask(url, '/api/health/live')
  if (typeof alive === 'string') {
    return [
      {
        ...{ type: 'configuration', file: probes[0]!.file, line: 1 },
        message: `${url} does not answer: ${alive}.`,
        suggestion: 'Check the address, its DNS entry, and that the web process runs.',
      },
    ]
  }
  const found = await Promise.all([...probes.map((one) => probeOne(url, one)), probeReadiness(url)])
  return [...found.flat(), ...checkTransport(url, alive)]
}

async function probeOne(
  url: string,
  { path, file, status, mediaType, suggestion }: Probe,
): Promise<Diagnosis[]> {
  const answer = await ask(url, path)
  const place = { type: 'configuration', file, line: 1 } as const
  if (typeof answer === 'string')
    return [{ ...place, message: `${path} does not answer: ${answer}.`, suggestion }]
  if (answer.status !== status)
    return [{ ...place, message: `${path} answers ${answer.status} instead of ${status}.`, suggestion }]
  const type = answer.headers.get('content-type') ?? 'nothing'
  return mediaType.test(type) ? [] : [{ ...place, message: `${path} answers with ${type}.`, suggestion }]
}

/** What to do about each part that is not there. */
const remedies: Record<string, string> = {
  database: 'Start PostgreSQL, or correct DATABASE_URL; where it is outdated, run npm run migrate.',
  queue: 'Run npm run migrate: it installs the queue.',
  storage: 'Let the process write to STORAGE_DIR, or to the bucket of S3_BUCKET.',
  worker: 'Start a worker: npm run worker.',
}

async function probeReadiness(url: string): Promise<Diagnosis[]> {
  const place = { file: 'src/app/api/health/ready/route.ts', line: 1 }
  const answer = await ask(url, '/api/health/ready')
  const body = typeof answer === 'string' ? undefined : await answer.json().catch(() => undefined)
  if (!body?.dependencies) {
    const message = '/api/health/ready gives no answer.'
    return [{ type: 'configuration', ...place, message, suggestion: restart }]
  }
  return Object.entries<string>(body.dependencies)
    .filter(([, state]) => state !== 'connected')
    .map(([name, state]) => ({
      type: name === 'database' || name === 'queue' ? 'database' : 'configuration',
      ...place,
      message: `The ${name} is ${state}.`,
      suggestion: remedies[name] ?? restart,
      isWarning: name === 'worker',
    }))
}

function checkTransport(url: string, answer: Response): Diagnosis[] {
  const place = { type: 'configuration', file: 'src/lib/http/node-server.ts', line: 1 } as const
  if (!url.startsWith('https:') || answer.headers.has('strict-transport-security')) return []
  const message = 'Browsers are not told to stay with https://.'
  return [
    {
      ...place,
      message,
      suggestion: 'Set APP_URL to the https:// address, and start the web process again.',
    },
  ]
}

/** The answer, or why there is none. */
async function ask(url: string, path: string): Promise<Response | string> {
  try {
    return await fetch(url + path, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    const { cause, message } = error as Error
    return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message
  }
}
