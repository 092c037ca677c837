import type { campaignChannels, campaignStatuses } from '#src/lib/db/schema/company/campaigns.ts'
import { addDays, monthsBetween } from './calendar.ts'
import { fromUnits, roundToCents, toUnits } from './decimal.ts'
import { createRandom, type Random } from './random.ts'
import { closingDay, type Sale, timeZone } from './trade.ts'

const categories = ['Furniture', 'Office Supplies', 'Technology']
const regions = ['Central', 'East', 'South', 'West']
const channels: (typeof campaignChannels)[number][] = ['email', 'search', 'social', 'print', 'event']

type Status = (typeof campaignStatuses)[number]

interface Placed {
  category: string
  region: string
  startsOn: string
  endsOn: string
}

/**
 * A campaign a quarter for every category, in one region each. What it brought are the orders of that time,
 * category and region that were sold at a discount.
 */
export function buildCampaigns(sales: Sale[], categoryOf: (sale: Sale) => string) {
  const random = createRandom(51)
  const quarters = monthsBetween('2014-01-01', '2018-03-31').filter((_, index) => index % 3 === 0)
  const discounted = Map.groupBy(
    sales.filter(({ discount }) => Number(discount) > 0),
    (sale) => `${categoryOf(sale)} ${sale.region}`,
  )
  return quarters
    .flatMap((quarter, turn) =>
      categories.map((category, index) => ({ quarter, category, place: turn + index })),
    )
    .map(({ quarter, category, place }, index) => {
      const startsOn = addDays(quarter.first, random.int(0, 60))
      const placed = {
        category,
        region: regions[place % 4]!,
        startsOn,
        endsOn: addDays(startsOn, random.int(20, 45)),
      }
      const status = statusOf(placed, index)
      const sold = discounted.get(`${category} ${placed.region}`) ?? []
      return {
        campaignNo: `M-${String(index + 1).padStart(4, '0')}`,
        name: `${category} in the ${placed.region}, ${startsOn.slice(0, 7)}`,
        channel: channels[place % 5]!,
        status,
        ...placed,
        ...outcomeOf(
          status,
          sold.filter(({ orderDate }) => isWithin(orderDate, placed)),
          random,
        ),
        currency: 'USD',
        notes: status === 'cancelled' ? 'Cancelled before it began: the supplier could not deliver.' : null,
        createdAt: `${addDays(startsOn, -30)} 10:00:00 ${timeZone}`,
        updatedAt: `${status === 'finished' ? placed.endsOn : addDays(startsOn, -10)} 18:00:00 ${timeZone}`,
      }
    })
}

export type Campaign = ReturnType<typeof buildCampaigns>[number]

function statusOf({ startsOn, endsOn }: Placed, index: number): Status {
  if (index % 17 === 16) return 'cancelled'
  if (startsOn > closingDay) return 'planned'
  return endsOn > closingDay ? 'running' : 'finished'
}

function outcomeOf(status: Status, sold: Sale[], random: Random) {
  const budget = BigInt(random.int(8, 60)) * 10_000n
  const money = (cents: bigint) => fromUnits(cents, 2)
  if (status === 'planned' || status === 'cancelled') {
    return { budget: money(budget), spent: '0.00', impressions: 0, clicks: 0, orders: 0, revenue: '0.00' }
  }
  const orders = new Set(sold.map(({ orderNo }) => orderNo)).size
  const clicks = 40 + orders * random.int(15, 60)
  return {
    budget: money(budget),
    spent: money((budget * BigInt(random.int(60, 104))) / 100n),
    impressions: clicks * random.int(25, 80),
    clicks,
    orders,
    revenue: money(roundToCents(sold.reduce((sum, { amount }) => sum + toUnits(amount, 4), 0n))),
  }
}

function isWithin(day: string, { startsOn, endsOn }: Placed): boolean {
  return startsOn <= day && day <= endsOn
}
