import { deflateRawSync } from 'node:zlib'
import excel from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createItem } from '#src/features/inventory/commands/create-item.ts'
import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import { reserveItem } from '#src/features/inventory/commands/reserve.ts'
import type { Context } from '#src/lib/context.ts'
import { uploadAndCheck } from '../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { applyImport } from './commands/apply.ts'
import { listImportErrors } from './queries/list-errors.ts'

let context: Context
let levelId: string
let twinId: string
let before: unknown

const state = () =>
  ownerRows(
    `select (select jsonb_agg(p order by id) from products p where tenant_id = $1) as items,
       (select jsonb_agg(i order by id) from inventory_items i where tenant_id = $1) as levels,
       (select count(*) from stock_movements where tenant_id = $1) as movements`,
    [context.principal.tenantId],
  )

beforeAll(async () => {
  context = await contextOf(await createTenant(0), 'admin')
  const item = { unitCost: '2', price: '3', currency: 'EUR' }
  for (const code of ['W1', 'W2']) await createLocation.execute(context, { code, name: `Hall ${code}` })
  for (const name of ['Twin', 'Other twin']) await createItem.execute(context, { ...item, sku: 'DUP', name })
  const { id } = await createItem.execute(context, { ...item, sku: 'S-1', name: 'Screw' })
  await ownerRows(
    `insert into stock_movements (tenant_id, product_id, location_id, quantity, kind)
     select tenant_id, $2, id, 40, 'receipt' from locations where tenant_id = $1 and code = 'W1'`,
    [context.principal.tenantId, id],
  )
  await reserveItem.execute(context, { id, quantity: 10 })
  const [level] = await ownerRows<{ id: string }>('select id from inventory_items where product_id = $1', [
    id,
  ])
  levelId = level!.id
  const [twin] = await ownerRows<{ id: string }>(
    `insert into inventory_items (tenant_id, product_id, location_id, unit_cost)
     select p.tenant_id, p.id, l.id, 1 from products p join locations l on l.tenant_id = p.tenant_id
     where p.tenant_id = $1 and p.name = 'Twin' and l.code = 'W1' returning id`,
    [context.principal.tenantId],
  )
  twinId = twin!.id
  before = await state()
})

afterAll(async () => {
  expect(await state()).toEqual(before)
})

type Content = string | Uint8Array<ArrayBuffer>
type Place = [row: number, column: string]
type Case = [what: string, content: Content | (() => Content | Promise<Content>), ...places: Place[]]

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
const full = 'SKU,Product,Unit cost,Price,Currency,Warehouse,On hand'
const row = (text: string) => `${full}\n${text}\n`

/** A workbook with these rows, edited before it is written. */
function workbook(rows: unknown[][], edit: (sheet: excel.Worksheet) => void = () => {}) {
  return async () => {
    const book = new excel.Workbook()
    const sheet = book.addWorksheet('Stock')
    for (const one of rows) sheet.addRow(one)
    edit(sheet)
    return new Uint8Array(await book.xlsx.writeBuffer())
  }
}

const bytesOf = async (content: Case[1]) =>
  Buffer.from(typeof content === 'function' ? await content() : content)

const damaged = (at: number) => async () => {
  const bytes = await bytesOf(workbook(Array.from({ length: 500 }, (_, n) => [`SKU ${n}`, n])))
  for (let index = 0; index < 30; index += 1) bytes[Math.floor(bytes.length * at) + index]! ^= 0x5a
  return new Uint8Array(bytes)
}

/** A ZIP with one entry, which says that it unpacks to so many bytes. */
function zip(name: string, content: Buffer, unpacked = content.length, flags = 0): Uint8Array<ArrayBuffer> {
  const packed = deflateRawSync(content)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50)
  head.writeUInt16LE(flags, 6)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(unpacked, 22)
  head.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50)
  head.copy(entry, 8, 6, 30)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return new Uint8Array(Buffer.concat([head, Buffer.from(name), packed, entry, Buffer.from(name), end]))
}

const sheet = 'xl/worksheets/sheet1.xml'
const zeros = Buffer.alloc(8 * 1024 * 1024)

