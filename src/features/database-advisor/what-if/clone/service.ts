import { chown, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { connectToScratch, type ScratchCluster, withScratchCluster } from '#src/lib/db/embedded/scratch.ts'
import type { PlanNode } from '../../plans/repository.ts'
import { estimatePages } from '../pages.ts'
import type { Source } from '../source/repository.ts'

/** An index that is not there. */
export interface Candidate {
  name: string
  table: string
  schema: string
  /** Each with its direction, such as `order_date desc`. */
  keys: string[]
  columns: string[]
}

export interface Hypothetical extends Candidate {
  definition: string
  bytes: number
}

/** An empty copy of a database that plans as if it were full. */
export interface Clone {
  /** The candidates that could be made. */
  candidates: Hypothetical[]
  /** Plans statements as if the indexes of these names were there, and no other candidate; null: it has no plan. */
  plan: (texts: string[], names: ReadonlySet<string>) => Promise<(PlanNode | null)[]>
}

interface Asked {
  source: Source
  candidates: Candidate[]
  /** The role that plans; undefined: whoever row-level security does not bind. */
  role?: string | undefined
  /** Whether statements have parameters in place of values. */
  isGeneric: boolean
}

const segmentBytes = 1024 ** 3
const block = 8192

/** Makes an empty clone in a throw-away cluster, runs something with it, and leaves nothing behind. */
export function withClone<T>(asked: Asked, run: (clone: Clone) => Promise<T>): Promise<T> {
  return withScratchCluster(async (cluster) => {
    const maker = await connectToScratch(cluster.url)
    let candidates: Hypothetical[]
    try {
      candidates = await build(maker, cluster, asked)
    } finally {
      await maker.end()
    }
    // What the first connection knew of the sizes was before the files were extended.
    const planner = await connectToScratch(cluster.url)
    try {
      for (const { name, setting } of asked.source.settings)
        await planner.query('select set_config($1, $2, false)', [name, setting]).catch(() => {})
      return await run({ candidates, plan: (texts, names) => plan(planner, asked, texts, names) })
    } finally {
      await planner.end()
    }
  })
}

async function build(client: Client, cluster: ScratchCluster, { source, candidates, role }: Asked) {
  await client.query(`set check_function_bodies = off; set client_min_messages = error`)
  for (const name of new Set([...source.roles, ...(role ? [role] : [])]))
    await client.query(`create role ${client.escapeIdentifier(name)}`)
  await executeInAnyOrder(client, source.statements)
  const made = await createCandidates(client, source, candidates)
  if (role) {
    const name = client.escapeIdentifier(role)
    await client.query(
      `grant all on all tables in schema public to ${name}; grant all on schema public to ${name}`,
    )
  }
  await restoreStatistics(client, source)
  const sizes = new Map(source.relations.map(({ schema, name, pages }) => [`${schema}.${name}`, pages]))
  for (const { schema, name, bytes } of made) sizes.set(`${schema}.${name}`, bytes / block)
  await extendFiles(client, cluster, sizes)
  return made
}

/** Some need others first: what fails is tried again as long as anything succeeds. What never does is left out. */
async function executeInAnyOrder(client: Client, statements: string[]): Promise<void> {
  for (let left = statements; left.length > 0; ) {
    const failed: string[] = []
    for (const statement of left) await client.query(statement).catch(() => failed.push(statement))
    if (failed.length === left.length) return
    left = failed
  }
}

async function createCandidates(
  client: Client,
  source: Source,
  candidates: Candidate[],
): Promise<Hypothetical[]> {
  const rowsOf = new Map(
    source.relations.map(({ schema, name, reltuples }) => [`${schema}.${name}`, reltuples]),
  )
  const made: Hypothetical[] = []
  for (const candidate of candidates) {
    const { schema, table, name, keys } = candidate
    const [home, on, index] = [schema, table, name].map((one) => client.escapeIdentifier(one))
    const definition = `create index ${index} on ${home}.${on} (${keys.join(', ')})`
    // Some types have no order.
    const isMade = await client.query(definition).then(
      () => true,
      () => false,
    )
    if (!isMade) continue
    const columns = candidate.columns.flatMap(
      (column) =>
        source.columns.find((one) => one.schema === schema && one.table === table && one.name === column) ??
        [],
    )
    const pages = estimatePages(columns, Math.max(0, rowsOf.get(`${schema}.${table}`) ?? 0))
    made.push({ ...candidate, definition, bytes: pages * block })
  }
  return made
}

/** After every CREATE INDEX, which sets the rows of its table to none. */
async function restoreStatistics(client: Client, { relations, statistics }: Source): Promise<void> {
  await client.query(
    `select pg_restore_relation_stats('schemaname', r.schema, 'relname', r.name, 'relpages', r.relpages,
       'reltuples', r.reltuples::real, 'relallvisible', r.relallvisible, 'relallfrozen', r.relallfrozen)
     from jsonb_to_recordset($1) as r(schema text, name text, relpages integer, reltuples float8, relallvisible integer,
       relallfrozen integer) where to_regclass(format('%I.%I', r.schema, r.name)) is not null`,
    [JSON.stringify(relations)],
  )
  await client.query(
    `select pg_restore_attribute_stats('schemaname', r.schemaname, 'relname', r.relname, 'attname', r.attname,
       'inherited', r.inherited, 'null_frac', r.null_frac, 'avg_width', r.avg_width, 'n_distinct', r.n_distinct,
       'most_common_vals', r.most_common_vals, 'most_common_freqs', r.most_common_freqs,
       'histogram_bounds', r.histogram_bounds, 'correlation', r.correlation)
     from jsonb_to_recordset($1) as r(schemaname text, relname text, attname text, inherited boolean, null_frac real,
       avg_width integer, n_distinct real, most_common_vals text, most_common_freqs real[], histogram_bounds text,
       correlation real)
     join pg_attribute a on a.attrelid = to_regclass(format('%I.%I', r.schemaname, r.relname)) and a.attname = r.attname
     where not a.attisdropped`,
    [JSON.stringify(statistics)],
  )
}

/** The planner looks at how long files are: they get their length without their content, which takes no disk. */
async function extendFiles(
  client: Client,
  { data }: ScratchCluster,
  sizes: Map<string, number>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; path: string }>(
    `select n.nspname || '.' || c.relname as name, pg_relation_filepath(c.oid) as path
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm', 'i')`,
  )
  await client.query('checkpoint')
  for (const { name, path } of rows) {
    const bytes = (sizes.get(name) ?? 0) * block
    for (let segment = 0; segment * segmentBytes < bytes; segment += 1) {
      const file = join(data, segment === 0 ? path : `${path}.${segment}`)
      const length = Math.min(segmentBytes, bytes - segment * segmentBytes)
      if (segment > 0) await createBeside(join(data, path), file)
      await truncate(file, length)
    }
  }
}

