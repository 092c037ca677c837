import { describe, expect, it } from 'vitest'
import { readAuditQuery } from './page-queries.ts'

describe('the address of the audit trail', () => {
  it('says what is looked for; what nobody understands is left out', () => {
    const query = { action: 'user.invited', date_from: '2026-01-01', date_to: '2026-01-31' }
    expect(readAuditQuery({ ...query, user_id: 'nobody', subject_id: [], limit: '3', color: 'red' })).toEqual(
      query,
    )
    expect(readAuditQuery({ date_from: '0016-01-01', date_to: '2026-02-31' })).toEqual({})
  })

  it('with days the wrong way round means the days between them', () => {
    expect(readAuditQuery({ date_from: '2026-01-31', date_to: '2026-01-01' })).toEqual({
      date_from: '2026-01-01',
      date_to: '2026-01-31',
    })
  })
})
