import type { rfpResponseStatuses, rfpStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import { addDays } from './calendar.ts'
import { officeHour, type Scope, type Supplier } from './procurement.ts'
import { createRandom, type Random } from './random.ts'
import { closingDay } from './trade.ts'

type Status = (typeof rfpStatuses)[number]

/** What each request asks for, and what it usually costs. */
const asked = [
  { description: 'Set-up and first visit', quantity: 1, unit: 'job', usual: 900 },
  { description: 'Service for one month', quantity: 12, unit: 'month', usual: 450 },
  { description: 'Call-out at short notice', quantity: 4, unit: 'visit', usual: 120 },
]

const criteria = [
  { name: 'Price', weight: 50 },
  { name: 'Quality', weight: 30 },
  { name: 'Lead time', weight: 20 },
]

/** Twenty requests of the last two years, each about an active scope; active suppliers are invited. */
export function buildRfps(scopes: Scope[], suppliers: Supplier[]) {
  const random = createRandom(18)
  const active = scopes.filter(({ scopeOfWorkStatus }) => scopeOfWorkStatus === 'active')
  const invitable = suppliers.filter(({ status }) => status === 'active')
  return Array.from({ length: 20 }, (_, index) => {
    const { key, scopeName, currentVersion, versions } = active[index % active.length]!
    const known = versions.at(-1)!.publishedAt!.slice(0, 10)
    const planned = addDays('2016-01-11', index * 37)
    const created = planned > known ? planned : addDays(known, 5)
    const deadline = addDays(created, 60)
    const status = statusOf(index, deadline)
    const first = random.int(0, invitable.length - 1)
    const invited =
      status === 'draft'
        ? []
        : [0, 1, 2, 3].map((place) => invitable[(first + place * 3) % invitable.length]!)
    return {
      rfpNo: `RFP-${String(index + 1).padStart(4, '0')}`,
      title: `Partners for ${scopeName.toLowerCase()}`,
      description: `Offers for ${scopeName}, version ${currentVersion}, with price and lead time.`,
      status,
      scopeKey: key,
      scopeVersion: currentVersion,
      currency: 'USD',
      // Whatever is still open stays so, however late the samples are loaded.
      deadline: status === 'published' ? officeHour('2035-01-31') : officeHour(deadline),
      lines: asked,
      criteria,
      publishedAt: status === 'draft' || status === 'cancelled' ? null : officeHour(addDays(created, 3)),
      createdAt: officeHour(created),
      updatedAt: officeHour(addDays(created, 3)),
      invited: invited.map(({ supplierNo }) => supplierNo),
      responses: responsesTo(status, invited, created, random),
    }
  })
}

export type Rfp = ReturnType<typeof buildRfps>[number]

function statusOf(index: number, deadline: string): Status {
  if (index % 9 === 8) return 'cancelled'
  if (deadline > closingDay) return index % 2 === 0 ? 'published' : 'draft'
  return index % 4 === 3 ? 'closed' : 'awarded'
}

/** All but the last of the invited answer; the first wins where there is a winner. */
function responsesTo(status: Status, invited: Supplier[], created: string, random: Random) {
  if (status === 'draft' || status === 'cancelled') return []
  return invited.slice(0, -1).map(({ supplierNo, leadTimeDays }, place) => {
    const prices = asked.map(({ usual }) => Math.round((usual * random.int(80, 130)) / 100))
    const amount = asked.reduce((total, { quantity }, index) => total + quantity * prices[index]!, 0)
    return {
      supplierNo,
      status: responseStatus(status, place),
      prices: prices.map((price) => `${price}.0000`),
      amount: `${amount}.00`,
      scores: status === 'published' ? [] : criteria.map(() => random.int(40, 95)),
      leadTimeDays,
      submittedAt: officeHour(addDays(created, 20 + place)),
    }
  })
}

function responseStatus(status: Status, place: number): (typeof rfpResponseStatuses)[number] {
  if (status === 'awarded') return place === 0 ? 'awarded' : 'rejected'
  return status === 'closed' && place === 0 ? 'shortlisted' : 'submitted'
}