/** The server reads a file that belongs to whoever runs it. */
async function createBeside(first: string, file: string): Promise<void> {
  await writeFile(file, '', { mode: 0o600 })
  const { uid, gid } = await stat(first)
  await chown(file, uid, gid)
}

/** A candidate counts for the planner while the catalog calls it valid; the transaction is rolled back. */
async function plan(
  client: Client,
  { candidates, role, isGeneric }: Asked,
  texts: string[],
  names: ReadonlySet<string>,
): Promise<(PlanNode | null)[]> {
  const plans: (PlanNode | null)[] = []
  await client.query('begin')
  try {
    await client.query(
      `update pg_index set indisvalid = relname = any($1) from pg_class c
       where c.oid = indexrelid and relname = any($2) and indisvalid <> (relname = any($1))`,
      [[...names], candidates.map(({ name }) => name)],
    )
    if (role) await client.query(`set local role ${client.escapeIdentifier(role)}`)
    for (const text of texts) plans.push(await explain(client, text, isGeneric))
  } finally {
    await client.query('rollback')
  }
  return plans
}

async function explain(client: Client, text: string, isGeneric: boolean): Promise<PlanNode | null> {
  await client.query('savepoint before')
  try {
    const { rows } = await client.query(`explain (${isGeneric ? 'generic_plan, ' : ''}format json) ${text}`)
    return rows[0]['QUERY PLAN'][0].Plan
  } catch {
    await client.query('rollback to before')
    return null
  }
}