const inCells: Case[] = [
  ['no column to find rows by', 'Name,Amount\nScrew,4\n', [1, 'SKU']],
  ['a column twice', 'SKU,On hand,Stock\nS-1,4,5\n', [1, 'Stock']],
  ['a column twice, under a title', 'Stock list\n\nSKU,sku\nS-1,S-1\n', [3, 'sku']],
  ['Latin-1 instead of UTF-8', latin1(row('S-9,Größe,1,2,EUR,W1,4')), [2, 'Product']],
  [
    'Latin-1 in the second row only',
    latin1(row('S-8,Nut,1,2,EUR,W1,4\nS-9,Käse,1,2,EUR,W1,4')),
    [3, 'Product'],
  ],
  ['control characters', row('S-9,Nu\u0007t,1,2,EUR,W1,4'), [2, 'Product']],
  ['NUL characters', row('S-9,Nu\0t,1,2,EUR,W1,4'), [2, 'Product']],
  ['a quote that never ends', row('S-1,"Screw,1,2,EUR,W1,4\nS-2,Nut,1,2,EUR,W1,4'), [2, 'Product']],
  ['quotes inside quotes', row('S-9,"3" pipe",1,2,EUR,W1,4'), [2, 'Product']],
  ['a row that is cut off', row('S-1,Screw,2.0000'), [2, '']],
  ['a delimiter too many', row('S-9,Nut, small,1,2,EUR,W1,4'), [2, '']],
  ['text where a number belongs', row('S-9,Nut,1,2,EUR,W1,many'), [2, 'On hand']],
  ['half a piece', row('S-9,Nut,1,2,EUR,W1,4.5'), [2, 'On hand']],
  [
    'thousands separators',
    'SKU;Warehouse;On hand\nS-1;W1;1.000\nS-1;W2;1,000\n',
    [2, 'On hand'],
    [3, 'On hand'],
  ],
  ['a number beyond all bounds', row('S-9,Nut,1,2,EUR,W1,99999999999'), [2, 'On hand']],
  ['scientific notation', row('S-9,Nut,1,2,EUR,W1,1e3'), [2, 'On hand']],
  ['negative stock', row('S-9,Nut,1,2,EUR,W1,-4'), [2, 'On hand']],
  ['a negative reorder point', 'SKU,Warehouse,Reorder point\nS-1,W1,-1\n', [2, 'Reorder point']],
  ['a state that is reached in another way', 'SKU,Lifecycle\nS-1,archived\n', [2, 'Lifecycle']],
  ['less stock than is reserved', 'SKU,Warehouse,On hand\nS-1,W1,9\n', [2, 'On hand']],
  ['an amount with a currency', row('S-9,Nut,1,2 EUR,EUR,W1,4'), [2, 'Price']],
  ['an amount with five decimals', row('S-9,Nut,1.23456,2,EUR,W1,4'), [2, 'Unit cost']],
  ['an amount that can be read in two ways', 'SKU;Price\nS-1;1.234\n', [2, 'Price']],
  ['a negative price', row('S-9,Nut,1,-2,EUR,W1,4'), [2, 'Price']],
  ['a currency that is none', row('S-9,Nut,1,2,euro,W1,4'), [2, 'Currency']],
  ['a location that is none', row('S-9,Nut,1,2,EUR,Attic,4'), [2, 'Warehouse']],
  ['stock without a location', 'SKU,On hand\nS-1,4\n', [2, 'Warehouse']],
  ['a supplier that is none', 'SKU,Supplier no.\nS-1,NONE\n', [2, 'Supplier no.']],
  ['a state that is none', 'SKU,Lifecycle\nS-1,sold out\n', [2, 'Lifecycle']],
  ['a row without a key', 'SKU,Product\n,Screw\n', [2, 'SKU']],
  ['a SKU of two items', 'SKU,Brand\nDUP,Acme\n', [2, 'SKU']],
  ['the same SKU and location twice', 'SKU,Warehouse,On hand\nS-1,W1,41\nS-1,W1,42\n', [3, 'SKU']],
  ['the same new SKU twice', row('S-9,Nut,1,2,EUR,W1,4\nS-9,Nut,1,2,EUR,W1,5'), [3, 'SKU']],
  ['two names for one item', 'SKU,Product,Warehouse\nS-1,Bolt,W1\nS-1,Nut,W2\n', [3, 'Product']],
  ['a new item without a price', 'SKU,Product,Unit cost,Currency\nS-9,Nut,1,EUR\n', [2, 'Price']],
  ['an ID that is none', 'ID,On hand\n12345,4\n', [2, 'ID']],
  ['an ID of nobody', 'ID,On hand\n0198c0de-0000-7000-8000-000000000000,4\n', [2, 'ID']],
  ['a name that another item with the SKU has', () => `ID,Product\n${twinId},Other twin\n`, [2, 'Product']],
  ['an ID beside another SKU', () => `ID,SKU\n${levelId},S-2\n`, [2, 'SKU']],
  ['an ID beside another location', () => `ID,Warehouse,On hand\n${levelId},W2,4\n`, [2, 'Warehouse']],
  ['a cost that is an average', () => `ID,Unit cost\n${levelId},9\n`, [2, 'Unit cost']],
  ['a date as a number', () => `ID,On hand,Updated\n${levelId},41,46000.5\n`, [2, 'Updated']],
  ['a maximum below the minimum', 'SKU,Warehouse,Minimum,Maximum\nS-1,W1,5,4\n', [2, 'Maximum']],
  ['a text that is too long', row(`S-9,${'x'.repeat(301)},1,2,EUR,W1,4`), [2, 'Product']],
  [
    'errors in several rows',
    row('S-8,Nut,x,2,EUR,W1,4\nS-9,Nut,1,2,EUR,W1,y'),
    [2, 'Unit cost'],
    [3, 'On hand'],
  ],
  ['UTF-16 with an error', utf16(row('S-9,Größe,1,2,EUR,W1,many')), [2, 'On hand']],
  [
    'a formula that fails, in a workbook',
    workbook([
      ['SKU', 'Warehouse', 'On hand'],
      ['S-1', 'W1', { formula: '1/0', result: { error: '#DIV/0!' } }],
    ]),
    [2, 'On hand'],
  ],
  [
    'a formula nobody has calculated',
    workbook([
      ['SKU', 'Warehouse', 'On hand'],
      ['S-1', 'W1', 41],
      ['S-1', 'W2', { formula: 'C2+1' }],
    ]),
    [3, 'On hand'],
  ],
  [
    'merged cells',
    workbook(
      [
        ['SKU', 'Warehouse', 'On hand'],
        ['S-1', 'W1', 41],
        ['', 'W2', 4],
      ],
      (one) => one.mergeCells('A2:A3'),
    ),
    [3, 'SKU'],
  ],
  [
    'a date where a number belongs',
    workbook([
      ['SKU', 'Warehouse', 'On hand'],
      ['S-1', 'W1', new Date('2026-05-04')],
    ]),
    [2, 'On hand'],
  ],
  [
    'a gap between rows',
    workbook([['SKU', 'Warehouse', 'On hand'], [], [], ['S-1', 'Attic', 4]]),
    [4, 'Warehouse'],
  ],
  ['too many rows', () => `SKU\n${'S-1\n'.repeat(100_001)}`, [3, 'SKU']],
  ['too many rows with empty ones between them', () => `SKU\n${'S-1\n\n'.repeat(100_001)}`, [4, 'SKU']],
]

