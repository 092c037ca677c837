import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Random } from '../../src/features/forecasting/models/numbers/random.ts'

export interface Texts {
  queries: string[]
  /** The same with other values. */
  variants: string[]
}

const variantsOfEach = 12

/** Runs gen.sql and reads queries.sql, one statement a line. */
export async function loadWorkload(url: string, folder: string): Promise<Texts> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statementsIn(join(folder, 'gen.sql')))
      if (!/create extension/i.test(statement)) await client.query(statement)
  } finally {
    await client.end()
  }
  const queries = statementsIn(join(folder, 'queries.sql'))
  const random = new Random(1)
  return {
    queries,
    variants: queries.flatMap((query) => Array.from({ length: variantsOfEach }, () => vary(query, random))),
  }
}

function statementsIn(path: string): string[] {
  const texts = readFileSync(path, 'utf8').split(';')
  return texts.map((text) => text.trim()).filter(Boolean)
}

/** Other keys, regions and days in place of those that are there. */
function vary(query: string, random: Random): string {
  const upTo = (most: number) => 1 + Math.floor(random.uniform() * most)
  return query
    .replace(/=(\d+)/g, (_, number) => `=${upTo(Number(number) * 2 + 50)}`)
    .replace(/in \(([\d,]+)\)/g, () => `in (${upTo(50)},${upTo(500)},${upTo(5_000)})`)
    .replace(/'r\d+'/g, () => `'r${upTo(49)}'`)
    .replace(/between '(\d{4}-\d\d-\d\d)' and '(\d{4}-\d\d-\d\d)'/g, () => {
      const from = Date.UTC(2020, 0, upTo(500))
      return `between '${day(from)}' and '${day(from + upTo(10) * 86_400_000)}'`
    })
    .replace(/>='?(\d{4}-\d\d-\d\d)'/g, () => `>='${day(Date.UTC(2020, 0, upTo(540)))}'`)
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10)
