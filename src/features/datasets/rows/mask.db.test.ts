import { expect, it } from 'vitest'
import { asOwner } from '../../../../tests/support/owner.ts'
import { isMasked, maskedSql, maskedText } from './mask.ts'

it('a value is masked alike by the database and by the code', async () => {
  const values = [
    '',
    'a',
    '12345678',
    '123456789',
    'DE89370400440532013000',
    'ÄÖÜ éàè ß 日本',
    '👍🏽👍🏽👍🏽👍🏽👍🏽',
    null,
  ]
  for (const value of values) {
    const masked = await asOwner(async (client) => {
      const { rows } = await client.query<{ masked: string | null }>(
        `select ${maskedSql('$1::text')} as masked`,
        [value],
      )
      return rows[0]!.masked
    })
    expect(maskedText(value), String(value)).toBe(masked)
    if (value !== null) expect([isMasked(value), isMasked(masked!)]).toEqual([false, true])
  }
})