const unreadable: Case[] = [
  ['NUL characters in the headings', `SK\0U,Pro\0duct\nS-9,Nut\n`, [1, 'SKU']],
  ['more columns than anybody needs', `SKU${',x'.repeat(600)}\nS-1\n`],
  ['an empty table', '\n\n', [1, 'SKU']],
  ['headings without rows', 'SKU,On hand\n'],
  [
    'a workbook that is cut off',
    async () => new Uint8Array((await bytesOf(workbook([['SKU'], ['S-1']]))).subarray(0, -40)),
  ],
  ['a workbook that is damaged at its beginning', damaged(0.1)],
  ['a workbook that is damaged in its middle', damaged(0.5)],
  ['a workbook of the old kind', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
  ['a ZIP file with a password', zip(sheet, Buffer.from('<worksheet/>'), undefined, 1)],
  ['a ZIP file of something else', zip('word/document.xml', Buffer.from('<document/>'))],
  ['a ZIP bomb that tells its size', zip(sheet, zeros, 4_000_000_000)],
  ['a ZIP bomb that tells a small size', zip(sheet, zeros, 1_000)],
  ['a sheet that is no XML', zip(sheet, Buffer.from('<worksheet><sheetData><row r="1"><c')), [1, 'SKU']],
]

it.each(inCells)('%s: the right row and column, and nothing is applied', async (_, content, ...places) => {
  const checked = await uploadAndCheck(context, new Uint8Array(await bytesOf(content)))
  const { items } = await listImportErrors.execute(context, { id: checked.id, limit: 100 })
  const found = items.map(({ row: line, column }) => [line, column])
  expect(found.slice(0, places.length)).toEqual(places)
  expect(items.every(({ expected }) => expected.length > 0)).toBe(true)
  const error = await applyImport.execute(context, { id: checked.id }).catch((one) => one)
  expect(error).toMatchObject({ code: checked.status === 'failed' ? 'illegal_transition' : 'conflict' })
})

it.each(unreadable)(
  '%s: a sentence that says what to do, and nothing is applied',
  async (_, content, ...places) => {
    const failed = await uploadAndCheck(context, new Uint8Array(await bytesOf(content)), 'stock.xlsx')
    expect(failed).toMatchObject({ status: 'failed', problem: expect.stringMatching(/\.$/) })
    expect(failed.problem).not.toMatch(/on our side/)
    const { items } = await listImportErrors.execute(context, { id: failed.id })
    expect(items.map(({ row: line, column }) => [line, column])).toEqual(places)
    await expect(applyImport.execute(context, { id: failed.id, scope: 'valid_rows' })).rejects.toMatchObject({
      code: 'illegal_transition',
    })
  },
)

it('an empty file and one without a name are refused at the door', async () => {
  await expect(uploadAndCheck(context, '')).rejects.toMatchObject({ code: 'invalid_request' })
  await expect(uploadAndCheck(context, 'SKU\nS-1\n', ' ')).rejects.toMatchObject({ code: 'invalid_request' })
})
