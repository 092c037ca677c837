import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { addSuppliers, draftRfp, passDeadline, publishedRfp, respond } from '../../../tests/support/rfps.ts'
import { closeDueRfps } from './closing/sweeps.ts'
import { awardRfp } from './commands/award-rfp.ts'
import { changeResponse } from './commands/change-response.ts'
import { changeRfp } from './commands/change-rfp.ts'
import { createResponse } from './commands/create-response.ts'
import { submitResponse, withdrawResponse } from './commands/move-response.ts'
import { cancelRfp, closeRfp } from './commands/move-rfp.ts'
import { publishRfp } from './commands/publish-rfp.ts'
import { scoreResponse } from './commands/score-response.ts'
import { getResponse } from './queries/get-response.ts'
import { getRfp } from './queries/get-rfp.ts'
import { listResponses } from './queries/list-responses.ts'
import { listRfps } from './queries/list-rfps.ts'
import type { RfpDetails } from './record/schema.ts'

let admin: Context
let manager: Context
let stranger: Context
let suppliers: string[]

beforeAll(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  stranger = await contextOf(await createTenant(0), 'super_admin')
  suppliers = await addSuppliers(admin)
})

const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'done' }),
    (error) => error,
  )
const code = async (promise: Promise<unknown>) => (await thrown(promise)).code

const draft = (given: object = {}) => draftRfp(manager, { supplier_ids: suppliers.slice(0, 2), ...given })
const published = () => publishedRfp(manager, suppliers.slice(0, 2))
const answered = (rfp: RfpDetails, supplier: number, prices: string[]) =>
  respond(manager, rfp, suppliers[supplier]!, prices)

const mailsOf = async (id: string) =>
  (
    await ownerRows<{ kind: string; recipient: string }>(
      'select kind, recipient from outgoing_mails where subject_id = $1 order by id',
      [id],
    )
  ).map(({ kind, recipient }) => `${kind.replace(/_.*/, '')} ${recipient}`)

describe('a request for proposal', () => {
  it('is published whole or not at all, and whoever is invited hears of each change', async () => {
    const bare = await draft({ lines: [], criteria: [], supplier_ids: [] })
    const error = await thrown(publishRfp.execute(manager, { id: bare.id }))
    expect(error.details.errors.map(({ path }: { path: string }) => path)).toEqual([
      ...['lines', 'criteria', 'supplier_ids'],
    ])
    expect(await code(draft({ criteria: [{ name: 'Price', weight: 99 }] }))).toBe('invalid_request')
    const rfp = await published()
    expect(rfp).toMatchObject({ status: 'published', is_sealed: true, published_at: expect.any(String) })
    await changeRfp.execute(manager, { id: rfp.id, deadline: '2099-02-01T00:00:00Z' })
    await cancelRfp.execute(manager, { id: rfp.id })
    expect(await mailsOf(rfp.id)).toEqual(
      ['published', 'deadline', 'cancelled'].flatMap((kind) =>
        ['V-1', 'V-2'].map((no) => `${kind} ${no}@supplier.example`),
      ),
    )
  })

  it('changes freely as a draft, and once published only its deadline, to a later one', async () => {
    const { id } = await draft()
    expect(
      await changeRfp.execute(manager, { id, lines: [{ description: 'Desk', quantity: 1 }] }),
    ).toMatchObject({ lines: [{ description: 'Desk', position: 1, unit: 'piece' }], version: 2 })
    await publishRfp.execute(manager, { id })
    expect(await code(changeRfp.execute(manager, { id, title: 'Other' }))).toBe('invalid_request')
    expect(await code(changeRfp.execute(manager, { id, deadline: '2098-01-01T00:00:00Z' }))).toBe(
      'invalid_request',
    )
    await expect(ownerRows(`update rfps set deadline = now() where id = $1`, [id])).rejects.toThrow(
      /never moves closer/,
    )
  })

  it('closes at its deadline by the clock of the database, and not before', async () => {
    const rfp = await published()
    const early = await thrown(closeRfp.execute(admin, { id: rfp.id }))
    expect(early).toMatchObject({ code: 'illegal_transition', details: { facts: { legal: ['cancelled'] } } })
    await expect(ownerRows(`update rfps set status = 'closed' where id = $1`, [rfp.id])).rejects.toThrow(
      /closes at its deadline/,
    )
    await closeDueRfps()
    expect(await getRfp.execute(manager, { id: rfp.id })).toMatchObject({ status: 'published' })
    await passDeadline(rfp.id)
    const late = { id: rfp.id, supplier_id: suppliers[0]!, lines: [] }
    expect(await code(createResponse.execute(manager, late))).toBe('deadline_passed')
    expect(await closeDueRfps()).toBe(1)
    expect(await getRfp.execute(manager, { id: rfp.id })).toMatchObject({
      status: 'closed',
      is_sealed: false,
    })
    const entries = await ownerRows(
      `select 1 from audit_entries where subject_id = $1 and action = 'rfp.closed' and user_id is null`,
      [rfp.id],
    )
    expect(entries).toHaveLength(1)
  })
})

