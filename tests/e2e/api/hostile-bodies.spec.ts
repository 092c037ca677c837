import { type Client, expect, problemIn, test } from './client.ts'

const strange: unknown[] = [
  ...[`'; drop table data_exports; --`, '$1; $$; %L %% \\', '../../../../etc/passwd', 'a\0b', 'a\r\nX: y'],
  ...['a\u202Egnp.exe', '\u2066\u2069\u200F', 'a\ud800b', 'x'.repeat(300), 'x'.repeat(100_000)],
  ...['<script>alert(1)</script>', '=cmd|/C calc!A0', '%s%n%x', '__proto__', 'constructor', '', '   '],
  ...[0, -1, 1e308, true, null, [], [[]], {}, { $gt: '' }, ['x', null]],
]

/** Wrong in its sort alone, so that every other part is looked at and nothing is ever run. */
const almostValid = {
  ...{ export_name: 'Hostile', export_type: 'customers', format: 'csv' },
  sort: [{ column: 'nothing' }],
}

async function isRefused(client: Client, changes: object): Promise<void> {
  const response = await client.post('/api/v1/exports', { ...almostValid, ...changes })
  await problemIn(response, 400, 'invalid_request')
}

test('no strange value anywhere in the body of a new export is a failure of ours', async ({ as }) => {
  test.setTimeout(180_000)
  const admin = as('admin')
  for (const value of strange) {
    for (const key of ['export_name', 'export_type', 'format', 'filters', 'columns', 'recipients', 'options'])
      await isRefused(admin, { [key]: value })
    await isRefused(admin, { sort: [{ column: value, direction: value }] })
    for (const column of [value, { key: value, label: value }, { key: 'name', label: value }])
      await isRefused(admin, { columns: [column] })
    await isRefused(admin, { recipients: [value] })
    for (const filter of ['search', 'status', 'date_from', 'amount_min', 'ids', 'segment'])
      await isRefused(admin, { filters: { [filter]: value } })
    for (const option of ['time_zone', 'compression', 'preset'])
      await isRefused(admin, { options: { [option]: value } })
    if (typeof value !== 'string') continue
    for (const place of ['filters', 'options']) await isRefused(admin, { [place]: { [value]: 1 } })
    await isRefused(admin, { [value]: 1 })
  }
})

test('what stands between a valid request and a refusal is named for each wrong part', async ({ as }) => {
  const response = await as('admin').post('/api/v1/exports', {
    ...almostValid,
    columns: ['x'],
    filters: { y: 1 },
  })
  const { errors } = await problemIn(response, 400, 'invalid_request')
  expect(errors.map(({ path }) => path).sort()).toEqual(['columns.0', 'filters.y', 'sort.0.column'])
})
