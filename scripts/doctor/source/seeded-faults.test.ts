import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../launcher/paths.mjs'
import { checkImports } from './imports.ts'
import { readSource } from './source.ts'
import { checkSqlText } from './sql-text.ts'

const tree = mkdtempSync(join(tmpdir(), 'waybill-doctor-'))
afterAll(() => rmSync(tree, { recursive: true, force: true }))

/** A small project without a fault. */
const healthy: Record<string, string> = {
  'src/lib/prices.ts': `import type { Basket } from './basket.ts'
export interface Price { amount: string }
export function priceOf(basket: Basket): Price { return { amount: String(basket.lines) } }
export default function currencyOf(): string { return 'EUR' }`,
  'src/lib/basket.ts': `import { type Price, priceOf } from './prices.ts'
export interface Basket { lines: number }
export const totalOf = (basket: Basket): Price => priceOf(basket)`,
  'src/features/money/rates.ts': 'export const rateOf = () => 1',
  'src/lib/look.module.css': '',
  'src/lib/harmless.ts': `import pg from 'pg'
import { sql } from 'drizzle-orm'
import * as z from 'zod'
import './look.module.css'
const table = 'orders'
const limits = { few: 'limit 1', all: '' } as const
export async function read(client: pg.Client, name: string, most: number, order: 'asc' | 'desc', how: keyof typeof limits) {
  await client.query(\`listen \${pg.escapeIdentifier(name)}\`)
  await client.query(\`select * from \${table} order by id \${order} limit \${most} \${limits[how]}\`)
  const quoted = pg.escapeLiteral(name)
  await client.query('select ' + quoted + ' from orders')
  await client.query('select $1', [name])
  const compiled = { text: 'select $1', values: [name] }
  await client.query(\`explain \${compiled.text}\`, compiled.values)
  return [sql\`select * from orders where name = \${name}\`, z.string(), \`Select \${name}, or update it\`]
}`,
}

/** Line by line: what is planted, and what the doctor must say about that line. */
const imports: [line: string, type: 'import' | 'export', suggestion: string][] = [
  [`import { a } from './nothing.ts'`, 'import', 'Add the file, or remove the import.'],
  [`import { b } from './prises.ts'`, 'import', `It may have been renamed: import './prices.ts'.`],
  [
    `import { c } from '#src/lib/rates.ts'`,
    'import',
    `It may have moved: import '#src/features/money/rates.ts'.`,
  ],
  [`import { d } from './Prices.ts'`, 'import', `Capital letters count: import './prices.ts'.`],
  [`import { e } from './basket.tsx'`, 'import', `The file ends differently: import './basket.ts'.`],
  [`import { f } from 'zodd'`, 'import', `Import 'zod', or install zodd.`],
  [`import { g } from 'left-pad'`, 'import', 'Install it: npm install --save-exact left-pad.'],
  [`import { h } from 'zod/nowhere'`, 'import', `Import from 'zod' itself, or from a path that it exports.`],
  [
    `export const i = () => import('./basked.ts')`,
    'import',
    `It may have been renamed: import './basket.ts'.`,
  ],
  [`import './looks.module.css'`, 'import', `It may have been renamed: import './look.module.css'.`],
  [`import { pricesOf } from './prices.ts'`, 'export', 'Did you mean priceOf?'],
  [`import { PriceOf } from './prices.ts'`, 'export', 'Did you mean priceOf?'],
  [
    `import { currencyOf } from './prices.ts'`,
    'export',
    `It is the default export: import currencyOf from './prices.ts'.`,
  ],
  [`import rateOf from '#src/features/money/rates.ts'`, 'export', 'Import it by name: { rateOf }.'],
  [`import { totalOf } from './prices.ts'`, 'export', `totalOf is exported by './basket.ts'.`],
  [`import { Basket } from './basket.ts'`, 'export', 'Import it as a type: { type Basket }.'],
  [`export { Price } from './prices.ts'`, 'export', 'Export it as a type: { type Price }.'],
  [`export { vatOf } from './basket.ts'`, 'export', 'It exports Basket, totalOf.'],
  [`import { objekt } from 'zod'`, 'export', 'Did you mean object?'],
]

/** Statements with a value in their text, and the part that is named. */
const statements: [line: string, spliced: string][] = [
  [`client.query(\`select * from orders where name = '\${name}'\`)`, 'name'],
  [`client.query('select * from orders where name = ' + name)`, 'name'],
  [`const text = \`delete from orders where id = \${input.id}\`; client.query(text)`, 'input.id'],
  [`sql.raw(\`order by \${input.sort}\`)`, 'input.sort'],
  [`client.query({ text: \`set role \${name}\`, values: [] })`, 'name'],
  [`client.query(['select', name].join(' '))`, 'name'],
  [`client.query('select '.concat(name))`, 'name'],
  [`run(\`update orders set name = \${JSON.stringify(input)}\`)`, 'JSON.stringify(input)'],
  [`client.query(name ? \`listen \${name}\` : \`unlisten\`)`, 'name'],
]

function plant(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), `${text}\n`)
  }
}

function look() {
  const source = readSource(tree)
  return [...checkImports(source), ...checkSqlText(source)]
}

it('a project without a fault has no finding, and each planted one is found at its line with what helps', () => {
  for (const file of ['tsconfig.json', 'package.json']) cpSync(join(root, file), join(tree, file))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  plant(healthy)
  expect(look()).toEqual([])

  const head = `import type pg from 'pg'; import { sql } from 'drizzle-orm'; declare const run: (text: string) => void
export function seeds(client: pg.Client, name: string, input: { id: string; sort: string }) { void sql`
  plant({
    'src/lib/imports.ts': imports.map(([line]) => line).join('\n'),
    'src/lib/statements.ts': `${head}\n${statements.map(([line]) => line).join('\n')}\n}`,
  })
  const found = look()
  expect(found.filter(({ file }) => file === 'src/lib/imports.ts')).toMatchObject(
    imports.map(([, type, suggestion], index) => ({ type, line: index + 1, suggestion })),
  )
  expect(found.filter(({ file }) => file === 'src/lib/statements.ts')).toMatchObject(
    statements.map(([, spliced], index) => ({
      ...{ type: 'database', line: index + 3 },
      message: `${spliced} is spliced into the text of a statement.`,
    })),
  )
  expect(found).toHaveLength(imports.length + statements.length)
})

it('this project has none', () => {
  const source = readSource(root)
  expect(source.files.length).toBeGreaterThan(500)
  expect([...checkImports(source), ...checkSqlText(source)]).toEqual([])
})