describe('a response', () => {
  it('is from an invited supplier, once, until it is withdrawn, and in time', async () => {
    const rfp = await published()
    const of = (supplier: number) =>
      createResponse.execute(manager, {
        ...{
          id: rfp.id,
          supplier_id: suppliers[supplier]!,
          lines: [{ line_id: rfp.lines[0]!.id, price: '1' }],
        },
      })
    expect(await code(of(2))).toBe('invalid_request')
    const { id: response } = await of(0)
    expect(await code(of(0))).toBe('duplicate')
    const named = { id: rfp.id, response }
    expect(await code(withdrawResponse.execute(manager, named))).toBe('illegal_transition')
    await submitResponse.execute(manager, named)
    expect(await code(changeResponse.execute(manager, { ...named, notes: 'x' }))).toBe('illegal_transition')
    await withdrawResponse.execute(manager, named)
    const { id: second } = await of(0)
    await passDeadline(rfp.id)
    for (const late of [
      submitResponse.execute(manager, { id: rfp.id, response: second }),
      changeResponse.execute(manager, { id: rfp.id, response: second, lines: [] }),
    ])
      expect(await code(late)).toBe('deadline_passed')
  })

  it('is scored once its request is closed, and has no total before every criterion has a score', async () => {
    const rfp = await published()
    const response = await answered(rfp, 0, ['10', '20'])
    const named = { id: rfp.id, response }
    const [price, quality] = rfp.criteria.map(({ id }) => id)
    const first = { scores: [{ criterion_id: price!, score: 80 }] }
    expect(await code(scoreResponse.execute(manager, { ...named, ...first }))).toBe('illegal_transition')
    await passDeadline(rfp.id)
    await closeRfp.execute(manager, { id: rfp.id })
    expect(await scoreResponse.execute(manager, { ...named, ...first })).toMatchObject({ total_score: null })
    const rest = { scores: [{ criterion_id: quality!, score: 50 }], decision: 'shortlisted' as const }
    expect(await scoreResponse.execute(manager, { ...named, ...rest })).toMatchObject({
      ...{ total_score: 68, status: 'shortlisted', amount: '160.00' },
    })
  })
})

describe('an award', () => {
  it('splits the lines between those who offer them, and rejects the rest', async () => {
    const rfp = await published()
    const [chair, table] = rfp.lines.map(({ id }) => id)
    const whole = await answered(rfp, 0, ['10', '20'])
    const partial = await answered(rfp, 1, ['9', ''])
    const award = (context: Context, awards: { line_id: string; response_id: string }[]) =>
      awardRfp.execute(context, { id: rfp.id, awards })
    const split = [
      { line_id: chair!, response_id: partial },
      { line_id: table!, response_id: whole },
    ]
    expect(await code(award(admin, split))).toBe('illegal_transition')
    await passDeadline(rfp.id)
    await closeDueRfps()
    expect(await code(award(manager, split))).toBe('forbidden')
    const wrong = await thrown(award(admin, [{ line_id: table!, response_id: partial }]))
    expect(wrong.details.errors).toMatchObject([
      { path: 'awards.0.response_id', message: 'does not offer this line' },
    ])
    const both = await Promise.all([code(award(admin, split)), code(award(admin, split))])
    expect(both.sort()).toEqual(['done', 'illegal_transition'])
    const { lines, status } = await getRfp.execute(manager, { id: rfp.id })
    expect([status, ...lines.map((line) => line.awarded_response_id)]).toEqual(['awarded', partial, whole])
    const { items } = await listResponses.execute(manager, { id: rfp.id })
    expect(items.map((one) => [one.status, one.amount])).toEqual([
      ['awarded', '160.00'],
      ['awarded', '90.00'],
    ])
    expect((await mailsOf(rfp.id)).filter((mail) => mail.startsWith('awarded'))).toHaveLength(2)
  })
})

describe('rights', () => {
  it('end at the company: another one has no such request', async () => {
    const rfp = await published()
    const response = await answered(rfp, 0, ['10', ''])
    const tries = [
      () => getRfp.execute(stranger, { id: rfp.id }),
      () => changeRfp.execute(stranger, { id: rfp.id, title: 'x' }),
      () => cancelRfp.execute(stranger, { id: rfp.id }),
      () => listResponses.execute(stranger, { id: rfp.id }),
      () => getResponse.execute(stranger, { id: rfp.id, response }),
      () => withdrawResponse.execute(stranger, { id: rfp.id, response }),
    ]
    for (const attempt of tries) expect(await code(attempt())).toBe('not_found')
    const { items } = await listRfps.execute(stranger, {})
    expect(items).toEqual([])
    const { items: own } = await listRfps.execute(manager, { q: rfp.rfp_no, status: 'published' })
    expect(own.map(({ id }) => id)).toContain(rfp.id)
  })
})
