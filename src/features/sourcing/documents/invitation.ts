import { formatCount } from '#src/components/format/quantities.ts'
import { unitOf } from '#src/components/format/units.ts'
import type { Letter } from '#src/encoding/pdf/letter/letter.ts'
import type { Principal } from '#src/lib/context.ts'
import { instantIn } from '../notices/service.ts'
import type { RfpInvitation } from '../record/schema.ts'

/** What a supplier is asked to offer, with a column for its prices. */
export function invitationLetter(
  { tenantName, timeZone }: Principal,
  { rfp, supplier }: RfpInvitation,
): Letter {
  const { currency, criteria, description } = rfp
  const weights = criteria.map(({ name, weight }) => `${name} ${weight} %`).join(', ')
  const facts: [string, string][] = [
    ['Subject', rfp.title],
    ['Answer until', instantIn(new Date(rfp.deadline), timeZone)],
    ['Currency', currency],
    ['Judged by', weights],
    ['Scope of work', rfp.scope_name ? `${rfp.scope_name}, version ${rfp.scope_version}` : ''],
    ['Status', statusWords[rfp.status] ?? ''],
  ]
  return {
    company: tenantName,
    title: `Request for proposal ${rfp.rfp_no}`,
    addressee: supplier ? `${supplier.name} (${supplier.supplier_no})` : 'To the invited suppliers',
    facts: facts.filter(([, value]) => value),
    columns: [
      { label: 'No.', share: 1 },
      { label: 'What is asked for', share: 7 },
      { label: 'Quantity', share: 2.6, isRight: true },
      { label: `Your price of one unit, ${currency}`, share: 4, isRight: true },
    ],
    rows: rfp.lines.map((line) => [
      String(line.position),
      line.sku ? `${line.description}\nOur no. ${line.sku}` : line.description,
      `${formatCount('en', line.quantity)} ${unitOf(line.quantity, line.unit)}`,
      '',
    ]),
    totals: [],
    notes: [
      ...(description ? [description] : []),
      'Offers for some of the lines are welcome. Prices stay sealed until the deadline.',
    ].join('\n\n'),
    timeZone,
  }
}

/** What a reader must know before it answers. */
const statusWords: Partial<Record<RfpInvitation['rfp']['status'], string>> = {
  draft: 'Draft, not published',
  closed: 'Closed',
  awarded: 'Awarded',
  cancelled: 'Cancelled',
}
