import { setTimeout as sleep } from 'node:timers/promises'
import type { Stack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import type { Measurement } from './measurement.ts'
import { type Candidate, type Pairing, runCandidate } from './pairs.ts'
import { watchUsage } from './process-tree.ts'
import { connectionVariables } from './source-table.ts'
import { median, say } from './table.ts'
import { addTenantWithSales, salesColumns, selectSales } from './tenant-sales.ts'
import { exceljsAtOnce, type Yardstick } from './yardsticks.ts'

const files = 4
/** Often enough to meet a stall, and seldom enough not to be the load. */
const askAgainMs = 200
const paths = { api: '/api/v1/exports?limit=1', signIn: '/sign-in' }

interface Round {
  seconds: number
  rssMb: number
  /** The longest answer of each path meanwhile, in seconds. */
  api: number
  signIn: number
}

/**
 * Four exports at once in one worker, beside the same four written at once by exceljs in one process, and how
 * long the console lets people wait meanwhile.
 */
export async function measureFourAtOnce(
  stack: Stack,
  format: string,
  rows: number,
  exceljs: Yardstick | undefined,
  pairing: Omit<Pairing, 'variables'>,
): Promise<Measurement[]> {
  const tenant = await addTenantWithSales(stack.ownerUrl, rows)
  const client = new Client(stack.baseUrl, tenant, 'admin')
  const theirs: Candidate = {
    ...{ name: `exceljs, ${files} files at once`, rows: files * rows },
    command: (outputPath) => exceljsAtOnce(files, selectSales(tenant), outputPath),
  }
  const variables = connectionVariables(stack.ownerUrl)
  const runTheirs = () => (isThere(exceljs) ? runCandidate(theirs, { ...pairing, variables }) : undefined)
  for (const path of Object.values(paths)) await client.secondsToAnswer(path)
  const rounds: { ours: Round; theirs: Awaited<ReturnType<typeof runTheirs>> }[] = []
  for (let run = 0; run < pairing.runs; run += 1) {
    say(`${files} x ${format} at once, ${rows} rows, ${run + 1} of ${pairing.runs}`)
    const before = run % 2 === 1 ? await runTheirs() : undefined
    const ours = await runOurs(stack, client, format, rows)
    rounds.push({ ours, theirs: before ?? (await runTheirs()) })
  }
  const line = { format: `${files} x ${format}`, rows }
  const pairs = rounds.flatMap((round) => (round.theirs ? [{ ours: round.ours, theirs: round.theirs }] : []))
  return [
    {
      ...{ ...line, yardstick: isThere(exceljs) ? 'exceljs' : 'none' },
      seconds: median(rounds.map((round) => round.ours.seconds)),
      rssMb: Math.max(...rounds.map((round) => round.ours.rssMb)),
      ...(pairs.length === 0
        ? {}
        : {
            ratio: median(pairs.map((pair) => pair.ours.seconds / pair.theirs.seconds)),
            yardstickSeconds: median(pairs.map((pair) => pair.theirs.seconds)),
            yardstickRssMb: Math.max(...pairs.map((pair) => pair.theirs.rssMb)),
          }),
    },
    { ...line, yardstick: 'stall of the API', seconds: Math.max(...rounds.map(({ ours }) => ours.api)) },
    { ...line, yardstick: 'stall of /sign-in', seconds: Math.max(...rounds.map(({ ours }) => ours.signIn)) },
  ]
}

function isThere(yardstick: Yardstick | undefined): boolean {
  return yardstick !== undefined && yardstick.missing === undefined
}

/** From the first stored request to the last published file, by the rows' own clock. */
async function runOurs(stack: Stack, client: Client, format: string, rows: number): Promise<Round> {
  const memory = watchUsage(stack.workerPids[0]!)
  const ended = new AbortController()
  const api = longestAnswer(client, paths.api, ended.signal)
  const signIn = longestAnswer(client, paths.signIn, ended.signal)
  try {
    const wanted = { export_type: 'sales', format, columns: salesColumns }
    const created = await Promise.all(
      Array.from({ length: files }, (_, file) =>
        client.createExport({ export_name: `File ${file}`, ...wanted }),
      ),
    )
    const done = await Promise.all(created.map(({ id }) => client.waitForExport(id, 500)))
    const bad = done.find((file) => file.status !== 'completed' || file.rows !== rows)
    if (bad) throw new Error(`${files} x ${format} at once: one ended ${bad.status} with ${bad.rows} rows`)
    const from = Math.min(...created.map(({ created_at }) => Date.parse(created_at)))
    const to = Math.max(...done.map(({ completed_at }) => Date.parse(completed_at!)))
    ended.abort()
    return { seconds: (to - from) / 1000, rssMb: memory.stop().sum, api: await api, signIn: await signIn }
  } finally {
    ended.abort()
    memory.stop()
    await Promise.allSettled([api, signIn])
  }
}

/** Asks again and again until told to end. */
async function longestAnswer(client: Client, path: string, ended: AbortSignal): Promise<number> {
  let longest = 0
  while (!ended.aborted) {
    longest = Math.max(longest, await client.secondsToAnswer(path))
    await sleep(askAgainMs)
  }
  return longest
}
