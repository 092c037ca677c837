import type {
  clientScopeStatuses,
  scopeStatuses,
  scopeVersionStatuses,
} from '#src/lib/db/schema/company/scopes.ts'
import type { supplierStatuses, supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'
import { addDays } from './calendar.ts'
import { iban } from './people.ts'
import { createRandom } from './random.ts'
import { closingDay, type Product, timeZone } from './trade.ts'

const trees =
  'Alder Ash Aspen Beech Birch Cedar Elm Fir Hazel Juniper Larch Linden Maple Oak Pine Rowan'.split(' ')

/** Two suppliers for every kind of product: one that is preferred, and another to compare it with. */
export function buildSuppliers(products: Product[]) {
  const random = createRandom(34)
  const kinds = [...new Set(products.map(({ subCategory }) => subCategory))].sort()
  return kinds
    .flatMap((kind, index) =>
      [0, 1].map((second) => ({ kind, second, tree: trees[(index + second * 7) % 16]! })),
    )
    .map(({ kind, second, tree }, index) => {
      const since = addDays('2013-02-01', random.int(0, 300))
      const tier: (typeof supplierTiers)[number] = second
        ? random.pick(['approved', 'conditional'])
        : random.pick(['strategic', 'preferred'])
      return {
        supplierNo: `V-${String(index + 1).padStart(4, '0')}`,
        name: `${tree} ${kind} Supply`,
        status: supplierStatus(index),
        tier,
        category: kind,
        tags: second ? '{}' : random.chance(0.5) ? '{local}' : '{local,framework}',
        country: random.pick(['United States', 'United States', 'Canada', 'Mexico']),
        currency: 'USD',
        paymentDays: random.pick([14, 30, 30, 60]),
        leadTimeDays: random.pick([5, 7, 10, 14, 21, 30]),
        rating: (random.int(second ? 250 : 360, second ? 420 : 500) / 100).toFixed(2),
        taxId: `00-${String(random.int(0, 9_999_999)).padStart(7, '0')}`,
        iban: iban(String(random.int(0, 99_999_999)).padStart(8, '0')),
        certificates: random.chance(0.6)
          ? [{ name: 'ISO 9001', valid_until: addDays(closingDay, random.int(30, 900)) }]
          : [],
        createdAt: officeHour(since),
        updatedAt: officeHour(addDays(since, random.int(1, 1400))),
      }
    })
}

export type Supplier = ReturnType<typeof buildSuppliers>[number]

const services = {
  'Store fit-out': ['single floor', 'whole building', 'window displays'],
  'Office relocation': ['up to 50 desks', 'over 50 desks', 'archive'],
  'Print management': ['on site', 'remote', 'supplies only'],
  'Furniture assembly': ['desks and chairs', 'bookcases', 'showroom'],
  'IT installation': ['workplaces', 'server room', 'meeting rooms'],
  'Warehouse cleaning': ['daily', 'weekly', 'yearly deep clean'],
  'Delivery and installation': ['kerbside', 'to the room', 'with removal of old goods'],
  Maintenance: ['copiers', 'office machines', 'on call'],
}

export const serviceNames = Object.keys(services)

/** Every scope of work with its versions; the current one is the published, or the draft of a new scope. */
export function buildScopes() {
  const random = createRandom(24)
  const all = Object.entries(services).flatMap(([service, scopes]) =>
    scopes.map((scope) => ({ service, scope })),
  )
  return all.map(({ service, scope }, index) => {
    const status: (typeof scopeStatuses)[number] =
      index % 11 === 10 ? 'draft' : index % 7 === 6 ? 'in_review' : index % 9 === 8 ? 'archived' : 'active'
    const isNew = status === 'draft' || status === 'in_review'
    const count = isNew ? 1 : random.int(1, 3)
    const first = addDays(isNew ? '2017-10-02' : '2014-03-03', random.int(0, isNew ? 60 : 500))
    const versions = Array.from({ length: count }, (_, place) => {
      const uploaded = addDays(first, place * 280)
      const number = place + 1
      const state: (typeof scopeVersionStatuses)[number] = isNew
        ? 'draft'
        : number === count
          ? 'published'
          : 'superseded'
      return {
        number,
        status: state,
        content: textOf(service, scope, number),
        publishedAt: isNew ? null : officeHour(addDays(uploaded, 14)),
        createdAt: officeHour(uploaded),
        updatedAt: officeHour(addDays(uploaded, random.int(0, 13))),
      }
    })
    return {
      key: `${service}, ${scope}`,
      service,
      scopeName: `${service}: ${scope}`,
      scopeOfWorkStatus: status,
      currentVersion: count,
      createdAt: versions[0]!.createdAt,
      updatedAt: versions.at(-1)!.updatedAt,
      versions,
    }
  })
}

/** The wording of a version: each one changes a line of the version before it and adds another. */
function textOf(service: string, scope: string, number: number): string {
  const added = ['A contact who answers within one hour', 'A written report at the end of each month']
  return [
    `${service}: ${scope}`,
    'Work is done on weekdays from 08:00 to 17:00.',
    `The first visit is within ${[10, 5, 3][number - 1]} working days of the order.`,
    'Material and tools are included.',
    number < 3 ? 'Waste is removed on request.' : 'Waste is removed at the end of each visit.',
    ...added.slice(0, number - 1),
  ].join('\n')
}

export type Scope = ReturnType<typeof buildScopes>[number]

export function buildClients() {
  return trees.slice(0, 12).map((tree, index) => ({
    clientNo: `K-${String(index + 1).padStart(4, '0')}`,
    name: `${tree} ${['Hotels', 'Schools', 'Clinics'][index % 3]}`,
    country: 'United States',
    isActive: index % 6 !== 5,
    createdAt: officeHour(addDays('2014-01-06', index * 20)),
    updatedAt: officeHour(addDays('2015-01-05', index * 40)),
  }))
}

/** Three agreements a client, each about a version that was published when it began. */
export function buildClientScopes(scopes: Scope[]) {
  const random = createRandom(36)
  const offered = scopes.filter(({ versions }) => versions[0]!.status !== 'draft')
  return buildClients().flatMap(({ clientNo }, index) =>
    [0, 1, 2].map((place) => {
      const { key, versions } = offered[(index * 3 + place * 5) % offered.length]!
      const { number, publishedAt } = random.pick(versions)
      const startsOn = addDays(publishedAt!.slice(0, 10), random.int(10, 200))
      const status: (typeof clientScopeStatuses)[number] = random.pick(
        startsOn > '2017-07-01' ? ['proposed', 'accepted', 'declined'] : ['accepted', 'accepted', 'ended'],
      )
      const isAgreed = status === 'accepted' || status === 'ended'
      return {
        clientNo,
        scopeKey: key,
        scopeVersion: number,
        status,
        price: `${random.int(40, 900) * 50}.00`,
        currency: 'USD',
        startsOn,
        endsOn: status === 'ended' ? addDays(startsOn, 180) : addDays(startsOn, 730),
        acceptedAt: isAgreed ? officeHour(addDays(startsOn, -7)) : null,
        createdAt: officeHour(addDays(startsOn, -9)),
        updatedAt: officeHour(addDays(startsOn, isAgreed ? -7 : -9)),
      }
    }),
  )
}

export type ClientScope = ReturnType<typeof buildClientScopes>[number]

export function officeHour(day: string): string {
  return `${day} 10:15:00 ${timeZone}`
}

function supplierStatus(index: number): (typeof supplierStatuses)[number] {
  if (index % 13 === 12) return 'pending'
  if (index % 16 === 15) return 'suspended'
  return index % 10 === 9 ? 'inactive' : 'active'
}
