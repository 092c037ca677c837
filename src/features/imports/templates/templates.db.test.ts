import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { apply, uploadAndCheck } from '../../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getTemplate } from '../queries/get-template.ts'
import { templateFile } from './file.ts'

// In this order: prices are of a supplier and an item, and an item names its supplier.
const contents = ['suppliers', 'items', 'prices'] as const
const formats = ['csv', 'xlsx'] as const

let context: Context

beforeAll(async () => {
  const tenant = await createTenant(1)
  context = await contextOf(tenant, 'admin')
  await ownerRows(`insert into locations (tenant_id, code, name) values ($1, 'MAIN', 'Main')`, [tenant.id])
})

const fileOf = async (content: (typeof contents)[number], format: (typeof formats)[number]) =>
  templateFile(await getTemplate.execute(context, { content, format }))

describe('a template', () => {
  it.each(contents.flatMap((content) => formats.map((format) => ({ content, format }))))(
    'of $content as $format has its headings below what it says of them, and no row',
    async ({ content, format }) => {
      const file = await fileOf(content, format)
      const name = `${content} template.${format}`
      expect(file.headers.get('content-disposition')).toContain(`filename="${name}"`)
      const checked = await uploadAndCheck(context, new Uint8Array(await file.arrayBuffer()), name, content)
      expect(checked.problem).toBe('There are no rows below the headings.')
      expect(checked.dialect).toMatchObject({ format, header_row: 4 })
      expect(checked.mapping!.filter(({ field }) => field === null)).toEqual([])
    },
  )

  it.each(contents)('of %s has an example that can be imported as it is', async (content) => {
    const text = await (await fileOf(content, 'csv')).text()
    const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true })
    const filled = Papa.unparse([...data, data[2]!])
    const checked = await uploadAndCheck(context, filled, 'filled.csv', content)
    expect([checked.problem, checked.status, checked.counts]).toEqual([
      ...[null, 'checked'],
      expect.objectContaining({ rows: 1, created: 1, errors: 0 }),
    ])
    expect((await apply(context, checked.id)).status).toBe('applied')
  })

  it('says what a column takes', async () => {
    const { remarks, headings } = await getTemplate.execute(context, {})
    const said = Object.fromEntries(headings.map((heading, index) => [heading, remarks[1]![index]]))
    expect(said).toMatchObject({
      SKU: 'needed to add one: text, at most 100 characters',
      Lifecycle: 'one of: active, discontinued, archived',
      Currency: 'needed to add one: an ISO code such as EUR',
      Maximum: 'a whole number',
    })
  })
})
